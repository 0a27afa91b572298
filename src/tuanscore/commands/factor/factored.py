"""Factoring: many whole cards → the template they share and what each has different from it.

The base holds every item that any of its cards has, for an overlay can drop an item and cannot
add one. What no overlay can tell keeps a card out; it is left whole, with the place and the reason.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuanscore.commands.factor.base import Base, Refusal, build
from tuanscore.commands.factor.frames import against
from tuanscore.commands.factor.overlay import Overlay, overlay
from tuanscore.commands.factor.shape import Shape, written
from tuanscore.errors import TuanscoreError
from tuanscore.source.compose import compose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tuanscore.commands.factor.base import Lines


_FEW = 12
"""Cards up to which each is tried as the base."""


@dataclass(frozen=True, slots=True)
class Factored:
    """A base, the overlays on it, and the cards that do not go with it."""

    base: Base
    overlays: tuple[Overlay, ...]
    left: tuple[Refusal, ...]


def factor(cards: Sequence[Shape], lines_of: Callable[[Shape], Lines]) -> Factored:
    """Find the base of these cards and their overlays; ``lines_of`` knows what is behind 引用.

    Raises TuanscoreError where there is no card, or where they are of several years.
    """
    if not cards:
        raise TuanscoreError("没有评分表", "写明要归并的评分表，例如 scorecards/2014")
    years = sorted({card.year for card in cards})
    if len(years) > 1:
        message = f"这些评分表不是同一年的：{'、'.join(years)}"
        raise TuanscoreError(message, "一年一份模板，一次只归并一年的评分表")
    family, left = _same_frame(cards)
    lines = lines_of(family[0])
    while True:
        base, refused = build(_typical_first(family), lines)
        told = [] if refused else [overlay(card, base) for card in family]
        refused += [one for one in told if isinstance(one, Refusal)]
        if not refused:
            overlays = tuple(one for one in told if isinstance(one, Overlay))
            return _least(family, lines, Factored(base, overlays, tuple(left)))
        first = {refusal.file: refusal for refusal in reversed(refused)}
        if len(first) == len(family):  # they contradict each other: the first one stays
            del first[family[0].file]
        assert first  # a card goes with itself
        left += first.values()
        family = [card for card in family if card.file not in first]


def _least(family: Sequence[Shape], lines: Lines, found: Factored) -> Factored:
    """Return what takes the fewest lines: item by item, or with one card as the base.

    The former is nearly always shorter; it does not see that one changed target more or less may
    be the only one under 指标值. With many cards that line is not worth trying every card.
    """
    best = found
    for card in family if len(family) <= _FEW else ():
        base, refused = build([*[card] * len(family), *family], lines)
        told = [overlay(one, base) for one in family]
        overlays = tuple(one for one in told if isinstance(one, Overlay))
        if not refused and len(overlays) == len(family):
            best = min(best, Factored(base, overlays, found.left), key=_lines)
    return best


def _lines(found: Factored) -> int:
    trees = [found.base.tree("")] + [one.tree(found.base.year, "") for one in found.overlays]
    return sum(compose(tree).count("\n") for tree in trees)


def _typical_first(family: Sequence[Shape]) -> list[Shape]:
    """Return the cards, those first that have most in common with others.

    Where values are equally frequent the first card's wins: so one that has hardly anything of its
    own comes to say nothing at all.
    """
    keys = {card.file: [item.key for item in card.items.values()] for card in family}
    counts = Counter(key for found in keys.values() for key in found)
    return sorted(family, key=lambda card: -sum(counts[key] for key in keys[card.file]))


def _same_frame(cards: Sequence[Shape]) -> tuple[list[Shape], list[Refusal]]:
    """Return the cards whose parts are those that most cards have, and the others."""
    counts = Counter(written(card.frame) for card in cards)
    usual = next(c for c in cards if counts[written(c.frame)] == max(counts.values()))
    family, left = [], []
    for card in cards:
        told = against(card, usual)
        if told is None:
            family.append(card)
        else:
            left.append(Refusal(card.file, *told))
    return family, left


__all__ = ["Base", "Factored", "Overlay", "Refusal", "Shape", "factor"]
