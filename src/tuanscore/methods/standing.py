"""名次: by rank among the organisations; the first n are full, then so much off for each place.

``{计分: 名次, 满分名次: 3, 每名扣: 0.2, 分段扣: {6-10: 0.5, 11-: 1}}``: places 1…n → full; every
place after them costs 每名扣; a place in a range of 分段扣 costs that amount instead, all at once.
A report may say its place (``第5名``) or its number, which is then ranked against the others of the
year (ties share the better place; 以小为好 turns it round); organisations that have not reported
make the place, and with it the score, an interval, and so do those of 参评 (how many are ranked)
that nothing is known of. Where the others have no reports here, 各单位 of the report tells their
numbers. 系数 makes allowance for 规模: ``{≥1800人: 0.75, ≥900人: 0.9}``, the first that is met.
不得分 says for which number there is nothing, whatever the place. Never below 0. Source: domain.md,
Rules of the field (rank rules).
"""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any, Self

from pydantic import BaseModel, Field, field_validator, model_validator

from tuanscore.grammar.scalars import Count, Number, Points, Text, YesNo, refuse
from tuanscore.grammar.target import Form, Quantity, TargetError, parse, parse_quantity
from tuanscore.methods import FULL, NOTHING, Case, NoGoalError, Outcome, Peers, UnreadableError
from tuanscore.methods.attainment import meets
from tuanscore.methods.proportion import read

NAME = "名次"
READS = frozenset(("分值", "规模", "各单位"))
_PLACE = r"第\s*([0-9]{1,4})\s*名?"
_RANGE = r"([0-9]{1,4})(?:\s*-\s*([0-9]{1,4})?)?"
_LAST = 9999


class Parameters(BaseModel, defer_build=True):
    """How many places are full, and what the places after them cost."""

    full_places: Count = Field(alias="满分名次", description="前几名得满分")
    each: Points = Field(
        NOTHING, alias="每名扣", description="之后每落后一名扣几分；只分段扣的不写"
    )
    ranges: dict[str, Points] = Field(
        default_factory=dict,
        alias="分段扣",
        description="一段名次一共扣几分，如 {6-10: 0.5, 11-: 1}",
    )
    less_is_better: YesNo = Field(False, alias="以小为好", description="数小的名次在前")
    ranked: Count | None = Field(
        None, alias="参评", description="一共几个单位排名次；还不知道的，名次就是一个范围"
    )
    factors: dict[str, Number] = Field(
        default_factory=dict,
        alias="系数",
        description="按规模打折再排名次，从大到小，如 {≥1800人: 0.75, ≥900人: 0.9}",
    )
    nothing_for: Text | None = Field(
        None, alias="不得分", description="什么数不管第几名都不得分，如 0%"
    )

    @model_validator(mode="after")
    def _costs(self) -> Self:
        if "each" not in self.model_fields_set and not self.ranges:
            raise refuse("no_cost", "没有写落后的名次扣几分", "写 每名扣 或 分段扣")
        return self

    @field_validator("factors", "nothing_for")
    @classmethod
    def _bounds(cls, written: Any) -> Any:
        for text in [written] if isinstance(written, str) else written or ():
            try:
                bound = parse(text)
            except TargetError as error:
                raise refuse("not_target", f"“{text}”看不懂：{error.reason}", error.hint) from None
            if bound.form is not Form.QUANTITY:
                raise refuse("not_target", f"“{text}”不是数字", "例如 ≥900人")
        return written

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
    if told is None and parameters.nothing_for is not None:
        none, done = read(replace(case, target=parse(parameters.nothing_for)))
        if meets(none, done):
            return Outcome(NOTHING, FULL, f"完成 {case.actual}，不得分")
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
        if match and int(match[1]) <= place <= _last(match):
            return max(points - cost, NOTHING)
    behind = max(place - parameters.full_places, 0)
    return max(points - behind * parameters.each, NOTHING)


def _last(match: re.Match[str]) -> int:
    """Return the last place of a range: of 6-10 10, of 6 6, of 11- whatever comes."""
    if match[2]:
        return int(match[2])
    return _LAST if "-" in match[0] else int(match[1])


def _rank(case: Case, parameters: Parameters) -> tuple[int, int]:
    if case.peers is None and not case.others:
        raise UnreadableError("没有别的单位可以比名次", "直接写名次，例如 第5名")
    own = _quantity(counted(case.actual, case.size, parameters), case.actual)
    peers = case.peers or Peers((), 0)
    if case.others:
        figures = [counted(value, size, parameters) for value, size in case.others]
        peers = Peers(figures, 0)
    ahead, unknown = peers.ahead(own, less_is_better=parameters.less_is_better)
    known = peers.known(own.unit)
    if case.others and own.number in {_quantity(figure, figure).number for figure in figures}:
        known -= 1  # the list has its own number in it
    if parameters.ranked is not None:
        unknown = max(parameters.ranked - 1 - known, unknown)
    return ahead + 1, ahead + 1 + unknown


def _quantity(text: str, written: str) -> Quantity:
    try:
        return parse_quantity(text)
    except TargetError as error:
        raise UnreadableError(f"“{written}”看不懂：{error.reason}", "写数字，或 第5名") from None


def counted(actual: str, size: str | None, parameters: Parameters) -> str:
    """Return a number as it is ranked: as written, or times the 系数 for its 规模.

    Raises UnreadableError where that cannot be read.
    """
    if not parameters.factors or re.fullmatch(_PLACE, actual.strip()):
        return actual
    if size is None:
        raise UnreadableError("名次要按规模打折，没有写规模", "加上 规模，如 2300人")
    own = _quantity(actual, actual)
    case = Case(None, size, {})
    for text, factor in parameters.factors.items():
        bound, big = read(replace(case, target=parse(text)))
        if meets(bound, big):
            return f"{(own.number * factor).normalize():f}{own.unit}"
    return actual


def goal(parameters: Parameters, base: str | None) -> None:
    """Raise NoGoalError: what others do decides."""
    raise NoGoalError("名次要看别的单位")


def describe(parameters: Parameters) -> str:
    """Return how many places are full."""
    return f"前{parameters.full_places}名"
