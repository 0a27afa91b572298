"""CSV for a spreadsheet: UTF-8 with a mark that Excel looks for, and no text becomes a formula."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from tuanscore import visible
from tuanscore.commands.diff.matrix import Matrix, State

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARK = "\ufeff"


def render(report: Matrix) -> str:
    """Return every line with the target of each organisation."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerows(map(visible.cell, row) for row in _rows(report))
    return _MARK + buffer.getvalue()


def _rows(report: Matrix) -> Iterator[list[str]]:
    heads = ["部分", "类别", "条目", "考核点", "最常见"]
    yield [*heads, *report.names]
    for line in report.lines:
        cells = (cell.text if cell.state is not State.MISSING else "没有" for cell in line.cells)
        yield [line.section, line.category, line.item, line.measure, line.usual, *cells]
