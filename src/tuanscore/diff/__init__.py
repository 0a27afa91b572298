"""Two resolved cards → what differs in meaning, aligned by item and measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.diff.change import Change, Comparison, Kind, Run, Span

if TYPE_CHECKING:
    from tuanscore.repository import Base, Card


def compare(old: Card | Base, new: Card | Base, strict: bool = False) -> Comparison:
    """Compare two cards, or a card and a template, by 编号 and by the names of measures.

    ``strict`` also reports targets that mean the same but are written differently.
    """
    from tuanscore.diff.cards import changes, label

    found = tuple(changes(old, new, strict=strict))
    return Comparison(label(old.model), label(new.model), found, strict)


__all__ = ["Change", "Comparison", "Kind", "Run", "Span", "compare"]
