"""A budget project against the calendar: spending against its plan, indicators against the year.

The unit's own 资金支出计划 is the yardstick; the 执行率下限 and |进度 − 执行率| are warnings of one
province. Source: domain.md, Monitoring.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tuanscore.commands.progress.elapsed import Elapsed, percent
from tuanscore.commands.progress.lights import (
    Light,
    Rule,
    Verdict,
    for_spending,
    for_targets,
    plain,
)
from tuanscore.commands.progress.line import Line, counts, histories, line_of
from tuanscore.commands.progress.spending import Limit, Month, Spending, limits, month
from tuanscore.commands.progress.standing import Ground
from tuanscore.model import indicators, states

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuanscore.finding import Finding, Place
    from tuanscore.methods import Levels
    from tuanscore.model.kinds.project import Project
    from tuanscore.model.kinds.results import Result
    from tuanscore.model.settings import Monitoring, Settings
    from tuanscore.shelf import Assessment
    from tuanscore.source.tree import Document


@dataclass(frozen=True, slots=True)
class Balance:
    """|进度 − 执行率|: how far the indicators and the spending have come, in percent."""

    progress: Decimal | None
    """The mean done share of the indicators; None where nothing is reported."""
    rate: Decimal | None
    unreported: int
    """How many indicators count as 0 because nothing is reported."""
    verdict: Verdict

    @property
    def gap(self) -> Decimal | None:
        """Return how far they are apart, in points."""
        if self.progress is None or self.rate is None:
            return None
        return abs(self.progress - self.rate)


@dataclass(frozen=True, slots=True)
class ProjectProgress:
    """One budget project: its spending by month, its warnings, its indicators."""

    unit: str
    short_name: str
    code: str | None
    name: str
    year: int
    elapsed: Elapsed
    reported: tuple[date, ...]
    """The days of the 自评 that it rests on, the earliest first."""
    sample: bool
    remarks: tuple[str, ...]
    """Which reports are 草稿 or 退回."""
    budget: Decimal
    months: tuple[Month, ...]
    limits: tuple[Limit, ...]
    balance: Balance
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    place: Place

    @property
    def title(self) -> str:
        """Return whose project it is, what it is called, and its code."""
        code = f"（{self.code}）" if self.code is not None else ""
        return f"{self.short_name} {self.year}年 {self.name}{code}"

    @property
    def counts(self) -> dict[Light, int]:
        """Return how many indicators have each light."""
        return counts(self.lines)

    @property
    def overdue(self) -> tuple[Line, ...]:
        """Return the indicators whose day has passed and that are not met."""
        return tuple(line for line in self.lines if line.standing.overdue)


def follow(
    project: Project,
    document: Document,
    assessments: Sequence[Assessment],
    day: date,
    settings: Settings,
    levels: Levels,
    findings: tuple[Finding, ...] = (),
) -> ProjectProgress:
    """Hold a project against the calendar on a day; the earliest 自评 first."""
    rules, elapsed = settings.monitoring, Elapsed(project.year, day)
    lines = _lines(project, document, assessments, Ground(elapsed, rules, levels))
    spending = Spending(project, assessments, day)
    return ProjectProgress(
        unit=project.unit,
        short_name=project.short_name,
        code=project.code,
        name=project.name,
        year=project.year,
        elapsed=elapsed,
        reported=tuple(a.model.as_of for a in assessments),
        sample=project.sample or any(a.model.sample for a in assessments),
        remarks=states.said(assessment.model for assessment in assessments),
        budget=spending.budget,
        months=tuple(
            month(name, planned, spending, document.place(("资金支出计划", name)), rules)
            for name, planned in project.spending.items()
        ),
        limits=tuple(limits(spending, rules)),
        balance=_balance(lines, spending, rules),
        lines=lines,
        rules=(*for_spending(rules), *for_targets(rules)),
        findings=findings,
        place=document.place(()),
    )


def _lines(
    project: Project, document: Document, assessments: Sequence[Assessment], ground: Ground
) -> tuple[Line, ...]:
    past = histories(assessments)
    results: dict[str, Result] = {}
    for assessment in assessments:
        results |= assessment.model.results
    return tuple(
        line_of(
            (line.first, line.second, line.indicator.name),
            line.measure,
            results.get(line.indicator.name),
            past,
            ground,
            document.place((*line.route, "指标值")),
        )
        for line in indicators.lines(project)
    )


def _balance(lines: Sequence[Line], spending: Spending, rules: Monitoring) -> Balance:
    """Hold the indicators' mean done share against the execution rate, both as printed."""
    counting = [line for line in lines if not line.standing.dropped]
    missing = sum(line.standing.done is None for line in counting)
    rate = spending.latest
    if not counting or missing == len(counting):
        return Balance(None, rate, missing, Verdict(Light.OFF, "指标还没有填报"))
    total = sum((line.standing.done or Fraction(0) for line in counting), Fraction(0))
    progress = percent(total / len(counting))
    if rate is None:
        return Balance(progress, None, missing, Verdict(Light.OFF, "没有执行率，比不了"))
    gap, most = abs(progress - rate), plain(rules.gap)
    said = f"指标进度 {progress}% 与执行率 {rate}% 相差 {gap} 个百分点"
    if gap > rules.gap:
        verdict = Verdict(Light.YELLOW, f"{said}，超过 {most}，预警")
    else:
        verdict = Verdict(Light.GREEN, f"{said}，不超过 {most}")
    return Balance(progress, rate, missing, verdict)
