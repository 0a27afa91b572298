"""What `validate` found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tuanscore.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tuanscore.finding import Finding
    from tuanscore.triage.baseline import Compared


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
    left_out: Mapping[str, str] = field(default_factory=dict)
    """Files that were named and not looked at, each with the reason."""

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
        lines = [f"没有看 {name}：{reason}" for name, reason in self.left_out.items()]
        lines += [f"{self.waived} 处已豁免，不算在内"] if self.waived else []
        if self.since:
            lines.append(f"只看从“{self.since}”分出来以后改动的文件，和受它们影响的文件")
        if self.baseline is not None:
            lines.append(f"另有 {self.baseline.known} 处在基线里，没有显示")
            if self.baseline.gone:
                gone = f"基线里有 {self.baseline.gone} 处已经没有了"
                lines.append(f"{gone}，用 --write-baseline 重写一次，基线就小了")
        return tuple(lines)
