"""How far a card has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import following, words

if TYPE_CHECKING:
    from tuanscore.progress import CardProgress, Event
    from tuanscore.views.json.words import Json


def render(report: CardProgress) -> Json:
    """Return every measure with its light."""
    return {
        "schema": "tuanscore.progress/1",
        "org": report.org,
        "short_name": report.short_name,
        "year": report.year,
        "title": report.title,
        **following.followed(report),
        "events": [_event(event) for event in report.events],
        "findings": [words.finding(f) for f in report.findings],
        "place": words.place(report.place),
    }


def _event(event: Event) -> Json:
    return {
        "kind": event.kind,
        "name": event.name,
        "text": event.text,
        "as_of": event.as_of.isoformat() if event.as_of else None,
        "place": words.place(event.place),
    }
