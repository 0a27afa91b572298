"""对比: against a named base value such as 前三年平均值, which the report gives with its source.

``{计分: 对比, 基数: 全省前三年平均值, 要求: 低于}``: on the wanted side of the base, or equal
to it → full. Otherwise by 未达: 比例 (基数 ÷ 完成值 where less is wanted, 完成值 ÷ 基数 where
more is), 不得分, or 酌情: the line keeps its points and what it costs is recorded by hand under
扣分, as “相比上升，酌情扣分” asks. Source: domain.md, The source documents.
"""

from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from tuanscore.grammar.scalars import Text
from tuanscore.grammar.target import Target, TargetError, in_unit, parse, parse_quantity
from tuanscore.methods import FULL, NOTHING, Case, NoGoalError, Outcome, UnreadableError

NAME = "对比"
READS = frozenset(("分值", "单位成本", "基数"))


class Parameters(BaseModel, defer_build=True):
    """What the base is called, which side of it is wanted, and what the other side costs."""

    base: Text = Field(alias="基数", description="和什么比，如 全省前三年平均值")
    wanted: Literal["低于", "高于"] = Field(alias="要求", description="比基数低好，还是高好")
    otherwise: Literal["比例", "不得分", "酌情"] = Field(
        "比例", alias="未达", description="没做到怎么计分；不写是 比例"
    )


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a number against the report's base; raises UnreadableError without either."""
    done, base = _read(case, parameters)
    less = parameters.wanted == "低于"
    if done <= base if less else done >= base:
        sign = "≤" if less else "≥"
        return Outcome(FULL, FULL, f"完成 {done} {sign} {parameters.base} {base}，满分")
    what = f"完成 {done}，{parameters.base} {base}"
    if parameters.otherwise == "不得分":
        return Outcome(NOTHING, FULL, f"{what}，没有{parameters.wanted}，不得分")
    if parameters.otherwise == "酌情":
        rule = f"{what}，没有{parameters.wanted}，扣多少另记在 扣分 里"
        side = "高" if less else "低"
        pending = f"完成 {case.actual}，比{parameters.base}（{case.base}）{side}"
        return Outcome(FULL, FULL, rule, pending=pending)
    if less:
        return Outcome(base, done, f"{parameters.base} {base} ÷ 完成 {done}")
    return Outcome(done, base, f"完成 {done} ÷ {parameters.base} {base}")


def _read(case: Case, parameters: Parameters) -> tuple[Decimal, Decimal]:
    if case.base is None:
        hint = "写成 {自评: …, 基数: …, 基数来源: …}"
        raise UnreadableError(f"没有写基数（{parameters.base}）", hint)
    try:
        done, base = parse_quantity(case.actual), parse_quantity(case.base)
    except TargetError as error:
        raise UnreadableError(f"完成值或基数看不懂：{error.reason}", error.hint) from None
    number = in_unit(done, base.unit)
    if number is None:
        reason = f"完成值“{case.actual}”和基数“{case.base}”的单位对不上"
        raise UnreadableError(reason, "写成同一个单位")
    return number, base.number


def goal(parameters: Parameters, base: str | None) -> Target:
    """Return the base of a report as a target; raises NoGoalError without one."""
    try:
        return parse(("≤" if parameters.wanted == "低于" else "≥") + (base or ""))
    except TargetError:
        raise NoGoalError(f"没有写基数（{parameters.base}）") from None


def describe(parameters: Parameters) -> str:
    """Return what is asked for, such as ``低于全省前三年平均值``."""
    return f"{parameters.wanted}{parameters.base}"
