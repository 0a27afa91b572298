"""分档: the first step that the 完成值 reaches decides.

``分档: {'≥75%': 5, '≥70%': 3, '≥65%': 1}``: keys are targets in the order of the document, values
are marks out of the highest step's; a 完成值 that reaches no step earns nothing. Source: domain.md,
Rules of the field (step rules).
"""

from dataclasses import replace
from datetime import date

from pydantic import BaseModel, Field, field_validator

from tuanscore.grammar.scalars import Points, refuse
from tuanscore.grammar.target import Form, Target, TargetError, parse
from tuanscore.methods import FULL, NOTHING, OPEN, Case, Outcome, UnreadableError
from tuanscore.methods.attainment import meets
from tuanscore.methods.proportion import a_number, exceeded, read

NAME = "分档"
READS = frozenset(("目标", "分值", "单位成本"))


class Parameters(BaseModel, defer_build=True):
    """The steps, from the best to the least."""

    steps: dict[str, Points] = Field(
        alias="分档", min_length=1, description="从高到低，如 {≥75%: 5, ≥70%: 3, ≥65%: 1}"
    )

    @field_validator("target", check_fields=False)
    @classmethod
    def _countable(cls, target: Target | None) -> Target | None:
        return a_number(target, NAME)

    @field_validator("steps")
    @classmethod
    def _readable(cls, steps: dict[str, Points]) -> dict[str, Points]:
        for text in steps:
            _step(text)
        if max(steps.values()) == 0:
            raise refuse("empty_steps", "各档都是 0 分", "最高一档写满分")
        return steps


def _step(text: str) -> Target:
    try:
        target = parse(text)
    except TargetError as error:
        raise refuse("not_target", f"档次“{text}”看不懂：{error.reason}", error.hint) from None
    if target.form is not Form.QUANTITY:
        raise refuse("not_target", f"档次“{text}”不是数字", "例如 '≥75%': 5")
    return target


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a number by the steps; raises UnreadableError for what is no number."""
    best = max(parameters.steps.values())
    for text, mark in parameters.steps.items():
        step, done = read(replace(case, target=_step(text)))
        if meets(step, done):
            return Outcome(mark, best, f"完成 {done}，达到“{text}”一档（{mark}/{best}）")
    return Outcome(NOTHING, FULL, f"完成 {case.actual}，一档也没有达到")


def goal(parameters: Parameters, base: str | None) -> Target:
    """Return the best step, the first of several."""
    return _step(max(parameters.steps, key=lambda text: parameters.steps[text]))


def reach(case: Case, parameters: Parameters, day: date) -> Outcome:
    """Return the best step that what is done has not passed for good."""
    best = max(parameters.steps.values())
    left = [(mark, text) for text, mark in parameters.steps.items() if _is_open(text, case)]
    mark, text = max(left, key=lambda step: step[0], default=(NOTHING, ""))
    if mark == best:
        return OPEN
    if not left:
        return Outcome(NOTHING, FULL, f"完成 {case.actual}，各档都越过了，只会再多，不会再少")
    return Outcome(mark, best, f"完成 {case.actual}，年底前最好到“{text}”一档（{mark}/{best}）")


def _is_open(text: str, case: Case) -> bool:
    """Say whether a step may still be reached; of one in another unit nothing is known."""
    try:
        return not exceeded(*read(replace(case, target=_step(text))))
    except UnreadableError:
        return True
