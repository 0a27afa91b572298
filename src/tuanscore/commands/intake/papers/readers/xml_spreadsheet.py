"""Excel 2003's XML, which many systems still export under the name .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from tuanscore.commands.intake.papers import number_format
from tuanscore.commands.intake.papers.package import tree
from tuanscore.commands.intake.papers.paper import Hidden, Paper, Table, Text
from tuanscore.commands.intake.papers.spreadsheet import MAX_CELLS, Area, Place, Sheet, seen
from tuanscore.commands.intake.papers.unreadable import UnreadableError

_WORKBOOK = re.compile(r"\s*<.*?<?(\w+:)?Workbook\b[^>]*office:spreadsheet", re.S)
_FORMATS = {
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Short Date": "yyyy/m/d",
    "Long Date": 'yyyy"年"m"月"d"日"',
    "General Date": "yyyy/m/d h:mm",
    "Short Time": "h:mm",
}
"""Formats that have names."""
_SINCE_1899 = datetime(1899, 12, 30)


def is_spreadsheet(text: str) -> bool:
    """Say whether a text is such a workbook."""
    return _WORKBOOK.match(text[:4096]) is not None


def read(text: str, name: str) -> Paper:
    """Return every worksheet that is seen as one table; raises UnreadableError."""
    book = tree(text.lstrip())
    codes = {
        style.get("ID", ""): _FORMATS.get(code, code)
        for style in book.iterfind("Styles/Style")
        for code in (found.get("Format", "") for found in style.iterfind("NumberFormat"))
    }
    parts: list[Table | Text] = []
    hidden: list[Hidden] = []
    for worksheet in book.iterfind("Worksheet"):
        table, unseen = seen(_sheet(worksheet, codes))
        parts += [table] if table is not None else []
        hidden += unseen
    return Paper(name, tuple(parts), tuple(hidden))


def _sheet(worksheet: Element, codes: dict[str, str]) -> Sheet:
    texts: dict[Place, str] = {}
    merged: list[Area] = []
    size = 0
    no_rows = {at for at, row in _counted(worksheet, "Table/Row") if row.get("Hidden") == "1"}
    no_columns = {at for at, row in _counted(worksheet, "Table/Column") if row.get("Hidden") == "1"}
    for row, line in _counted(worksheet, "Table/Row"):
        if line.get("Span"):
            continue
        for column, cell in _counted(line, "Cell"):
            down, across = _number(cell, "MergeDown", 0), _number(cell, "MergeAcross", 0)
            size += (down + 1) * (across + 1)
            if size > MAX_CELLS:
                raise UnreadableError(f"工作簿超过 {MAX_CELLS} 格", "删去用不着的工作表，另存一份")
            if down or across:
                merged.append((row, column, row + down, column + across))
            content = cell.find("Data")
            if content is not None:
                code = codes.get(cell.get("StyleID", ""), number_format.GENERAL)
                texts[row, column] = _shown(content, code)
    visible = worksheet.findtext("WorksheetOptions/Visible", "SheetVisible")
    return Sheet(
        worksheet.get("Name", ""),
        texts,
        tuple(merged),
        is_hidden=visible != "SheetVisible",
        row_hidden=no_rows.__contains__,
        column_hidden=no_columns.__contains__,
    )


def _counted(parent: Element, path: str) -> Iterator[tuple[int, Element]]:
    """Yield elements with their places, from 0: one may say its own, span others or be merged."""
    at = 0
    for element in parent.iterfind(path):
        at = _number(element, "Index", at + 1) - 1
        span = min(_number(element, "Span", 0), MAX_CELLS)
        for place in range(at, at + span + 1):
            yield place, element
        at += span + 1 + _number(element, "MergeAcross", 0)


def _number(element: Element, name: str, default: int) -> int:
    value = element.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 8 else default


def _shown(content: Element, code: str) -> str:
    """Return a cell's value as it is seen."""
    text = "".join(content.itertext())
    try:
        match content.get("Type"):
            case "Number":
                return number_format.shown(number_format.exact(float(text)), code)
            case "DateTime":
                since = datetime.fromisoformat(text) - _SINCE_1899
                serial = Decimal(since.days) + Decimal(since.seconds) / 86400
                return number_format.shown(serial, code)
            case "Boolean":
                return "TRUE" if text == "1" else "FALSE"
    except (ValueError, InvalidOperation):  # kept as it is written
        return text
    return number_format.shown_text(text, code)
