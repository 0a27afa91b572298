"""Tables of web pages, also those that call themselves .xls, and web archives (.mht)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from html.parser import HTMLParser

from tuanscore.commands.intake.papers.paper import Cell, Hidden, Paper, Table, Text
from tuanscore.commands.intake.papers.unreadable import UnreadableError

MAX_CELLS = 300_000
"""Cells of all tables, a merged one counting as many as it is wide."""
MAX_COLUMNS = 1000
"""Columns of a table; HTML itself lets a cell span no more."""
MAX_NESTED = 30
"""Tables within tables."""

_PAGE = re.compile(r"\s*<(?!\?mso).{0,4096}?(?<=<)(table|html|!doctype html)\b", re.I | re.S)
_ARCHIVE = re.compile(rb"\s*(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?MIME-Version:", re.I)
_UNSHOWN = ("script", "style", "title", "template", "noscript", "select", "xml")
_LINES = (
    *("address", "article", "blockquote", "caption", "center", "dd", "div", "dl", "dt", "footer"),
    *(
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "section",
    ),
    "ul",
)
_VOID = ("br", "col", "hr", "img", "input", "link", "meta", "wbr")
_TYPED = ("text", "number", "date", "month")
"""Fields of a form that show what was typed."""
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_BLANK = re.compile(r"[ \t\r\n\f]+")


def is_html(text: str) -> bool:
    """Say whether a text is a web page or a piece of one with a table in it."""
    return _PAGE.match(text) is not None


def is_archive(data: bytes) -> bool:
    """Say whether bytes are a web archive: a page and its pictures as one message."""
    return _ARCHIVE.match(data[:4096]) is not None


def read_archive(data: bytes, name: str) -> Paper:
    """Return what all pages of a web archive hold; a workbook has one for every sheet."""
    papers = []
    for part in message_from_bytes(data, policy=policy.default).walk():
        if part.get_content_type() == "text/html":
            content = part.get_content()
            papers.append(read(content if isinstance(content, str) else "", name))
    return Paper(
        name,
        tuple(part for paper in papers for part in paper.parts),
        tuple(hidden for paper in papers for hidden in paper.hidden),
    )


def read(text: str, name: str) -> Paper:
    """Return tables and paragraphs; raises UnreadableError."""
    page = _Page()
    page.feed(text)
    page.close()
    page.finish()
    return Paper(name, tuple(page.body.parts()), tuple(page.hidden))


@dataclass(slots=True)
class _Flow:
    """Paragraphs and tables one below the other: a page's, or a cell's."""

    done: list[Table | Text] = field(default_factory=list)
    line: str = ""
    lines: int = 0

    def write(self, text: str) -> None:
        self.line += text

    def end_line(self) -> None:
        text = self.line.strip(" \n")
        self.line = ""
        if text.strip():
            self.lines += 1
            self.done.append(Text(f"第{self.lines}段", text))

    def parts(self) -> list[Table | Text]:
        self.end_line()
        return self.done


@dataclass(slots=True)
class _Draft:
    flow: _Flow
    rows: int
    columns: int
    is_hidden: bool


@dataclass(slots=True)
class _Grid:
    at: str
    rows: list[list[_Draft]] = field(default_factory=list)
    row: list[_Draft] | None = None
    row_hidden: bool = False
    cell: _Draft | None = None


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.body = _Flow()
        self.hidden: list[Hidden] = []
        self._open: list[_Grid] = []
        self._tables = 0
        self._cells = 0
        self._unshown: tuple[str, int] | None = None
        """The element that nobody sees, and how many of its name are open."""
        self._unseen = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if self._unshown is not None:
            name, depth = self._unshown
            self._unshown = name, depth + (tag == name)
            return
        invisible = "hidden" in given or _INVISIBLE.search(given.get("style", "")) is not None
        if tag == "table":
            self._start_table()
        elif tag == "tr":
            self._start_row(is_hidden=invisible)
        elif tag in ("td", "th"):
            self._start_cell(given, is_hidden=invisible)
        elif (invisible or tag in _UNSHOWN) and tag not in _VOID:
            self._unshown = tag, 1
            self._unseen = ""
        elif tag == "br":
            self._flow.write("\n")
        elif tag == "input" and given.get("type", "text") in _TYPED:
            self._flow.write(given.get("value", ""))
        elif tag in _LINES:
            self._flow.end_line()

    def handle_endtag(self, tag: str) -> None:
        if self._unshown is not None:
            name, depth = self._unshown
            depth -= tag == name
            self._unshown = (name, depth) if depth else None
            if not depth and name not in _UNSHOWN:
                self._hide("隐藏的文字", [self._unseen])
            return
        if tag == "table" and self._open:
            self._end_table()
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in _LINES:
            self._flow.end_line()

    def handle_data(self, data: str) -> None:
        if self._unshown is not None:
            self._unseen += data
        else:
            self._flow.write(_BLANK.sub(" ", data))

    def finish(self) -> None:
        """Close what the page left open."""
        while self._open:
            self._end_table()

    @property
    def _flow(self) -> _Flow:
        """Return where text goes now; text between cells goes before the table, as in a browser."""
        for grid in reversed(self._open):
            if grid.cell is not None:
                return grid.cell.flow
        return self.body

    def _hide(self, what: str, texts: list[str]) -> None:
        kept = tuple(text.strip() for text in texts if text.strip())
        if kept:
            at = self._open[-1].at if self._open else f"第{self.body.lines + 1}段附近"
            self.hidden.append(Hidden(at, what, kept))

    def _start_table(self) -> None:
        if len(self._open) >= MAX_NESTED:
            raise UnreadableError(f"表里套表超过 {MAX_NESTED} 层")
        self._flow.end_line()
        self._tables += 1
        self._open.append(_Grid(f"表{self._tables}"))

    def _end_table(self) -> None:
        self._end_row()
        grid = self._open.pop()
        table = _placed(grid)
        if table.cells:
            self._flow.end_line()
            self._flow.done.append(table)

    def _start_row(self, *, is_hidden: bool) -> None:
        self._end_row()
        if self._open:
            self._open[-1].row, self._open[-1].row_hidden = [], is_hidden

    def _end_row(self) -> None:
        self._end_cell()
        if not self._open or self._open[-1].row is None:
            return
        grid = self._open[-1]
        row, grid.row = grid.row or [], None
        if grid.row_hidden:
            self._hide("隐藏的行", [text for draft in row for text in _texts(draft.flow.parts())])
        else:
            grid.rows.append(row)

    def _start_cell(self, given: dict[str, str], *, is_hidden: bool) -> None:
        self._end_cell()
        if not self._open:
            return
        if self._open[-1].row is None:
            self._start_row(is_hidden=False)
        columns = max(1, _span(given.get("colspan", ""), MAX_COLUMNS))
        self._cells += columns
        if self._cells > MAX_CELLS:
            raise UnreadableError(f"表格超过 {MAX_CELLS} 格")
        rows = _span(given.get("rowspan", ""), MAX_CELLS)
        self._open[-1].cell = _Draft(_Flow(), rows, columns, is_hidden)

    def _end_cell(self) -> None:
        if not self._open or self._open[-1].cell is None:
            return
        grid = self._open[-1]
        draft, grid.cell = grid.cell, None
        if draft is None or grid.row is None:
            return
        if draft.is_hidden:
            self._hide("隐藏的单元格", list(_texts(draft.flow.parts())))
        else:
            grid.row.append(draft)


def _texts(parts: list[Table | Text]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Text):
            yield part.text
        else:
            yield from (cell.text for cell in part.cells)


def _span(text: str, most: int) -> int:
    """Return how many rows or columns a cell spans; 0 stands for all that are left."""
    text = text.strip()
    return min(int(text), most) if text.isascii() and text.isdecimal() and len(text) < 10 else 1


def _placed(grid: _Grid) -> Table:
    """Return a table with its cells where a browser puts them."""
    cells: list[Cell] = []
    busy: dict[int, int] = {}
    """The row from which on a column is free again."""
    width = 0
    for row, drafts in enumerate(grid.rows):
        column = 0
        for draft in drafts:
            while busy.get(column, 0) > row:
                column += 1
            rows = min(draft.rows or len(grid.rows), len(grid.rows) - row)
            for taken in range(column, column + draft.columns):
                busy[taken] = row + rows
            cell = _cell(draft, row, column)
            cells.append(replace(cell, rows=rows, columns=draft.columns))
            column += draft.columns
            if column > MAX_COLUMNS:
                raise UnreadableError(f"{grid.at}超过 {MAX_COLUMNS} 列")
        width = max(width, column)
    return Table(grid.at, tuple(cells), len(grid.rows), width)


def _cell(draft: _Draft, row: int, column: int) -> Cell:
    parts = draft.flow.parts()
    first = next((n for n, part in enumerate(parts) if isinstance(part, Table)), len(parts))
    own = "\n".join(part.text for part in parts[:first] if isinstance(part, Text))
    return Cell(row, column, own, at=f"第{row + 1}行第{column + 1}列", inner=tuple(parts[first:]))
