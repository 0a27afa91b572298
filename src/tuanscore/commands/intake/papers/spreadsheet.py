"""A worksheet, however its file stores it: what is seen of it is a table, the rest is listed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tuanscore.commands.intake.papers.paper import Cell, Hidden, Table
from tuanscore.commands.intake.papers.unreadable import UnreadableError

MAX_CELLS = 300_000
"""Cells of a worksheet, empty ones among others too: a 汇总表 of a thousand projects has 30 000."""

Place = tuple[int, int]
"""Row and column, counted from 0."""
Area = tuple[int, int, int, int]
"""First row, first column, last row, last column."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet with its number formats applied."""

    name: str
    texts: Mapping[Place, str]
    merged: tuple[Area, ...]
    is_hidden: bool
    row_hidden: Callable[[int], bool]
    column_hidden: Callable[[int], bool]

    @property
    def at(self) -> str:
        """Say where it is in its file."""
        return f"工作表“{self.name}”"


def letters(column: int) -> str:
    """Return the name of a column, counted from 0: ``A``, ``AB``."""
    name = ""
    column += 1
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(ord("A") + place) + name
    return name


def seen(sheet: Sheet) -> tuple[Table | None, tuple[Hidden, ...]]:
    """Return the used part of a worksheet, and what of it nobody sees."""
    filled = {place: text for place, text in sheet.texts.items() if text.strip()}
    if sheet.is_hidden:
        hidden = Hidden(sheet.at, "隐藏的工作表", tuple(filled[place] for place in sorted(filled)))
        return None, (hidden,) if filled else ()
    if not filled:
        return None, ()
    merged = {area[:2]: area for area in sheet.merged}
    areas = [merged.get(place, (*place, *place)) for place in filled]
    top, left = min(area[0] for area in areas), min(area[1] for area in areas)
    bottom, right = max(area[2] for area in areas), max(area[3] for area in areas)
    if (bottom - top + 1) * (right - left + 1) > MAX_CELLS:
        raise UnreadableError(
            f"{sheet.at}从{letters(left)}{top + 1}到{letters(right)}{bottom + 1}，"
            f"超过 {MAX_CELLS} 格",
            "删去表外零星的字，或把表另存一份",
        )
    rows = [row for row in range(top, bottom + 1) if not sheet.row_hidden(row)]
    columns = [column for column in range(left, right + 1) if not sheet.column_hidden(column)]
    cells, told = _cells(sheet, filled, rows, columns)
    table = Table(sheet.at, tuple(cells), len(rows), len(columns))
    return (table if cells else None), _hidden(sheet, filled, told, set(rows), set(columns))


def _cells(
    sheet: Sheet, filled: Mapping[Place, str], rows: list[int], columns: list[int]
) -> tuple[list[Cell], set[Place]]:
    """Return what is seen, merged cells once, and the places whose text that tells."""
    row_at = {row: at for at, row in enumerate(rows)}
    column_at = {column: at for at, column in enumerate(columns)}
    covered: dict[Place, Area] = {}
    for area in sheet.merged:
        for row in range(max(area[0], rows[0]) if rows else 0, area[2] + 1):
            if row in row_at:
                for column in range(area[1], area[3] + 1):
                    if column in column_at:
                        covered.setdefault((row, column), area)
    cells: list[Cell] = []
    told: set[Place] = set()
    done: set[Area] = set()
    for row in rows:
        for column in columns:
            area = covered.get((row, column), (row, column, row, column))
            if area in done:
                continue
            done.add(area)
            told.add(area[:2])
            high = sum(below in row_at for below in range(row, area[2] + 1))
            wide = sum(beside in column_at for beside in range(column, area[3] + 1))
            text = filled.get(area[:2], "")
            at = f"{letters(area[1])}{area[0] + 1}"
            cells.append(Cell(row_at[row], column_at[column], text, high, wide, at))
    return cells, told


def _hidden(
    sheet: Sheet, filled: Mapping[Place, str], told: set[Place], rows: set[int], columns: set[int]
) -> tuple[Hidden, ...]:
    left: dict[tuple[str, str], list[str]] = {}
    for place in sorted(filled.keys() - told):
        row, column = place
        if row not in rows:
            why = f"第{row + 1}行", "隐藏的行"
        elif column not in columns:
            why = f"{letters(column)}列", "隐藏的列"
        else:
            why = f"{letters(column)}{row + 1}", "合并后看不见的文字"
        left.setdefault(why, []).append(filled[place])
    return tuple(
        Hidden(f"{sheet.at} {where}", what, tuple(texts)) for (where, what), texts in left.items()
    )
