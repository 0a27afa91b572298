"""Two resolved cards → what differs in meaning, aligned by item and measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.diff.change import Change, Comparison, Kind, Run, Span

if TYPE_CHECKING:
    from tuanscore.commands.diff.years import Years
    from tuanscore.shelf import Base, Card


def compare(old: Card | Base, new: Card | Base, strict: bool = False) -> Comparison:
    """Compare two cards, or a card and a template, by 编号 and by the names of measures.

    ``strict`` also reports targets that mean the same but are written differently.
    """
    from tuanscore.commands.diff.cards import changes
    from tuanscore.commands.diff.side import Side

    sides = Side(old), Side(new)
    found = tuple(changes(*sides, strict=strict))
    return Comparison(sides[0].label, sides[1].label, found, strict)


def compare_years(old: Card, new: Card, strict: bool = False) -> Years:
    """Compare the cards of two years: by 编号, and what has another 编号 by its text."""
    from tuanscore.commands.diff.cards import changes
    from tuanscore.commands.diff.side import Side
    from tuanscore.commands.diff.years import Years, pair

    pairing = pair(old.model, new.model)
    sides = Side(old), Side(new, pairing.known_as)
    found = tuple(changes(*sides, strict=strict))
    compared = Comparison(sides[0].label, sides[1].label, found, strict)
    return Years(compared, pairing.matches, pairing.carried)


__all__ = ["Change", "Comparison", "Kind", "Run", "Span", "compare", "compare_years"]
