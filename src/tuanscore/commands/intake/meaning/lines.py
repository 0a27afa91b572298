"""The lines under a row of headings: indicators, or the items of a card."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tuanscore.commands.intake.meaning import wording
from tuanscore.commands.intake.meaning.columns import ABOUT, CARDS, LEVELS, Column, Columns, find
from tuanscore.commands.intake.meaning.ledger import HEADING
from tuanscore.commands.intake.meaning.recognised import Told, Value

if TYPE_CHECKING:
    from tuanscore.commands.intake.meaning.grid import Grid
    from tuanscore.commands.intake.meaning.headings import Headings
    from tuanscore.commands.intake.meaning.ledger import Ledger
    from tuanscore.commands.intake.papers.paper import Cell

Row = dict[str, Value]
CARD_LABELS = ("部分", "类别", "小类")
LABELS = (*LEVELS, *CARD_LABELS)
SUM = "合计行"
NUMBER = "序号"
REPEATED = "和上一行一样"
FILLER = "没有填的行"
PROMPT = "表里的提示语"
_SCORES = ("得分", "自评", "审核", "他评", "折算得分")
_ONE_LINE = ("性质", "指标值", "度量单位", "分值", "责任", "时限", *_SCORES)
_BARE = re.compile(r"[≥≤><=]*-?\d[\d,]*(?:\.\d+)?")
_GROUP = re.compile(r"\(?[一二三四五六七八九十]{1,3}[)、,.]")
_NOTE = re.compile(r"(注|说明|备注|填表说明|填表人)\d?[:,]")


@dataclass(slots=True)
class Lines:
    """The lines of one set of headings."""

    columns: Columns
    rows: list[Row] = field(default_factory=list)
    about: list[Row] = field(default_factory=list)
    """Beside each row what it says of its project, where several stand in one table."""
    by_category: dict[str, Told] = field(default_factory=dict)
    totals: dict[str, Told] = field(default_factory=dict)
    """总分 (points) and 得分 as the last row of sums has them."""
    labels: dict[str, Cell] = field(default_factory=dict)
    """The last labels, which hold for what follows on another page."""

    @property
    def is_card(self) -> bool:
        """Whether the lines are those of a card."""
        return self.columns.name in CARDS


def read(
    grid: Grid,
    row: int,
    lines: Lines,
    headings: Headings,
    ledger: Ledger,
) -> int:
    """Read lines from a row on; return the first row that is none of them."""
    reader = _Reader(grid, row, lines, headings, ledger)
    while row < grid.rows:
        again = find(grid, row, headings)
        if again is not None:
            if again.roles != lines.columns.roles or again.block != lines.columns.block:
                break
            mark(again, ledger)
            row = again.stop
        elif reader.is_sum(row):
            row += 1
            if not reader.goes_on(row):
                reader.total(row - 1)
                break
        elif reader.ends(row):
            break
        else:
            reader.line(row)
            row += 1
    reader.close()
    return row


def mark(columns: Columns, ledger: Ledger) -> None:
    """Take down the cells of headings."""
    for column in (*columns.columns, *columns.others):
        for cell in column.cells:
            ledger.left(cell, HEADING)
    if columns.second is not None:
        mark(columns.second, ledger)
    if columns.beside is not None:
        ledger.left(columns.beside, HEADING)


class _Reader:
    def __init__(
        self, grid: Grid, first: int, lines: Lines, headings: Headings, ledger: Ledger
    ) -> None:
        self.grid, self.first, self.lines = grid, first, lines
        self.headings, self.ledger = headings, ledger
        self.columns = lines.columns
        name = self.columns.get(self.columns.name)
        assert name is not None
        self.name = name
        self.labels = [part for column in self._of(LABELS) for part in self._split(column)]
        self.merged = {column.role for column in self.labels if self._is_merged(column)}
        self.grouped = {
            column.role
            for column in self._of((*_SCORES, "分值"))
            if lines.is_card and self._is_merged(column)
        }
        self.short = {
            row
            for row in range(first, grid.rows)
            if grid.table.loose and len(grid.starting(row)) < len(self.columns.columns)
        }
        """Lines of a paste of which some cells are gone."""
        self.scored: dict[int, tuple[Cell, dict[str, Cell]]] = {}
        self.about: dict[str, Cell] = {}
        self.heading: Cell | None = None
        self.sum_: Cell | None = None

    def _of(self, roles: tuple[str, ...]) -> list[Column]:
        return [column for column in self.columns.columns if column.role in roles]

    def _cells(self, column: Column) -> list[Cell]:
        """Return the cells that begin under a heading."""
        return [
            cell
            for row in range(self.first, self.grid.rows)
            for cell in self.grid.starting(row)
            if column.start <= cell.column < column.stop
        ]

    def _is_merged(self, column: Column) -> bool:
        return any(cell.rows > 1 and cell.text.strip() for cell in self._cells(column))

    def _split(self, column: Column) -> list[Column]:
        """Return one heading over several columns of labels as one for each."""
        starts = {cell.column for cell in self._cells(column) if cell.text.strip()}
        edges = [*sorted({column.start, *starts}), column.stop]
        roles = _lower(column.role, len(edges) - 1)
        return [
            replace(column, role=role, start=start, stop=stop)
            for role, start, stop in zip(roles, edges, edges[1:], strict=False)
        ]

    # ---- rows that are no lines ------------------------------------------------------------------

    def is_sum(self, row: int) -> bool:
        """Take down a row of sums."""
        filled = self.grid.filled(row)
        sums = [
            cell
            for cell in filled
            if cell.column < self.name.stop and self.headings.is_sum(cell.text)
        ]
        if not sums:
            return False
        self.sum_ = sums[0]
        for cell in filled:
            self.ledger.left(cell, SUM)
        return True

    def total(self, row: int) -> None:
        """Take points and score from the last row of sums."""
        for role, key in (("分值", "总分"), ("得分", "得分"), ("自评", "得分")):
            column = self.columns.get(role)
            cell = self.grid.at(row, column.start) if column is not None else None
            if cell is not None and column is not None and cell.column >= column.start:
                self.lines.totals.setdefault(key, self.ledger.told(cell))

    def goes_on(self, row: int) -> bool:
        """Say whether lines follow a sum: those of the next section, after a 小计."""
        if row >= self.grid.rows or self.ends(row):
            return False
        if self.sum_ is not None and wording.heading(self.sum_.text) == "小计":
            return True
        named = self._named(row)
        return bool(named) and len(self.grid.filled(row)) > 2

    def ends(self, row: int) -> bool:
        """Say whether a row belongs to what stands below the lines."""
        filled = self.grid.filled(row)
        if not filled:
            return False
        first = filled[0]
        if self.headings.is_end(first.text) or _NOTE.match(wording.flat(first.text)):
            return first.column <= self.name.start
        if first.column >= self.name.start or self.headings.is_weak(first.text):
            return False
        if self.headings.level(first.text):
            return False
        word = wording.heading(first.text)
        return bool(
            self.headings.label(first.text)
            or self.headings.fund(first.text)
            or word in self.headings.persons
        )

    def _is_group(self, filled: list[Cell]) -> bool:
        """Take a text alone in its row, over labels and names, for the label of what follows."""
        (cell,) = filled
        if cell.column > self.name.start or cell.column + cell.columns <= self.name.start:
            return False
        if cell.columns == 1:
            return False
        text = cell.text
        if not (
            self.headings.level(text) or wording.points(text) or _GROUP.match(wording.flat(text))
        ):
            return False
        self.heading = cell
        self.lines.labels.clear()
        return True

    # ---- a line ----------------------------------------------------------------------------------

    def line(self, row: int) -> None:
        """Read a row as a line, unless nobody has filled it in."""
        filled = self.grid.filled(row)
        if not filled or (len(filled) == 1 and self._is_group(filled)):
            return
        about = self._about(row)
        labels = self._label_values(row)
        named = self._named(row)
        if not named and not self._says(row):
            for cell in filled:
                self.ledger.left(cell, FILLER)
            return
        told = self._told_name(named)
        values = self._values(row)
        key = "内容" if self.lines.is_card else "三级指标"
        self.lines.rows.append({**labels, key: told, **values})
        self.lines.about.append(about)

    def _named(self, row: int) -> list[Cell]:
        """Return the cells of the name of a line; none where it is a filler or a prompt."""
        written = [
            cell
            for cell in self.grid.between(row, self.name.start, self.name.stop)
            if (cell.column >= self.name.start or self._has_no_label(cell)) and cell.text.strip()
        ]
        text = "".join(cell.text for cell in written)
        blank = self.headings.is_filler(text) or wording.is_prompt(text)
        return [] if blank else written

    def _has_no_label(self, cell: Cell) -> bool:
        """Say whether a name begins under a lower label, as a line does that has none."""
        first = self.labels[0].start if self.labels else self.name.start
        return first < cell.column < self.name.start < self.name.stop <= cell.column + cell.columns

    def _told_name(self, cells: list[Cell]) -> Told:
        if not cells:
            return Told("", "")
        if self.lines.is_card:
            text = "\n".join(cell.text.strip() for cell in cells)
        else:
            text = wording.name("".join(wording.joined(cell.text) for cell in cells))
        return self.ledger.told_of(cells, text, weak=self.name.weak)

    def _says(self, row: int) -> bool:
        """Say whether a line without a name asks for something all the same."""
        return any(
            not self.headings.is_filler(cell.text)
            for column in self._of(("指标值", "完成值"))
            for cell in self._under(column, row)
            if cell.row == row
        )

    def _under(self, column: Column, row: int) -> list[Cell]:
        cells = self.grid.between(row, column.start, column.stop)
        return [cell for cell in cells if cell.column >= column.start]

    def _values(self, row: int) -> Row:
        found: Row = {}
        for column in self.columns.columns:
            role = column.role
            if role in (*LABELS, *ABOUT) or column is self.name:
                continue
            cells = self._under(column, row)
            if role == "序号":
                for cell in cells:
                    self.ledger.left(cell, NUMBER)
                continue
            if not cells:
                continue
            first = cells[0]
            if role in self.grouped and role in _SCORES:
                self.scored.setdefault(id(first), (first, dict(self.lines.labels)))
            elif role in self.grouped and first.rows > 1:
                found["类别分值"] = self._value(cells, column)
            elif role not in ("分值", *_SCORES) or first.row == row:
                found[self._key(role)] = self._value(cells, column)
        return found | self._unit(found)

    def _unit(self, values: Row) -> Row:
        """Return the unit that the heading of a target says, where a number has none."""
        asked, column = values.get("指标值"), self.columns.get("指标值")
        if column is None or not isinstance(asked, Told) or "度量单位" in values:
            return {}
        unit = wording.unit(column.text)
        bare = _BARE.fullmatch(wording.flat(asked.text))
        return {"度量单位": self.ledger.told(column.cells[-1], unit)} if unit and bare else {}

    def _key(self, role: str) -> str:
        """Return the key of a role: who gave a score is said on cards alone."""
        if role == "自评" and not self.lines.is_card and "得分" not in self.columns:
            return "得分"
        return role

    def _value(self, cells: list[Cell], column: Column) -> Told:
        written = [cell for cell in cells if cell.text.strip()]
        if any(wording.is_prompt(cell.text) for cell in written):
            for cell in written:
                self.ledger.left(cell, PROMPT)
            return Told("", self.ledger.place(cells[0]))
        text = "".join(cell.text.strip() for cell in written)
        if column.role in _ONE_LINE:
            text = wording.joined(text)
        weak = column.weak or cells[0].row in self.short
        return self.ledger.told_of(written or cells[:1], text, weak=weak)

    # ---- labels ----------------------------------------------------------------------------------

    def _label_values(self, row: int) -> Row:
        """Return the labels of a line; one that is not merged holds for the lines below it."""
        found: Row = {}
        if self.heading is not None:
            found |= self._labelled(self.heading, self._top())
        changed = False
        seen: Cell | None = None
        last = self.lines.labels
        for column in self.labels:
            cell = self.grid.at(row, column.start)
            if cell is not None and (
                cell is seen or cell.column < column.start or self._has_no_label(cell)
            ):
                last.pop(column.role, None)
                continue
            seen = cell
            if cell is None:
                if changed:
                    last.pop(column.role, None)
            elif cell.text.strip() and not self.headings.is_filler(cell.text):
                changed = changed or last.get(column.role) is not cell
                last[column.role] = cell
            elif changed or (column.role in self.merged and row > self.first):
                last.pop(column.role, None)
            if column.role in last:
                found |= self._labelled(last[column.role], column.role)
            elif cell is not None:
                found[column.role] = Told("", self.ledger.place(cell))
        return found

    def _labelled(self, cell: Cell, role: str) -> Row:
        text = wording.label(cell.text)
        if role in LEVELS:
            text = self.headings.level(text) or text
        found: Row = {role: self.ledger.told(cell, text)}
        if points := wording.points(cell.text):
            found[f"{role[:2]}分值"] = self.ledger.told(cell, points)
        return found

    def _top(self) -> str:
        """Return the role of a label that stands alone in its row: one that has no column."""
        given = {column.role for column in self.labels}
        names = CARD_LABELS if self.lines.is_card else LEVELS
        return next((name for name in names if name not in given), names[0])

    def _about(self, row: int) -> Row:
        """Return what a line says of its project; blank below means the same."""
        for column in self._of(ABOUT):
            cell = self.grid.at(row, column.start)
            if cell is None or not cell.text.strip():
                continue
            before = self.about.get(column.role)
            if before is not None and wording.flat(before.text) == wording.flat(cell.text):
                self.ledger.left(cell, REPEATED)
            self.about[column.role] = cell
        return {
            role: self.ledger.told(cell, wording.joined(cell.text))
            for role, cell in self.about.items()
        }

    def close(self) -> None:
        """Give the scores that stand beside a whole category to it."""
        for cell, labels in self.scored.values():
            owner = labels.get("类别") or labels.get("部分")
            if owner is not None and cell.text.strip():
                self.lines.by_category[wording.label(owner.text)] = self.ledger.told(cell)


def _lower(role: str, count: int) -> tuple[str, ...]:
    """Return the roles of labels under one heading: its own and the next lower ones."""
    order = CARD_LABELS if role in CARD_LABELS else LABELS
    start = min(order.index(role), max(0, len(order) - count))
    return order[0 if count > 1 and role == "类别" else start :][:count]
