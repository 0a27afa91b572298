"""Two measures of one name → what differs in target, method and points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from tuanscore import methods
from tuanscore.diff.change import Kind, plain
from tuanscore.model.card import Measure
from tuanscore.score.cents import quotient
from tuanscore.target import SAME_UNIT, Quantity, Target, in_unit

_EXACT = Context(prec=60)
_POINTS_OF = {"%": "个百分点", "‰": "个千分点"}
_COMMON = frozenset(Measure.model_fields)


@dataclass(frozen=True, slots=True)
class Shift:
    """One difference between two measures, or two numbers of points."""

    kind: Kind
    old: str | None
    new: str | None
    difference: Decimal | None = None
    percent: Decimal | None = None
    unit: str = ""


def shifts(old: Measure, new: Measure, *, strict: bool) -> Iterator[Shift]:
    """Yield what differs between two measures."""
    target = _target_shift(old.target, new.target, strict=strict)
    if target is not None:
        yield target
    before, after = method_text(old), method_text(new)
    if before != after and not (_by_default(old) and _by_default(new)):
        yield Shift(Kind.METHOD, before, after)
    yield from points_shift(old.points, new.points)


def points_shift(old: Decimal | None, new: Decimal | None) -> Iterator[Shift]:
    """Yield the difference between two 分值, of which either may not be written."""
    if old == new:
        return
    before, after = (None if points is None else plain(points) for points in (old, new))
    if old is None or new is None:
        yield Shift(Kind.POINTS, before, after)
    else:
        yield Shift(Kind.POINTS, before, after, *_difference(old, new), "分")


def target_text(measure: Measure) -> str:
    """Return what a measure asks for, with its method where the target does not decide that."""
    if measure.target is None:
        return method_text(measure)
    written = measure.target.text
    return written if _by_default(measure) else f"{written}，{method_text(measure)}"


def method_text(measure: Measure) -> str:
    """Return a measure's 计分 with its parameters, such as ``扣分（每次 0.5，最多 5）``."""
    said = [
        f"{field.alias} {_value(getattr(measure, name))}"
        for name, field in type(measure).model_fields.items()
        if name not in _COMMON and getattr(measure, name) not in (None, {})
    ]
    return f"{measure.method}（{'，'.join(said)}）" if said else measure.method


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "、".join(f"{key} {_value(part)}" for key, part in value.items())
    return plain(value) if isinstance(value, Decimal) else str(value)


def _by_default(measure: Measure) -> bool:
    return method_text(measure) == methods.default_for(measure.target)


def _target_shift(old: Target | None, new: Target | None, *, strict: bool) -> Shift | None:
    if old is None or new is None:
        before, after = (None if target is None else target.text for target in (old, new))
        return None if old is new else Shift(Kind.TARGET, before, after)
    if old.canonical == new.canonical or _same_meaning(old, new):
        if old.text == new.text or not strict:
            return None
        return Shift(Kind.PUNCTUATION, old.text, new.text)
    numbers = _numbers(old, new)
    if numbers is None or old.upper is not None or new.upper is not None:
        return Shift(Kind.TARGET, old.text, new.text)
    unit = _POINTS_OF.get(old.unit, old.unit)
    return Shift(Kind.TARGET, old.text, new.text, *_difference(*numbers), unit)


def _numbers(old: Target, new: Target) -> tuple[Decimal, Decimal] | None:
    """Return both bounds in the old target's unit."""
    if not old.measures_alike(new) or old.number is None or new.number is None:
        return None
    converted = in_unit(Quantity(new.text, new.number, new.unit), old.unit)
    return None if converted is None else (old.number, converted)


def _same_meaning(old: Target, new: Target) -> bool:
    """Whether two targets differ in their units only, as 0.5万元 and 5000元 do."""
    numbers = _numbers(old, new)
    if numbers is None or numbers[0] != numbers[1] or old.each != new.each:
        return False
    if _persons(old) != _persons(new):  # 40人 and 40名: another word, as a reader sees
        return False
    if old.upper is None or new.upper is None:
        return old.comparator is new.comparator and old.upper is new.upper
    return old.upper == in_unit(Quantity(new.text, new.upper, new.unit), old.unit)


def _persons(target: Target) -> list[str]:
    return [word for word in target.unit if word in SAME_UNIT]


def _difference(old: Decimal, new: Decimal) -> tuple[Decimal, Decimal | None]:
    """Return new less old and that in percent of old, rounded half up away from 0."""
    difference = _EXACT.subtract(new, old)
    percent = None
    if old:
        percent = _with_sign(
            quotient(_EXACT.multiply(_EXACT.abs(difference), 100), old), difference
        )
    if difference.as_tuple().exponent < -16:  # type: ignore[operator]  # both are finite
        difference = _with_sign(quotient(_EXACT.abs(difference), Decimal(1)), difference)
    return difference, percent


def _with_sign(size: Decimal, like: Decimal) -> Decimal:
    return size.copy_sign(like) if size else size
