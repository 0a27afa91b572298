"""A 绩效运行监控表 as it stands: nothing in it is a score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tuanscore.commands.validate.examining import obstacles
from tuanscore.finding import Finding, Severity
from tuanscore.model import states
from tuanscore.scoring import monitoring
from tuanscore.triage.settling import refuse, settle

if TYPE_CHECKING:
    from tuanscore.finding import Place
    from tuanscore.model.kinds.monitoring import Monitoring
    from tuanscore.scoring.monitoring import Watch
    from tuanscore.shelf import LoadedAs, Repository


@dataclass(frozen=True, slots=True)
class MonitoringProgress:
    """One table: how far money and indicators have come, and what will not be reached."""

    name: str
    code: str | None
    unit: str | None
    year: int
    period: str
    money_in: str
    """What amounts count as they are written."""
    as_of: date
    sample: bool
    remarks: tuple[str, ...]
    """Whether the table is 草稿 or 退回."""
    watch: Watch
    findings: tuple[Finding, ...]
    place: Place

    @property
    def title(self) -> str:
        """Return what the project is called, and until when it is followed."""
        whose = f"{self.unit} " if self.unit else ""
        return f"{whose}{self.name} {self.year} 年绩效运行监控（{self.period}）"


def follow(entry: LoadedAs[Monitoring], repository: Repository) -> MonitoringProgress:
    """Hold a table against the calendar; raises TuanscoreError where it has errors."""
    model, settings = entry.model, repository.settings
    wrong = [f for f in obstacles(entry, repository) if f.severity is Severity.ERROR]
    refuse(wrong)
    return MonitoringProgress(
        name=model.name,
        code=model.code,
        unit=model.unit,
        year=model.year,
        period=model.period or f"截至 {model.as_of}",
        money_in=model.unit_of_money,
        as_of=model.as_of,
        sample=model.sample,
        remarks=states.said([model]),
        watch=monitoring.watch(model, entry.document, settings.levels, settings.monitoring.gap),
        findings=settle(repository.findings, repository),
        place=entry.document.place(()),
    )
