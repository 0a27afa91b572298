"""CSV: UTF-8 with a mark that Excel looks for, and no text becomes a formula."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import TYPE_CHECKING

from tuanscore import visible
from tuanscore.commands.export.report import COLUMNS

if TYPE_CHECKING:
    from tuanscore.commands.export.report import Export

_MARK = "\ufeff"


def render(report: Export) -> str:
    """Return the table with a row of heads; an empty cell is None."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(value) for value in row.values] for row in report.rows)
    return _MARK + buffer.getvalue()


def _cell(value: str | int | Decimal | date | bool | None) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return visible.cell(value)
        case Decimal():
            return f"{value:f}"
        case _:
            return str(value)
