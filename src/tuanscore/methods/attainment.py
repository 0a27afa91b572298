"""达标: all or nothing.

A number meets its comparator exactly as written (``>5`` is not met by 5; a bare number by at least
as much, a bare 0 by 0 alone), with ``容差: 8%`` within 8 % of the target on either side, the bounds
included (正负8%以外不得分). A date is met by a day, a month or a quarter that ends not later
than the deadline; one that holds the deadline inside it, and 11月 where 11月前 is asked for, leave
a doubt, which is shown and not decided. A date that comes again (每月10日前) is met where it was
met each time. A 定性 word counts as met when its level is 100%. Source: domain.md, Rules of the
field.
"""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field

from tuanscore.grammar import dates
from tuanscore.grammar.scalars import Percent
from tuanscore.grammar.target import Comparator, Form, Target, TargetError, folded
from tuanscore.methods import FULL, NOTHING, OPEN, Case, Outcome, UnreadableError, qualitative
from tuanscore.methods.proportion import exceeded, passed, plain, read

NAME = "达标"
READS = frozenset(("目标", "分值", "单位成本"))
_IN_TIME = f"(?:[已均都]|全部|全面)*(?:按[时期]|及时|准时|如期|提前)(?:足额)?(?:{dates.DONE})?"
_ANY = (NOTHING, Decimal(100))
_TIMES = (
    r"(\d{1,3})(?:个?(?:月份?|季度|半年|周|星期)|[次期])(?!.{0,2}[未没迟晚逾不]).*"
    r"|(\d{1,3})/\d{1,3}"
)


class Parameters(BaseModel, defer_build=True):
    """How far from the target a number may be."""

    tolerance: Percent | None = Field(
        default=None, alias="容差", description="和目标上下最多相差百分之几，如 8%；不写就照比较符"
    )


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a number, a day (年-月-日) or a 定性 word; raises UnreadableError for anything else."""
    if case.target is not None and case.target.form is Form.QUANTITY:
        target, done = read(case)
        what = f"完成 {plain(done)}，目标 {target.text}"
        if parameters.tolerance is None:
            return _outcome(meets(target, done), what)
        goal = target.number
        assert goal is not None
        near = abs(done - goal) * 100 <= goal * parameters.tolerance
        return _outcome(near, f"{what}，上下 {parameters.tolerance}%")
    if case.target is not None and case.target.form is Form.DATE:
        dated = _by_date(case)
        if dated is not None:
            return dated
    try:
        share = qualitative.share(case)
    except UnreadableError:
        raise UnreadableError(
            f"完成值“{case.actual}”看不懂", "写完成日期（2014-12-31），或 完成、未完成"
        ) from None
    return _outcome(share == 100, case.actual)


def in_time(case: Case) -> bool:
    """Say whether words say that a date was kept: its own words again, 按时完成."""
    assert case.target is not None
    said = _folded(case.actual)
    return said == _folded(case.target.text) or re.fullmatch(_IN_TIME, said) is not None


def times(case: Case) -> int | None:
    """Return how often a date that comes again was kept; None where that is not said."""
    match = re.fullmatch(_TIMES, _folded(case.actual))
    return int(match[1] or match[2]) if match else None


def when(case: Case) -> dates.Period | None:
    """Return when a target with a date was done; None where no day, month or quarter is named.

    Without a year it was in the 年度, but of a target of a year before in that: one of the two is a
    slip of the pen. Raises UnreadableError for a day that no calendar has.
    """
    target = case.target
    assert target is not None
    assert target.deadline is not None
    named = (target.named or target.deadline).year
    year = min(named, target.year or named)
    try:
        return dates.period(_folded(case.actual), year, result=True)
    except dates.NoSuchDayError:
        hint = "检查月份和日子"
        raise UnreadableError(f"日历上没有“{case.actual}”这一天", hint) from None


def _folded(text: str) -> str:
    try:
        return folded(text).rstrip("。.;,、!")
    except TargetError:
        return text


def _by_date(case: Case) -> Outcome | None:
    target = case.target
    assert target is not None
    if in_time(case):
        return _outcome(True, case.actual.strip())
    if target.times is not None:
        kept = times(case)
        said = f"{kept} 次按时，一年 {target.times} 次"
        return None if kept is None else _outcome(kept >= target.times, said)
    found, deadline = when(case), target.deadline
    if found is None or deadline is None:
        return None
    said = f"{_named(found, case)} 完成，期限 {deadline}"
    if found.last <= deadline:
        return _outcome(True, said)
    why = "写得没有期限细，是早是晚说不定"
    if found.first is not None and found.first > deadline:
        if found.last != target.named or found.first == found.last:
            return _outcome(False, said)
        why = f"“{target.text}”含不含这段时间说不定"
    return Outcome(FULL, FULL, f"{said}：{why}，没有定", floor=NOTHING, span=_ANY)


def _named(found: dates.Period, case: Case) -> str:
    return str(found.last) if found.first == found.last else case.actual.strip()


def reach(case: Case, parameters: Parameters, day: date) -> Outcome:
    """Return full points, or what is earned already past a limit or once the deadline is over.

    A deadline is over at the end of its day; a day on which it was done cannot be another.
    """
    outcome = judge(case, parameters)
    target = case.target
    if target is not None and target.form is Form.QUANTITY:
        target, done = read(case)
        if parameters.tolerance is not None:
            return OPEN
        return passed(target, done, outcome) if exceeded(target, done) else OPEN
    if target is None or target.deadline is None:
        return OPEN
    if when(case) is not None or in_time(case):
        return outcome
    if day < target.deadline:
        return OPEN
    return replace(outcome, rule=f"期限（{target.deadline}）已过，完成值是“{case.actual}”")


def meets(target: Target, done: Decimal) -> bool:
    """Say whether a number in the target's unit meets the target."""
    goal = target.number
    assert goal is not None
    match target.comparator:
        case Comparator.MORE_THAN:
            return done > goal
        case Comparator.LESS_THAN:
            return done < goal
        case Comparator.AT_MOST:
            return done <= goal
        case Comparator.BETWEEN:
            return target.upper is not None and goal <= done <= target.upper
        case Comparator.EQUAL if goal == 0:
            return done == 0
        case _:
            return done >= goal


def _outcome(met: bool, what: str) -> Outcome:
    return Outcome(
        FULL if met else NOTHING, FULL, f"{what}，{'达标，满分' if met else '未达标，不得分'}"
    )
