"""What the template and the overlays on it come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import words

if TYPE_CHECKING:
    from tuanscore.factoring.base import Refusal
    from tuanscore.factoring.outcome import FactoredCard, Factoring
    from tuanscore.views.json.words import Json


def render(report: Factoring) -> Json:
    """Return the sizes, the texts, the cards that are left whole, and what was written."""
    return {
        "schema": "tuanscore.factoring/1",
        "template": {
            "name": report.name,
            "year": int(report.year),
            "lines": report.template_lines,
            "text": report.template.decode(),
        },
        "lines_before": report.lines_before,
        "lines": report.lines,
        "entries": report.entries,
        "overlays": [_card(card) for card in report.cards],
        "left": [_refusal(refusal) for refusal in report.left],
        "written": list(report.written),
    }


def _card(card: FactoredCard) -> Json:
    return {
        "file": card.file,
        "lines_before": card.lines_before,
        "lines": card.lines,
        "entries": card.entries,
        "comments_lost": card.comments,
        "text": card.new.decode(),
    }


def _refusal(refusal: Refusal) -> Json:
    return {
        "file": refusal.file,
        "reason": refusal.reason,
        "place": words.place(refusal.place),
    }
