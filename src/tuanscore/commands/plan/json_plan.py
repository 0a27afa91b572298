"""How a card gets to a grade."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tuanscore.commands.plan.options import Open, Option
from tuanscore.commands.plan.report import Lost, Plan, Standing, Step, Way, Worth
from tuanscore.faces.telling import picked
from tuanscore.scoring.cents import quotient
from tuanscore.scoring.tree import Veto

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json, Shape

_CENT = Decimal("0.01")


def _option(option: Option) -> Json:
    return {**picked(option, "value units! cost"), "gain": option.gain * _CENT}


def _fraction(value: Fraction) -> Json:
    """Return a fraction exactly, and rounded half up to 0.01 for reading."""
    rounded = quotient(Decimal(value.numerator), Decimal(value.denominator))
    return {"exact": str(value), "rounded": rounded}


SCHEMA = "tuanscore.plan/1"
SHAPES: dict[type, Shape] = {
    Plan: "org short_name year as_of sample to scale.name=scale_name scale.bands=scale full now"
    " needed gap there reachable cheapest fewest best bonus lost vetoes measures=worth notes"
    " findings",
    Standing: "score=total rate grade",
    Way: "cost reached steps",
    Step: "measure=line.measure was=line.actual **option",
    Option: _option,
    Lost: "name points why",
    Veto: "matter reason decided_by best_grade place",
    Worth: "**line",
    Open: "item measure target|null unit|null actual points low next options why_not|null",
    Fraction: _fraction,
}
