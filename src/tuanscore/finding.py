"""What a room says about a document: a coded finding with its place, as data and never raised."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Route = tuple[str | int, ...]
"""The way to a value inside a document, such as ``("部分", 0, "类别", 2, "分值")``."""


class Severity(StrEnum):
    """How much a finding weighs; only errors make a command fail."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: file relative to the root, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding speaks of, with what is there."""

    place: Place
    message: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a document: what, where, and what to do about it."""

    code: str
    message: str
    place: Place
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()
    excerpt: str = ""
    """The source line at the place, as it stands in the file."""

    def with_excerpts(self, line_at: Callable[[Place], str]) -> Finding:
        """Return the finding with the source lines of all its places."""
        related = tuple(replace(r, excerpt=line_at(r.place)) for r in self.related)
        return replace(self, excerpt=line_at(self.place), related=related)
