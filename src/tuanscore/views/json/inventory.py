"""What is in a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuanscore.report.inventory import Entry, Inventory
    from tuanscore.views.json.words import Json


def render(report: Inventory) -> Json:
    """Return every document."""
    return {
        "schema": "tuanscore.inventory/1",
        "root": report.root,
        "documents": [_entry(e) for e in report.entries],
        "broken": list(report.broken),
    }


def _entry(entry: Entry) -> Json:
    return {
        "kind": entry.kind,
        "name": entry.name,
        "year": entry.year,
        "detail": entry.detail,
        "file": entry.file,
    }
