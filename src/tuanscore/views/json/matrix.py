"""All cards of a year beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.diff.matrix import State
from tuanscore.views.json import words

if TYPE_CHECKING:
    from tuanscore.diff.matrix import Cell, Line, Matrix
    from tuanscore.views.json.words import Json


def render(report: Matrix) -> Json:
    """Return every line with the target of each organisation."""
    return {
        "schema": "tuanscore.matrix/1",
        "year": report.year,
        "names": list(report.names),
        "lines": [_line(line, report.names) for line in report.lines],
        "sections": [
            {
                "section": tally.section,
                "lines": tally.lines,
                "differing": dict(zip(report.names, tally.differing, strict=True)),
            }
            for tally in report.tallies
        ],
        "unreadable": list(report.unreadable),
    }


def _line(line: Line, names: tuple[str, ...]) -> Json:
    return {
        "section": line.section,
        "category": line.category,
        "item": line.item,
        "measure": line.measure or None,
        "usual": line.usual,
        "holders": line.holders,
        "cells": {name: _cell(cell) for name, cell in zip(names, line.cells, strict=True)},
    }


def _cell(cell: Cell) -> Json:
    return {
        "state": cell.state.value,
        "target": None if cell.state is State.MISSING else cell.text,
        "far": cell.far,
        "place": words.place(cell.place),
    }
