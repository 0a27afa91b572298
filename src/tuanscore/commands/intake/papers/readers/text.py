"""Text pasted from Word, Excel or a web page: cells parted by tabs or, where none, by blanks.

A paste keeps no merged cells, and a web page's none that are empty: such a table is loose, its
cells are counted from the left and need not stand under their headings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tuanscore.commands.intake.papers.paper import Cell, Paper, Table, Text
from tuanscore.commands.intake.papers.readers.csv import split

_LEAST_LINES = 3
"""So many lines of several cells are a table where only blanks part them."""
_BLANKS = re.compile(r"[ \xa0\u2000-\u200a\u202f\u205f\u3000]+")

Line = tuple[int, Sequence[str]]
"""A line's number, from 1, and its cells."""


def read(text: str, name: str) -> Paper:
    """Return its tables and the lines around them."""
    tabs = "\t" in text
    lines = _by_tabs(text) if tabs else _by_blanks(text)
    parts: list[Table | Text] = []
    tables = 0
    for block in _blocks(lines):
        several = [number for number, (_, cells) in enumerate(block) if len(cells) > 1]
        if len(several) < (2 if tabs else _LEAST_LINES):
            parts += map(_text, block)
            continue
        first, last = several[0], several[-1] + 1
        tables += 1
        parts += map(_text, block[:first])
        parts.append(_table(block[first:last], f"表{tables}", loose=not tabs))
        parts += map(_text, block[last:])
    return Paper(name, tuple(parts))


def _by_tabs(text: str) -> list[Line]:
    return list(enumerate(split(text, "\t"), 1))


def _by_blanks(text: str) -> list[Line]:
    return [
        (number, [cell for cell in _BLANKS.split(line.strip()) if cell])
        for number, line in enumerate(text.splitlines(), 1)
    ]


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """Return runs of lines: a blank one ends a run unless lines of a table are on both sides."""
    filled = [line for line in lines if any(cell.strip() for cell in line[1])]
    blocks: list[list[Line]] = []
    for number, line in enumerate(filled):
        before = filled[number - 1] if number else None
        goes_on = before is not None and (
            line[0] == before[0] + 1 or min(len(line[1]), len(before[1])) > 1
        )
        if goes_on:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _text(line: Line) -> Text:
    number, cells = line
    return Text(f"第{number}行", " ".join(cells).strip())


def _table(lines: list[Line], at: str, *, loose: bool) -> Table:
    cells = tuple(
        Cell(row, column, text, at=f"第{number}行第{column + 1}格")
        for row, (number, texts) in enumerate(lines)
        for column, text in enumerate(texts)
    )
    columns = max(len(texts) for _, texts in lines)
    loose = loose or any(len(texts) != columns for _, texts in lines)
    return Table(at, cells, len(lines), columns, loose)
