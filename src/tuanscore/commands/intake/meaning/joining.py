"""Tables that go on on another page: one table again, with its merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tuanscore.commands.intake.meaning import wording
from tuanscore.commands.intake.meaning.grid import Grid
from tuanscore.commands.intake.papers.paper import Cell, Paper, Table, Text

if TYPE_CHECKING:
    from tuanscore.commands.intake.meaning.headings import Headings

_PAGE = re.compile(r"[-—–·]*第?\d{0,3}页?(?:/?共?\d{1,3}页?)?[-—–·]*|\(?续(?:上?表)?\)?|续表\d*")
"""What stands between two pages: a page's number, 续表."""
Part = Table | Text


def joined(paper: Paper, headings: Headings) -> Paper:
    """Return a paper in which tables go on where their pages end.

    What goes on has as many columns, and begins neither with a title nor with another project.
    """
    return replace(paper, parts=tuple(_parts(paper.parts, headings)))


def _parts(parts: tuple[Part, ...], headings: Headings) -> Iterator[Part]:
    table: Table | None = None
    between: list[Text] = []
    for part in parts:
        if isinstance(part, Text):
            between.append(part)
            continue
        pages = all(_PAGE.fullmatch(wording.flat(text.text)) for text in between)
        if table is not None and pages and _goes_on(table, part, headings):
            table = _one(table, part, headings)
            continue
        yield from [] if table is None else [table]
        yield from between
        table, between = part, []
    yield from [] if table is None else [table]
    yield from between


def _goes_on(upper: Table, lower: Table, headings: Headings) -> bool:
    sheets = any(table.at.startswith("工作表") for table in (upper, lower))
    nested = any(cell.inner for table in (upper, lower) for cell in table.cells)
    if sheets or nested or upper.loose or lower.loose or upper.columns != lower.columns:
        return False
    grid = Grid(lower)
    first = next((filled for row in range(grid.rows) if (filled := grid.filled(row))), [])
    begins = any(headings.begins(cell.text) for cell in first)
    alone = len(first) == 1 and first[0].columns == lower.columns > 1
    return bool(first) and not begins and not alone


def _one(upper: Table, lower: Table, headings: Headings) -> Table:
    """Return two tables as one; each cell says which of them it is of."""
    merged = any(cell.rows > 1 for cell in (*upper.cells, *lower.cells))
    above = Grid(upper)
    longer: dict[Cell, int] = {}
    dropped: set[Cell] = set()
    leading = True
    for cell in Grid(lower).starting(0):
        number = cell.column == 0 and cell.text.strip().isdecimal()
        leading = leading and (number or not cell.text.strip())
        over = above.at(upper.rows - 1, cell.column)
        if not merged or cell.text.strip() or over is None or not over.text.strip():
            continue
        same = (over.column, over.columns) == (cell.column, cell.columns)
        goes_on = over.rows > 1 and not headings.is_known(over.text)
        if same and (leading or goes_on or cell.rows > 1):
            longer[over] = cell.rows
            dropped.add(cell)
    cells = [replace(c, rows=c.rows + longer.get(c, 0), at=_at(upper, c)) for c in upper.cells]
    cells += [
        replace(c, row=c.row + upper.rows, at=_at(lower, c))
        for c in lower.cells
        if c not in dropped
    ]
    return Table("", tuple(cells), upper.rows + lower.rows, upper.columns)


def _at(table: Table, cell: Cell) -> str:
    return f"{table.at} {cell.at}".strip()
