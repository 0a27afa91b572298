"""评分: several raters give the line a mark each, in its own points or out of a full mark.

``{计分: 评分, 评分人: {自评: 20%, 群众: 30%, 街道: 50%}}`` and, in the report, ``评分: {自评: 7,
群众: 5, 街道: 5}``: the weighted mean. 评分满分 says what each rater's full mark is (100); without
it that is the line's 分值. A rater who has not rated leaves the line open: from nothing to a full
mark. 扣法 is the rule that each rater goes by; marks that it cannot give are a finding. Source:
domain.md, Rules of the field (rated parts).
"""

from decimal import Decimal

from pydantic import BaseModel, Field, field_validator

from tuanscore.grammar.scalars import Percent, Points, Text, refuse
from tuanscore.methods import NOTHING, Case, NoGoalError, Outcome, UnreadableError
from tuanscore.methods.rule import Deducted, RuleKeys

NAME = "评分"
READS = frozenset(("分值", "评分"))


class Parameters(BaseModel, defer_build=True):
    """Who rates, with what weight, out of what, and by which rule."""

    raters: dict[Text, Percent] = Field(
        default_factory=dict,
        alias="评分人",
        description="谁来评，占多大比重，如 {自评: 20%, 群众: 30%, 街道: 50%}；不写照整份表的",
    )
    out_of: Points | None = Field(
        None, alias="评分满分", description="每个评分人的满分，如 100；不写就是这一行的分值"
    )
    rule: Deducted | None = Field(
        None, alias="扣法", description="评分人照什么扣，如 {每次: 2}；评不出来的分会提醒"
    )

    @field_validator("raters")
    @classmethod
    def _weighed(cls, raters: dict[str, Decimal]) -> dict[str, Decimal]:
        if raters and not sum(raters.values()):
            raise refuse("no_weight", "评分人的比重都是 0", "例如 {自评: 20%, 群众: 80%}")
        return raters

    @field_validator("out_of")
    @classmethod
    def _more_than_nothing(cls, out_of: Decimal | None) -> Decimal | None:
        if out_of == 0:
            raise refuse("no_marks", "评分满分是 0", "例如 100")
        return out_of


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Return the weighted mean of the marks; raises UnreadableError for unknown raters or marks."""
    if not case.marks:
        raise UnreadableError("没有写各评分人的分", "写成 {评分: {自评: 7, 群众: 5}}")
    weights = parameters.raters or dict.fromkeys(case.marks, Decimal(1))
    full = case.points if parameters.out_of is None else parameters.out_of
    for rater, mark in case.marks.items():
        if rater not in weights:
            raise UnreadableError(f"没有“{rater}”这个评分人", f"可用的：{'、'.join(weights)}")
        if mark > full:
            raise UnreadableError(f"{rater}评了 {mark} 分，满分是 {full}", "检查是哪一行的分")
    known = sum((weights[rater] * mark for rater, mark in case.marks.items()), NOTHING)
    open_ = [rater for rater in weights if rater not in case.marks]
    most = known + sum((weights[rater] * full for rater in open_), NOTHING)
    whole = sum(weights.values(), NOTHING) * full
    shares = sum(weights.values(), NOTHING)
    each = " + ".join(f"{r} {m} × {weights[r]}" for r, m in case.marks.items())
    rule = f"{each}，除以 {shares}" + (f"；{'、'.join(open_)}没有评" if open_ else "")
    return Outcome(most, whole or Decimal(1), rule, floor=known if open_ else None)


def reachable(mark: Decimal, points: Decimal, rule: RuleKeys) -> bool:
    """Say whether a rater who goes by a rule of what is taken off can have come to a mark."""
    lost, least = points - mark, NOTHING
    if not lost or (not mark and rule.at_most is None):
        return True
    if rule.gaps:
        return lost in rule.gaps.values()
    step = rule.per_step
    if rule.each is not None:
        least, step = rule.each
        if least != step:
            return lost >= least
    return step is None or not step or rule.begun == "按比例" or lost % step == 0


def goal(parameters: Parameters, base: str | None) -> None:
    """Raise NoGoalError: what others think decides."""
    raise NoGoalError("由评分人定分")


def describe(parameters: Parameters) -> str:
    """Return who rates."""
    return "、".join(parameters.raters)


def told_by(parameters: Parameters) -> dict[str, tuple[str, ...]]:
    """Return the raters, each of whom gives a mark."""
    return {"评分": tuple(parameters.raters)}
