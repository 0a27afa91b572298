"""逾期: a deadline, and what each month, week or day after it costs.

``{目标: 11月前, 计分: 逾期, 每晚: 1个月, 扣: 20%}``: in time → full; else 扣 for every 每晚 that
has begun, down to nothing. 扣 is a percentage of the points, or points (2分). Of a date that comes
again (每月10日前) the share of the times it was kept counts. What is done in a month, a quarter or
another time that is not one day is late by something between its first day and its last. Source:
the notes under published 自评表 (每晚1个月扣该项20%，不足1个月按1个月).
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, field_validator

from tuanscore.grammar import dates
from tuanscore.grammar.scalars import Text, refuse
from tuanscore.grammar.target import Form, Target
from tuanscore.methods import FULL, NOTHING, Case, Outcome, UnreadableError, attainment

NAME = "逾期"
READS = frozenset(("目标", "分值", "单位成本"))
HUNDRED = Decimal(100)
_STEP = r"([1-9][0-9]?)?个?(月|周|星期|天|日)"
_DAYS = {"周": 7, "星期": 7, "天": 1, "日": 1}
_COST = r"([0-9]{1,3}(?:\.[0-9]{1,2})?)(%|分?)"


def _readable(pattern: str, kind: str, example: str) -> AfterValidator:
    def check(text: str) -> str:
        if re.fullmatch(pattern, text.strip()) is None:
            raise refuse("not_step", f"“{text}”不是{kind}", f"例如 {example}")
        return text.strip()

    return AfterValidator(check)


class Parameters(BaseModel, defer_build=True):
    """What being late costs."""

    step: Annotated[Text, _readable(_STEP, "一段时间", "1个月、1周 或 1天")] = Field(
        alias="每晚", description="晚多久扣一次，不足的按一次算，如 1个月、10天"
    )
    cost: Annotated[Text, _readable(_COST, "扣多少", "20% 或 2分")] = Field(
        alias="扣", description="每次扣这一项的百分之几，或几分，如 20%、2分；扣完为止"
    )

    @field_validator("target", check_fields=False)
    @classmethod
    def _dated(cls, target: Target | None) -> Target | None:
        if target is not None and target.form is not Form.DATE:
            message = f"“{target.text}”不是日期，“{NAME}”算不了"
            raise refuse("not_dated", message, "目标写成日期，如 11月前；天数用 比例")
        return target


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a day, a month or a word against a deadline; raises UnreadableError."""
    target = case.target
    if target is None or target.form is not Form.DATE:
        raise UnreadableError("这个考核点的目标不是日期", "目标写成日期，如 11月前")
    if attainment.in_time(case):
        return attainment.judge(case, attainment.Parameters())
    if target.times is not None:
        kept = attainment.times(case)
        if kept is None:
            hint = f"写按时的次数，如 {target.times - 1}次"
            raise UnreadableError(f"完成值“{case.actual}”看不出几次按时", hint)
        times = Decimal(target.times)
        return Outcome(min(Decimal(kept), times), times, f"{kept} 次按时 ÷ 一年 {times} 次")
    found = attainment.when(case)
    if found is None or target.deadline is None:
        return attainment.judge(case, attainment.Parameters())
    most = _late(found.last, target.deadline, parameters)
    least = _late(found.first or date.min, target.deadline, parameters)
    step, cost = parameters.step, parameters.cost
    said = f"{case.actual.strip()} 完成，期限 {target.deadline}"
    rule = f"{said}，晚 {most} 个“{step}”，每个扣 {cost}" if most else f"{said}，满分"
    left, worst = _left(least, case, parameters), _left(most, case, parameters)
    if left == worst:
        return Outcome(left, HUNDRED, rule)
    rule = f"{said}，晚 {least} 到 {most} 个“{step}”，每个扣 {cost}，没有定"
    return Outcome(left, HUNDRED, rule, floor=worst, span=(worst, left))


def _late(day: date, deadline: date, parameters: Parameters) -> int:
    """Return how often it costs something that it was done on a day."""
    match = re.fullmatch(_STEP, parameters.step)
    assert match is not None
    size = int(match[1] or 1)
    if day <= deadline:
        return 0
    late = (
        dates.months_late(day, deadline)
        if match[2] == "月"
        else -(-(day - deadline).days // _DAYS[match[2]])
    )
    return -(-late // size)


def _left(late: int, case: Case, parameters: Parameters) -> Decimal:
    """Return what is left of the points, in percent."""
    match = re.fullmatch(_COST, parameters.cost)
    assert match is not None
    cost = Decimal(match[1])
    if match[2] != "%":
        cost = cost * HUNDRED / case.points if case.points else HUNDRED
    return max(NOTHING * FULL, HUNDRED - late * cost)
