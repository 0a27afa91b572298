"""How a report's values become JSON: by the shapes of their types, and nothing unasked."""

import pkgutil
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib import import_module
from types import MappingProxyType
from typing import Any

import pytest

from tuanscore import commands
from tuanscore.faces.telling import ALWAYS, Shape, tell
from tuanscore.finding import Severity

NAMES = [
    module.name
    for module in pkgutil.walk_packages(commands.__path__, f"{commands.__name__}.")
    if ".json_" in module.name
]
SHAPES = [
    pytest.param(kind, shape, id=f"{name.rpartition('.')[2]}-{kind.__name__}")
    for name in NAMES
    for kind, shape in getattr(import_module(name), "SHAPES", ALWAYS).items()
    if isinstance(shape, str)
]
assert len(NAMES) > 20


@dataclass(frozen=True)
class Part:
    name: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Whole:
    unit: str
    part: Part
    note: str | None


@pytest.mark.parametrize(("kind", "shape"), SHAPES)
def test_every_word_of_a_shape_is_an_attribute(kind: type, shape: str) -> None:
    """Shapes are texts, so that no type checker sees what they name."""
    for word in shape.removeprefix("**").split():
        path = word.removeprefix("**").rpartition("=")[2]
        name = path.partition(".")[0].removesuffix("?").removesuffix("!").removesuffix("|null")
        assert hasattr(kind, name), word


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("unit part", {"unit": "", "part": {"name": "甲", "low": Decimal("1.00")}}),
        ("unit|null of=unit", {"unit": None, "of": ""}),
        ("note|null memo?=note unit", {"note": None, "unit": ""}),
        ("rate.low=part.low rate.high=part.high", {"rate": {"low": Decimal("1.00"), "high": 2}}),
        ("**part unit", {"name": "甲", "low": Decimal("1.00"), "unit": ""}),
        (lambda whole: {"both": (whole.unit, whole.part.low)}, {"both": ["", Decimal("1.00")]}),
    ],
)
def test_shape(shape: Shape, expected: Any) -> None:
    whole = Whole("", Part("甲", Decimal(1), Decimal(2)), None)
    told = tell(whole, {Whole: shape, Part: "name low"})
    assert repr(told) == repr(expected).replace("'high': 2", "'high': Decimal('2.00')")


def test_digits_as_they_are() -> None:
    part = Part("甲", Decimal(1), Decimal("0.125"))
    told = tell(part, {Part: "low! high twice=low"})
    assert {key: str(number) for key, number in told.items()} == {
        "low": "1",
        "high": "0.125",
        "twice": "1.00",
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Severity.NOTE, "note"),
        (date(2014, 6, 30), "2014-06-30"),
        ("甲".encode(), "甲"),
        ((True, None), [True, None]),
        (MappingProxyType({Severity.ERROR: 1}), {"error": 1}),
        (OrderedDict(甲=("乙",)), {"甲": ["乙"]}),
    ],
)
def test_by_type(value: Any, expected: Any) -> None:
    assert tell(value, ALWAYS) == expected


def test_a_value_without_a_shape_is_refused() -> None:
    with pytest.raises(TypeError, match="Part"):
        tell([Part("甲", Decimal(1), Decimal(2))], ALWAYS)
