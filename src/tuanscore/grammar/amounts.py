"""Money as people write it: ``7.29万元``, ``72,900元``, ``0.5亿``, a bare number, a dash.

A bare number is in the unit that the document says (金额单位), 元 where it says none; an amount
with a unit of its own is taken at its word. Nothing is written in a blank cell, and a dash or a
stroke says that nothing belongs there: both are kept, and neither is 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Context, Decimal
from functools import lru_cache

UNITS = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "亿元": Decimal(100_000_000),
}
"""What a 金额单位 may be, in 元."""
NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,6})?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?"
UNIT = r"(?:千|百万|万|亿)?元(?:整|人民币)?|千|百万|万|亿"
NOTHING = "[-—–－―/／]{1,3}|…+|无|不涉及"
"""What says that a cell is left out on purpose."""
_WRITTEN = rf"(?:人民币)?[¥￥]?\s*({NUMBER})\s*({UNIT})?"
_EXACT = Context(prec=50)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written, and what it says; two that say the same are equal."""

    text: str = field(compare=False)
    number: Decimal | None = None
    """None in a blank cell, and where a dash stands."""
    unit: str = ""
    """Its own unit; empty where it is in that of the document."""

    def yuan(self, unit: str) -> Decimal | None:
        """Return it in 元; ``unit`` is that of the document."""
        if self.number is None:
            return None
        return _EXACT.multiply(self.number, UNITS[self.unit or unit])

    def told(self, unit: str) -> str:
        """Return it as it is written, with its unit where that is not the bare 元."""
        bare = self.number is None or self.unit or unit == "元"
        return self.text if bare else f"{self.text}{unit}"


@lru_cache(maxsize=4096)
def read(text: str) -> Amount | None:
    """Return the amount that a text says, blank or a dash included; None for all else."""
    written = text.strip()
    if not written or re.fullmatch(NOTHING, written):
        return Amount(written)
    match = re.fullmatch(_WRITTEN, written)
    if match is None:
        return None
    number, unit = match.groups()
    unit = re.sub("整|人民币", "", unit or "")
    if unit and not unit.endswith("元"):
        unit += "元"
    return Amount(written, Decimal(number.replace(",", "")), unit)


def said(yuan: Decimal, unit: str) -> str:
    """Return an amount of 元 in words, in a unit of money."""
    return f"{yuan if unit == '元' else in_unit(yuan, unit)} {unit}"


def in_unit(yuan: Decimal, unit: str) -> str:
    """Return an amount of 元 in a unit of money, with two places or as many as it needs."""
    exact = _EXACT.divide(yuan, UNITS[unit])
    cents = exact.quantize(Decimal("0.01"), context=_EXACT)
    return f"{cents if cents == exact else exact.normalize(_EXACT):f}"
