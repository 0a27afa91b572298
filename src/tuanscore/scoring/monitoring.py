"""A 绩效运行监控表 held against the calendar: what is behind, what will miss its target, and why.

Nothing here is a score. Time gone is in whole months of twelve. A row is alerted where the expected
result misses its target or its day has passed and it is not done; money, where it is more than
so many points away from the time that has gone. Source: the ministry's monitoring form.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.grammar.target import TargetError, in_unit, parse_quantity
from tuanscore.methods import Case, Levels, UnreadableError
from tuanscore.model import indicators
from tuanscore.model.kinds.monitoring import SURE
from tuanscore.scoring.cents import quotient

if TYPE_CHECKING:
    from tuanscore.finding import Place, Route
    from tuanscore.grammar.target import Target
    from tuanscore.model.card import Measure
    from tuanscore.model.kinds.monitoring import Fund, Line, Monitoring, Row
    from tuanscore.source.tree import Document

TOTAL = "年度资金总额"


@dataclass(frozen=True, slots=True)
class Money:
    """One row of the funds, in 元; rates in percent to 0.01, None where they cannot be had."""

    name: str
    written: tuple[str, ...]
    """年初预算数, 执行数 and 全年预计执行数 as they are written."""
    budget: Decimal | None
    spent: Decimal | None
    rate: Decimal | None
    expected: Decimal | None
    expected_rate: Decimal | None
    gap: Decimal | None
    """Points that the rate is behind the time gone; below 0 where it is ahead."""
    route: Route
    place: Place | None


@dataclass(frozen=True, slots=True)
class Watched:
    """One row and how it stands."""

    heading: str
    name: str
    target: str
    so_far: str | None
    progress: Decimal | None
    """What was done so far in percent of the target, to 0.01; above 100 where it is more."""
    expected: str | None
    expected_progress: Decimal | None
    met: bool | None
    """Whether what was done so far meets the target; None where nothing readable is told."""
    will_meet: bool | None
    """Whether what is expected meets it."""
    overdue: bool
    """Whether its day has passed and it is not done in time."""
    reasons: tuple[str, ...]
    why: str | None
    likelihood: str | None
    remark: str | None
    holds_all_year: bool
    """Whether it is a rate or a limit, which should be met at any time."""
    alerts: tuple[str, ...]
    route: Route
    place: Place | None

    @property
    def explained(self) -> bool:
        """Whether a reason is ticked or told."""
        return bool(self.reasons or self.why)


@dataclass(frozen=True, slots=True)
class Watch:
    """A whole table against the calendar."""

    gone: Decimal
    """The time that has gone in percent, to 0.01."""
    most: Decimal
    """How many points money may be away from it."""
    funds: tuple[Money, ...]
    lines: tuple[Watched, ...]

    @property
    def alerted(self) -> tuple[Watched, ...]:
        """Return the rows with an alert."""
        return tuple(line for line in self.lines if line.alerts)

    @property
    def unreported(self) -> tuple[Watched, ...]:
        """Return the rows without a result so far."""
        return tuple(line for line in self.lines if line.so_far is None)

    def is_off(self, money: Money) -> bool:
        """Say whether a row of funds is further away from the time gone than it may be."""
        return money.gap is not None and abs(money.gap) > self.most


def watch(model: Monitoring, document: Document | None, levels: Levels, most: Decimal) -> Watch:
    """Hold a table against the calendar; ``most`` is how many points money may be off.

    Without a document nothing has a place.
    """
    gone = percent(model.gone)
    funds = tuple(_money(name, fund, route, model, document) for name, fund, route in _funds(model))
    lines = tuple(_watched(line, model, document, levels) for line in model.lines)
    return Watch(gone, most, funds, lines)


def funds(model: Monitoring) -> tuple[Money, ...]:
    """Return every row of the funds, the whole first; nothing has a place."""
    return tuple(_money(name, fund, route, model, None) for name, fund, route in _funds(model))


def percent(share: Fraction) -> Decimal:
    """Return a share in percent, rounded half up to 0.01."""
    exact = share * 100
    return quotient(Decimal(exact.numerator), Decimal(exact.denominator))


def _funds(model: Monitoring) -> Iterator[tuple[str, Fund, Route]]:
    if model.funds is None:
        return
    yield TOTAL, model.funds, ("执行",)
    for name, fund in model.funds.sources.items():
        yield name, fund, ("执行", "资金来源", name)


def _money(
    name: str, fund: Fund, route: Route, model: Monitoring, document: Document | None
) -> Money:
    told = (fund.budget, fund.spent, fund.expected)
    budget, spent, expected = (
        None if amount is None else amount.yuan(model.unit_of_money) for amount in told
    )
    now, later = (_rate(part, budget) for part in (spent, expected))
    return Money(
        name,
        tuple("" if amount is None else amount.text for amount in told),
        budget,
        spent,
        now,
        expected,
        later,
        None if now is None else percent(model.gone) - now,
        route,
        _place(document, route),
    )


def _rate(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return percent(Fraction(part) / Fraction(whole))


def _watched(line: Line, model: Monitoring, document: Document | None, levels: Levels) -> Watched:
    first, second, route, row = line
    measure = indicators.measure_of(first, second, row, model)
    met, will = (_meets(measure, text, levels) for text in (row.so_far, row.expected))
    deadline = None if measure.target is None else measure.target.deadline
    overdue = deadline is not None and deadline <= model.as_of and not met
    return Watched(
        heading=f"{first} › {second}",
        name=row.name,
        target=row.target.text,
        so_far=row.so_far,
        progress=_progress(measure, row.so_far),
        expected=row.expected,
        expected_progress=_progress(measure, row.expected),
        met=met,
        will_meet=will,
        overdue=overdue,
        reasons=row.reasons,
        why=row.why,
        likelihood=row.likelihood,
        remark=row.remark,
        holds_all_year=measure.target is not None and _holds(measure.target),
        alerts=tuple(_alerts(row, deadline, will, overdue=overdue)),
        route=route,
        place=_place(document, (*route, "名称")),
    )


def _holds(target: Target) -> bool:
    return target.number is not None and (target.is_rate or target.smaller_is_better)


def _place(document: Document | None, route: Route) -> Place | None:
    return None if document is None else document.place(route)


def _meets(measure: Measure, text: str | None, levels: Levels) -> bool | None:
    """Say whether a result would have all points; None where there is none to be read."""
    if text is None:
        return None
    try:
        outcome = methods.judge(measure.method, Case(measure.target, text, levels), measure)
    except UnreadableError:
        return None
    return outcome.numerator == outcome.denominator


def _progress(measure: Measure, text: str | None) -> Decimal | None:
    """Return a number in percent of the target's, however much that is."""
    target = measure.target
    if text is None or target is None or not target.number:
        return None
    try:
        done = in_unit(parse_quantity(text), target.unit)
    except TargetError:
        return None
    return None if done is None else percent(Fraction(done) / Fraction(target.number))


def _alerts(row: Row, deadline: date | None, will: bool | None, *, overdue: bool) -> Iterator[str]:
    if overdue:
        yield f"期限 {deadline} 已过，还没有按期完成"
    elif will is False:
        yield f"预计 {row.expected}，达不到 {row.target.text}"
    if will is False and row.likelihood == SURE:
        yield f"写的却是“{SURE}”"
