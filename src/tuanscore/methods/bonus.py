"""加分: points on top for 创先争优 and the like, at most what the template allows.

``加分: {上限: 5}`` in the template; without it a report's 加分 does not count, nor does one without
佐证, unless 没有佐证 says that one is only reminded of it. ``上限: 不设`` has no limit, not even
full marks. A matter (项目) counts once: with 事项 (what each kind gives, ``{县委发文: 18, 部门发文:
12}``) at the highest value that it has. Source: domain.md, Rules of the field (a cap and evidence,
and no double bonus for one thing).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, Field

from tuanscore.grammar.scalars import Cap, Points
from tuanscore.methods import UnreadableError

NAME = "加分"


class Parameters(BaseModel, defer_build=True):
    """The most that all bonuses together may add."""

    cap: Cap = Field(alias="上限", description="加分合计最多几分；没有上限的写 不设")
    kinds: dict[str, Points] = Field(
        default_factory=dict,
        alias="事项",
        description="每种情形加几分，如 {县委发文: 18, 部门发文: 12}；一件事取高的一次",
    )
    unproven: Literal["不计", "提醒"] = Field(
        "不计", alias="没有佐证", description="没有佐证的加分不计，还是只提醒；不写就是 不计"
    )


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
    if parameters.cap is not None and total > parameters.cap:
        return Gain(parameters.cap, f"{rule}，最多加 {parameters.cap}", total)
    return Gain(total, rule, total)


def worth(points: Decimal | None, kind: str | None, parameters: Parameters) -> Decimal:
    """Return what one bonus gives: what is written, else its kind; raises UnreadableError."""
    if points is not None:
        return points
    if kind not in parameters.kinds:
        known = "、".join(parameters.kinds) or "（没有）"
        raise UnreadableError(
            f"加分没有写几分，情形“{kind or ''}”也没有规定", f"可用的情形：{known}"
        )
    return parameters.kinds[kind]
