"""The workbook as the bytes of an .xlsx file: equal bytes for equal subjects.

Targets are locked, cells to be filled in are not, and the sheets are protected without a password.
Cells to be filled in hold text, so that 97%, 19名 and 2014-12-31 come back as they were typed.
"""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

from tuanscore.commands.form.formulas import formula, value
from tuanscore.commands.form.subject import (
    BEFORE,
    COLUMNS,
    DONE,
    INPUTS,
    MARK,
    NAMED,
    SCORE,
    WORKBOOK,
    Subject,
)
from tuanscore.errors import TuanscoreError
from tuanscore.visible import line as visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuanscore.commands.form.subject import Row

_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_FONT = "宋体"
_WIDTHS = (0, 12, 16, 40, 20, 16, 8, 8, 16, 10, 28, 24, 10)
_FIRST = 3
"""The row of the headings, counted from 0."""
_LONGEST = 31
_LINE = 15
"""The height of a line of text, in points."""
_UNFIT = re.compile(r"[\[\]:*?/\\']")
_KEEP = tuple(f"{BEFORE}{name}" for name in (NAMED, *INPUTS))


def draw(subjects: Sequence[Subject]) -> bytes:
    """Return the workbook; raises TuanscoreError where the library for it is missing."""
    try:
        import xlsxwriter
    except ImportError:
        message = "写 Excel 要用 xlsxwriter，没有装"
        raise TuanscoreError(message, "pip install 'tuanscore[office]'") from None
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": _MADE, "title": "填报表"})
        formats = _formats(book)
        taken: set[str] = set()
        for subject in subjects:
            _Sheet(book.add_worksheet(_tab(subject.tab, taken)), formats, subject).draw()
    return file.getvalue()


def _tab(name: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and no other has."""
    bare = _UNFIT.sub(" ", visible(name)).strip()[:_LONGEST] or "填报"
    found, number = bare, 2
    while found.casefold() in taken:
        ending = f" {number}"
        found, number = bare[: _LONGEST - len(ending)] + ending, number + 1
    taken.add(found.casefold())
    return found


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": _FONT, "font_size": 11, "valign": "vcenter", "text_wrap": True}
    cell = {**base, "border": 1}
    return {
        "title": book.add_format({**base, "bold": True, "font_size": 14, "text_wrap": False}),
        "told": book.add_format({**base, "text_wrap": False, "font_color": "#595959"}),
        "head": book.add_format({**cell, "bold": True, "align": "center", "bg_color": "#D9E1F2"}),
        "locked": book.add_format(cell),
        "input": book.add_format(
            {**cell, "locked": False, "num_format": "@", "bg_color": "#FFF9E5"}
        ),
        "score": book.add_format({**cell, "num_format": "0.00"}),
        "key": book.add_format({**base, "num_format": "@", "text_wrap": False}),
    }


class _Sheet:
    """One sheet being drawn."""

    def __init__(self, sheet: Any, formats: dict[str, Any], subject: Subject) -> None:
        self._sheet, self._formats, self._subject = sheet, formats, subject
        self._columns = (
            *(MARK, *subject.heads, "目标", "单位", "分值", *INPUTS, "目前得分"),
            *_KEEP,
        )
        self._named = 4

    def draw(self) -> None:
        sheet, subject = self._sheet, self._subject
        about = {"schema": WORKBOOK, "path": subject.path, "kind": subject.kind}
        told = json.dumps({**about, "head": dict(subject.head)}, ensure_ascii=False)
        sheet.write_string(0, 0, told, self._formats["key"])
        sheet.write_string(0, 1, visible(subject.title), self._formats["title"])
        said = (
            "只填浅黄色的格子；不适用的写“不适用：原因”；几份佐证用分号隔开。改动别的格子不起作用。"
        )
        sheet.write_string(1, 1, said, self._formats["told"])
        for column, name in enumerate(self._columns):
            sheet.write_string(_FIRST, column, name, self._formats["head"])
        total = sum((found for row in subject.rows if (found := value(row)) is not None), 0)
        last = _FIRST + len(subject.rows)
        place = self._columns.index("目前得分")
        letter = _letter(place)
        sheet.write_string(2, place - 1, "目前得分合计", self._formats["locked"])
        sums = f"=SUM({letter}{_FIRST + 2}:{letter}{last + 1})"
        sheet.write_formula(2, place, sums, self._formats["score"], float(total))
        above = ("", "", "")
        for number, row in enumerate(subject.rows, _FIRST + 1):
            self._row(number, row, above)
            above = row.labels[:3] if any(row.labels[:3]) else above
        self._lay_out(last)

    def _row(self, number: int, row: Row, above: tuple[str, ...]) -> None:
        sheet, formats = self._sheet, self._formats
        key = json.dumps([row.way.value, *row.route], ensure_ascii=False)
        sheet.write_string(number, 0, key, formats["key"])
        keys = COLUMNS[row.way]
        shown = [
            label if row.labels[: i + 1] != above[: i + 1] else ""
            for i, label in enumerate(row.labels)
        ]
        sheet.set_row(number, _LINE * max(map(_lines, (*shown, row.target), _WIDTHS[1:6])))
        for column, label in enumerate(shown, 1):
            open_ = column == self._named and NAMED in keys
            text = row.told.get(NAMED, "") if open_ else visible(label)
            self._text(number, column, text, "input" if open_ else "locked")
        for column, text in ((5, row.target), (6, row.unit)):
            self._text(number, column, visible(text), "locked")
        if row.points is None:
            sheet.write_blank(number, 7, None, formats["locked"])
        else:
            sheet.write_number(number, 7, float(row.points), formats["score"])
        for column, name in enumerate(INPUTS, 8):
            text = row.told.get(name, "")
            self._text(number, column, text, "input" if name in keys else "locked")
        for column, name in enumerate((NAMED, *INPUTS), 13):
            if text := row.told.get(name, ""):
                sheet.write_string(number, column, text, formats["key"])
        self._score(number, row)
        self._choose(number, row)

    def _text(self, number: int, column: int, text: str, style: str) -> None:
        if text:
            self._sheet.write_string(number, column, text, self._formats[style])
        else:
            self._sheet.write_blank(number, column, None, self._formats[style])

    def _score(self, number: int, row: Row) -> None:
        if SCORE not in COLUMNS[row.way] or row.points is None:
            self._sheet.write_blank(number, 12, None, self._formats["locked"])
            return
        cells = {DONE: f"$I{number + 1}", SCORE: f"$J{number + 1}"}
        now = value(row)
        shown = "" if now is None else float(now)
        self._sheet.write_formula(number, 12, formula(row, cells), self._formats["score"], shown)

    def _choose(self, number: int, row: Row) -> None:
        """Offer what may be chosen; anything else may be written, and is looked at later."""
        if not row.choices:
            return
        column = self._named if NAMED in COLUMNS[row.way] else 8
        source = self._list(row.choices)
        options = {"validate": "list", "source": source, "error_type": "information"}
        told = {"error_title": "不在列表里", "error_message": "列表以外的写法，交回以后再核对。"}
        self._sheet.data_validation(number, column, number, column, {**options, **told})

    def _list(self, choices: tuple[str, ...]) -> list[str] | str:
        """Return a list to choose from: in the rule where that is short, else in hidden cells."""
        if len(",".join(choices)) <= 255 and not any("," in one for one in choices):
            return list(choices)
        first = 18
        for number, one in enumerate(choices, _FIRST + 1):
            self._sheet.write_string(number, first, one, self._formats["key"])
        letter = _letter(first)
        return f"=${letter}${_FIRST + 2}:${letter}${_FIRST + 1 + len(choices)}"

    def _lay_out(self, last: int) -> None:
        sheet = self._sheet
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width or 2, None, {"hidden": not width})
        sheet.set_column(13, 18, 4, None, {"hidden": True})
        sheet.freeze_panes(_FIRST + 1, 5)
        sheet.repeat_rows(_FIRST)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 1, last, 12)
        sheet.ignore_errors({"number_stored_as_text": f"I{_FIRST + 2}:J{last + 1}"})
        opened = {"format_cells": True, "format_columns": True, "format_rows": True}
        sheet.protect("", {**opened, "select_locked_cells": True})


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; a Chinese character is two letters wide."""
    cells = sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)
    return max(1, -(-cells // (width - 1)))


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
