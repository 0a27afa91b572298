"""What mending came to, for a view to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuanscore.finding import Finding


@dataclass(frozen=True, slots=True)
class MendedFile:
    """One file that is not as it should be written."""

    name: str
    mends: tuple[str, ...]
    """What is mended, in the words of the mends."""
    diff: tuple[str, ...]
    """The lines of a unified diff; none where only line ends differ."""
    old: bytes
    new: bytes


@dataclass(frozen=True, slots=True)
class Mending:
    """A run over files."""

    files: int
    """How many were looked at."""
    mended: tuple[MendedFile, ...]
    findings: tuple[Finding, ...]
    """What keeps files from being read, and cannot be mended."""
    skipped: tuple[str, ...]
    """Files written in a way that no edit can be sure of."""
    written: bool = False
    with_diff: bool = False

    @property
    def left(self) -> int:
        """How many files could not be mended."""
        return len({f.place.file for f in self.findings}.union(self.skipped))
