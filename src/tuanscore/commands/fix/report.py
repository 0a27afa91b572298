"""What mending came to, for a view to show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tuanscore.finding import Finding


@dataclass(frozen=True, slots=True)
class MendedFile:
    """One file that is not as it should be written."""

    name: str
    mends: tuple[str, ...]
    """What is mended, in the words of the mends."""
    diff: tuple[str, ...]
    """The lines of a unified diff, line ends and all."""
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
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Files that are not for mending, each with the reason."""
    written: bool = False
    with_diff: bool = False

    @property
    def left(self) -> int:
        """How many files could not be mended."""
        return len({f.place.file for f in self.findings}.union(self.skipped))

    @property
    def fine(self) -> bool:
        """Whether nothing is left to do."""
        return not self.left and (self.written or not self.mended)

    @property
    def left_alone(self) -> list[str]:
        """Return a line for each file that was not touched, and why."""
        rare = [f"{name} 用了少见的 YAML 写法，没有改动" for name in self.skipped]
        return rare + [f"{name} {reason}，没有改动" for name, reason in self.left_out.items()]

    @property
    def total(self) -> str:
        """How it all ended, in a line."""
        number = len(self.mended)
        parts = [f"{number} 个{'改好了' if self.written else '要改'}"] if number else []
        parts += [f"{self.left} 个改不了，要自己动手"] if self.left else []
        return f"{self.files} 个文件，" + ("，".join(parts) or "没有要改的")
