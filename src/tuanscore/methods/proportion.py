"""比例: points in proportion to what was done, never more than full.

More is better (≥ > =): met → full, else 完成值 ÷ 目标值. Less is better (≤ <): met → full, else
目标值 ÷ 完成值; ``≤0`` is full at 0 and nothing above, ``>0`` nothing at 0. A range: inside →
full, below → 完成值 ÷ 下限, above → 上限 ÷ 完成值. A bare number counts as “at least”: doing more
is never punished; only a bare 0 (``0起``) wants none. Source: domain.md, Rules of the field.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from pydantic import BaseModel, field_validator

from tuanscore.grammar.scalars import refuse
from tuanscore.grammar.target import Comparator, Form, Target, TargetError, in_unit, parse_quantity
from tuanscore.methods import DEFAULTS, FULL, NOTHING, OPEN, Case, Outcome, UnreadableError

NAME = "比例"
READS = frozenset(("目标", "分值", "单位成本"))


class Parameters(BaseModel, defer_build=True):
    """比例 takes no parameters, but its 目标 must be a number."""

    @field_validator("target", check_fields=False)
    @classmethod
    def _countable(cls, target: Target | None) -> Target | None:
        return a_number(target, NAME)


def a_number(target: Target | None, method: str) -> Target | None:
    """Return the 目标 of a measure; refuses one that a method of numbers could never judge."""
    if target is not None and target.text and target.form is not Form.QUANTITY:
        fitting = DEFAULTS[target.form]
        message = f"“{target.text}”不是数字，“{method}”算不了"
        raise refuse("not_numeric", message, f"改用 计分: {fitting}，或把目标写成数字，如 ≥3次")
    return target


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a 完成值 against a numeric target; raises UnreadableError for anything else."""
    target, done = read(case)
    if target.comparator is Comparator.BETWEEN:
        return _within(target, done)
    assert target.number is not None
    if (on_bound := _at_bound(target, done)) is not None:
        return on_bound
    if target.smaller_is_better:
        return _at_most(done, target.number)
    if target.comparator is Comparator.MORE_THAN and not target.number and not done:
        return Outcome(NOTHING, FULL, f"完成 {plain(done)}，没有大于 0，不得分")
    return _at_least(done, target.number)


def _at_bound(target: Target, done: Decimal) -> Outcome | None:
    """Return what a number on a bound that is not met itself is worth: all of the ratio is full."""
    strict = target.comparator in (Comparator.MORE_THAN, Comparator.LESS_THAN)
    if not strict or done != target.number or not done:
        return None
    return Outcome(FULL, FULL, f"完成 {plain(done)}，正好是界限 {target.text}，按比例是满分")


def reach(case: Case, parameters: Parameters, day: date) -> Outcome:
    """Return full points, or what is earned already where the limit is passed for good."""
    target, done = read(case)
    return passed(target, done, judge(case, parameters)) if exceeded(target, done) else OPEN


def exceeded(target: Target, done: Decimal) -> bool:
    """Say whether a number in the target's unit is past its limit and can only grow.

    Counts, amounts and times add up over the year; a rate may come down again.
    """
    limit = target.number if target.upper is None else target.upper
    limited = target.smaller_is_better or target.upper is not None
    if limit is None or not limited or target.is_rate:
        return False
    return done > limit or (done == limit and target.comparator is Comparator.LESS_THAN)


def passed(target: Target, done: Decimal, outcome: Outcome) -> Outcome:
    """Return what is earned past a limit, with the reason why no more can be."""
    return replace(
        outcome, rule=f"完成 {plain(done)}，越过了目标 {target.text}，只会再多，不会再少"
    )


def read(case: Case) -> tuple[Target, Decimal]:
    """Return the numeric target and the 完成值 in its unit; raises UnreadableError."""
    target = case.target
    if target is None or target.form is not Form.QUANTITY:
        raise UnreadableError("这个考核点的目标不是数字", "改用 计分: 定性，或把目标写成数字")
    try:
        quantity = parse_quantity(case.actual)
    except TargetError as error:
        raise UnreadableError(f"完成值“{case.actual}”看不懂：{error.reason}", error.hint) from None
    done = in_unit(quantity, target.unit)
    if done is None:
        raise UnreadableError(
            f"完成值“{case.actual}”和目标“{target.text}”的单位对不上",
            f"写成以“{target.unit}”为单位的数" if target.unit else "只写数字",
        )
    return target, done


def plain(number: Decimal) -> str:
    """Return a number as it is told in a rule: one without end to four places."""
    places = number.as_tuple().exponent
    return f"{number:.4f}" if isinstance(places, int) and places < -8 else str(number)


def _at_least(done: Decimal, goal: Decimal) -> Outcome:
    if done >= goal:
        return Outcome(FULL, FULL, f"完成 {plain(done)} ≥ 目标 {goal}，满分")
    if done < 0:
        return Outcome(NOTHING, FULL, f"完成 {plain(done)}，小于 0，不得分")
    return Outcome(done, goal, f"完成 {plain(done)} ÷ 目标 {goal}")


def _at_most(done: Decimal, goal: Decimal) -> Outcome:
    if done <= goal:
        return Outcome(FULL, FULL, f"完成 {plain(done)} ≤ 目标 {goal}，满分")
    if goal == 0:
        return Outcome(NOTHING, FULL, f"目标为 0，完成 {plain(done)}，不得分")
    return Outcome(goal, done, f"目标 {goal} ÷ 完成 {plain(done)}")


def _within(target: Target, done: Decimal) -> Outcome:
    low, high = target.number, target.upper
    assert low is not None
    assert high is not None
    if done < 0:
        return Outcome(NOTHING, FULL, f"完成 {plain(done)}，小于 0，不得分")
    if done < low:
        return Outcome(done, low, f"完成 {plain(done)} ÷ 下限 {low}")
    if done > high:
        return Outcome(high, done, f"上限 {high} ÷ 完成 {plain(done)}")
    return Outcome(FULL, FULL, f"完成 {plain(done)} 在 {low} 到 {high} 之间，满分")
