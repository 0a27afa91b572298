"""A project's spending, day by day, against its own plan and against the 执行率下限.

Source: domain.md, Monitoring.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tuanscore.commands.progress.elapsed import WHOLE, Elapsed, percent
from tuanscore.commands.progress.lights import Light, Verdict, against_plan, plain, unreported
from tuanscore.commands.progress.line import bar
from tuanscore.commands.progress.standing import NOT_REPORTED
from tuanscore.model.settings import Monitoring, deadline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuanscore.finding import Place
    from tuanscore.model.kinds.project import Project
    from tuanscore.shelf import Assessment

Amounts = dict[date, tuple[Decimal, "Place"]]
"""What had been spent on each day that a report speaks of, in 元, and where it says so."""


@dataclass(frozen=True, slots=True)
class Month:
    """One line of the 资金支出计划: what was to be spent by a day, and what was."""

    name: str
    day: date | None
    """None where the words mean no day of the year."""
    planned: Decimal
    """In percent of the budget, cumulative."""
    spent: Decimal | None
    rate: Decimal | None
    """The execution rate in percent, to 0.01."""
    verdict: Verdict
    place: Place
    """Where the amount, or else the plan, is written."""

    @property
    def gap(self) -> Decimal | None:
        """Return how many points the rate is above the plan."""
        return None if self.rate is None else self.rate - self.planned

    @property
    def bar(self) -> str:
        """Return the execution rate as ten squares."""
        return "" if self.rate is None else bar(min(Fraction(self.rate) / 100, WHOLE))


@dataclass(frozen=True, slots=True)
class Limit:
    """One 执行率下限 whose day has passed."""

    name: str
    day: date
    least: Decimal
    rate: Decimal | None
    """The rate known for the day itself; None where only other days are known."""
    verdict: Verdict


class Spending:
    """What the reports say has been spent by which day; a later report wins, day by day.

    全年执行数 is what had been spent by the report's own 截至.
    """

    def __init__(self, project: Project, assessments: Sequence[Assessment], day: date) -> None:
        self.year, self.day = project.year, day
        self.money_in = project.unit_of_money
        self.budget = project.budget.whole(self.money_in).yuan or Decimal(0)
        self.amounts: Amounts = {}
        for assessment in assessments:
            self._read(assessment)

    def _read(self, assessment: Assessment) -> None:
        execution, document = assessment.model.execution, assessment.document
        if execution is None:
            return
        unit = assessment.model.money_in or self.money_in
        budget, spent = (execution.total(name, unit).yuan for name in ("全年预算数", "全年执行数"))
        if budget is not None:
            self.budget = budget
        if spent is not None:
            place = document.place(("执行", "全年执行数"))
            self.amounts[assessment.model.as_of] = (spent, place)
        for name, amount in execution.progress.items():
            at, yuan = deadline(name, self.year), amount.yuan(unit)
            if at is not None and at <= self.day and yuan is not None:
                self.amounts[at] = (yuan, document.place(("执行", "进度", name)))

    def rate(self, amount: Decimal) -> Decimal | None:
        """Return an amount in percent of the budget, to 0.01; None where there is no budget."""
        return percent(Fraction(amount) / Fraction(self.budget)) if self.budget else None

    def rate_on(self, day: date) -> Decimal | None:
        """Return the execution rate reported for exactly this day."""
        told = self.amounts.get(day)
        return self.rate(told[0]) if told is not None else None

    @property
    def latest(self) -> Decimal | None:
        """Return the execution rate of the last day that is reported."""
        return self.rate_on(max(self.amounts)) if self.amounts else None


def month(
    name: str, planned: Decimal, spending: Spending, place: Place, rules: Monitoring
) -> Month:
    """Hold what was spent by one day of the plan against the plan."""
    at = deadline(name, spending.year)
    if at is None:
        verdict = Verdict(Light.OFF, f"“{name}”不是一年里的一天，没有比")
        return Month(name, None, planned, None, None, verdict, place)
    if at > spending.day:
        return Month(name, at, planned, None, None, Verdict(Light.OFF, "还没有到"), place)
    told = spending.amounts.get(at)
    if told is None:
        verdict = unreported(f"{NOT_REPORTED}进度", Elapsed(spending.year, spending.day))
        return Month(name, at, planned, None, None, verdict, place)
    rate = spending.rate(told[0])
    if rate is None:
        verdict = Verdict(Light.OFF, "全年预算数是 0，执行率算不出来")
    else:
        verdict = against_plan(rate - planned, rules)
    return Month(name, at, planned, told[0], rate, verdict, told[1])


def limits(spending: Spending, rules: Monitoring) -> list[Limit]:
    """Judge every 执行率下限 whose day has passed, the earliest first."""
    found = []
    for name, least in rules.least.items():
        at = deadline(name, spending.year)
        if at is not None and at <= spending.day:
            verdict = _limit(name, at, least, spending)
            found.append(Limit(name, at, least, spending.rate_on(at), verdict))
    return sorted(found, key=lambda limit: limit.day)


def _limit(name: str, at: date, least: Decimal, spending: Spending) -> Verdict:
    """Judge one limit; spending only grows, so that other days may decide it too."""
    bound = f"{name}的下限 {plain(least)}%"
    rates = [(day, rate) for day in spending.amounts if (rate := spending.rate_on(day)) is not None]
    for day, rate in sorted(rates):
        if day <= at and rate >= least:
            when = name if day == at else f"{_month_day(day)}已"
            return Verdict(Light.GREEN, f"{when} {rate}%，不低于{bound}")
        if day >= at and rate < least:
            when = name if day == at else f"到{_month_day(day)}也只有"
            return Verdict(Light.YELLOW, f"{when} {rate}%，低于{bound}，预警")
    return Verdict(Light.OFF, f"没有{name}的进度，判断不了")


def _month_day(day: date) -> str:
    return f"{day.month}月{day.day}日"
