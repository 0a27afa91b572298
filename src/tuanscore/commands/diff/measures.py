"""Two measures of one name → what differs in target, method and points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from typing import Any

from pydantic import BaseModel

from tuanscore import methods
from tuanscore.commands.diff.change import Kind, plain
from tuanscore.grammar.target import Comparator, Form, Quantity, Target, in_unit
from tuanscore.grammar.units import SAME_UNIT
from tuanscore.methods.rule import RuleKeys, span
from tuanscore.model.card import Measure
from tuanscore.scoring.cents import quotient

_EXACT = Context(prec=60)
_ENDLESS = 50
"""Digits that `in_unit` keeps of a quotient without end; no other has as many."""
_POINTS_OF = {"%": "个百分点", "‰": "个千分点"}
_COMMON = frozenset(Measure.model_fields) - {"standard", "stages"}


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
    said = _keys(measure)
    return f"{measure.method}（{'，'.join(said)}）" if said else measure.method


def _keys(keys: BaseModel) -> list[str]:
    """Return what is written of the keys of a method or of one of its rules, but for defaults."""
    return [
        f"{field.alias} {_value(getattr(keys, name))}"
        for name, field in type(keys).model_fields.items()
        if name not in _COMMON or (name == "target" and not isinstance(keys, Measure))
        if getattr(keys, name) not in (None, {}, field.default)
    ]


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "、".join(f"{key} {_value(part)}" for key, part in value.items())
    if isinstance(value, RuleKeys):
        return f"（{'，'.join(_keys(value))}）"
    if isinstance(value, tuple):
        return span(value)
    if isinstance(value, Target):
        return value.text
    return plain(value) if isinstance(value, Decimal) else str(value)


def _by_default(measure: Measure) -> bool:
    return method_text(measure) == methods.default_for(measure.target)


def demand(measure: Measure) -> tuple[object, ...]:
    """Return what a measure asks for and how it is scored, equal where both mean the same."""
    asked = None if measure.target is None else _demand(measure.target)
    return asked, None if _by_default(measure) else method_text(measure)


def written_alike(one: Measure, other: Measure) -> bool:
    """Whether what two measures ask for differs in spelling at most, as 0.5万元 and 5000元 do."""
    return _target_shift(one.target, other.target, strict=False) is None


def numbers(old: Target, new: Target) -> tuple[Decimal, Decimal] | None:
    """Return both bounds in the old target's unit; None unless their difference says all."""
    if old.number is None or new.number is None or not old.measures_alike(new):
        return None
    if Comparator.BETWEEN in (old.comparator, new.comparator) or old.each != new.each:
        return None
    converted = in_unit(Quantity(new.text, new.number, new.unit), old.unit)
    if converted is None:
        return None
    if old.number == converted:
        told = _demand(old) == _demand(new)
    else:
        told = old.comparator is new.comparator or old.smaller_is_better is new.smaller_is_better
    return (old.number, converted) if told else None


def _sense(target: Target) -> Comparator:
    """Return the comparator as 比例 takes it: a bare number is at least, a bare 0 at most."""
    if target.comparator is not Comparator.EQUAL:
        return target.comparator
    return Comparator.AT_MOST if target.smaller_is_better else Comparator.AT_LEAST


def _demand(target: Target) -> tuple[object, ...]:
    if target.form is not Form.QUANTITY:
        words = target.canonical if target.deadline is None else ""
        return target.form, target.deadline, words
    return target.amount, _sense(target), target.each


def _target_shift(old: Target | None, new: Target | None, *, strict: bool) -> Shift | None:
    if old is None or new is None:
        before, after = (None if target is None else target.text for target in (old, new))
        return None if old is new else Shift(Kind.TARGET, before, after)
    if old.canonical == new.canonical or _same_but_unit(old, new):
        if old.text == new.text or not strict:
            return None
        return Shift(Kind.PUNCTUATION, old.text, new.text)
    bounds = numbers(old, new)
    if bounds is None:
        return Shift(Kind.TARGET, old.text, new.text)
    unit = old.unit
    difference, percent = _difference(*bounds)
    if len(bounds[1].as_tuple().digits) >= _ENDLESS:  # 1小时 → 3601秒: the other way it has an end
        back = numbers(new, old)
        assert back is not None
        unit, difference = new.unit, _EXACT.subtract(back[0], back[1])
    return Shift(Kind.TARGET, old.text, new.text, difference, percent, _POINTS_OF.get(unit, unit))


def _same_but_unit(old: Target, new: Target) -> bool:
    """Whether two targets differ in their units only, as 0.5万元 and 5000元 do."""
    if old.comparator is not new.comparator or old.number is None:
        return False
    if _persons(old) != _persons(new):  # 40人 and 40名: another word, as a reader sees
        return False
    return _demand(old) == _demand(new)


def _persons(target: Target) -> list[str]:
    return [word for word in target.unit if word in SAME_UNIT]


def _difference(old: Decimal, new: Decimal) -> tuple[Decimal, Decimal | None]:
    """Return new less old, and that in percent of old, half up away from 0."""
    difference = _EXACT.subtract(new, old)
    if not old:
        return difference, None
    size = _EXACT.multiply(_EXACT.abs(difference), 100)
    percent = quotient(size, old)
    places = 0
    while difference and not percent:  # 0.0003%: as many places as show that it is not 0
        places += 1
        percent = quotient(size.scaleb(places, _EXACT), old).scaleb(-places)
    return difference, percent.copy_sign(difference)
