"""Excel: a printed document on one worksheet, merged cells and all, ready for the printer.

Tables with other columns stand above each other on one grid, which has a line wherever one of them
has. Figures are numbers; whatever else is written is text, and never a formula. The same document
gives the same bytes.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

import xlsxwriter

from tuanscore import visible
from tuanscore.faces import grid
from tuanscore.sheets.sheet import Heading, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from tuanscore.faces.grid import Placed
    from tuanscore.sheets.sheet import Cell, Sheet

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
SAMPLE = "样例数据：数据是虚构的，只作演示"
FANG, HEI, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
RED = "#B00020"
INPUT = {"bg_color": "#FFF8DC"}
"""How a cell looks that is to be filled in."""
DAY = datetime(2000, 1, 1)
_INCH = 25.4
_POINT = 72 / _INCH
_TALLEST = 390
"""Points that a row may have: Excel's limit is 409."""
_LETTER = 5.25
"""Points of one unit of the width of a column."""
_NEAR = 8
"""Edges of columns of two tables that lie nearer than so many thousandths are one."""
_BARE = (25, 25, 25, 25)
"""The columns of a document without tables: one alone as wide as the page is not fitted to it."""
_NUMBER = re.compile(r"-?(\d{1,3}(?P<comma>(,\d{3})+)|\d{1,12})(\.(?P<places>\d{1,6}))?")
_SIDES = {"left": "left", "center": "center", "right": "right", "both": "left"}


def write(sheet: Sheet, **_: Any) -> bytes:
    """Return the document as the bytes of an .xlsx file."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        describe(book, sheet.title)
        _Paper(book, book.add_worksheet(tab(sheet.kind, set())), sheet).lay()
    return file.getvalue()


def describe(book: Workbook, title: str) -> None:
    """Note the title, and a day that is always the same."""
    book.set_properties({"title": visible.xml(title), "author": "", "created": DAY})


def tab(name: str, taken: set[str]) -> str:
    """Return a name that a worksheet may have and none of these has, and add it to them."""
    clean = re.sub(r"[\[\]:*?/\\]", "·", visible.xml(name)).strip("'")[:31] or "表"
    made, number = clean, 2
    while made.lower() in taken or made.lower() == "history":
        made, number = f"{clean[:26]}（{number}）", number + 1
    taken.add(made.lower())
    return made


def paper(worksheet: Worksheet, *, landscape: bool, sample: bool) -> tuple[float, float]:
    """Set paper, margins (GB/T 9704), page numbers and mark; return the room in points."""
    top, bottom, left, right = 37.0, 35.0, 28.0, 26.0
    width, height = 210.0, 297.0
    if landscape:
        top, bottom, left, right = left, right, bottom, top
        width, height = height, width
        worksheet.set_landscape()
    worksheet.set_paper(9)
    edges = (left, right, top, bottom)
    worksheet.set_margins(*(edge / _INCH for edge in edges))
    worksheet.set_footer('&C&"宋体"&14— &P —', {"margin": (bottom - 12) / _INCH})
    if sample:
        worksheet.set_header(f'&R&"{HEI}"&9样例数据', {"margin": 15 / _INCH})
    worksheet.fit_to_pages(1, 0)
    worksheet.center_horizontally()
    worksheet.hide_gridlines(2)
    return (width - left - right) * _POINT, (height - top - bottom) * _POINT


class Styles:
    """Formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        """Take the workbook that they belong to."""
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(self, **properties: Any) -> Format:
        """Return the format with these properties, as XlsxWriter calls them."""
        given = {"font_name": FANG, "valign": "vcenter", "text_wrap": True, **properties}
        key = tuple(sorted(given.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(given)
        return self._made[key]


class _Paper:
    """One document on its worksheet, from the top downwards."""

    def __init__(self, book: Workbook, worksheet: Worksheet, sheet: Sheet) -> None:
        self.worksheet, self.sheet, self.styles = worksheet, sheet, Styles(book)
        tables = [block for block in sheet.blocks if isinstance(block, Table)]
        self.edges = _edges([table.widths for table in tables] or [_BARE])
        self.row = 0
        self.heads: list[tuple[int, int, int]] = []
        """Of each table with heads: how many rows it has, and which are the heads."""
        self.width, _ = paper(worksheet, landscape=sheet.landscape, sample=sheet.sample)

    def lay(self) -> None:
        for column, (left, right) in enumerate(pairwise(self.edges)):
            share = (right - left) / 1000 * self.width
            self.worksheet.set_column(column, column, share / _LETTER - 0.71)
        red = {"font_name": HEI, "bold": True, "font_color": RED, "border": 2, "border_color": RED}
        if self.sheet.sample:
            self._line(SAMPLE, 14, **red)
        self._line(self.sheet.title, 22, font_name=TITLE)
        for block in self.sheet.blocks:
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Heading):
                self._line(block.text, 14, font_name=HEI, align="left")
            else:
                self._paragraph(block.text, block.style)
        self._repeat()

    def _paragraph(self, text: str, style: str) -> None:
        if style == "body":
            self._line("\u3000\u3000" + text, 14, align="left")
        else:
            self._line(text, 10.5, align="right" if style == "right" else "left")

    def _line(self, text: str, size: float, **properties: Any) -> None:
        """Write a paragraph over the whole width."""
        style = self.styles.of(**{"font_size": size, "align": "center", **properties})
        lines = ceil(grid.width_of(text) * size / (self.width - 6))
        self.worksheet.set_row(self.row, min(max(lines, 1) * size * 1.5 + 4, 409))
        self._write((self.row, 0, self.row, len(self.edges) - 2), visible.lines(text), style)
        self.row += 1

    def _table(self, table: Table) -> None:
        dense = self.sheet.dense or len(table.widths) > 5
        size = 10 if dense else 11
        marks = [self.edges.index(edge) for edge in _snapped(table.widths, self.edges)]
        placed = list(grid.place(table))
        starts = [self.row]
        for height in self._heights(table, placed, marks, size):
            rows = ceil(height / _TALLEST)
            for row in range(starts[-1], starts[-1] + rows):
                self.worksheet.set_row(row, height / rows)
            starts.append(starts[-1] + rows)
        for each in placed:
            bottom = starts[min(each.bottom + 1, len(starts) - 1)] - 1
            place = (starts[each.row], marks[each.column], bottom, marks[each.right + 1] - 1)
            self._cell(each, table, place, size, dense=dense)
        if table.head_rows:
            self.heads.append((len(table.rows), starts[0], starts[table.head_rows] - 1))
        self.row = starts[-1]

    def _heights(
        self, table: Table, placed: Sequence[Placed], marks: Sequence[int], size: float
    ) -> list[float]:
        """Return how high each row is; what a tall cell needs more goes to its last row."""
        heights = [size * 1.5 + 4] * len(table.rows)
        for each in sorted(placed, key=lambda p: p.cell.rowspan):
            share = self.edges[marks[each.right + 1]] - self.edges[marks[each.column]]
            room = share / 1000 * self.width - 6
            needed = grid.lines_of(each.cell, room, size) * size * 1.35 + 6
            last = min(each.bottom, len(heights) - 1)
            have = sum(heights[each.row : last + 1])
            heights[last] += max(0.0, needed - have)
        return heights

    def _cell(
        self,
        placed: Placed,
        table: Table,
        place: tuple[int, int, int, int],
        size: float,
        *,
        dense: bool,
    ) -> None:
        cell = placed.cell
        properties: dict[str, Any] = {
            "font_size": size,
            "border": 1,
            "align": _SIDES[grid.align(cell, table, dense=dense)],
        }
        if cell.style in ("head", "label"):
            properties["font_name"] = HEI
        if cell.style == "sum":
            properties["bold"] = True
        if cell.style in ("head", "sum"):
            properties["bg_color"] = "#F0F0F0" if cell.style == "head" else "#F7F7F7"
        if cell.style == "bare":
            properties |= {"border": 0, "bottom": 1, "align": "right" if placed.column else "left"}
        value, form = number(cell)
        if form:
            properties["num_format"] = form
        self._write(place, value, self.styles.of(**properties))

    def _write(self, place: tuple[int, int, int, int], value: str | float, style: Format) -> None:
        top, left, bottom, right = place
        if (top, left) != (bottom, right):
            self.worksheet.merge_range(top, left, bottom, right, "", style)
        if isinstance(value, str):
            self.worksheet.write_string(top, left, value[:32767], style)
        else:
            self.worksheet.write_number(top, left, value, style)

    def _repeat(self) -> None:
        """Repeat the heads of the longest table: Excel does so from there to the end."""
        if self.heads:
            _, first, last = max(self.heads)
            self.worksheet.repeat_rows(first, last)


def number(cell: Cell) -> tuple[str | float, str]:
    """Return a figure as a number and its format, anything else as text and no format."""
    text = visible.lines("\n".join(cell.lines))
    if cell.style not in ("number", "sum"):
        return text, ""
    found = _NUMBER.fullmatch(text)
    if found is None or (len(text) > 1 and text[0] == "0" and text[1] != "."):
        return text, ""
    whole = "#,##0" if found["comma"] else "0"
    places = found["places"]
    return float(text.replace(",", "")), whole + (f".{'0' * len(places)}" if places else "")


def _edges(tables: Sequence[Sequence[int]]) -> list[int]:
    """Return where columns begin and end, in thousandths of the width, for all tables together."""
    edges = [0, 1000]
    for widths in tables:
        for edge in _own(widths):
            if all(abs(edge - other) > _NEAR for other in edges):
                edges.append(edge)
    return sorted(edges)


def _own(widths: Sequence[int]) -> Iterator[int]:
    done, total = 0, sum(widths)
    yield 0
    for width in widths:
        done += width
        yield done * 1000 // total


def _snapped(widths: Sequence[int], edges: Sequence[int]) -> list[int]:
    return [min(edges, key=lambda edge: abs(edge - own)) for own in _own(widths)]
