"""Percentages as forms print them: ``94%``, ``95.65%``, ``0``, ``102.60 ％``."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

_WRITTEN = r"([0-9]{1,15}(?:\.[0-9]{1,6})?)\s*[%％]?"


@lru_cache(maxsize=4096)
def read(text: str) -> Decimal | None:
    """Return the percentage that a text says; None where it says none."""
    match = re.fullmatch(_WRITTEN, text.strip())
    return None if match is None else Decimal(match[1])


def agrees(text: str, rate: Fraction) -> bool:
    """Say whether a printed percentage is a rate, rounded half up to the places printed.

    A text that is no percentage, such as a dash, disagrees with none.
    """
    stated = read(text)
    if stated is None:
        return True
    return _rounded(rate, -int(stated.as_tuple().exponent)) == stated


def printed(rate: Fraction) -> str:
    """Return a rate with two places, half up."""
    return f"{_rounded(rate, 2)}%"


def _rounded(rate: Fraction, places: int) -> Decimal:
    """Return a rate that is not below 0, rounded half up to some places."""
    whole = (rate * 10**places * 2 + 1) // 2
    return Decimal(whole).scaleb(-places)
