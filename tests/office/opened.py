"""Read office files back as pages, with nothing from the project: what is printed, and where."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl

import page

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TAGS = {
    "Title": ("h1", ""),
    "Heading1": ("h2", ""),
    "Heading2": ("h3", ""),
    "Heading3": ("h4", ""),
    "Note": ("p", "note"),
    "Right": ("p", "right"),
    "Sample": ("p", "sample"),
    None: ("p", "body"),
}


def part(data: bytes, name: str) -> ET.Element:
    """Return one part of an office file."""
    with ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read(name))


def word(data: bytes) -> page.Page:
    """Return what a .docx file shows."""
    shown = page.Page()
    for child in part(data, "word/document.xml").iterfind(f"{W}body/*"):
        style = _style(child)
        if child.tag == f"{W}tbl":
            shown.tables.append(_table(child))
        elif child.tag == f"{W}p" and style != "Joint":
            shown.texts.append((*_TAGS[style], _text(child)))
    return shown


def _style(paragraph: ET.Element) -> str | None:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return None if found is None else found.get(f"{W}val")


def _text(element: ET.Element) -> str:
    return "".join("".join(e.text or "" for e in element.iter(f"{W}t")).split())


def _table(table: ET.Element) -> list[page.Row]:
    above: dict[int, page.Cell] = {}
    rows = []
    for row in table.iterfind(f"{W}tr"):
        cells, column = [], 0
        for written in row.iterfind(f"{W}tc"):
            wide = written.find(f"{W}tcPr/{W}gridSpan")
            span = 1 if wide is None else int(wide.get(f"{W}val", ""))
            merged = written.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(f"{W}val") is None:
                cell = above[column]
                cell.rowspan += 1
            else:
                texts = [text for p in written.iterfind(f"{W}p") if (text := _text(p))]
                cell = page.Cell("td", "", 1, span, texts)
            above[column] = cell
            cells.append(cell)
            column += span
        rows.append(cells)
    return rows


def excel(data: bytes) -> Any:
    """Return the only worksheet of an .xlsx file."""
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    return sheet


def in_order(sheet: Any) -> list[str]:
    """Return all that is written on a worksheet, row by row, white space taken out."""
    values = (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)
    return [text for cell in values if (text := "".join(shown(cell).split()))]


def shown(cell: Any) -> str:
    """Return a cell as a person sees it."""
    if isinstance(cell.value, str):
        return cell.value
    places = len(cell.number_format.partition(".")[2])
    comma = "," if cell.number_format.startswith("#,##0") else ""
    return f"{cell.value:{comma}.{places}f}"
