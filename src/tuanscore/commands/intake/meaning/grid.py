"""A table as rows and columns: which cell stands where, merged cells at each of their places."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuanscore.commands.intake.papers.paper import Cell, Table


class Grid:
    """The cells of a table by their places."""

    def __init__(self, table: Table) -> None:
        """Take a table whose cells do not lie over each other."""
        self.table = table
        self.rows, self.columns = table.rows, table.columns

    @cached_property
    def _places(self) -> dict[tuple[int, int], Cell]:
        return {
            (row, column): cell
            for cell in self.table.cells
            for row in range(cell.row, min(cell.row + cell.rows, self.rows))
            for column in range(cell.column, min(cell.column + cell.columns, self.columns))
        }

    @cached_property
    def _starting(self) -> dict[int, list[Cell]]:
        found: dict[int, list[Cell]] = {}
        for cell in sorted(self.table.cells, key=lambda cell: (cell.row, cell.column)):
            found.setdefault(cell.row, []).append(cell)
        return found

    @cached_property
    def is_flat(self) -> bool:
        """Whether no cell is merged, or none is any more (CSV): a blank may belong to another."""
        return all(cell.rows == cell.columns == 1 for cell in self.table.cells)

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a place."""
        return self._places.get((row, column))

    def starting(self, row: int) -> list[Cell]:
        """Return the cells that begin in a row, from left to right."""
        return self._starting.get(row, [])

    def filled(self, row: int) -> list[Cell]:
        """Return those of them in which something is written."""
        return [cell for cell in self.starting(row) if cell.text.strip()]

    def between(self, row: int, start: int, stop: int) -> list[Cell]:
        """Return the cells that cover a row from one column up to another, each once."""
        found = (self.at(row, column) for column in range(start, stop))
        return list(dict.fromkeys(cell for cell in found if cell is not None))
