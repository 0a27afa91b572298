"""A whole card, resolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import words

if TYPE_CHECKING:
    from tuanscore.provenance import Line, Resolution
    from tuanscore.views.json.words import Json


def render(report: Resolution) -> Json:
    """Return every line of the card."""
    return {
        "schema": "tuanscore.card/1",
        "org": report.org,
        "short_name": report.short_name,
        "year": report.year,
        "title": report.title,
        "template": report.template,
        "total": words.number(report.total),
        "place": words.place(report.place),
        "lines": [_line(line) for line in report.lines],
    }


def _line(line: Line) -> Json:
    return {
        "section": line.section,
        "category": line.category,
        "printed": line.printed,
        "item": line.item,
        "text": line.text,
        "measure": line.measure,
        "target": line.target,
        "method": line.method,
        "points": words.number(line.points),
        "at_most": words.number(line.at_most),
        "own": line.own,
        "place": words.place(line.place),
    }
