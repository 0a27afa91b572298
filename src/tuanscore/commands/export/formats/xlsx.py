"""Excel: one table with filters; numbers are numbers, and no text becomes a formula."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import xlsxwriter

from tuanscore import visible
from tuanscore.commands.export.report import COLUMNS
from tuanscore.faces import xlsx

if TYPE_CHECKING:
    from tuanscore.commands.export.report import Export

_WIDE = {"organisation": 24, "item": 18, "measure": 18, "target": 14, "actual": 14, "file": 36}


def write(report: Export) -> bytes:
    """Return the table as the bytes of an .xlsx file."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, xlsx.OPTIONS) as book:
        xlsx.describe(book, f"{report.year}")
        sheet = book.add_worksheet(str(report.year))
        head = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, name in enumerate(COLUMNS):
            sheet.write_string(0, column, name, head)
            sheet.set_column(column, column, _WIDE.get(name, 11))
        for number, row in enumerate(report.rows, 1):
            for column, value in enumerate(row.values):
                if isinstance(value, str):
                    sheet.write_string(number, column, visible.lines(value)[:32767])
                elif isinstance(value, bool):
                    sheet.write_boolean(number, column, value)
                elif isinstance(value, int | Decimal):
                    sheet.write_number(number, column, float(value))
                elif isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(report.rows), len(COLUMNS) - 1)
    return file.getvalue()
