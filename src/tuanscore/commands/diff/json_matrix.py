"""All cards of a year beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.diff.matrix import Cell, Matrix, State
from tuanscore.faces.telling import picked

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json

_LINE = "section category item measure|null usual holders"


def _matrix(report: Matrix) -> Json:
    """Return every line, and each section, with what is said of each organisation by its name."""

    def by_name(parts: tuple[Cell, ...] | tuple[int, ...]) -> Json:
        return dict(zip(report.names, parts, strict=True))

    return {
        **picked(report, "year names"),
        "lines": [picked(at, _LINE) | {"cells": by_name(at.cells)} for at in report.lines],
        "sections": [
            picked(tally, "section lines") | {"differing": by_name(tally.differing)}
            for tally in report.tallies
        ],
        "unreadable": report.unreadable,
    }


def _cell(cell: Cell) -> Json:
    target = None if cell.state is State.MISSING else cell.text
    return {"state": cell.state, "target": target, **picked(cell, "far place")}


SCHEMA = "tuanscore.matrix/1"
SHAPES = {Matrix: _matrix, Cell: _cell}
