"""Exact arithmetic in cents of a point: rounding once, sharing out so that it adds up.

Source: format.md, What a score is, 1 and 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from math import lcm

ZERO = Decimal("0.00")
CENT = Decimal("0.01")
_EXACT = Context(prec=1000)


def quotient(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return numerator ÷ denominator (≥ 0 ÷ > 0) rounded half up to 0.01, exactly.

    Whole numbers do the division, so no precision of a context can tip a tie.
    """
    top_n, top_d = numerator.as_integer_ratio()
    bottom_n, bottom_d = denominator.as_integer_ratio()
    top, bottom = top_n * bottom_d * 100, top_d * bottom_n
    return CENT * ((2 * top + bottom) // (2 * bottom))


def part(points: Decimal, top: Decimal, bottom: Decimal) -> Decimal:
    """Return points × top ÷ bottom likewise; a mean of many parts has long numbers."""
    return quotient(_EXACT.multiply(points, top), bottom)


def share_out(
    points: Decimal,
    given: Sequence[Decimal | None],
    absent: Sequence[bool] | None = None,
    usual: Decimal | None = None,
) -> list[Decimal]:
    """Share points over parts: what is given stays, the rest is split equally.

    Units of 0.01 by largest remainder, ties to the earlier part, so the parts always add up to the
    points. Absent parts (不适用) get 0.00 and the others are scaled up in proportion; so are all
    parts when the points are not the ``usual`` ones, for which 分值 were written.
    """
    gone = list(absent) if absent is not None else [False] * len(given)
    if all(gone):
        return [ZERO] * len(given)
    whole = points if usual is None else usual
    rest = max(whole - sum((p for p in given if p is not None), ZERO), ZERO)
    open_parts = sum(p is None for p in given)
    # Weights are exact: everything is multiplied by the number of parts that split the rest.
    weights = [
        Decimal(0) if out else rest if p is None else p * open_parts
        for p, out in zip(given, gone, strict=True)
    ]
    if not open_parts:
        weights = [
            Decimal(0) if out else p for p, out in zip(given, gone, strict=True) if p is not None
        ]
    return _by_largest_remainder(points, weights, gone)


def _by_largest_remainder(
    points: Decimal, weights: list[Decimal], gone: list[bool]
) -> list[Decimal]:
    if not sum(weights):
        weights = [Decimal(0 if out else 1) for out in gone]
    ratios = [w.as_integer_ratio() for w in weights]
    common = lcm(*(d for _, d in ratios))
    whole = [n * (common // d) for n, d in ratios]
    total = sum(whole)
    cents = int(points * 100)
    shares = [cents * w // total for w in whole]
    remainders = [cents * w % total for w in whole]
    left = cents - sum(shares)
    order = sorted(range(len(whole)), key=lambda i: -remainders[i])
    for i in order[:left]:
        shares[i] += 1
    return [CENT * share for share in shares]
