"""The one way from a report's values to JSON: what is told of a value of each type, and how.

A *shape* says what is told of a value, as words, each a key:

- ``org`` the attribute of this name; ``card=score.card`` one of another name, or further down
- ``rate.low=rate_low`` under a key of its own in a dict
- ``unit|null`` null where it is empty; ``gate?`` no key where it is None
- ``units!`` digits as they are
- ``**score`` all that is told of that attribute

or as a function from the value to the dict of what is told of it, which is told in turn. Everything
else goes by its type: an enum by its name, numbers exact, dates in ISO 8601.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Context, Decimal
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from tuanscore.finding import Finding, Place, Related, Waiver

Json = dict[str, Any]
Shape = str | Callable[[Any], Json]
Shapes = Mapping[type, Shape]

_CENT = Decimal("0.01")
_EXACT = Context(prec=60)

ALWAYS: dict[type, Shape] = {
    Place: "file line column",
    Finding: "code severity message hint place related waived?=waiver",
    Related: "message place",
    Waiver: "number approver reason expires place",
}
"""What stands in any report."""


class Exact(NamedTuple):
    """A number whose digits are told as they are."""

    number: Decimal | None


class _Word(NamedTuple):
    key: tuple[str, ...]
    mark: str
    read: Callable[[Any], Any]


def tell(value: Any, shapes: Shapes) -> Any:
    """Return a value as dicts, lists, text, numbers; raises TypeError for one without a shape."""
    kind = type(value)
    if kind in shapes:
        return tell(picked(value, shapes[kind], shapes), shapes)
    told: Any
    match value:
        case Enum():
            told = value.name.lower()
        case None | str() | int():
            told = value
        case Exact():
            told = value.number
        case tuple() | list():
            told = [tell(part, shapes) for part in value]
        case Mapping():
            told = {_key(key): tell(part, shapes) for key, part in value.items()}
        case Decimal():
            told = _number(value)
        case date():
            told = value.isoformat()
        case bytes():
            told = value.decode()
        case _:
            raise TypeError(kind)
    return told


def picked(value: Any, shape: Shape, shapes: Shapes = ALWAYS) -> Json:
    """Return what a shape takes from a value, by its keys."""
    if not isinstance(shape, str):
        return shape(value)
    found: Json = {}
    for (*above, key), mark, read in _words(shape):
        part = read(value)
        if mark == "**":
            found |= picked(part, shapes[type(part)], shapes)
        elif mark != "?" or part is not None:
            within = found
            for name in above:
                within = within.setdefault(name, {})
            within[key] = _MARKED[mark](part) if mark in _MARKED else part
    return found


_MARKED: dict[str, Callable[[Any], Any]] = {"!": Exact, "|null": lambda part: part or None}


@cache
def _words(shape: str) -> tuple[_Word, ...]:
    return tuple(map(_word, shape.split()))


def _word(word: str) -> _Word:
    if word.startswith("**"):
        return _Word(("",), "**", attrgetter(word[2:]))
    key, _, path = word.partition("=")
    mark = next((mark for mark in ("?", *_MARKED) if key.endswith(mark)), "")
    key = key.removesuffix(mark)
    return _Word(tuple(key.split(".")), mark, attrgetter(path or key))


def _number(number: Decimal) -> Decimal:
    """Return a number with two places, or with all of its own where two would round it."""
    cents = number.quantize(_CENT, context=_EXACT)
    return cents if cents == number else number


def _key(key: Any) -> str:
    return key.name.lower() if isinstance(key, Enum) else str(key)
