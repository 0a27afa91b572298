"""The one value a view receives: what a command found out, ready to be laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuanscore.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tuanscore.diff import Comparison
    from tuanscore.diff.matrix import Matrix
    from tuanscore.diff.review import Review
    from tuanscore.diff.years import Years
    from tuanscore.gates import Gate
    from tuanscore.manual import Manual
    from tuanscore.plan import Plan
    from tuanscore.provenance import Resolution
    from tuanscore.receipt import Verification
    from tuanscore.score.department import DepartmentScore
    from tuanscore.score.project import ProjectScore
    from tuanscore.score.tree import Node, Score
    from tuanscore.sheets.sheet import Sheet
    from tuanscore.sifting.baseline import Compared
    from tuanscore.supposition import Supposition


@dataclass(frozen=True, slots=True)
class Examination:
    """What `validate` found: the findings by file, and how much was looked at."""

    files: int
    kinds: Mapping[str, int]
    """How many documents of each 类型."""
    findings: tuple[Finding, ...]
    fail_on: Severity = Severity.ERROR
    """From which weight on a finding makes the run fail."""
    since: str = ""
    """The revision whose changes it is about; empty when it is about everything."""
    baseline: Compared | None = None
    """What is hidden because it was there before."""
    names: tuple[str, ...] = ()
    """The files that were looked at, as findings call them."""

    @property
    def failed(self) -> bool:
        """Whether anything weighs enough and is not waived."""
        return any(map(self.fails, self.findings))

    def fails(self, finding: Finding) -> bool:
        """Say whether a finding weighs enough and is not waived."""
        grave = list(Severity)[: list(Severity).index(self.fail_on) + 1]
        return finding.severity in grave and finding.waiver is None

    def count(self, severity: Severity) -> int:
        """Return how many findings weigh this much and are not waived."""
        return sum(f.severity is severity and f.waiver is None for f in self.findings)

    @property
    def total(self) -> str:
        """How much was looked at, and how much was found in it."""
        counts = [f"{self.count(s)} 处{s}" for s in Severity if self.count(s)]
        if counts:
            return f"{self.files} 个文件，{self._where()}：{'，'.join(counts)}"
        new = "新的" if self.baseline is not None and self.baseline.known else ""
        kinds = "，".join(f"{kind} {number}" for kind, number in self.kinds.items())
        return f"{self.files} 个文件，没有{new}问题" + (f"（{kinds}）" if kinds else "")

    def _where(self) -> str:
        """Say how many files have findings; those of what they build on may stand elsewhere."""
        files = {f.place.file for f in self.findings if f.waiver is None}
        others = len(files.difference(self.names)) if self.names else 0
        own = f"{len(files) - others} 个有问题" if len(files) > others else "没有问题"
        return f"{own}，另有 {others} 个相关文件有问题" if others else own

    @property
    def waived(self) -> int:
        """Return how many findings are waived (豁免)."""
        return sum(f.waiver is not None for f in self.findings)

    @property
    def asides(self) -> tuple[str, ...]:
        """What the total does not count, line by line."""
        lines = [f"{self.waived} 处已豁免，不算在内"] if self.waived else []
        if self.since:
            lines.append(f"只看从“{self.since}”分出来以后改动的文件，和受它们影响的文件")
        if self.baseline is not None:
            lines.append(f"另有 {self.baseline.known} 处在基线里，没有显示")
            if self.baseline.gone:
                gone = f"基线里有 {self.baseline.gone} 处已经没有了"
                lines.append(f"{gone}，用 --write-baseline 重写一次，基线就小了")
        return tuple(lines)


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
    """Files of cards, projects and departments that have errors."""
    findings: tuple[Finding, ...]
    """Why some cards could not be scored, and what in the reports was not understood."""
    gate: Gate | None = None
    projects: tuple[ProjectScore, ...] = ()
    departments: tuple[DepartmentScore, ...] = ()

    @property
    def sample(self) -> bool:
        """Whether any of it rests on sample data."""
        scores = [line.score.sample for line in self.lines]
        return any([*scores, *(project.sample for project in self.projects)])


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

    @property
    def sample(self) -> bool:
        """Whether any of it rests on sample data."""
        return any(project.sample for project in self.projects)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Parts of a scored card, each with the rule, the arithmetic and the inputs of its numbers."""

    score: Score | ProjectScore
    nodes: tuple[Node, ...]
    supposed: Supposition | None = None


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


@dataclass(frozen=True, slots=True)
class Guide:
    """The manual of one code, and how much its findings weigh here."""

    manual: Manual
    severity: Severity | None
    """None where the settings switch it off."""
    fixed: bool
    """Whether the settings cannot change it."""


@dataclass(frozen=True, slots=True)
class Guides:
    """The guide of every code, in their order."""

    guides: tuple[Guide, ...]


if TYPE_CHECKING:
    Report = (
        Examination
        | Ranking
        | Scored
        | ProjectScored
        | DepartmentScored
        | Explanation
        | Comparison
        | Review
        | Matrix
        | Years
        | Resolution
        | Inventory
        | Sheet
        | Plan
        | Verification
        | Guide
        | Guides
    )
