"""名次: by rank among the organisations; the first n are full, then so much off for each place.

``{计分: 名次, 满分名次: 3, 每名扣: 0.2, 分段扣: {6-10: 0.5}}``: places 1…n → full; every place
after them costs 每名扣; a place in a range of 分段扣 costs that amount instead, all at once. A
report may say its place (``第5名``) or its number, which is then ranked against the others of the
year (ties share the better place; 以小为好 turns it round); organisations that have not reported
make the place, and with it the score, an interval. Never below 0. Source: domain.md, Rules of the
field (rank rules).
"""

import re
from decimal import Decimal

from pydantic import BaseModel, Field, field_validator

from tuanscore.grammar.scalars import Count, Points, YesNo, refuse
from tuanscore.grammar.target import TargetError, parse_quantity
from tuanscore.methods import NOTHING, Case, NoGoalError, Outcome, UnreadableError

NAME = "名次"
READS = frozenset(("分值",))
_PLACE = r"第\s*([0-9]{1,4})\s*名?"
_RANGE = r"([0-9]{1,4})(?:\s*-\s*([0-9]{1,4}))?"


class Parameters(BaseModel, defer_build=True):
    """How many places are full, and what the places after them cost."""

    full_places: Count = Field(alias="满分名次", description="前几名得满分")
    each: Points = Field(alias="每名扣", description="之后每落后一名扣几分")
    ranges: dict[str, Points] = Field(
        default_factory=dict, alias="分段扣", description="一段名次一共扣几分，如 {6-10: 0.5}"
    )
    less_is_better: YesNo = Field(False, alias="以小为好", description="数小的名次在前")

    @field_validator("ranges")
    @classmethod
    def _readable(cls, ranges: dict[str, Points]) -> dict[str, Points]:
        for text in ranges:
            if not re.fullmatch(_RANGE, text):
                raise refuse("not_range", f"名次“{text}”看不懂", "写成 6-10 或 6")
        return ranges


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a place or a number; raises UnreadableError for anything else."""
    told = re.fullmatch(_PLACE, case.actual.strip())
    if told is not None:
        best = worst = int(told[1])
        if best == 0:
            raise UnreadableError("没有第 0 名", "从第1名起")
    else:
        best, worst = _rank(case, parameters)
    left = [_left(place, case.points, parameters) for place in range(best, worst + 1)]
    top, low = max(left), min(left)
    if best == worst:
        rule = (
            f"第 {best} 名，扣 {case.points - top} 分"
            if top < case.points
            else f"第 {best} 名，满分"
        )
        return Outcome(top, case.points or Decimal(1), rule)
    rule = f"第 {best} 到 {worst} 名（还有单位没有报）"
    return Outcome(top, case.points or Decimal(1), rule, floor=low)


def _left(place: int, points: Decimal, parameters: Parameters) -> Decimal:
    """Return what is left of the points at a place."""
    for text, cost in parameters.ranges.items():
        match = re.fullmatch(_RANGE, text)
        if match and int(match[1]) <= place <= int(match[2] or match[1]):
            return max(points - cost, NOTHING)
    behind = max(place - parameters.full_places, 0)
    return max(points - behind * parameters.each, NOTHING)


def _rank(case: Case, parameters: Parameters) -> tuple[int, int]:
    if case.peers is None:
        raise UnreadableError("没有别的单位可以比名次", "直接写名次，例如 第5名")
    try:
        own = parse_quantity(case.actual)
    except TargetError as error:
        raise UnreadableError(
            f"“{case.actual}”看不懂：{error.reason}", "写数字，或 第5名"
        ) from None
    ahead, unknown = case.peers.ahead(own, less_is_better=parameters.less_is_better)
    return ahead + 1, ahead + 1 + unknown


def goal(parameters: Parameters, base: str | None) -> None:
    """Raise NoGoalError: what others do decides."""
    raise NoGoalError("名次要看别的单位")


def describe(parameters: Parameters) -> str:
    """Return how many places are full."""
    return f"前{parameters.full_places}名"
