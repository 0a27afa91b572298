"""Excel's .xlsx by openpyxl, with number formats applied, and the results that formulas had."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from tuanscore.commands.intake.papers import number_format
from tuanscore.commands.intake.papers.package import Package, scan
from tuanscore.commands.intake.papers.paper import Hidden, Paper, Table, Text
from tuanscore.commands.intake.papers.spreadsheet import MAX_CELLS, Area, Place, Sheet, seen
from tuanscore.commands.intake.papers.unreadable import UnreadableError, broken, needs

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a line end or the like is written within a text (ECMA-376 part 1, ST_Xstring)."""
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?")


def read(data: bytes, name: str) -> Paper:
    """Return every worksheet that is seen as one table; raises UnreadableError."""
    with needs("office", "openpyxl"):
        import openpyxl
    package = Package(data)
    package.check()
    formulas = _check_sheets(package)
    uncounted: set[tuple[str, str]] = set()
    parts: list[Table | Text] = []
    hidden: list[Hidden] = []
    with broken("工作簿"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl would lose if it wrote
        book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
        for worksheet in book.worksheets:
            sheet = _sheet(book, worksheet)
            table, unseen = seen(sheet)
            parts += [table] if table is not None else []
            hidden += [*unseen, *_comments(sheet, worksheet)]
            uncounted |= {
                (worksheet.title, cell.coordinate)
                for cell in worksheet._cells.values()
                if cell.value is None and cell.coordinate in formulas
            }
        if uncounted:
            book = openpyxl.load_workbook(BytesIO(data), keep_links=False)
            hidden += [found for each in book.worksheets for found in _formulas(each, uncounted)]
    return Paper(name, (*parts, *_boxes(package)), tuple(hidden))


def sheets(data: bytes) -> tuple[Sheet, ...]:
    """Return every worksheet, also those that nobody sees; raises UnreadableError."""
    with needs("office", "openpyxl"):
        import openpyxl
    package = Package(data)
    package.check()
    _check_sheets(package)
    with broken("工作簿"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
        return tuple(_sheet(book, worksheet) for worksheet in book.worksheets)


def _boxes(package: Package) -> Iterator[Text]:
    """Yield what stands in text boxes, which lie on a sheet and are in none of its cells."""
    for part in sorted(package.names):
        if part.startswith("xl/drawings/drawing") and part.endswith(".xml"):
            for box in package.xml(part).iter("txBody"):
                lines = ("".join(paragraph.itertext()) for paragraph in box.iter("p"))
                text = "\n".join(lines).strip()
                if text:
                    yield Text("文本框", text)


def _check_sheets(package: Package) -> set[str]:
    """Return where formulas are whose result is no text; refuse what would not end.

    A merged area of all the cells there are would take openpyxl for ever.
    """
    check = _Check()
    for part in sorted(package.names):
        if "/worksheets/" in part and part.endswith(".xml"):
            scan(package.read(part), check.start)
    return check.formulas


class _Check:
    def __init__(self) -> None:
        self.formulas: set[str] = set()
        self._cells = 0
        self._cell = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        if name == "c":
            self._cells += 1
            self._cell = "" if given.get("t") == "str" else given.get("r", "")
        elif name == "f":
            self.formulas.add(self._cell)
        elif name == "mergeCell":
            self._cells += _size(given.get("ref", ""))
        if self._cells > MAX_CELLS:
            raise UnreadableError(f"工作簿超过 {MAX_CELLS} 格", "删去用不着的工作表，另存一份")


def _size(reference: str) -> int:
    """Return how many cells an area like ``A1:C4`` has."""
    from openpyxl.utils import column_index_from_string

    found = _AREA.fullmatch(reference)
    if found is None or found[3] is None:
        return 1
    wide = column_index_from_string(found[3]) - column_index_from_string(found[1]) + 1
    return max(1, wide) * max(1, int(found[4]) - int(found[2]) + 1)


def _sheet(book: Workbook, worksheet: Worksheet) -> Sheet:
    texts: dict[Place, str] = {}
    for (row, column), cell in worksheet._cells.items():  # iter_rows would make all that are not
        if cell.value is not None:
            texts[row - 1, column - 1] = _shown(book, cell)
    merged: tuple[Area, ...] = tuple(
        (area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1)
        for area in worksheet.merged_cells.ranges
    )
    rows = worksheet.row_dimensions
    no_rows = {number - 1 for number, row in rows.items() if row.hidden or row.height == 0}
    no_columns = [
        range(column.min - 1, column.max)
        for column in worksheet.column_dimensions.values()
        if (column.hidden or column.width == 0) and column.min and column.max
    ]
    return Sheet(
        worksheet.title,
        texts,
        merged,
        is_hidden=worksheet.sheet_state != "visible",
        row_hidden=lambda row: row in no_rows,
        column_hidden=lambda column: any(column in some for some in no_columns),
    )


def _shown(book: Workbook, cell: Cell) -> str:
    """Return a cell's value as it is seen."""
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    from openpyxl.utils.datetime import to_excel as serial

    value = cell.value
    style = cell._style  # type: ignore[attr-defined] # the only place that has the number
    code = number_format.CHINESE.get(style.numFmtId, cell.number_format)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text if cell.data_type == "e" else number_format.shown_text(text, code)
    number = value if isinstance(value, int | float) else serial(value, book.epoch)  # type: ignore[no-untyped-call]
    exact = number_format.exact(number)
    return number_format.shown(exact, code, since_1904=book.epoch == CALENDAR_MAC_1904)


def _comments(sheet: Sheet, worksheet: Worksheet) -> list[Hidden]:
    return [
        Hidden(f"{sheet.at} {cell.coordinate}", "批注", (comment.text,))
        for cell in worksheet._cells.values()
        if (comment := cell.comment) is not None
    ]


def _formulas(worksheet: Worksheet, uncounted: set[tuple[str, str]]) -> list[Hidden]:
    return [
        Hidden(
            f"工作表“{worksheet.title}” {cell.coordinate}", "公式没有存下结果", (str(cell.value),)
        )
        for cell in worksheet._cells.values()
        if cell.data_type == "f" and (worksheet.title, cell.coordinate) in uncounted
    ]
