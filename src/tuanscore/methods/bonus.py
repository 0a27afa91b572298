"""加分: points on top for 创先争优 and the like, at most what the template allows.

``加分: {上限: 5}`` in the template; without it a report's 加分 does not count, nor does one without
佐证; a matter (项目) counts once. Source: domain.md, Rules of the field (a cap and evidence, and no
double bonus for one thing).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel, Field

from tuanscore.grammar.scalars import Points

NAME = "加分"


class Parameters(BaseModel, defer_build=True):
    """The most that all bonuses together may add."""

    cap: Points = Field(alias="上限", description="加分合计最多几分")


@dataclass(frozen=True, slots=True)
class Gain:
    """What is added before the card's own limit, and why."""

    amount: Decimal
    rule: str
    due: Decimal
    """What the bonuses come to before ``上限``."""


def award(amounts: Iterable[Decimal], parameters: Parameters) -> Gain:
    """Add up the bonuses, at most the cap."""
    given = list(amounts)
    total = sum(given, Decimal(0))
    rule = " + ".join(str(a) for a in given) or "无加分"
    if total > parameters.cap:
        return Gain(parameters.cap, f"{rule}，最多加 {parameters.cap}", total)
    return Gain(total, rule, total)
