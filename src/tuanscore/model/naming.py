"""What a 表式 names, held against what the kind of document that it prints may print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.finding import Finding, Route
from tuanscore.model import codes
from tuanscore.model.messages import did_you_mean
from tuanscore.model.printed import PLACEHOLDER, PRINTED, TOTAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from tuanscore.model.kinds.form import Block, Column, Form, Row
    from tuanscore.source.tree import Document

_Named = tuple[Route, str, str]
"""Where something is named, its name, and the table whose column it is; empty for none."""


def examine(form: Form, document: Document) -> Iterator[Finding]:
    """Yield a finding for every name that the kind of document does not know."""
    printed = PRINTED.get(form.prints)
    if printed is None:
        place, hint = document.place(("用于",)), did_you_mean(form.prints, PRINTED)
        message = f"“{form.prints}”不是能用表式打印的类型"
        yield Finding(codes.NO_PRINTED_FIELD, message, place, hint)
        return
    for route, name, table in _named(form):
        known: Collection[str] = printed.texts
        if table == _TABLE:
            known, what = printed.tables, "表"
        elif table == _EITHER:
            known, what = {*printed.texts, *printed.tables}, "栏"
        elif table:
            known, what = printed.tables.get(table, {name: ""}), f"“{table}”表的栏"
        else:
            what = "栏"
        if name in known or any(k.endswith("/") and name.startswith(k) for k in known):
            continue
        at = route if document.get(route) is not None else route[:-1]  # a name alone
        place, message = document.place(at), f"{form.prints}没有“{name}”这个{what}"
        yield Finding(codes.NO_PRINTED_FIELD, message, place, did_you_mean(name, known))


def used(form: Form) -> set[str]:
    """Return all that a form prints, by its name."""
    return {name for _, name, _ in _named(form)}


_TABLE, _EITHER = "表", "栏或表"


def _named(form: Form) -> Iterator[_Named]:
    yield from _in_text(form.title, ("标题",))
    for index, block in enumerate(form.blocks):
        yield from _of_block(block, ("内容", index))


def _of_block(block: Block, at: Route) -> Iterator[_Named]:
    yield from _in_text(block.heading, (*at, "标题"))
    yield from _in_text(block.text, (*at, "文字"))
    yield from _of_part(block, at)
    for name, text in block.total.items():
        if name != TOTAL:
            yield (*at, "合计", name), name, block.table or ""
        yield from _in_text(text, (*at, "合计", name))
    if block.field is not None:
        yield (*at, "栏"), block.field, ""
    yield from _of_rows(block.rows, (*at, "行"))
    yield from _of_rows(block.tail, (*at, "表尾"))


def _of_rows(rows: Iterable[Row], at: Route) -> Iterator[_Named]:
    for index, row in enumerate(rows):
        here = (*at, index)
        yield from _of_part(row, here)
        yield from _of_rows(row.rows, (*here, "行"))
        yield from _in_text(row.left, (*here, "左边"))
        for number, cell in enumerate(row.cells):
            place = (*here, "格", number)
            yield from _in_text(cell.label, (*place, "标签"))
            yield from _in_text(cell.text, (*place, "文字"))
            if cell.field is not None:
                yield (*place, "栏"), cell.field, ""


def _of_part(part: Block | Row, at: Route) -> Iterator[_Named]:
    """Yield what a block and a row have in common: conditions, and a table with its columns."""
    conditions = {"有": part.present, "无": part.absent}
    for key, names in conditions.items():
        for index, name in enumerate(names):
            yield (*at, key, index), name, _EITHER
    if part.table is not None:
        yield (*at, "表"), part.table, _TABLE
        yield from _of_columns(part.columns, part.table, (*at, "列"))


def _of_columns(columns: Iterable[Column], table: str, at: Route) -> Iterator[_Named]:
    for index, column in enumerate(columns):
        yield (*at, index, "栏"), column.field, table
        yield from _in_text(column.head, (*at, index, "表头"))
        yield from _in_text(column.group, (*at, index, "组"))


def _in_text(text: str | None, at: Route) -> Iterator[_Named]:
    for found in PLACEHOLDER.finditer(text or ""):
        yield at, found[1], ""
