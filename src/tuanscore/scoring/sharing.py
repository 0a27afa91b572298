"""Points on their way down, each with the words that say how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tuanscore.scoring.cents import share_out


@dataclass(frozen=True, slots=True)
class Share:
    """The points of one part and how they came about."""

    points: Decimal
    how: str


def share(
    points: Decimal,
    given: Sequence[Decimal | None],
    absent: Sequence[bool] | None = None,
    usual: Decimal | None = None,
) -> list[Share]:
    """Share points as `cents.share_out` does, and say so for each part."""
    gone = list(absent) if absent is not None else [False] * len(given)
    whole = points if usual is None else usual
    before = share_out(whole, given)
    same = whole == points and not any(gone)
    after = before if same else share_out(points, given, gone, whole)
    pairs = enumerate(zip(before, after, strict=True))
    return [Share(now, _how(whole, given, gone, i, (then, now))) for i, (then, now) in pairs]


def _how(
    whole: Decimal,
    given: Sequence[Decimal | None],
    gone: Sequence[bool],
    index: int,
    amounts: tuple[Decimal, Decimal],
) -> str:
    before, after = amounts
    if gone[index]:
        return "不适用，分值让给其余各项"
    how = _first(whole, given, index, before)
    if before == after:
        return how
    why = f"{sum(gone)} 项不适用" if any(gone) else "上一级有不适用的"
    return f"{how}；{why}，按比例折算为 {after}"


def _first(points: Decimal, given: Sequence[Decimal | None], index: int, amount: Decimal) -> str:
    """Say what a part has while all of them apply."""
    own = given[index]
    if own is not None:
        return f"写明 {own} 分"
    written = sum((p for p in given if p is not None), Decimal(0))
    rest = f"{points}" + (f" - 写明的 {written}" if written else "")
    return f"{rest} 由 {sum(p is None for p in given)} 项平均分，得 {amount}"
