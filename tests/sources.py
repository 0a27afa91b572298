"""Cut the two source documents into the cells that are printed in them.

Both files were copied out of Word: a cell starts with a tab at the beginning of a line, a row
ends with an empty line, and labels are broken over lines for vertical print. White space
therefore means nothing and is removed everywhere. This module imports nothing from the project,
so that a test which compares the shipped data with it compares them with the source itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent / "data"
TARGETS_2014 = DATA / "目标绩效指标-2014.txt"
SHANHAIGUAN = DATA / "部门预算绩效-山海关.txt"

_TITLE = re.compile(r"^(\S+\d{4}年度(?:目标绩效|保障)指标)$", re.MULTILINE)
_ROW_END = re.compile(r"\n{2,}(?=\t)")
_CELL_START = re.compile(r"^\t", re.MULTILINE)
_NUMBER = re.compile(r"\d+\.")
_FIELD_CODE = re.compile(r"[ ]TC [^\\]*\\f [A-Z] \\l \d+")
_SECOND_PART = "第二部分\n"


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row; what a merged cell says is repeated in every row that it spans."""

    section: str
    """The first label with its points, as in 职能指标（70分）; empty in the 保障指标 table."""
    category: str
    """The second label; empty where the section is not divided."""
    subcategory: str
    """The third label; only some lines of the 保障指标 table have one."""
    items: tuple[str, ...]
    """The content, cut before each printed number, which stays in the text."""
    points: str


@dataclass(frozen=True, slots=True)
class Card:
    """One printed table with its title."""

    title: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def cards() -> list[Card]:
    """Return the 目标绩效指标 of the eight organisations, in printed order."""
    return [_card(title, rows) for title, rows in _tables() if title.endswith("目标绩效指标")]


def guarantee() -> Card:
    """Return the one 保障指标 table that holds for all of them."""
    (table,) = (_guarantee(title, rows) for title, rows in _tables() if title.endswith("保障指标"))
    return table


def department() -> tuple[str, ...]:
    """Return each heading and paragraph of the 部门整体绩效目标 in order, without field codes."""
    return tuple(_paragraphs(_shanhaiguan()[0]))


def project_headings() -> tuple[str, ...]:
    """Return the headings printed above the table of the budget project."""
    return tuple(_paragraphs(_shanhaiguan()[1].partition("\n\t")[0]))


def project() -> tuple[tuple[str, ...], ...]:
    """Return every cell of the table of the budget project, empty ones too, row by row.

    The page number after the last row is no cell.
    """
    _, line_break, table = _shanhaiguan()[1].partition("\n\t")
    body = re.sub(r"\n\n\d+\n*\Z", "", line_break + table)
    return tuple(tuple(_squeeze(cell) for cell in row) for row in _rows(body))


def _tables() -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the title and the rows of cells of each table of the document of 2014."""
    pieces = _TITLE.split(TARGETS_2014.read_text(encoding="utf-8"))
    for title, body in zip(pieces[1::2], pieces[2::2], strict=True):
        yield title, _rows(body)


def _card(title: str, rows: list[list[str]]) -> Card:
    """Read a table whose labels are section and, in 职能指标 only, category."""
    header, *body = rows
    return Card(
        title,
        tuple(_squeeze(cell) for cell in header),
        tuple(
            Row(labels[0], "".join(labels[1:]), "", items, points)
            for labels, items, points in _carried(body)
        ),
    )


def _guarantee(title: str, rows: list[list[str]]) -> Card:
    """Read a table whose labels are category and, in 社会治理 only, subcategory."""
    header, *body = rows
    return Card(
        title,
        tuple(_squeeze(cell) for cell in header),
        tuple(
            Row("", labels[0], "".join(labels[1:]), items, points)
            for labels, items, points in _carried(body)
        ),
    )


def _carried(rows: list[list[str]]) -> Iterator[tuple[list[str], tuple[str, ...], str]]:
    """Yield labels, items and points of each row, an empty label taken from the row above."""
    above: list[str] = []
    for *cells, content, points in rows:
        printed = [_squeeze(cell) for cell in cells]
        above = [label or above[place] for place, label in enumerate(printed)]
        yield above, _items(content), _squeeze(points)


def _items(content: str) -> tuple[str, ...]:
    """Cut a cell before each paragraph that starts with a printed number."""
    items: list[str] = []
    for paragraph in _paragraphs(content):
        if items and not _NUMBER.match(paragraph):
            items[-1] += paragraph
        else:
            items.append(paragraph)
    return tuple(items)


def _rows(text: str) -> list[list[str]]:
    """Cut text into rows of raw cells."""
    return [_CELL_START.split(row)[1:] for row in _ROW_END.split(text) if row.strip()]


def _paragraphs(text: str) -> Iterator[str]:
    """Yield each line that is not empty, without white space."""
    return filter(None, map(_squeeze, text.split("\n")))


def _shanhaiguan() -> tuple[str, str]:
    """Return the two parts of the 山海关 document without Word's field codes."""
    text = _FIELD_CODE.sub("", SHANHAIGUAN.read_text(encoding="utf-8"))
    start = text.index("\n" + _SECOND_PART)
    return text[:start], text[start:]


def _squeeze(text: str) -> str:
    """Remove all white space."""
    return "".join(text.split())
