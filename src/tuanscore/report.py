"""The one value a view receives: what a command found out, ready to be laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tuanscore.diff import Comparison
from tuanscore.finding import Finding, Severity
from tuanscore.provenance import Resolution
from tuanscore.score.tree import Score
from tuanscore.sheets.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Examination:
    """What `validate` found: the findings by file, and how much was looked at."""

    files: int
    kinds: Mapping[str, int]
    """How many documents of each 类型."""
    findings: tuple[Finding, ...]

    @property
    def failed(self) -> bool:
        """Whether anything weighs as an error."""
        return any(f.severity is Severity.ERROR for f in self.findings)

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh this much."""
        return sum(f.severity is severity for f in self.findings)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a ranking; best and worst possible rank differ while lines are missing."""

    best: int
    worst: int
    score: Score


@dataclass(frozen=True, slots=True)
class Ranking:
    """All cards of a year, the highest first."""

    year: int
    lines: tuple[Ranked, ...]
    unscored: tuple[str, ...]
    """Files of cards that have errors."""
    findings: tuple[Finding, ...]
    """Why some cards could not be scored, and what in the reports was not understood."""

    @property
    def sample(self) -> bool:
        """Whether any of it rests on sample data."""
        return any(line.score.sample for line in self.lines)


@dataclass(frozen=True, slots=True)
class Scored:
    """One scored card and what in its reports was not understood."""

    score: Score
    findings: tuple[Finding, ...]


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


Report = Examination | Ranking | Scored | Comparison | Resolution | Inventory | Sheet
