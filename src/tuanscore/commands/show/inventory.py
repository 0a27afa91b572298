"""What `list` found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a repository."""

    kind: str
    name: str
    year: int | None
    detail: str
    file: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """What is in a repository."""

    root: str
    entries: tuple[Entry, ...]
    broken: tuple[str, ...]
    """Files that cannot be read or are not valid."""
