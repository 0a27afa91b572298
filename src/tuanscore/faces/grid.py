"""Where the cells of a printed table lie, and how what is in them stands: for office files."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.sheets.sheet import Cell, Table


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its row and its column, counted from 0."""

    cell: Cell
    row: int
    column: int

    @property
    def bottom(self) -> int:
        """Return the last row that it takes."""
        return self.row + self.cell.rowspan - 1

    @property
    def right(self) -> int:
        """Return the last column that it takes."""
        return self.column + self.cell.colspan - 1


def place(table: Table) -> Iterator[Placed]:
    """Yield every cell with its place, row by row."""
    taken = [0] * len(table.widths)
    for number, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while taken[column]:
                column += 1
            yield Placed(cell, number, column)
            taken[column : column + cell.colspan] = [cell.rowspan] * cell.colspan
            column += cell.colspan
        taken = [max(0, left - 1) for left in taken]


def align(cell: Cell, table: Table, *, dense: bool) -> str:
    """Return ``left``, ``center``, ``right`` or ``both`` as the page of HTML has it."""
    if cell.style in ("head", "label"):
        return "center"
    if cell.style == "sum":
        return "center" if cell.colspan > 1 else "right"
    if cell.style == "number":
        return "right" if dense and table.head_rows else "center"
    if cell.style == "bare":
        return "left"
    return "both" if len(cell.lines) > 1 else "left"


def is_sum(table: Table, row: int) -> bool:
    """Say whether a row is one of sums, which is not to be the first on a page."""
    return row < len(table.rows) and any(cell.style == "sum" for cell in table.rows[row])


def lines_of(cell: Cell, room: float, size: float) -> int:
    """Return about how many lines a cell takes in so many points, in letters of a size."""
    return sum(max(1, ceil(width_of(line) * size / max(room, size))) for line in cell.lines)


def width_of(text: str) -> float:
    """Return about how wide a text is, in squares of its letters."""
    return sum(1 if east_asian_width(letter) in "WFA" else 0.55 for letter in text)
