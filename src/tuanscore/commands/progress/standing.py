"""How one target stands against the calendar: what is done, at what pace, its light and why.

One function for each kind of target; the rules that decide are those of `lights`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.commands.progress.elapsed import WHOLE, Elapsed, percent
from tuanscore.commands.progress.lights import Light, Verdict, by_pace, unreported
from tuanscore.grammar.target import Comparator, Form, Target
from tuanscore.methods import (
    FULL,
    Case,
    Levels,
    NoGoalError,
    UnreadableError,
    attainment,
    comparison,
    proportion,
    qualitative,
)

if TYPE_CHECKING:
    from tuanscore.model.card import Measure
    from tuanscore.model.kinds.results import Result
    from tuanscore.model.settings import Monitoring

NOT_REPORTED = "未报"
_JUDGED = (qualitative.NAME, attainment.NAME)
"""Methods that judge a line without a target by a word."""


class Kind(StrEnum):
    """How a target is held against the calendar."""

    MORE = "数量"
    LESS = "上限"
    RANGE = "范围"
    QUALITATIVE = "定性"
    DATE = "日期"
    COMPARED = "对比"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Ground:
    """What every line is judged on."""

    elapsed: Elapsed
    rules: Monitoring
    levels: Levels


@dataclass(frozen=True, slots=True)
class Standing:
    """How one target stands."""

    kind: Kind
    verdict: Verdict
    met: bool = False
    done: Fraction | None = None
    """The share that is done, 0…1; None where a target knows no parts or nothing is reported."""
    pace: Decimal | None = None
    """Done share ÷ share of the year, in percent to 0.01; only where the calendar sets the pace."""
    deadline: date | None = None
    days_left: int | None = None
    overdue: bool = False
    dropped: bool = False
    """Whether it is 不适用."""


def judge(measure: Measure, result: Result | None, ground: Ground) -> Standing:
    """Hold one target and what is reported about it against the calendar."""
    goal = _goal(measure, result)
    kind = _kind(measure, goal)
    if result is not None and result.not_applicable is not None:
        why = f"不适用：{result.not_applicable}"
        return Standing(kind, Verdict(Light.OFF, why), dropped=True)
    if result is None or result.actual is None:
        return _untold(kind, goal, NOT_REPORTED, ground)
    case = result.case(goal, ground.levels)
    try:
        return _JUDGES[kind](measure, case, ground)
    except UnreadableError as error:
        return _untold(kind, goal, f"按未报计：{error.reason}", ground)


def _goal(measure: Measure, result: Result | None) -> Target | None:
    """Return the target at which a measure has all its points; None where there is none."""
    try:
        return methods.goal(measure.method, measure, result.base if result is not None else None)
    except NoGoalError:
        return None


def _kind(measure: Measure, goal: Target | None) -> Kind:
    if measure.method == comparison.NAME:
        return Kind.COMPARED
    if goal is None:
        return Kind.QUALITATIVE if measure.method in _JUDGED else Kind.OTHER
    if goal.form is Form.DATE:
        return Kind.DATE if goal.deadline is not None else Kind.OTHER
    if goal.form is Form.QUALITATIVE:
        return Kind.QUALITATIVE
    if goal.comparator is Comparator.BETWEEN:
        return Kind.RANGE
    return Kind.LESS if goal.smaller_is_better else Kind.MORE


def _untold(kind: Kind, goal: Target | None, what: str, ground: Ground) -> Standing:
    """Return how a target stands of which nothing, or nothing readable, is reported."""
    elapsed = ground.elapsed
    if kind is Kind.DATE and goal is not None and goal.deadline is not None:
        dated = _dated(goal.deadline, elapsed)
        light = Light.YELLOW if elapsed.begun else Light.OFF
        light = Light.RED if dated.overdue else light
        return replace(dated, verdict=Verdict(light, f"{what}，{dated.verdict.rule}"))
    return Standing(kind, unreported(what, elapsed), overdue=elapsed.over)


def _more(measure: Measure, case: Case, ground: Ground) -> Standing:
    """More is better: the done share against the share of the year."""
    target, done = proportion.read(case)
    goal = target.number
    assert goal is not None
    share = min(WHOLE, Fraction(done) / Fraction(goal)) if goal else WHOLE
    return _paced(Kind.MORE, share, _full(measure, case), ground)


def _full(measure: Measure, case: Case) -> bool:
    """Whether the points are full; only 达标 takes ``>`` and ``<`` strictly."""
    if measure.method == attainment.NAME:
        outcome = attainment.judge(case, attainment.Parameters())
    else:
        outcome = proportion.judge(case, proportion.Parameters())
    return outcome.numerator == outcome.denominator


def _paced(kind: Kind, share: Fraction, met: bool, ground: Ground) -> Standing:
    elapsed = ground.elapsed
    pace = percent(share / elapsed.share) if elapsed.begun else None
    overdue = elapsed.over and not met
    if met:
        verdict = Verdict(Light.GREEN, "已达标")
    elif pace is None:
        verdict = Verdict(Light.OFF, "年度还没有开始")
    elif share == WHOLE:  # 5 of >5, all or nothing
        verdict = Verdict(Light.RED if overdue else Light.YELLOW, "还没有达标")
    else:
        verdict = by_pace(pace, ground.rules)
    return Standing(kind, verdict, met, share, pace, overdue=overdue)


def _less(measure: Measure, case: Case, ground: Ground) -> Standing:
    """Less is better: green while the limit holds, red as soon as it is passed."""
    target, done = proportion.read(case)
    limit = target.number
    assert limit is not None
    within = _full(measure, case)
    share = WHOLE if done <= limit else Fraction(limit) / Fraction(done)
    verdict = Verdict(Light.GREEN, "没有超过") if within else Verdict(Light.RED, "超过上限")
    return Standing(Kind.LESS, verdict, within, share, overdue=ground.elapsed.over and not within)


def _range(measure: Measure, case: Case, ground: Ground) -> Standing:
    """A range: up to its lower end like more is better, above its upper end like a limit."""
    target, done = proportion.read(case)
    low, high = target.number, target.upper
    assert low is not None
    assert high is not None
    if done > high:
        verdict = Verdict(Light.RED, "超出范围")
        share = Fraction(high) / Fraction(done)
        return Standing(Kind.RANGE, verdict, False, share, overdue=ground.elapsed.over)
    share = min(WHOLE, Fraction(done) / Fraction(low)) if low else WHOLE
    return _paced(Kind.RANGE, share, share == WHOLE, ground)


def _qualitative(measure: Measure, case: Case, ground: Ground) -> Standing:
    """定性: done or begun during the year; by its percentage only when the year is over."""
    share = Fraction(qualitative.share(case)) / 100
    if ground.elapsed.over:
        return _paced(Kind.QUALITATIVE, share, share == WHOLE, ground)
    return Standing(Kind.QUALITATIVE, _begun(share), share == WHOLE, share)


def _begun(share: Fraction) -> Verdict:
    if share == WHOLE:
        return Verdict(Light.GREEN, "已完成")
    if share:
        return Verdict(Light.YELLOW, "已开始")
    return Verdict(Light.OFF, "没有开始，年底再看")


def _date(measure: Measure, case: Case, ground: Ground) -> Standing:
    """A deadline: met by what ends not later than it, or by a word that says it is done."""
    target = case.target
    assert target is not None
    assert target.deadline is not None
    outcome = attainment.judge(case, attainment.Parameters())
    dated = _dated(target.deadline, ground.elapsed)
    if outcome.numerator == FULL:
        fine = outcome.floor is None
        verdict = Verdict(*((Light.GREEN, "按期完成") if fine else (Light.YELLOW, outcome.rule)))
        return replace(dated, verdict=verdict, met=fine, done=WHOLE, overdue=False)
    found = attainment.when(case)
    if found is not None:
        late = ((found.first or found.last) - target.deadline).days
        verdict = Verdict(Light.RED, f"晚 {late} 天完成")
        return replace(dated, verdict=verdict, done=WHOLE, overdue=False)
    share = Fraction(qualitative.share(case)) / 100
    if share and not dated.overdue:
        verdict = Verdict(Light.YELLOW, f"已开始，{dated.verdict.rule}")
        return replace(dated, verdict=verdict, done=share)
    return replace(dated, done=share)


def _dated(deadline: date, elapsed: Elapsed) -> Standing:
    """Return how a target stands that is not done: overdue, or with days left."""
    left = elapsed.left(deadline)
    missed = elapsed.missed(deadline)
    light = Light.RED if missed else Light.OFF
    words = f"还有 {left} 天"
    if missed:
        words = f"过期 {-left} 天" if left else "今天到期"
    return Standing(
        Kind.DATE, Verdict(light, words), deadline=deadline, days_left=left, overdue=missed
    )


def _compared(measure: Measure, case: Case, ground: Ground) -> Standing:
    """Against a base: green on the wanted side of it or equal to it, red on the other."""
    assert isinstance(measure, comparison.Parameters)
    strictly = measure.model_copy(update={"otherwise": "不得分"})
    fine = comparison.judge(case, strictly).numerator == FULL
    words = f"{'' if fine else '没有'}{measure.wanted}基数 {case.base}"
    verdict = Verdict(Light.GREEN if fine else Light.RED, words)
    return Standing(Kind.COMPARED, verdict, fine, overdue=ground.elapsed.over and not fine)


def _other(measure: Measure, case: Case, ground: Ground) -> Standing:
    """A method that knows no calendar, such as 名次: no light."""
    return Standing(Kind.OTHER, Verdict(Light.OFF, f"{measure.method}不看时间进度"))


_Judge = Callable[["Measure", Case, Ground], Standing]
_JUDGES: dict[Kind, _Judge] = {
    Kind.MORE: _more,
    Kind.LESS: _less,
    Kind.RANGE: _range,
    Kind.QUALITATIVE: _qualitative,
    Kind.DATE: _date,
    Kind.COMPARED: _compared,
    Kind.OTHER: _other,
}
