"""From what a document has to print and a 表式 to the printed sheet."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tuanscore.errors import TuanscoreError
from tuanscore.model.naming import used
from tuanscore.model.printed import PLACEHOLDER, PRINTED, TOTAL
from tuanscore.sheets.sheet import Cell, Heading, Paragraph, Sheet, Table
from tuanscore.sheets.spans import Slot, stack
from tuanscore.sheets.told import NOTHING, Line, is_blank

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from tuanscore.model.kinds.form import Block, Column, Form, Row
    from tuanscore.model.kinds.form import Cell as FormCell
    from tuanscore.sheets.sheet import Block as Printed
    from tuanscore.sheets.told import Lines, Told

_EMPTY_LINE = "\u3000"
"""Keeps its height in a cell, as room for a seal or a signature."""
_LEAST = 14
"""What a column of text needs at least, in percent."""
TICKED, OPEN = "☑", "□"
_STYLES = {"标签": "label", "数字": "number", "合计": "sum", "无框": "bare"}
_PARAGRAPHS = {"正文": "body", "注": "note", "靠右": "right"}


def draw(form: Form, told: Told) -> Sheet:
    """Return a document as this form prints it; the form names nothing that is not told."""
    return _Pen(form, told).sheet()


class _Pen:
    """One form being filled in."""

    def __init__(self, form: Form, told: Told) -> None:
        self.form, self.told = form, told

    def sheet(self) -> Sheet:
        blocks: list[Printed] = []
        for block in self.form.blocks:
            for printed in self._block(block):
                _put(printed, blocks)
        if lost := self._lost():
            blocks.append(Paragraph(f"这种表式没有栏可印的：{'、'.join(lost)}。", "note"))
        title, landscape = self._fill(self.form.title), self.form.paper == "横"
        return Sheet(self.told.kind, title, tuple(blocks), self.told.sample, landscape=landscape)

    def _lost(self) -> list[str]:
        """Return what somebody has written and the form has no place for, with how many rows."""
        printed = PRINTED[self.form.prints]
        missing = [name for name in printed.kept if name not in used(self.form)]
        told = {name: 1 for name in missing if not is_blank(self.told.texts.get(name, NOTHING))}
        for table in (table for table in printed.tables if table in self.told.tables):
            for name in missing:
                rows = (line.slots.get(name, ()) for line in self.told.tables[table].lines)
                filled = sum(1 for slots in rows if not all(is_blank(s.cell) for s in slots))
                told[name] = told.get(name, 0) + filled
        return [f"{name}（{count} 处）" for name, count in told.items() if count]

    def _block(self, block: Block) -> Iterator[Printed]:
        if not self._wanted(block):
            return
        style = _PARAGRAPHS[block.style]
        if block.heading is not None:
            yield Heading(self._fill(block.heading), block.level)
        elif block.text is not None:
            yield Paragraph(re.sub("　{2,}", "　", self._fill(block.text)), style)
        elif block.field is not None:
            lines = self._told(block.field).lines
            yield from (Paragraph(line, style) for line in lines if line)
        elif block.table is not None:
            yield self._table(block, self.told.tables[block.table])
        else:
            rows = self._fit(self._rows(block.rows, len(block.widths)), len(block.widths))
            if rows:
                yield Table(rows, block.widths, head_rows=0)

    def _wanted(self, part: Block | Row) -> bool:
        present = not part.present or any(map(self._is_told, part.present))
        return present and not any(map(self._is_told, part.absent))

    def _is_told(self, name: str) -> bool:
        """Say whether anything stands under a name, or in a table of this name."""
        if name in self.told.tables:
            return bool(self.told.tables[name].lines)
        return not is_blank(self._told(name))

    def _fill(self, template: str) -> str:
        """Put what is told in the place of every ``{栏}``."""
        return PLACEHOLDER.sub(lambda found: "".join(self._told(found[1]).lines), template)

    def _told(self, name: str) -> Cell:
        """Return what stands under a name; of some there are as many as a document has."""
        return self.told.texts.get(name, NOTHING) if "/" in name else self.told.texts[name]

    # ---- rows of a form --------------------------------------------------------------------------

    def _rows(self, rows: Sequence[Row], width: int) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows of a form of so many columns."""
        for row in filter(self._wanted, rows):
            inner = list(self._row(row, width - (row.left is not None)))
            if row.left is not None and inner:
                label = replace(_label(self._fill(row.left)), rowspan=len(inner))
                inner[0] = (label, *inner[0])
            yield from inner

    def _row(self, row: Row, width: int) -> Iterator[tuple[Cell, ...]]:
        if row.table is None:
            yield from self._rows(row.rows, width)
            if row.cells:
                yield tuple(self._cell(cell) for cell in row.cells)
            return
        lines = self.told.tables[row.table]
        columns = _named(_shown(row.columns, lines), self._fill)
        if not lines.lines:
            return
        if row.across is not None:
            yield from _across(columns, lines, row.across, width)
        elif row.beside is not None:
            yield from _beside(columns, lines, row.beside, width)
        else:
            yield tuple(_label(_head(column), column.columns) for column in columns)
            yield from stack([_line(line, columns, lines) for line in lines.lines])

    def _cell(self, cell: FormCell) -> Cell:
        if cell.label is not None:
            made = _label(self._fill(cell.label))
        elif cell.field is not None:
            made = self._told(cell.field)
        else:
            lines = self._fill(cell.text or "").split("\n")
            made = Cell(tuple(line or _EMPTY_LINE for line in lines))
        if cell.choices:
            made = Cell((ticks(cell.choices, "".join(made.lines)),))
        style = made.style if cell.style is None else _STYLES[cell.style]
        return replace(made, rowspan=cell.rows, colspan=cell.columns, style=style)

    # ---- tables with heads -----------------------------------------------------------------------

    def _table(self, block: Block, lines: Lines) -> Table:
        columns = _named(_shown(block.columns, lines), self._fill)
        wanted = [line for line in lines.lines if block.sums or line.caption is None]
        rows = [_line(line, columns, lines) for line in wanted]
        heads, widths = _heads(columns, lines), _widths(columns, lines)
        tail = self._rows(block.tail, len(widths))
        total = [self._total(block.total, columns, lines)] if block.total else []
        body = (*stack(rows), *self._fit(tail, len(widths)), *stack(total))
        return Table((*heads, *body), widths, head_rows=len(heads))

    def _fit(self, rows: Iterable[tuple[Cell, ...]], width: int) -> tuple[tuple[Cell, ...], ...]:
        """Return rows of a width; raises TuanscoreError where one of them is longer."""
        fitted = _fitted(rows, width)
        if fitted is None:
            what = f"表式“{self.form.name}”里有一行的格比这张表的 {width} 列多"
            raise TuanscoreError(what, "在 宽 里加一列，或少占几列")
        return fitted

    def _total(
        self, wanted: Mapping[str, str], columns: Sequence[Column], lines: Lines
    ) -> tuple[Slot, ...]:
        filled = {name: self._fill(text) for name, text in wanted.items()}
        caption = Cell((filled.pop(TOTAL, ""),), style="sum")
        own = {name: (Slot(Cell((text,), style="sum")),) for name, text in filled.items()}
        return _line(Line({**lines.total, **own}, caption), columns, lines)


def _line(line: Line, columns: Sequence[Column], lines: Lines) -> tuple[Slot, ...]:
    """Return a row; room that a column leaves goes to the caption, else to what follows."""
    row: list[Slot] = []
    caption, room = line.caption, 0
    for column in columns:
        slots, width = _slots(line, column.field), _width(column, lines)
        if slots and room:
            row, slots, caption = _close(row, slots, caption, room)
            room = 0
        row += (_wide(slot, column.columns) for slot in slots)
        room += (width - len(slots)) * column.columns
    if room:
        style = "sum" if line.caption is not None else ""
        row += [Slot(Cell(("",), style=style))] * room
    return tuple(row)


def _slots(line: Line, field: str) -> tuple[Slot, ...]:
    """Return what stands in a column; of some there are as many as a document has."""
    if "/" in field and line.caption is None:
        return line.slots.get(field, (Slot(NOTHING),))
    return line.slots.get(field, ())


def _close(
    row: list[Slot], slots: tuple[Slot, ...], caption: Cell | None, room: int
) -> tuple[list[Slot], tuple[Slot, ...], Cell | None]:
    """Fill the room before some slots."""
    if caption is not None and any(caption.lines):
        return [*row, Slot(replace(caption, colspan=room))], slots, replace(caption, lines=("",))
    if caption is not None:
        return [*row, *[Slot(replace(caption, colspan=1))] * room], slots, caption
    first = replace(slots[0], cell=replace(slots[0].cell, colspan=slots[0].cell.colspan + room))
    return row, (first, *slots[1:]), caption


def _wide(slot: Slot, columns: int) -> Slot:
    return slot if columns == 1 else replace(slot, cell=replace(slot.cell, colspan=columns))


def _across(
    columns: Sequence[Column], lines: Lines, most: int, width: int
) -> Iterator[tuple[Cell, ...]]:
    """Yield a table lying on its side: each column a row, at most so many lines beside each other.

    They share the width.
    """
    for start in range(0, len(lines.lines), most):
        beside = lines.lines[start : start + most]
        for column in columns:
            slots = (line.slots[column.field][0] for line in beside)
            yield tuple(replace(slot.cell, colspan=width // len(beside)) for slot in slots)


def _fitted(rows: Iterable[tuple[Cell, ...]], width: int) -> tuple[tuple[Cell, ...], ...] | None:
    """Return rows of this width, the last cell of a short one made wider; None for a longer one."""
    open_rows = [0] * width
    fitted = []
    for row in rows:
        taken = sum(1 for rows_left in open_rows if rows_left)
        room = width - taken - sum(cell.colspan for cell in row)
        if room < 0 or (room and not row):
            return None
        last = (replace(row[-1], colspan=row[-1].colspan + room),) if row else ()
        fitted.append((*row[:-1], *last))
        column = 0
        for cell in fitted[-1]:
            while open_rows[column]:
                column += 1
            open_rows[column : column + cell.colspan] = [cell.rowspan] * cell.colspan
            column += cell.colspan
        open_rows = [max(0, rows_left - 1) for rows_left in open_rows]
    return tuple(fitted)


def _put(printed: Printed, blocks: list[Printed]) -> None:
    """Add a block; rows of a form that go on with the same columns go on with the same table."""
    last = blocks[-1] if blocks else None
    if isinstance(printed, Table) and isinstance(last, Table):
        forms = not (printed.head_rows or last.head_rows)
        if forms and printed.widths == last.widths:
            blocks[-1] = replace(last, rows=(*last.rows, *printed.rows))
            return
    blocks.append(printed)


def _beside(
    columns: Sequence[Column], lines: Lines, most: int, width: int
) -> Iterator[tuple[Cell, ...]]:
    """Yield a table with so many lines in one row; the last cell has the rest of the room."""
    for start in range(0, len(lines.lines), most):
        row = [
            slot.cell
            for line in lines.lines[start : start + most]
            for slot in _line(line, columns, lines)
        ]
        rest = width - sum(cell.colspan for cell in row[:-1])
        yield (*row[:-1], replace(row[-1], colspan=rest))


def _shown(columns: Sequence[Column], lines: Lines) -> list[Column]:
    """Return the columns without those that are left out where nothing is in them."""
    return [c for c in columns if not c.optional or _is_filled(c.field, lines)]


def _is_filled(field: str, lines: Lines) -> bool:
    rows = (*(line.slots for line in lines.lines), lines.total)
    return any(not is_blank(slot.cell) for slots in rows for slot in slots.get(field, ()))


def _width(column: Column, lines: Lines) -> int:
    """Return how many columns one of the form is in this document."""
    heads = lines.heads.get(column.field)
    return 1 if heads is None else len(heads)


def _widths(columns: Sequence[Column], lines: Lines) -> tuple[int, ...]:
    """Return the widths; columns without one share what the others leave."""
    given = [(c.width, _width(c, lines)) for c in columns]
    left = 100 - sum(width * number for width, number in given if width is not None)
    open_ = sum(number for width, number in given if width is None)
    share = max(_LEAST, left // open_) if open_ else 0
    return tuple(w if w is not None else share for w, number in given for _ in range(number))


def _heads(columns: Sequence[Column], lines: Lines) -> list[tuple[Cell, ...]]:
    """Return one row of heads, or two where some columns stand under one head together."""
    if not any(column.group for column in columns):
        return [tuple(head for column in columns for head in _heads_of(column, lines))]
    above: list[Cell] = []
    below: list[Cell] = []
    group = None
    for column in columns:
        heads = _heads_of(column, lines)
        if column.group is None:
            above += (replace(head, rowspan=2) for head in heads)
        elif column.group == group:
            above[-1] = replace(above[-1], colspan=above[-1].colspan + len(heads))
        else:
            above.append(Cell((column.group,), colspan=len(heads), style="head"))
        below += heads if column.group is not None else ()
        group = column.group
    return [tuple(above), tuple(below)]


def _heads_of(column: Column, lines: Lines) -> list[Cell]:
    """Return the heads of a column: the document's own, or one of the form for all of it."""
    heads = lines.heads.get(column.field, (column.field,))
    if {*heads} == {column.field}:
        return [replace(_label(_head(column), len(heads)), style="head")]
    return [Cell((text,), style="head") for text in heads]


def _head(column: Column) -> str:
    return column.field if column.head is None else column.head.strip()


def _named(columns: Sequence[Column], fill: Callable[[str], str]) -> list[Column]:
    """Return the columns with what is told of the document in their heads."""
    return [
        column.model_copy(
            update={
                "head": None if column.head is None else fill(column.head),
                "group": None if column.group is None else fill(column.group),
            }
        )
        for column in columns
    ]


def _label(text: str, columns: int = 1) -> Cell:
    return Cell(tuple(text.split("\n")), colspan=columns, style="label")


def ticks(choices: Sequence[str], written: str) -> str:
    """Return all choices, those that are written ticked; what is no choice stands behind them."""
    chosen = [part.strip() for part in re.split("[、，,；;]", written) if part.strip()]
    told = [f"{TICKED if choice in chosen else OPEN} {choice}" for choice in choices]
    return "　".join([*told, *(f"{TICKED} {other}" for other in chosen if other not in choices)])
