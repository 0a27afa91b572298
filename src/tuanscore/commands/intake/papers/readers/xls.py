"""Excel's and WPS's older workbooks (.xls, .et) by xlrd, with number formats applied."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

from tuanscore.commands.intake.papers import number_format
from tuanscore.commands.intake.papers.paper import Hidden, Paper, Table, Text
from tuanscore.commands.intake.papers.spreadsheet import Area, Place, Sheet, letters, seen
from tuanscore.commands.intake.papers.unreadable import UnreadableError, broken, needs

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell
    from xlrd.sheet import Sheet as Worksheet


def read(data: bytes, name: str) -> Paper:
    """Return every worksheet that is seen as one table; raises UnreadableError."""
    with needs("office", "xlrd"):
        import xlrd
        from xlrd.biffh import XLRDError
        from xlrd.compdoc import CompDocError
    parts: list[Table | Text] = []
    hidden: list[Hidden] = []
    with broken("工作簿", XLRDError, CompDocError):
        try:
            book = xlrd.open_workbook(
                file_contents=data, formatting_info=True, logfile=StringIO(), on_demand=True
            )
        except XLRDError as error:
            if "encrypted" in str(error):
                raise UnreadableError("是加密的", "先用密码打开，去掉密码另存一份") from error
            raise
        for number in range(book.nsheets):
            sheet = _sheet(book, book.sheet_by_index(number))
            table, unseen = seen(sheet)
            parts += [table] if table is not None else []
            hidden += [*unseen, *_comments(sheet, book.sheet_by_index(number))]
    return Paper(name, tuple(parts), tuple(hidden))


def _sheet(book: Book, worksheet: Worksheet) -> Sheet:
    texts: dict[Place, str] = {}
    for row in range(worksheet.nrows):
        for column in range(worksheet.row_len(row)):
            text = _shown(book, worksheet.cell(row, column))
            if text:
                texts[row, column] = text
    merged: tuple[Area, ...] = tuple(
        (top, left, bottom - 1, right - 1) for top, bottom, left, right in worksheet.merged_cells
    )
    rows, columns = worksheet.rowinfo_map, worksheet.colinfo_map
    return Sheet(
        worksheet.name,
        texts,
        merged,
        is_hidden=worksheet.visibility != 0,
        row_hidden=lambda row: row in rows and bool(rows[row].hidden),
        column_hidden=lambda column: column in columns and bool(columns[column].hidden),
    )


def _comments(sheet: Sheet, worksheet: Worksheet) -> list[Hidden]:
    return [
        Hidden(f"{sheet.at} {letters(column)}{row + 1}", "批注", (note.text,))
        for (row, column), note in sorted(worksheet.cell_note_map.items())
    ]


def _shown(book: Book, cell: Cell) -> str:
    """Return a cell's value as it is seen."""
    import xlrd

    style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
    key = 0 if style is None else style.format_key
    given = book.format_map[key].format_str if key in book.format_map else number_format.GENERAL
    code = number_format.CHINESE.get(key, given)
    match cell.ctype:
        case xlrd.XL_CELL_TEXT:
            text = str(cell.value).replace("\r\n", "\n").replace("\r", "\n")
            return number_format.shown_text(text, code)
        case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
            exact = number_format.exact(float(cell.value))
            return number_format.shown(exact, code, since_1904=bool(book.datemode))
        case xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(int(cell.value), "#N/A")
    return ""
