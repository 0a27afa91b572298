"""PDF with a text layer, by pdfplumber: ruled tables, also over pages, and lines around them."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

from tuanscore.commands.intake.paper import Cell, Hidden, Paper, Table, Text
from tuanscore.commands.intake.unreadable import UnreadableError, broken, needs

if TYPE_CHECKING:
    from pdfplumber.page import Page

MAX_PAGES = 200
MAX_CHARACTERS = 20_000
"""Of one page; a page of small print has 4000."""
MAX_RULES = 20_000
"""Lines and rectangles of one page."""
MAX_STREAM_BYTES = 256 * 1024 * 1024
"""One stream, unpacked: a page scanned in colour at 600 dpi has 100 MiB."""

_STREAM = re.compile(rb"stream\r?\n")
_SAME_EDGE = 3.0
"""Points by which edges of one rule may differ."""
_PADDING = 6.0
"""Points that a cell keeps free at its right edge."""
_GAP = 0.5
"""Of a character's size: a wider gap is a blank."""
_LONG, _MOVED, _STOPS = 8, 3, "。；;"
"""A line of so many characters may lack so many at its end, unless it ends in one of these."""
_HEADERS = 4
"""So many rows of headings may be repeated on every page."""
_PAGE_NUMBER = re.compile(
    r"[-—–·\s]*(第\s*)?\d{1,4}\s*(页)?\s*([/，,共]\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*"
)
_FIGURE = re.compile(r"[-—/≥≤<>=]?\d[\d.,]*[%％]?")
_NUMBER = re.compile(r"^[（(]?(\d{1,3})[.．、)）](?!\d)", re.MULTILINE)
_ITEM = re.compile(
    r"(\d+|[一二三四五六七八九十]+)[.．、:：]|[（(](\d+|[一二三四五六七八九十]+)[）)]|[①-⑳]|指标\d"
)
"""What a line begins with that does not go on with the one above, however full that is."""

Char = Mapping[str, Any]
Parts = tuple[Table | Text, ...]
Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the page's upper left corner."""


def read(data: bytes, name: str) -> Paper:
    """Return tables and lines of all pages; raises UnreadableError, also where nothing is text."""
    with needs("pdf", "pdfplumber"):
        import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    logging.getLogger("pdfminer").addHandler(logging.NullHandler())  # it talks of every oddity
    _refuse_bombs(data)
    pages: list[list[_Grid | _Line]] = []
    with broken("PDF", PSException, PdfminerException, MalformedPDFException):
        try:
            document = pdfplumber.open(BytesIO(data))
        except PdfminerException as error:
            if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
                raise UnreadableError("是加密的", "先用密码打开，去掉密码另存一份") from error
            raise
        with document:
            if len(document.pages) > MAX_PAGES:
                raise UnreadableError(f"有 {len(document.pages)} 页，最多读 {MAX_PAGES} 页")
            for page in document.pages:
                pages.append(_page(page))
                page.close()
    if not any(pages):
        raise UnreadableError("没有文字，是扫描件", "先用识别文字的软件转成 Word，核对后再导入")
    return Paper(name, *_joined(pages))


def _refuse_bombs(data: bytes) -> None:
    """Refuse a stream that unpacks to more than is read: pdfminer would unpack all of it."""
    for found in _STREAM.finditer(data):
        packed: bytes = data[found.end() : found.end() + 2]
        if packed[:1] == b"x":
            unpacked = _unpacked(data, found.end())
            if unpacked[:1] == b"x":  # packed twice
                _unpacked(unpacked, 0)


def _unpacked(data: bytes, start: int) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(memoryview(data)[start:], MAX_STREAM_BYTES)
    except zlib.error:
        return b""
    if len(unpacked) >= MAX_STREAM_BYTES:
        raise UnreadableError(f"解压后超过 {MAX_STREAM_BYTES // 2**20} MiB，不解压")
    return unpacked


# ---- one page ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Boxed:
    """A cell between rules; its columns are known when its table is whole."""

    row: int
    rows: int
    left: float
    right: float
    text: str = ""
    goes_on: bool = False
    """Its last line is full."""
    inner: tuple[_Grid, ...] = ()

    @property
    def end(self) -> int:
        return self.row + self.rows


@dataclass(slots=True)
class _Grid:
    """A ruled table, or the part of one that a page has."""

    page: int
    rows: int
    edges: list[float]
    cells: list[_Boxed]


@dataclass(slots=True)
class _Line:
    page: int
    text: str


def _page(page: Page) -> list[_Grid | _Line]:
    """Return tables and lines from top to bottom."""
    if len(page.chars) > MAX_CHARACTERS or len(page.lines) + len(page.rects) > MAX_RULES:
        raise UnreadableError(f"第{page.page_number}页太密，没有读")
    ruled = sorted(page.find_tables(), key=lambda table: _area(table.bbox))
    free: list[Char] = []
    inside: dict[Box, list[Char]] = {}
    for char in page.chars:
        middle = _middle(char)
        cells = (cell for table in ruled for cell in table.cells if _has(cell, *middle))
        cell = next(cells, None)
        if cell is None:
            free.append(char)
        else:
            inside.setdefault(cell, []).append(char)
    done: list[tuple[Box, _Grid]] = []
    for table in ruled:  # the smaller first: it may lie in a cell of a larger one
        grid, within = _grid(page.page_number, table.cells, inside, done)
        done = [each for each in done if each not in within]
        if any(cell.text or cell.inner for cell in grid.cells):
            done.append((table.bbox, grid))
    parts: list[tuple[float, _Grid | _Line]] = [(box[1], grid) for box, grid in done]
    for line in _lines(free):
        parts.append((line[0]["top"], _Line(page.page_number, _line_text(line))))
    return [part for _, part in sorted(parts, key=lambda each: each[0])]


def _grid(
    page: int,
    boxes: Sequence[Box],
    inside: Mapping[Box, Sequence[Char]],
    done: Sequence[tuple[Box, _Grid]],
) -> tuple[_Grid, list[tuple[Box, _Grid]]]:
    """Return a table, and those done before that lie in its cells."""
    tops = _edges(edge for box in boxes for edge in (box[1], box[3]))
    cells, within = [], []
    for box in boxes:
        first, end = _at(tops, box[1]), _at(tops, box[3])
        cell = _Boxed(first, end - first, box[0], box[2])
        cell.text, cell.goes_on = _cell_text(inside.get(box, ()), box)
        here = [each for each in done if _has(box, *_center(each[0]))]
        cell.inner = tuple(grid for _, grid in here)
        within += here
        cells.append(cell)
    edges = _edges(edge for box in boxes for edge in (box[0], box[2]))
    return _Grid(page, len(tops) - 1, edges, cells), within


def _edges(positions: Iterable[float]) -> list[float]:
    """Return the rules at these positions, those nearly in one place as one."""
    found: list[float] = []
    for position in sorted(positions):
        if not found or position - found[-1] > _SAME_EDGE:
            found.append(position)
    return found


def _at(edges: Sequence[float], position: float) -> int:
    return min(range(len(edges)), key=lambda n: abs(edges[n] - position))


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _center(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def _middle(char: Char) -> tuple[float, float]:
    return _center((char["x0"], char["top"], char["x1"], char["bottom"]))


def _has(box: Box, x: float, y: float) -> bool:
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _cell_text(chars: Sequence[Char], box: Box) -> tuple[str, bool]:
    """Return a cell's text, lines that were only full joined, and whether the last is full."""
    if _is_vertical(chars):
        return "".join(char["text"] for char in chars).strip(), False
    text, full = "", False
    for line in _lines(chars):
        part = _line_text(line)
        parted = not full or _ITEM.match(part)
        text += ("\n" if text and parted else "") + part
        full = _is_full(line, box[2])
    return text, full


def _is_full(line: Sequence[Char], right: float) -> bool:
    """Say whether a line ends where its cell does, or so near that a bracket moved down."""
    size: float = line[-1]["size"]
    left_over = (right - line[-1]["x1"] - _PADDING) / size
    ended = line[-1]["text"] in _STOPS
    return bool(left_over < (_MOVED if len(line) >= _LONG and not ended else 1))


def _is_vertical(chars: Sequence[Char]) -> bool:
    """Say whether a text runs downwards: in a rotated cell, or one character a line."""
    if any(not char["upright"] for char in chars):
        return True
    steps = [(_middle(one), _middle(next_one)) for one, next_one in pairwise(chars)]
    down = sum(abs(a[0] - b[0]) < _SAME_EDGE and b[1] > a[1] for a, b in steps)
    return down * 2 > len(steps)


def _lines(chars: Sequence[Char]) -> list[list[Char]]:
    """Return characters by the lines they stand on, from left to right."""
    lines: list[list[Char]] = []
    for char in sorted(chars, key=lambda each: _middle(each)[1]):
        if lines and _middle(char)[1] - _middle(lines[-1][-1])[1] < char["size"] / 2:
            lines[-1].append(char)
        else:
            lines.append([char])
    ordered = [sorted(line, key=lambda char: char["x0"]) for line in lines]
    return [line for line in ordered if _line_text(line)]


def _line_text(line: Sequence[Char]) -> str:
    text = line[0]["text"]
    for before, char in pairwise(line):
        gap = char["x0"] - before["x1"] > char["size"] * _GAP
        text += (" " if gap and not text.endswith(" ") else "") + char["text"]
    return str(text).strip()


# ---- all pages -----------------------------------------------------------------------------------


def _joined(pages: Sequence[Sequence[_Grid | _Line]]) -> tuple[Parts, tuple[Hidden, ...]]:
    """Return the parts of all pages, a table that goes on over pages as one."""
    whole: list[_Grid | _Line] = []
    hidden: list[Hidden] = []
    for page in pages:
        start = next((n for n, part in enumerate(page) if not _is_margin(part)), 0)
        last = next((part for part in reversed(whole) if not _is_margin(part)), None)
        first = page[start] if page else None
        if isinstance(last, _Grid) and isinstance(first, _Grid) and _goes_on(last, first):
            again = _repeated(last, first)
            if again:
                texts = tuple(cell.text for cell in first.cells if cell.row < again and cell.text)
                hidden.append(Hidden(f"第{first.page}页", "续页上重复的表头", texts))
            _append(last, first, again)
            whole += [part for part in page if part is not first]
        else:
            whole += page
    numbers = count(1)
    parts = [
        Text(f"第{part.page}页", part.text) if isinstance(part, _Line) else _table(part, numbers)
        for part in whole
    ]
    return tuple(parts), tuple(hidden)


def _is_margin(part: _Grid | _Line) -> bool:
    """Say whether a line is a page's number."""
    return isinstance(part, _Line) and _PAGE_NUMBER.fullmatch(part.text) is not None


def _goes_on(last: _Grid, first: _Grid) -> bool:
    """Say whether a table has the outer rules of the one before, and no others within."""
    fewer, more = sorted((last.edges, first.edges), key=len)
    same = all(abs(more[_at(more, edge)] - edge) <= _SAME_EDGE for edge in fewer)
    outer = all(abs(fewer[n] - more[n]) <= _SAME_EDGE for n in (0, -1))
    return same and outer and first.page == last.page + 1


def _repeated(last: _Grid, first: _Grid) -> int:
    """Return how many rows at the top of a page are the table's first rows again."""
    for rows in range(min(_HEADERS, first.rows - 1, last.rows), 0, -1):
        if _top(last, rows) == _top(first, rows):
            return rows
    return 0


def _top(grid: _Grid, rows: int) -> list[tuple[int, int, int, str]]:
    return sorted(
        (cell.row, cell.rows, round(cell.left / _SAME_EDGE), re.sub(r"\s", "", cell.text))
        for cell in grid.cells
        if cell.row < rows
    )


def _append(last: _Grid, first: _Grid, again: int) -> None:
    """Put a page's part of a table under what there is of it."""
    cells = [cell for cell in first.cells if cell.row >= again]
    bottom = [cell for cell in last.cells if cell.end == last.rows]
    pairs = [
        (above, cell)
        for cell in cells
        if cell.row == again
        for above in bottom
        if abs(above.left - cell.left) <= _SAME_EDGE and abs(above.right - cell.right) <= _SAME_EDGE
    ]
    broken_row = _is_rest_of_row(pairs)
    shift = last.rows - again - broken_row
    gone = []
    for above, cell in pairs:
        label = max(above.rows, cell.rows) > 1 and not cell.text
        if broken_row or label:
            parted = "" if above.goes_on or not cell.text else "\n"
            above.text, above.goes_on = above.text + parted + cell.text, cell.goes_on
            above.rows += cell.rows - broken_row
            gone.append(cell)
    for cell in cells:
        if cell not in gone:
            cell.row += shift
            last.cells.append(cell)
    last.rows += first.rows - again - broken_row
    last.page = first.page
    last.edges = _edges([*last.edges, *first.edges])


def _is_rest_of_row(pairs: Sequence[tuple[_Boxed, _Boxed]]) -> bool:
    """Say whether a page begins within a row: what there is goes on, the rest is blank."""
    told = [(above, cell) for above, cell in pairs if cell.text]
    silent = [above for above, cell in pairs if not cell.text and above.text and above.rows == 1]
    if not silent or any(_FIGURE.fullmatch(cell.text) for _, cell in told):
        return False
    return any(above.goes_on or _counts_on(above.text, cell.text) for above, cell in told)


def _counts_on(above: str, below: str) -> bool:
    """Say whether a text begins with the number after the last one of another: 3. after 2."""
    numbers, first = _NUMBER.findall(above), _NUMBER.match(below)
    return bool(numbers) and first is not None and int(first[1]) == int(numbers[-1]) + 1


def _table(grid: _Grid, numbers: Iterator[int]) -> Table:
    at = f"表{next(numbers)}"
    cells = []
    for cell in sorted(grid.cells, key=lambda each: (each.row, each.left)):
        column, end = _at(grid.edges, cell.left), _at(grid.edges, cell.right)
        place = f"第{cell.row + 1}行第{column + 1}列"
        inner = tuple(_table(each, numbers) for each in cell.inner)
        cells.append(Cell(cell.row, column, cell.text, cell.rows, end - column, place, inner))
    return Table(at, tuple(cells), grid.rows, len(grid.edges) - 1)
