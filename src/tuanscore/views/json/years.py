"""Two years of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import comparison, words

if TYPE_CHECKING:
    from tuanscore.diff.years import Years
    from tuanscore.views.json.words import Json


def render(report: Years) -> Json:
    """Return what was paired by its text, and every difference."""
    return {
        **comparison.render(report.comparison),
        "schema": "tuanscore.years/1",
        "carried": report.carried,
        "matches": [
            {
                "level": "item" if match.level == "条目" else "measure",
                "old": match.old,
                "new": match.new,
                "similarity": words.number(match.similarity),
            }
            for match in report.matches
        ],
    }
