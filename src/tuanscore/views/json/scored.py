"""One scored card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import scores, words

if TYPE_CHECKING:
    from tuanscore.report.scores import Scored
    from tuanscore.views.json.words import Json


def render(report: Scored) -> Json:
    """Return the card as a tree."""
    return {
        "schema": "tuanscore.score/1",
        **scores.supposed(report.supposed),
        **scores.score(report.score),
        **scores.gate(report.gate),
        "card": scores.node(report.score.card),
        "findings": [words.finding(f) for f in report.findings],
    }
