"""Entries of overlays that are redundant, contradictory or point at nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.factoring.outcome import Standing
from tuanscore.views.json import words

if TYPE_CHECKING:
    from tuanscore.factoring.outcome import Note, Rebasing
    from tuanscore.views.json.words import Json

_STANDINGS = {
    Standing.REDUNDANT: "redundant",
    Standing.CONTRADICTORY: "contradictory",
    Standing.LOST: "lost",
}


def render(report: Rebasing) -> Json:
    """Return every entry, and the files that were written."""
    return {
        "schema": "tuanscore.rebasing/1",
        "template": report.template or None,
        "overlays": report.overlays,
        "counts": {word: report.count(standing) for standing, word in _STANDINGS.items()},
        "entries": [_note(note) for note in report.notes],
        "unread": list(report.unread),
        "written": [one.file for one in report.removed],
        "comments_removed": [
            {"file": one.file, "line": comment.line, "text": comment.text}
            for one in report.removed
            for comment in one.comments
        ],
    }


def _note(note: Note) -> Json:
    told = {**words.finding(note.finding), "standing": _STANDINGS[note.standing]}
    return {**told, "code": note.finding.code or None}
