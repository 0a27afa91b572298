"""What a change to a repository means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import comparison, words

if TYPE_CHECKING:
    from tuanscore.diff.review import Review, Reviewed, Standing
    from tuanscore.views.json.words import Json


def render(report: Review) -> Json:
    """Return templates, cards with both scores, and what could not be read."""
    return {
        "schema": "tuanscore.review/1",
        "old": report.old,
        "new": report.new,
        "sample": report.sample,
        "templates": [comparison.render(template) for template in report.templates],
        "cards": [_card(card) for card in report.cards],
        "unreadable": [
            {"file": file.file, "side": file.side, "reason": file.reason}
            for file in report.unreadable
        ],
    }


def _card(card: Reviewed) -> Json:
    compared = card.comparison
    state = "added" if card.new else "removed" if card.removed else "changed"
    return {
        "name": card.name,
        "year": card.year,
        "file": card.file,
        "old_file": card.was or None,
        "state": state,
        "changes": comparison.render(compared)["changes"] if compared is not None else [],
        "with_template": card.inherited,
        "before": _standing(card.before),
        "after": _standing(card.after),
    }


def _standing(side: Standing | None) -> Json | None:
    if side is None:
        return None
    value: Json = {
        "low": words.number(side.low),
        "high": words.number(side.high),
        "full": words.number(side.full),
        "rate_low": words.number(side.rate_low),
        "rate_high": words.number(side.rate_high),
        "grades": list(side.grades),
    }
    if (ahead := side.year_end) is not None:
        value["year_end"] = {
            "low": words.number(ahead.low),
            "high": words.number(ahead.high),
            "rate_low": words.number(ahead.rate_low),
            "rate_high": words.number(ahead.rate_high),
            "grades": list(ahead.grades),
        }
    return value
