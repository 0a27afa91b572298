"""Grades from rates: half-open bands, lower bound inclusive, on the rate that is printed.

Source: domain.md, Bands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from tuanscore.model import bands

LOWEST = bands.LOWEST
"""The grade below the last bound."""
NONE = "没有可评的内容"
"""Stands for the grade where nothing applies, so that there is none."""


def grade_of(rate: Decimal, bounds: Mapping[str, Decimal]) -> str:
    """Return the grade of a printed rate in percent."""
    return next((grade for grade, bound in bounds.items() if rate >= bound), LOWEST)


def grades_between(
    low: Decimal | None, high: Decimal | None, bounds: Mapping[str, Decimal]
) -> tuple[str, ...]:
    """Return every grade that is still possible, the best first; none without a rate."""
    if low is None or high is None:
        return ()
    order = [*bounds, LOWEST]
    first = order.index(grade_of(high, bounds))
    last = order.index(grade_of(low, bounds))
    return tuple(order[first : last + 1])


def capped(
    possible: tuple[str, ...], best: Iterable[str | None], bounds: Mapping[str, Decimal]
) -> tuple[str, ...]:
    """Return the grades that are left when none may be better than these (一票否决)."""
    order = [*bounds, LOWEST]
    limits = [order.index(grade) for grade in best if grade in order]
    if not limits:
        return possible
    places = {max(order.index(grade), *limits) for grade in possible}
    return tuple(order[place] for place in sorted(places))


def explain(bounds: Mapping[str, Decimal]) -> str:
    """Return the bands in words, such as ``优≥90 良≥85 中≥60 差<60``."""
    words = [f"{grade}≥{bound}" for grade, bound in bounds.items()]
    last = list(bounds.values())[-1]
    return " ".join([*words, *([f"{LOWEST}<{last}"] if last else [])])
