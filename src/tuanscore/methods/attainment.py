"""达标: all or nothing.

A number meets its comparator exactly as written (``>5`` is not met by 5; a bare number by at least
as much, a bare 0 by 0 alone); a date is met by a day not later than the deadline. A 定性 word
counts as met when its level is 100%. Source: domain.md, Rules of the field.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pydantic import BaseModel

from tuanscore.grammar.target import Comparator, Form, Target
from tuanscore.methods import FULL, NOTHING, OPEN, Case, Outcome, UnreadableError, qualitative
from tuanscore.methods.proportion import exceeded, passed, read

NAME = "达标"
READS = frozenset(("目标", "分值", "单位成本"))


class Parameters(BaseModel, defer_build=True):
    """达标 takes no parameters."""


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a number, a day (年-月-日) or a 定性 word; raises UnreadableError for anything else."""
    if case.target is not None and case.target.form is Form.QUANTITY:
        target, done = read(case)
        return _outcome(meets(target, done), f"完成 {done}，目标 {target.text}")
    day = _day(case.actual)
    if day is not None and case.target is not None and case.target.deadline is not None:
        return _outcome(day <= case.target.deadline, f"{day} 完成，期限 {case.target.deadline}")
    try:
        share = qualitative.share(case)
    except UnreadableError:
        raise UnreadableError(
            f"完成值“{case.actual}”看不懂", "写完成日期（2014-12-31），或 完成、未完成"
        ) from None
    return _outcome(share == 100, case.actual)


def reach(case: Case, parameters: Parameters, day: date) -> Outcome:
    """Return full points, or what is earned already past a limit or once the deadline is over.

    A deadline is over at the end of its day; a day on which it was done cannot be another.
    """
    outcome = judge(case, parameters)
    target = case.target
    if target is not None and target.form is Form.QUANTITY:
        target, done = read(case)
        return passed(target, done, outcome) if exceeded(target, done) else OPEN
    if target is None or target.deadline is None:
        return OPEN
    if _day(case.actual) is not None:
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


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _outcome(met: bool, what: str) -> Outcome:
    return Outcome(
        FULL if met else NOTHING, FULL, f"{what}，{'达标，满分' if met else '未达标，不得分'}"
    )
