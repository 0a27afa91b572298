"""The history of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import comparison

if TYPE_CHECKING:
    from tuanscore.diff.history import History, Step
    from tuanscore.history.commits import Commit
    from tuanscore.views.json.words import Json


def render(report: History) -> Json:
    """Return every step, the latest first."""
    return {
        "schema": "tuanscore.log/1",
        "card": report.card,
        "name": report.name or None,
        "steps": [_step(step) for step in report.steps],
        "shallow": report.cut,
    }


def _step(step: Step) -> Json:
    return {
        "event": step.event.value,
        "commit": commit(step.commit),
        "changes": [comparison.change(change) for change in step.changes],
        "reason": step.reason or None,
    }


def commit(told: Commit | None) -> Json | None:
    """Return who, when and what was said; None for what has not been committed."""
    if told is None:
        return None
    return {
        "id": told.digest,
        "author": told.author,
        "date": told.when.isoformat(),
        "subject": told.subject,
    }
