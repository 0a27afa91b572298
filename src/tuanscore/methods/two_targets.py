"""两级目标: a 达标值 that must be reached and a 争取值 to strive for.

``{计分: 两级目标, 达标值: ≥60人, 争取值: ≥80人, 达标得分率: 80%}``: 争取值 reached → full. Between
the two the share rises in proportion from 达标得分率 to 1; below 达标值 it is 达标得分率 × 完成值 ÷
达标值 (the other way up where less is better). Without 达标得分率, on cards that have no points, it
only says what is reached: 争取, 达标 or 未达标. Source: domain.md, Rules of the field (two
targets).
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Self

from pydantic import BaseModel, Field, model_validator

from tuanscore.grammar.scalars import Percent, TargetText, refuse
from tuanscore.grammar.target import Form, Quantity, Target, in_unit
from tuanscore.methods import (
    FULL,
    MISSED,
    NOTHING,
    OPEN,
    REACHED,
    STRETCHED,
    Case,
    Outcome,
    proportion,
)

NAME = "两级目标"
READS = frozenset(("分值", "单位成本"))
HUNDRED = Decimal(100)


class Parameters(BaseModel, defer_build=True):
    """The two targets, and the share of the points for reaching the first."""

    basic: TargetText = Field(alias="达标值", description="必须做到的，如 ≥60人")
    stretch: TargetText = Field(alias="争取值", description="做到它得满分，如 ≥80人")
    share: Percent | None = Field(
        None, alias="达标得分率", description="刚好达标得百分之几，如 80%；不计分的表不写"
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        basic, stretch = self.basic, self.stretch
        if basic.form is not Form.QUANTITY or not basic.measures_alike(stretch):
            raise refuse("unlike", "达标值和争取值要是同一个单位的数字", "例如 ≥60人 和 ≥80人")
        if basic.smaller_is_better != stretch.smaller_is_better:
            raise refuse("unlike", "达标值和争取值的方向要一致", "例如 ≥60人 和 ≥80人")
        goal, further = self.bounds()
        ahead = further - goal
        if ahead == 0 or (ahead < 0) != basic.smaller_is_better:
            raise refuse("not_ahead", "争取值应当比达标值更高要求", "检查两个值是否写反了")
        if self.share is not None and self.share > HUNDRED:
            raise refuse("above_hundred", "达标得分率超过 100%", "例如 80%")
        return self

    def bounds(self) -> tuple[Decimal, Decimal]:
        """Return both targets in the unit of 达标值."""
        goal, further = self.basic.number, self.stretch.number
        assert goal is not None
        assert further is not None
        same = in_unit(Quantity(self.stretch.text, further, self.stretch.unit), self.basic.unit)
        assert same is not None  # they measure alike
        return goal, same


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a number against both targets; raises UnreadableError for anything else."""
    basic, stretch = parameters.basic, parameters.stretch
    _, done = proportion.read(Case(basic, case.actual, case.levels))
    goal, further = parameters.bounds()
    part = parameters.share
    if done <= further if basic.smaller_is_better else done >= further:
        return Outcome(
            FULL, FULL, f"完成 {proportion.plain(done)}，达到争取值 {stretch.text}，满分"
        )
    if part is None:
        word = reached(case, parameters)
        rule = f"完成 {proportion.plain(done)}，{word}；没有写达标得分率"
        if word == MISSED:
            least = proportion.judge(replace(case, target=basic), proportion.Parameters())
            return replace(least, rule=rule, floor=NOTHING)
        return Outcome(FULL, FULL, rule, floor=NOTHING)
    if done <= goal if basic.smaller_is_better else done >= goal:
        # part% + (100 − part)% × way done ÷ whole way, over one denominator
        way, whole = abs(done - goal), abs(further - goal)
        top = part * whole + (HUNDRED - part) * way
        span = f"({proportion.plain(done)} 到 {goal}) ÷ ({further} 到 {goal})"
        rule = f"达标 {part}% + {HUNDRED - part}% × {span}"
        return Outcome(top, HUNDRED * whole, rule)
    below = proportion.judge(Case(basic, case.actual, case.levels), proportion.Parameters())
    rule = f"未达标：{part}% × {below.rule}"
    return Outcome(part * below.numerator, HUNDRED * below.denominator, rule)


def reached(case: Case, parameters: Parameters) -> str:
    """Return which of the two targets is reached; raises UnreadableError for no number."""
    _, done = proportion.read(replace(case, target=parameters.basic))
    goal, further = parameters.bounds()
    less = parameters.basic.smaller_is_better
    if done <= further if less else done >= further:
        return STRETCHED
    return REACHED if (done <= goal if less else done >= goal) else MISSED


def reach(case: Case, parameters: Parameters, day: date) -> Outcome:
    """Return full points, or what is earned already where 争取值 is passed for good."""
    stretch = parameters.stretch
    _, done = proportion.read(Case(stretch, case.actual, case.levels))
    if proportion.exceeded(stretch, done):
        return proportion.passed(stretch, done, judge(case, parameters))
    return OPEN


def goal(parameters: Parameters, base: str | None) -> Target:
    """Return 争取值."""
    return parameters.stretch


def describe(parameters: Parameters) -> str:
    """Return both targets."""
    return f"达标{parameters.basic.text}，争取{parameters.stretch.text}"
