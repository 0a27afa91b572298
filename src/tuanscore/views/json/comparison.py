"""What differs between two cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import words

if TYPE_CHECKING:
    from tuanscore.diff import Change, Comparison
    from tuanscore.views.json.words import Json


def render(report: Comparison) -> Json:
    """Return every change."""
    return {
        "schema": "tuanscore.diff/1",
        "old": report.old,
        "new": report.new,
        "changes": [change(c) for c in report.changes],
    }


def change(change: Change) -> Json:
    """Return one difference."""
    return {
        "kind": change.kind.value,
        "section": change.section,
        "category": change.category,
        "item": change.item,
        "measure": change.measure or None,
        "old": change.old,
        "new": change.new,
        "difference": words.number(change.difference),
        "unit": change.unit or None,
        "percent": words.number(change.percent),
        "old_place": words.place(change.old_place),
        "new_place": words.place(change.new_place),
    }
