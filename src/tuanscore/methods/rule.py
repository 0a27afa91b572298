"""One rule that takes points off or adds some, and what facts cost by it; shared by 增减 and 评分.

``每次: 1.5`` each occurrence, ``每次: 1-6`` each occurrence within a range, decided by someone;
``{目标: ≥85%, 每低: 4%, 每档: 1}`` each whole step below a target (每高: above), 不足一档 says what
becomes of a step that is only begun; ``首档: 10%`` a first step of another width; ``{目标: 100%,
差距: {5%以内: 1, 15%以内: 3, 其余: 5}}`` by how far it is off; ``最多: 3`` the most that one rule
costs. A step in percent is percentage points where the target is a rate, else percent of the
target. Source: domain.md, Rules of the field (deductions from an item's own points).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tuanscore.grammar.scalars import Points, PointsRange, TargetText, Text, refuse
from tuanscore.grammar.target import (
    Form,
    Quantity,
    Target,
    TargetError,
    in_unit,
    parse,
    parse_quantity,
)
from tuanscore.methods import NOTHING, Event, UnreadableError
from tuanscore.methods.attainment import meets
from tuanscore.methods.condition import REST
from tuanscore.methods.proportion import plain

_HUNDRED = Decimal(100)


class RuleKeys(BaseModel, defer_build=True):
    """What an occurrence costs, or what being off the target does."""

    each: PointsRange | None = Field(
        None, alias="每次", description="每次（每人、每篇）几分，如 1.5；由人定的写范围，如 1-6"
    )
    below: Text | None = Field(
        None, alias="每低", description="比目标每低多少算一档，如 4%、1次、5个百分点"
    )
    above: Text | None = Field(None, alias="每高", description="比目标每高多少算一档，如 1%")
    per_step: Points | None = Field(None, alias="每档", description="一档几分")
    begun: Literal["不计", "算一档", "按比例"] = Field(
        "不计", alias="不足一档", description="不足一档的怎么算；不写就是 不计"
    )
    first: Text | None = Field(
        None, alias="首档", description="第一档宽多少，差在它以内就算一档，如 10%"
    )
    first_points: Points | None = Field(
        None, alias="首档分", description="第一档几分；不写就是 每档"
    )
    gaps: dict[str, Points] = Field(
        default_factory=dict,
        alias="差距",
        description="按差多少定几分，如 {5%以内: 1, 15%以内: 3, 其余: 5}",
    )
    at_most: Points | None = Field(None, alias="最多", description="这一条最多几分")

    @field_validator("below", "above", "first")
    @classmethod
    def _readable(cls, text: str | None) -> str | None:
        if text is not None:
            try:
                width = _width(text)
            except TargetError as error:
                raise refuse("not_target", f"“{text}”看不懂：{error.reason}", error.hint) from None
            if not width.number:
                raise refuse("no_step", "一档的宽度是 0", "例如 4%")
        return text

    @field_validator("gaps")
    @classmethod
    def _readable_gaps(cls, gaps: dict[str, Decimal]) -> dict[str, Decimal]:
        for text in gaps:
            try:
                _ = text in REST or parse(text)
            except TargetError as error:
                raise refuse("not_target", f"“{text}”看不懂：{error.reason}", error.hint) from None
        return gaps

    @model_validator(mode="after")
    def _whole(self) -> Self:
        ways = [self.each, self.below, self.above, self.gaps or None]
        if sum(way is not None for way in ways) > 1:
            raise refuse("two_ways", "一条规则只能有一种算法", "每次、每低、每高、差距只留一样")
        if (self.below or self.above) and self.per_step is None:
            raise refuse("no_points", "没有写一档几分", "加上 每档: 1")
        return self

    @property
    def by_number(self) -> bool:
        """Whether it goes by how far a number is off the target, and not by occurrences."""
        return bool(self.below or self.above or self.gaps)


class Deducted(RuleKeys):
    """A rule that stands for itself, such as the one that raters go by."""

    model_config = ConfigDict(title="扣法", extra="forbid", frozen=True)


class Rule(RuleKeys):
    """A rule with a target of its own; a number alone is 每次."""

    model_config = ConfigDict(
        title="规则",
        extra="forbid",
        frozen=True,
        json_schema_extra={"type": ["string", "number", "object"], "minLength": 1},
    )

    target: TargetText | None = Field(None, alias="目标", description="和什么比，如 ≥85%")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, value: Any) -> Any:
        """Read the short form, which is 每次."""
        return {"每次": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _aims(self) -> Self:
        number = self.target is not None and self.target.form is Form.QUANTITY
        if self.by_number and not number:
            raise refuse("no_target", "没有写和多少比", "加上 目标，写数字，如 ≥85%")
        return self


def span(value: tuple[Decimal, Decimal | bool]) -> str:
    """Return points as they are written: ``1-6``, ``2``, ``20%``."""
    first, other = value
    if isinstance(other, bool):
        return f"{first.normalize():f}{'%' if other else ''}"
    return f"{first}-{other}" if first != other else f"{first}"


@dataclass(frozen=True, slots=True)
class Amount:
    """What a rule comes to: at least and, where something is not known yet, at most."""

    low: Decimal
    high: Decimal | None
    """None where nothing limits it."""
    words: str


def amount(
    rule: RuleKeys, name: str, events: Sequence[Event] | None, target: Target | None
) -> Amount:
    """Return what a rule takes or gives by what is told of it; raises UnreadableError.

    None told of occurrences is none; none told of a number is not known yet.
    """
    if rule.by_number:
        if not events:
            return Amount(NOTHING, rule.at_most, f"{name}没有填")
        found = _by_number(rule, name, events[0].number or "", target)
    else:
        found = _by_occurrences(rule, name, events or ())
    most = rule.at_most
    if most is None or (found.high is not None and found.high <= most):
        return found
    capped = f"{found.words}，最多 {most}" if found.low > most else found.words
    return Amount(min(found.low, most), most, capped)


def _by_occurrences(rule: RuleKeys, name: str, events: Sequence[Event]) -> Amount:
    low, high, words = NOTHING, NOTHING, []
    for event in events:
        if event.points is not None:
            points, said = _within(event.points, rule.each)
            low, high = low + points, high + points
            words.append(said)
            continue
        times = _count(name, event.number) * event.times
        if not times:
            continue
        if rule.each is None:
            raise UnreadableError(f"{name}没有写几分", "每一次写 {分值: …, 原因: …}")
        least, most = rule.each
        low, high = low + times * least, high + times * most
        span = f"{least}" if least == most else f"{least}-{most}"
        words.append(f"{plain(times)} × {span}" if times != 1 else span)
    return Amount(low, high, f"{name} {' + '.join(words)}" if words else "")


def _within(points: Decimal, each: tuple[Decimal, Decimal] | None) -> tuple[Decimal, str]:
    """Return what one occurrence costs: what was decided, kept in the range of the rule."""
    if each is None or each[0] == each[1]:
        return points, str(points)
    kept = min(max(points, each[0]), each[1])
    return kept, str(
        points
    ) if kept == points else f"{kept}（写的 {points}，不在 {each[0]}-{each[1]}）"


def _count(name: str, written: str | None) -> Decimal:
    if written is None:
        return Decimal(1)
    try:
        return parse_quantity(written).number
    except TargetError as error:
        raise UnreadableError(f"{name}“{written}”看不懂：{error.reason}", error.hint) from None


def _by_number(rule: RuleKeys, name: str, written: str, target: Target | None) -> Amount:
    assert target is not None
    try:
        quantity = parse_quantity(written)
    except TargetError as error:
        raise UnreadableError(f"{name}“{written}”看不懂：{error.reason}", error.hint) from None
    done = in_unit(quantity, target.unit)
    if done is None:
        raise UnreadableError(f"{name}“{written}”和“{target.text}”的单位对不上", "写成同一个单位")
    if rule.gaps:
        return _by_gap(
            rule, name, written, _off(target, done, above=target.smaller_is_better), target
        )
    above = rule.above is not None
    off = _off(target, done, above=above)
    width = _in_target(_width(rule.above or rule.below or ""), target)
    assert rule.per_step is not None
    if off <= 0:
        return Amount(NOTHING, NOTHING, "")
    first = NOTHING
    told = f"{name} {written}，{'高' if above else '低'} {plain(off)}"
    if rule.first is not None:
        first = rule.per_step if rule.first_points is None else rule.first_points
        off -= _in_target(_width(rule.first), target)
    steps = _steps(max(off, NOTHING), width, rule.begun)
    points = first + steps * rule.per_step
    head = f"首档 {first} + " if rule.first is not None else ""
    return Amount(points, points, f"{told}：{head}{plain(steps)} 档 × {rule.per_step}")


def _by_gap(rule: RuleKeys, name: str, written: str, off: Decimal, target: Target) -> Amount:
    if off <= 0:
        return Amount(NOTHING, NOTHING, "")
    for text, points in rule.gaps.items():
        bound = None if text in REST else parse(text)
        if bound is None or meets(bound, _out_target(off, bound, target)):
            return Amount(points, points, f"{name} {written}，“{text}”{points}")
    return Amount(NOTHING, NOTHING, "")


def _off(target: Target, done: Decimal, *, above: bool) -> Decimal:
    """Return by how much a number is above (else below) the target, in its unit."""
    assert target.number is not None
    if above:
        return done - (target.number if target.upper is None else target.upper)
    return target.number - done


def _steps(off: Decimal, width: Decimal, begun: str) -> Decimal:
    whole = off // width
    if begun == "按比例":
        return off / width
    return whole + 1 if begun == "算一档" and off % width else whole


def _width(text: str) -> Quantity:
    return parse_quantity(text.replace("个百分点", "%").replace("百分点", "%"))


def _in_target(width: Quantity, target: Target) -> Decimal:
    """Return a width in the target's unit: percent of it where it is no rate."""
    assert target.number is not None
    if width.unit == "%" and target.unit not in ("%", "‰"):
        return target.number * width.number / _HUNDRED
    found = in_unit(width, target.unit)
    if found is None:
        raise UnreadableError(f"“{width.text}”和目标“{target.text}”的单位对不上", "写成同一个单位")
    return found


def _out_target(off: Decimal, bound: Target, target: Target) -> Decimal:
    """Return how far off a number is in the unit of a bound: percent of what is no rate."""
    assert target.number is not None
    if bound.unit == "%" and target.unit not in ("%", "‰"):
        return off * _HUNDRED / target.number
    return in_unit(Quantity("", off, target.unit), bound.unit) or NOTHING
