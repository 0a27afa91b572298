"""Each target of a card with the commit that last set it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import history, words

if TYPE_CHECKING:
    from tuanscore.diff.history import Blame
    from tuanscore.views.json.words import Json


def render(report: Blame) -> Json:
    """Return every target of the card."""
    return {
        "schema": "tuanscore.blame/1",
        "card": report.card,
        "shallow": report.cut,
        "lines": [
            {
                "section": line.section,
                "category": line.category,
                "item": line.item,
                "measure": line.measure,
                "target": line.target,
                "own": line.own,
                "place": words.place(line.place),
                "commit": history.commit(line.commit),
            }
            for line in report.lines
        ],
    }
