"""What was done last year beside what is asked for this year, and by how much that is more.

A rate (%, ‰) changes by points, everything else by percent of last year. Which way is easier goes
by the direction of the indicator: less of what is wanted, more of what is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from tuanscore.grammar.target import TargetError, in_unit, parse_quantity

if TYPE_CHECKING:
    from tuanscore.model.indicators import Line

_CENT = Decimal("0.01")
_HUNDRED = Decimal(100)
_POINTS = {"%": "个百分点", "‰": "个千分点"}


@dataclass(frozen=True, slots=True)
class Prior:
    """The 上年值 of a row as written, and what has changed since."""

    text: str
    change: Decimal | None = None
    """To 0.01, below 0 where less is asked for; None where the two cannot be compared."""
    unit: str = ""
    """``%``, or points of a rate."""
    easier: bool = False

    @property
    def words(self) -> str:
        """Return the change with its sign, such as ``-6.25%``."""
        return "" if self.change is None else f"{self.change:+}{self.unit}"


def prior(line: Line) -> Prior | None:
    """Return what was done last year; None where the table does not say."""
    text, target = line.indicator.prior, line.measure.target
    if text is None:
        return None
    if target is None or target.number is None or target.upper is not None:
        return Prior(text)
    try:
        last = in_unit(parse_quantity(text), target.unit)
    except TargetError:
        return Prior(text)
    points = _POINTS.get(target.unit)
    if last is None or (not points and not last):
        return Prior(text)
    more = target.number - last
    change = more if points else more * _HUNDRED / last
    easier = more > 0 if target.smaller_is_better else more < 0
    return Prior(text, change.quantize(_CENT, ROUND_HALF_UP), points or "%", easier)
