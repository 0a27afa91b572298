"""A workbook that went round (`form`) and came back: what was filled in, as changes to a report.

A cell counts where it is not what it was when the workbook was made, which hidden cells hold; so a
workbook that nobody edited changes nothing. Cells are found by the headings of their columns and by
the key of their row, wherever they were moved.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuanscore.commands.form.subject import ASKED, BEFORE, COLUMNS, HEAD, MARK, WORKBOOK, Way
from tuanscore.commands.intake.papers.package import Package
from tuanscore.commands.intake.papers.readers import xlsx
from tuanscore.commands.intake.papers.spreadsheet import letters
from tuanscore.commands.intake.papers.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tuanscore.commands.intake.papers.spreadsheet import Place, Sheet
    from tuanscore.finding import Route


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell that was filled in, changed or emptied."""

    at: str
    """``工作表“苍溪” I7``."""
    cell: str
    """``I7``."""
    text: str
    column: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the workbook with what is in its cells, changed or not."""

    way: Way
    route: Route
    texts: Mapping[str, str]
    """By column; a blank cell is empty."""
    changed: Mapping[str, Entry]
    cells: Mapping[str, str]
    """The address of each cell that may be filled in."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One sheet that came back."""

    tab: str
    kind: str
    path: str
    head: Mapping[str, str]
    lines: tuple[Line, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was filled in."""
        return any(line.changed for line in self.lines)


def is_one(data: bytes) -> bool:
    """Say whether the bytes may be a workbook that `form` made."""
    if not data.startswith(b"PK"):
        return False
    try:
        package = Package(data)
        parts = [n for n in package.names if n.startswith("xl/") and n.endswith(".xml")]
        return any(WORKBOOK.encode() in package.read(name) for name in parts)
    except UnreadableError:
        return False  # whoever reads it says why


def read(data: bytes) -> tuple[Returned, ...]:
    """Return the sheets of a workbook that are ours; raises UnreadableError for a broken one."""
    found = [_sheet(sheet) for sheet in xlsx.sheets(data)]
    return tuple(one for one in found if one is not None)


def _sheet(sheet: Sheet) -> Returned | None:
    abouts = [found for text in sheet.texts.values() if (found := _about(text)) is not None]
    if not abouts:
        return None
    mark = next((place for place, text in sheet.texts.items() if text == MARK), None)
    if mark is None:
        message = f"{sheet.at}的标识列不见了，不知道哪一行是什么"
        raise UnreadableError(message, "重新用 tuanscore form 导出一份，再填")
    heads = {text: at for (row, at), text in sorted(sheet.texts.items()) if row == mark[0]}
    about = abouts[0]
    lines = tuple(_lines(sheet, mark, heads))
    return Returned(sheet.name, about["kind"], about["path"], about["head"], lines)


def _about(text: str) -> dict[str, Any] | None:
    if WORKBOOK not in text:
        return None
    try:
        told = json.loads(text)
    except ValueError:
        return None
    known = isinstance(told, dict) and told.get("schema") == WORKBOOK
    fit = known and all(isinstance(told.get(key), str) for key in ("kind", "path"))
    head = told.get("head") if fit else None
    return told if isinstance(head, dict) and {*head} <= HEAD else None


def _lines(sheet: Sheet, mark: Place, heads: Mapping[str, int]) -> Iterator[Line]:
    seen: set[str] = set()
    keyed = {row: text for (row, at), text in sheet.texts.items() if at == mark[1]}
    for row, key in sorted(keyed.items()):
        found = _key(key) if row > mark[0] else None
        if found is None:
            continue
        if key in seen:
            message = f"{sheet.at}第 {row + 1} 行和上面的一行是同一项"
            raise UnreadableError(message, "把复制出来的行删去，再导入")
        seen.add(key)
        yield _line(sheet, row, *found, heads)


def _key(text: str) -> tuple[Way, Route] | None:
    try:
        way, *route = json.loads(text)
        found = Way(way), tuple(step if isinstance(step, int) else str(step) for step in route)
    except (ValueError, TypeError):
        return None
    whole = len(route) > (found[0] is not Way.VALUE)
    return found if whole and route[0] in ASKED[found[0]] else None


def _line(sheet: Sheet, row: int, way: Way, route: Route, heads: Mapping[str, int]) -> Line:
    texts, cells, changed = {}, {}, {}
    for column in COLUMNS[way]:
        at = heads.get(column)
        if at is None:
            continue
        before = heads.get(BEFORE + column)
        now = sheet.texts.get((row, at), "").strip()
        then = sheet.texts.get((row, before), "").strip() if before is not None else ""
        cell = f"{letters(at)}{row + 1}"
        texts[column], cells[column] = now, cell
        if now != then:
            changed[column] = Entry(f"{sheet.at} {cell}", cell, now, column)
    return Line(way, route, texts, changed, cells)
