"""分档: the first step that the 完成值 reaches decides.

``分档: {'≥75%': 5, '≥70%': 3, 其余: 1}``: keys are conditions in the order of the document (see
`condition`: numbers, ±8%, 晚10天以内, words), values are marks out of the highest step's; a 完成值
that reaches no step earns nothing. Source: domain.md, Rules of the field (step rules).
"""

from dataclasses import replace
from datetime import date
from typing import Self

from pydantic import BaseModel, Field, field_validator, model_validator

from tuanscore.grammar.scalars import Points, refuse
from tuanscore.grammar.target import Form, Target, TargetError, parse
from tuanscore.methods import (
    FULL,
    NOTHING,
    OPEN,
    Case,
    NoGoalError,
    Outcome,
    UnreadableError,
    condition,
)
from tuanscore.methods.condition import Condition, Kind
from tuanscore.methods.proportion import a_number, exceeded, read

NAME = "分档"
READS = frozenset(("目标", "分值", "单位成本", "基数"))


class Parameters(BaseModel, defer_build=True):
    """The steps, from the best to the least."""

    steps: dict[str, Points] = Field(
        alias="分档",
        min_length=1,
        description="从高到低，如 {≥75%: 5, ≥70%: 3, 其余: 1}；也可以写 ±8%、晚10天以内、良好",
    )

    @field_validator("steps")
    @classmethod
    def _readable(cls, steps: dict[str, Points]) -> dict[str, Points]:
        conditions = [_understood(text, alone=len(steps) == 1) for text in steps]
        if len(conditions) == 1 and conditions[0].kind is not Kind.NUMBER:
            raise refuse("not_target", f"档次“{conditions[0].text}”不是数字", "例如 '≥75%': 5")
        if max(steps.values()) == 0:
            raise refuse("empty_steps", "各档都是 0 分", "最高一档写满分")
        return steps

    @model_validator(mode="after")
    def _countable(self) -> Self:
        if all(c.kind in (Kind.NUMBER, Kind.REST) for c in self.conditions):
            a_number(getattr(self, "target", None), NAME)
        return self

    @property
    def conditions(self) -> list[Condition]:
        """Return what each step asks for."""
        return [condition.understand(text) for text in self.steps]


def _understood(text: str, *, alone: bool) -> Condition:
    """Read a step; one that stands alone must be a number."""
    try:
        if alone or text.strip() == Form.QUALITATIVE:
            target = parse(text)
            if target.form is Form.QUALITATIVE:
                raise refuse("not_target", f"档次“{text}”不是数字", "例如 '≥75%': 5")
        return condition.understand(text)
    except TargetError as error:
        raise refuse("not_target", f"档次“{text}”看不懂：{error.reason}", error.hint) from None


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a 完成值 by the steps; raises UnreadableError for what none of them asks for."""
    marks = list(parameters.steps.values())
    best, conditions = max(marks), parameters.conditions
    met, seen = condition.first_met(conditions, case)
    if met is None:
        return Outcome(NOTHING, FULL, f"{seen}，一档也没有达到")
    mark = marks[conditions.index(met)]
    if met.kind is Kind.WORD:
        return Outcome(mark, best, f"“{met.text}”一档（{mark}/{best}）")
    return Outcome(mark, best, f"{seen}，达到“{met.text}”一档（{mark}/{best}）")


def goal(parameters: Parameters, base: str | None) -> Target:
    """Return the best step, the first of several; raises NoGoalError where it is no number."""
    best = max(parameters.steps, key=lambda text: parameters.steps[text])
    bound = condition.understand(best)
    if bound.kind not in (Kind.NUMBER, Kind.DAY) or bound.bound is None:
        raise NoGoalError(f"最高一档是“{best}”")
    return bound.bound


def reach(case: Case, parameters: Parameters, day: date) -> Outcome:
    """Return the best step that what is done has not passed for good."""
    best = max(parameters.steps.values())
    steps = zip(parameters.steps.values(), parameters.conditions, strict=True)
    left = [(mark, step.text) for mark, step in steps if _is_open(step, case)]
    mark, text = max(left, key=lambda step: step[0], default=(NOTHING, ""))
    if mark == best:
        return OPEN
    if not left:
        return Outcome(NOTHING, FULL, f"完成 {case.actual}，各档都越过了，只会再多，不会再少")
    return Outcome(mark, best, f"完成 {case.actual}，年底前最好到“{text}”一档（{mark}/{best}）")


def _is_open(step: Condition, case: Case) -> bool:
    """Say whether a step may still be reached; of one in another unit nothing is known."""
    if step.bound is None or step.bound.form is not Form.QUANTITY:
        return True
    try:
        if step.kind is Kind.LATE:
            return condition.is_met(step, case)[0]
        return step.kind is Kind.AWAY or not exceeded(*read(replace(case, target=step.bound)))
    except UnreadableError:
        return True


def describe(parameters: Parameters) -> str:
    """Return the steps that are no numbers, such as words; those of numbers are told elsewhere."""
    if all(step.kind in (Kind.NUMBER, Kind.REST) for step in parameters.conditions):
        return ""
    return "、".join(parameters.steps)
