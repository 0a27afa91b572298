"""Tables without the rows and columns in which nothing is written: spacers, margins."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from tuanscore.commands.intake.papers.paper import Paper, Table, Text

Part = Table | Text


def trimmed(paper: Paper) -> Paper:
    """Return a paper whose tables have something written in every row and every column.

    Cells that are merged over what goes are so much smaller; every cell keeps its place in words.
    """
    return replace(paper, parts=_parts(paper.parts))


def _parts(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    return tuple(part if isinstance(part, Text) else _table(part) for part in parts)


def _table(table: Table) -> Table:
    written = [cell for cell in table.cells if cell.text.strip() or cell.inner]
    rows = sorted({cell.row for cell in written})
    columns = sorted({cell.column for cell in written})
    if not written:
        return table
    cells = []
    for cell in table.cells:
        top, bottom = _between(rows, cell.row, cell.row + cell.rows)
        left, right = _between(columns, cell.column, cell.column + cell.columns)
        if top < bottom and left < right:
            moved = replace(cell, row=top, column=left, inner=_parts(cell.inner))
            cells.append(replace(moved, rows=bottom - top, columns=right - left))
    return replace(table, cells=tuple(cells), rows=len(rows), columns=len(columns))


def _between(places: list[int], start: int, stop: int) -> tuple[int, int]:
    return bisect_left(places, start), bisect_left(places, stop)
