"""What `score` found: rankings, scored cards, projects and departments, explanations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tuanscore.finding import Finding
    from tuanscore.scoring.department import DepartmentScore
    from tuanscore.scoring.gates import Gate
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.supposition import Supposition
    from tuanscore.scoring.tree import Node, Score


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of a ranking; best and worst possible rank differ while lines are missing."""

    best: int | None
    """None where nothing applies and so nothing can be ranked."""
    worst: int | None
    score: Score
    title: str | None = None
    """The title that it is given, empty where it is not; None where there is none to give."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """All cards of a year, the highest first."""

    year: int
    lines: tuple[Ranked, ...]
    unscored: tuple[str, ...]
    """Files of cards, projects and departments that have errors."""
    findings: tuple[Finding, ...]
    """Why some cards could not be scored, and what in the reports was not understood."""
    gate: Gate | None = None
    projects: tuple[ProjectScore, ...] = ()
    departments: tuple[DepartmentScore, ...] = ()
    at_fault: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Unscored files that are sound themselves → those for whose errors they are not scored."""
    overall: tuple[ProjectScore, ...] = ()
    """部门整体支出绩效自评表."""

    @property
    def budgets(self) -> bool:
        """Whether there is anything beside cards."""
        return bool(self.overall or self.departments or self.projects)

    @property
    def sample(self) -> bool:
        """Whether any of it rests on sample data."""
        scores = [line.score.sample for line in self.lines]
        return any([*scores, *(score.sample for score in (*self.projects, *self.overall))])


@dataclass(frozen=True, slots=True)
class Scored:
    """One scored card and what in its reports was not understood."""

    score: Score
    findings: tuple[Finding, ...]
    supposed: Supposition | None = None
    """What the score rests on that is only supposed (假设)."""
    gate: Gate | None = None


@dataclass(frozen=True, slots=True)
class ProjectScored:
    """One scored project and what in its 自评 was not understood."""

    score: ProjectScore
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class DepartmentScored:
    """What an organisation without a card has: its duties and its projects, scored."""

    short_name: str
    year: int
    department: DepartmentScore | None
    """None without a 部门整体绩效目标, or when it has errors."""
    projects: tuple[ProjectScore, ...]
    unscored: tuple[str, ...]
    """Files that have errors."""
    findings: tuple[Finding, ...]
    at_fault: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """As in `Ranking`."""
    overall: tuple[ProjectScore, ...] = ()
    """Its 部门整体支出绩效自评表."""

    @property
    def of_overall(self) -> ProjectScored:
        """Return its 部门整体支出绩效自评表 alone."""
        return ProjectScored(self.overall[0], self.findings)

    @property
    def org(self) -> str:
        """Return the organisation's name in full, where it is told."""
        if self.department is not None:
            return self.department.org
        return self.overall[0].unit if self.overall else self.short_name

    @property
    def sample(self) -> bool:
        """Whether any of it rests on sample data."""
        return any(score.sample for score in (*self.projects, *self.overall))


@dataclass(frozen=True, slots=True)
class Explanation:
    """Parts of a scored card, each with the rule, the arithmetic and the inputs of its numbers."""

    score: Score | ProjectScore
    nodes: tuple[Node, ...]
    supposed: Supposition | None = None
