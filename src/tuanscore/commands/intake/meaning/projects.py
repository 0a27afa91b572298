"""Several projects in one grid, one a row: levels are headings, indicators texts in cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tuanscore.commands.intake.meaning import wording
from tuanscore.commands.intake.meaning.ledger import HEADING
from tuanscore.commands.intake.meaning.lines import NUMBER, SUM, Row, mark
from tuanscore.commands.intake.meaning.recognised import Sure, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.commands.intake.meaning.columns import Columns
    from tuanscore.commands.intake.meaning.grid import Grid
    from tuanscore.commands.intake.meaning.headings import Headings
    from tuanscore.commands.intake.meaning.ledger import Ledger
    from tuanscore.commands.intake.papers.paper import Cell

_SIGN = re.compile(
    r"^(?P<name>.+?)\s*[：:]?\s*(?P<value>(?:[≥≤＞＜><=＝﹦≧≦]|不少于|不低于|不超过|不高于|大于|小于"
    r"|达到?|至少|高于|低于|控制在).+)$",
    re.DOTALL,
)
_COLON = re.compile(r"^(?P<name>[^：:]+)[：:]\s*(?P<value>.+)$", re.DOTALL)
_COUNT = re.compile(r"^(?P<name>.*?[^\d.,，\s])\s*(?P<value>\d[\d,.，]*\s*\D{1,5})$", re.DOTALL)
_OVER = ("主管部门", "单位")
"""What is printed once for several projects."""
_PIECES = re.compile(r"[；;\n]")


def read(
    grid: Grid, columns: Columns, headings: Headings, ledger: Ledger
) -> Iterator[tuple[Row, list[Row], str]]:
    """Yield what each project says of itself, its indicators, and where it stands."""
    mark(columns, ledger)
    over: dict[str, Cell] = {}
    for level, _, _ in columns.levels:
        for heading in level.cells:
            ledger.left(heading, HEADING)
    for row in range(columns.stop, grid.rows):
        named = _named(grid, row, columns, headings, ledger)
        if named is None:
            continue
        rows = [
            _row(piece, upper, lower, cell, ledger)
            for column, upper, lower in columns.levels
            if (cell := grid.at(row, column.start)) is not None
            for piece in _pieces(cell)
            if not headings.is_filler(piece)
        ]
        yield _about(grid, row, columns, ledger, over), rows, ledger.place(named)


def _named(
    grid: Grid, row: int, columns: Columns, headings: Headings, ledger: Ledger
) -> Cell | None:
    """Return the cell that names the project of a row; None where it has none, as sums have."""
    filled = grid.filled(row)
    if any(headings.is_sum(cell.text) for cell in filled[:2]):
        for cell in filled:
            ledger.left(cell, SUM)
        return None
    name = columns.get("项目名称")
    assert name is not None
    named = grid.at(row, name.start)
    if named is None or not named.text.strip() or named.columns > name.stop - name.start:
        return None
    return named


def _about(grid: Grid, row: int, columns: Columns, ledger: Ledger, over: dict[str, Cell]) -> Row:
    """Return what a row says of its project.

    ``over``: the last units, which hold for the rows below where cells are not merged any more.
    """
    found: Row = {}
    for column in columns.columns:
        for cell in grid.between(row, column.start, column.start + 1):
            if column.role == "序号":
                ledger.left(cell, NUMBER)
                continue
            if column.role in _OVER and cell.text.strip():
                over[column.role] = cell
            shown = over.get(column.role, cell) if grid.is_flat else cell
            found[column.role] = ledger.told(shown, wording.joined(shown.text))
    return found


def _pieces(cell: Cell) -> list[str]:
    pieces = (part.strip() for part in _PIECES.split(cell.text))
    return [piece for piece in pieces if piece]


def _row(piece: str, upper: str, lower: str, cell: Cell, ledger: Ledger) -> Row:
    """Part ``培训人数≥200人`` into name and target; what cannot be parted is a name."""
    text = wording.name(piece).rstrip("。，,")
    found: Row = {}
    if upper:
        found["一级指标"] = ledger.told(cell, upper)
    if lower:
        found["二级指标"] = ledger.told(cell, lower)
    parted = _SIGN.match(text) or _COLON.match(text)
    counted = None if parted else _COUNT.match(text)
    match = parted or counted
    if match is None:
        told = ledger.told(cell, text)
        return {**found, "三级指标": Told(told.text, told.at, Sure.UNREAD)}
    name = match["name"].strip().rstrip("：:")
    found["三级指标"] = ledger.told(cell, name, weak=counted is not None)
    found["指标值"] = ledger.told(cell, match["value"].strip(), weak=counted is not None)
    return found
