"""Tables of text: fields between commas, semicolons or tabs, with or without quotes."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from io import StringIO

from tuanscore.commands.intake.papers.paper import Cell, Paper, Table

SEPARATORS = "\t,;"
_MOSTLY, _SOME = 0.6, 0.3
"""So many of the records must be of one length for a text to be such a table.

Fewer do where commas part three fields and more: prose in Chinese has none.
"""

Records = Sequence[Sequence[str]]


def records(text: str) -> Records | None:
    """Return the records of a text that is such a table, None where it is not."""
    found: list[tuple[float, Records]] = []
    for separator in SEPARATORS:
        lines = split(text, separator)
        filled = [len(line) for line in lines if any(field.strip() for field in line)]
        several = Counter(length for length in filled if length > 1).most_common(1)
        if not several:
            continue
        length, times = several[0]
        share = times / len(filled)
        some = separator != "\t" and length > 2 and times > 1 and share >= _SOME
        if share >= _MOSTLY or some:
            found.append((share, lines))
    return max(found, key=lambda each: each[0])[1] if found else None


def split(text: str, separator: str) -> Records:
    """Return the fields of every record; quotes that do not match are part of the text."""
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return [line.split(separator) for line in text.splitlines()]


def read(found: Records, name: str) -> Paper:
    """Return one table: every record is a row, a short one has no cells at its end."""
    cells = tuple(
        Cell(row, column, field, at=f"第{row + 1}行第{column + 1}列")
        for row, fields in enumerate(found)
        for column, field in enumerate(fields)
    )
    columns = max((cell.column + 1 for cell in cells), default=0)
    return Paper(name, (Table("表1", cells, len(found), columns),))
