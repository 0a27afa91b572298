"""Pasted text: its cells under their headings again.

A paste has no merged and no empty cells, so a line that begins under a merged label, or ends
early, has fewer cells than there are headings. Where each belongs is told from the names of the
levels, and from what is a number; such lines are unsure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tuanscore.commands.intake.meaning import wording
from tuanscore.commands.intake.meaning.columns import LEVELS, Columns, find
from tuanscore.commands.intake.meaning.grid import Grid
from tuanscore.commands.intake.papers.paper import Cell, Paper, Table

if TYPE_CHECKING:
    from tuanscore.commands.intake.meaning.headings import Headings

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?分?")
_NUMBERS = ("分值", "得分", "自评", "审核")
Line = list[Cell]


def straightened(paper: Paper, headings: Headings) -> Paper:
    """Return a paper whose pasted tables stand under their headings."""
    parts = tuple(
        _table(part, headings) if isinstance(part, Table) and part.loose else part
        for part in paper.parts
    )
    return replace(paper, parts=parts)


def _table(table: Table, headings: Headings) -> Table:
    grid = Grid(table)
    lines = _joined([list(grid.starting(row)) for row in range(grid.rows)], headings)
    lines = [[replace(cell, row=row) for cell in line] for row, line in enumerate(lines)]
    width = max((len(line) for line in lines), default=0) + 1
    shown = Table(table.at, tuple(cell for line in lines for cell in line), len(lines), width)
    placed = tuple(cell for line in _placed(Grid(shown), lines, headings) for cell in line)
    return replace(shown, cells=placed, loose=True)


def _joined(lines: list[Line], headings: Headings) -> list[Line]:
    """Return lines in which a label that was broken over two of them is one again."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else []
        if line and len(before) == 1 and _is_broken(before[0].text, line[0].text, headings):
            upper, lower = before[0], line[0]
            whole = replace(upper, text=upper.text + lower.text, at=f"{upper.at}、{lower.at}")
            found[-1] = [whole, *line[1:]]
        else:
            found.append(line)
    return [
        [replace(cell, column=column) for column, cell in enumerate(line)] for line in found if line
    ]


def _is_broken(upper: str, lower: str, headings: Headings) -> bool:
    whole = upper + lower
    if headings.is_known(lower) and headings.is_known(upper):
        return False
    return bool(
        headings.level(whole) or headings.is_known(whole) or re.fullmatch(r"[（(].*[）)]", lower)
    )


def _placed(grid: Grid, lines: list[Line], headings: Headings) -> Iterator[Line]:
    columns: Columns | None = None
    above: Line = []
    for row, line in enumerate(lines):
        found = find(grid, row, headings)
        if found is not None:
            columns, above = found, line
            yield line
        elif columns is not None and not headings.is_sum(line[0].text):
            yield _under(line, columns, headings)
        else:
            after = lines[row + 1] if row + 1 < len(lines) else []
            moved = _under_labels(line, above, after, headings)
            above = moved
            yield moved


def _under_labels(line: Line, above: Line, after: Line, headings: Headings) -> Line:
    """Return a line of labels that has room for those at its left, or values below such."""
    known = [bool(headings.fund(cell.text)) for cell in line]
    if len(line) > 2 and all(known) and after and headings.source(after[0].text):
        return _moved(line, 1)
    labels = [bool(headings.label(cell.text)) for cell in above]
    if len(labels) > 2 and all(labels) and len(line) == len(above) - 1:
        return _moved(line, 1)
    return line


def _under(line: Line, columns: Columns, headings: Headings) -> Line:
    """Return a line with each cell under its heading: labels by their names, all else in turn."""
    name = columns.get(columns.name)
    if name is None or len(line) == columns.columns[-1].stop:
        return line
    if columns.name != "三级指标":
        return _moved(line, columns.columns[-1].stop - len(line))
    starts: list[int] = []
    for cell in line[:2]:
        level = headings.level(cell.text)
        free = [role for role in LEVELS if role in columns]
        if not level or not free:
            break
        lower = level not in headings.top or bool(starts)
        column = columns.get(free[-1] if lower else free[0])
        assert column is not None
        starts.append(column.start)
    rest = [column.start for column in columns.columns if column.start >= name.start]
    places = [
        *starts,
        *rest,
        *range(columns.columns[-1].stop, columns.columns[-1].stop + len(line)),
    ]
    placed = [replace(cell, column=at) for cell, at in zip(line, places, strict=False)]
    return placed if _fits(placed, columns) else line


def _fits(line: Line, columns: Columns) -> bool:
    """Say whether numbers stand where there must be some."""
    return all(
        _NUMBER.fullmatch(wording.flat(cell.text)) or wording.flat(cell.text) in ("-", "/")
        for column in columns.columns
        if column.role in _NUMBERS
        for cell in line
        if cell.column == column.start
    )


def _moved(line: Line, by: int) -> Line:
    return [replace(cell, column=cell.column + by) for cell in line]
