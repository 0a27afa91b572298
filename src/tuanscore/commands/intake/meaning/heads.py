"""What stands around the lines: labels with their values beside, below or behind a colon."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from tuanscore.commands.intake.meaning import wording
from tuanscore.commands.intake.meaning.columns import Column, stacks
from tuanscore.commands.intake.meaning.ledger import HEADING, UNKNOWN
from tuanscore.commands.intake.meaning.lines import FILLER, PROMPT
from tuanscore.commands.intake.meaning.recognised import Told, Value

if TYPE_CHECKING:
    from tuanscore.commands.intake.meaning.grid import Grid
    from tuanscore.commands.intake.meaning.headings import Headings
    from tuanscore.commands.intake.meaning.ledger import Ledger
    from tuanscore.commands.intake.papers.paper import Cell, Text

PERSON = "个人信息，不写进文件"
AGAIN = "前面已经有了"
_AMOUNTS = {"年初预算数", "全年预算数", "全年执行数", "执行率", "预计执行数"}
_OF_SOURCES = {"执行分值": "分值", "执行得分": "得分", "执行说明": "说明"}
"""What headings of amounts are called in the row of one source."""
_BY_NAME = "资金支出计划"
_TALLEST = 3
_STRANGE = 3
"""So many headings of amounts must be known for each one that is not."""
_CODED = re.compile(r"\d{3,12}[^\W\d]{4,}(?:\([^()]*\))?")


class Head:
    """Reads labels and values into the head of a project or card."""

    def __init__(self, headings: Headings, ledger: Ledger) -> None:
        """Take what all heads of a paper share."""
        self.headings, self.ledger = headings, ledger
        self.values: dict[str, Value] = {}

    # ---- values ----------------------------------------------------------------------------------

    def put(self, roles: tuple[str, ...], cell: Cell | Text, text: str, label: str) -> None:
        """Take a value for the first role that fits it; what is there already stays."""
        role = roles[0]
        if "计量单位" in roles and (wording.money(f"单位:{text}") or role == "计量单位"):
            role, text = "计量单位", wording.money(f"单位:{text}") or text
        if wording.is_prompt(text):
            self.ledger.left(cell, PROMPT)
            text = ""
        if role in ("其他栏目", "资金来源") and text:
            self.named(role, wording.heading(label), self.ledger.told(cell, text))
            return
        if self.values.get(role) and self._is_filled(role):
            self.ledger.left(cell, AGAIN)
            return
        told = self.ledger.told(cell, text) if text else Told("", self.ledger.place(cell))
        self.values[role] = told
        self.unit(label)

    def _is_filled(self, role: str) -> bool:
        value = self.values[role]
        return not isinstance(value, Told) or bool(value.text)

    def unit(self, text: str) -> bool:
        """Take the unit of amounts from a heading; say whether its bracket has one."""
        found = wording.money(text) if "(" in wording.flat(text) else ""
        if found and "计量单位" not in self.values:
            self.values["计量单位"] = Told(found, "")
        return bool(found)

    def named(self, role: str, name: str, told: Told) -> None:
        """Take a value under a name of its own."""
        known = self.values.get(role)
        self.values[role] = {**(known if isinstance(known, dict) else {}), name: told}

    # ---- texts -----------------------------------------------------------------------------------

    def said(self, piece: Cell | Text) -> bool:
        """Take ``项目名称：…`` in one cell or paragraph; say whether there was any such."""
        said = [part for part in wording.parts(piece.text) if part[0] and part[1]]
        found = [(self._roles(label), text, label) for label, text in said]
        if not any(roles for roles, _, _ in found):
            return False
        for roles, text, label in found:
            if roles == ("个人信息",):
                self.ledger.left(piece, PERSON)
            elif roles:
                self.put(roles, piece, text, label)
            else:
                self.ledger.left_in(piece, f"{label}：{text}", UNKNOWN)
        return True

    def _roles(self, label: str) -> tuple[str, ...]:
        if wording.heading(label) in self.headings.persons:
            return ("个人信息",)
        return self.headings.label(label)

    # ---- rows ------------------------------------------------------------------------------------

    def read(self, grid: Grid, row: int) -> int:
        """Read one row, or a row of labels and the values below it; return the next row."""
        return self._by_names(grid, row) or self._below(grid, row) or self._beside(grid, row)

    def _by_names(self, grid: Grid, row: int) -> int:
        """Read names over values: what is planned to be spent by when."""
        first = next(iter(grid.filled(row)), None)
        if first is None or self.headings.label(first.text)[:1] != (_BY_NAME,):
            return 0
        below = grid.at(row + 1, first.column)
        if below is not first and not (grid.is_flat and below and not below.text.strip()):
            return 0
        self.ledger.left(first, HEADING)
        for cell in grid.filled(row)[1:]:
            value = grid.at(row + cell.rows, cell.column)
            self.ledger.left(cell, HEADING)
            if value is not None and value is not first:
                self.named(_BY_NAME, wording.flat(cell.text), self.ledger.told(value))
        return row + 2

    def _below(self, grid: Grid, row: int) -> int:
        """Read labels over values, or amounts by their sources below their headings."""
        height = self._height(grid, row)
        if not height or row + height >= grid.rows:
            return 0
        written, beside = stacks(grid, row, height)
        side_by_side = grid.is_flat or _touch(written)
        if not side_by_side or not self._are_labels(written):
            return 0
        if self._are_over_labels(grid, row + height, written):
            return 0
        for column in written:
            for cell in column.cells:
                self.ledger.left(cell, HEADING)
                self.unit(cell.text)
        if beside is not None:
            self.ledger.left(beside, HEADING)
            self.unit(beside.text)
        below = row + height
        if self._amount_roles(written) > 1:
            return self._amounts(grid, below, written, beside)
        for column in written:
            self._put_below(grid, below, column)
        return below + 1

    def _height(self, grid: Grid, row: int) -> int:
        """Return how many rows the labels of a row are high, what stands beside them left out."""
        filled = grid.filled(row)
        rows = [
            cell.rows
            for cell in filled[1:]
            if (self._roles(cell.text) or self.headings.fund(cell.text)) and cell.rows <= _TALLEST
        ]
        return max(rows, default=0)

    def _are_labels(self, written: list[Column]) -> bool:
        """Say whether a row holds labels and nothing else."""
        known = [bool(self._column_roles(column)) for column in written]
        strange = known[1:].count(False)
        return sum(known) > 1 and (not strange or self._amount_roles(written) > _STRANGE * strange)

    def _amount_roles(self, written: list[Column]) -> int:
        return len({r for c in written for r in self.headings.fund(c.text)} & _AMOUNTS)

    def _are_over_labels(self, grid: Grid, row: int, written: list[Column]) -> bool:
        """Say whether labels stand below labels, so that none of them has its value there."""
        below = [grid.at(row, column.start) for column in written[1:]]
        filled = [cell for cell in below if cell is not None and cell.text.strip()]
        return not filled or any(map(self._is_label, filled))

    def _column_roles(self, column: Column) -> tuple[str, ...]:
        for cell in reversed(column.cells):
            if roles := self._roles(cell.text) or self.headings.fund(cell.text):
                return roles
        return ()

    def _put_below(self, grid: Grid, row: int, column: Column) -> None:
        cell = grid.at(row, column.start)
        if cell is None or cell.row < row:
            return
        lowest = column.cells[-1]
        parted = len(column.cells) > 1 and not self.headings.is_sum(lowest.text)
        if parted and cell.text.strip():
            self.named("资金来源", wording.heading(lowest.text), self.ledger.told(cell))
        elif not parted and (roles := self._column_roles(column)):
            self.put(roles, cell, cell.text.strip(), column.text)

    def _amounts(self, grid: Grid, row: int, written: list[Column], beside: Cell | None) -> int:
        """Read amounts, a source a row; those of the total are the project's."""
        columns = self._funds(written)
        start = min(column.start for column in columns)
        total = False
        first = row
        while row < grid.rows and self._is_source(grid, row, first, start, beside):
            label = next(
                (c for c in reversed(grid.between(row, 0, start)) if c is not beside), None
            )
            text = label.text if label is not None else ""
            if label is not None:
                self.ledger.left(label, HEADING)
            source = self.headings.source(text)
            if not total and (source == "总额" or not text.strip()):
                total = True
                self._total(grid, row, columns)
            else:
                within = "其中：" if wording.heading(text).startswith("其中") else ""
                self._source(grid, row, columns, f"{within}{wording.source(text)}")
            row += 1
        return row

    def _funds(self, written: list[Column]) -> list[Column]:
        taken: set[str] = set()
        found = []
        for column in written:
            role = next((r for r in self.headings.fund(column.text) if r not in taken), "")
            if role:
                taken.add(role)
                found.append(Column(role, column.start, column.stop, column.cells))
        return found

    def _is_source(self, grid: Grid, row: int, first: int, start: int, beside: Cell | None) -> bool:
        if beside is not None and row < beside.row + beside.rows:
            labels = [c for c in grid.between(row, 0, start) if c is not beside]
            return (
                row == first
                or any(self.headings.source(c.text) for c in labels)
                or not any(self.headings.is_known(c.text) for c in grid.filled(row))
            )
        filled = grid.filled(row)
        if not filled or filled[0].column >= start:
            return row == first and bool(filled)
        return bool(self.headings.source(filled[0].text))

    def _total(self, grid: Grid, row: int, columns: list[Column]) -> None:
        for column in columns:
            cell = grid.at(row, column.start)
            if cell is not None:
                self.put((column.role,), cell, cell.text.strip(), column.text)

    def _source(self, grid: Grid, row: int, columns: list[Column], name: str) -> None:
        """Keep what stands in the row of one source, each under ``来源/标题``."""
        for column in columns:
            cell = grid.at(row, column.start)
            if cell is None or cell.row != row:
                continue
            if self.headings.is_filler(cell.text):
                self.ledger.left(cell, FILLER)
            else:
                key = f"{name}/{_OF_SOURCES.get(column.role, column.role)}"
                self.named("资金来源", key, self.ledger.told(cell))

    def _beside(self, grid: Grid, row: int) -> int:
        """Read labels with their values at their right."""
        cells = grid.starting(row)
        if grid.is_flat:
            cells = self._without_gaps(cells)
        at = 0
        while at < len(cells):
            cell = cells[at]
            after = cells[at + 1] if at + 1 < len(cells) else None
            if not cell.text.strip() or self.said(cell):
                at += 1
                continue
            roles = self._roles(cell.text)
            if self.unit(cell.text):
                self.ledger.left(cell, HEADING)
            free = after is not None and not self._is_label(after)
            if roles and free and after is not None:
                self.ledger.left(cell, HEADING)
                if roles == ("个人信息",):
                    self.ledger.left(after, PERSON)
                else:
                    self.put(roles, after, after.text.strip(), cell.text)
                at += 2
            elif roles:
                self.ledger.left(cell, HEADING)
                at += 1
            elif self._is_unit_with_code(cells, cell):
                self.values["单位"] = self.ledger.told(cell, weak=True)
                at += 1
            else:
                self._alone(grid, row, cell)
                at += 2 if free and not wording.is_prompt(cell.text) else 1
        return row + 1

    def _without_gaps(self, cells: list[Cell]) -> list[Cell]:
        """Return cells without the blanks that merging left between a label and its value."""
        return [
            cell
            for at, cell in enumerate(cells)
            if cell.text.strip() or at + 1 == len(cells) or self._is_label(cells[at + 1])
        ]

    def _is_label(self, cell: Cell) -> bool:
        if self.headings.is_weak(cell.text):
            return False
        pairs = any(
            label and text and self._roles(label) for label, text in wording.parts(cell.text)
        )
        return pairs or self.headings.is_known(cell.text)

    def _is_unit_with_code(self, cells: list[Cell], cell: Cell) -> bool:
        """Say whether a text without a label is the code and name of a unit: ``712001某某局``.

        Forms of the budget system print it above the table, with nothing but 单位：元 beside it.
        """
        others = [other for other in cells if other is not cell and other.text.strip()]
        return (
            "单位" not in self.values
            and _CODED.fullmatch(wording.flat(cell.text)) is not None
            and all(wording.money(other.text) for other in others)
        )

    def _alone(self, grid: Grid, row: int, cell: Cell) -> None:
        """Take a text that has its label beside several rows, and none of its own."""
        beside = self._label_of_rows(grid, row)
        filled = [c for c in grid.filled(row) if c is not beside]
        if beside is None or beside is cell or beside.row == row or filled != [cell]:
            return
        if roles := self._roles(beside.text):
            self.ledger.left(beside, HEADING)
            self.put(roles, cell, cell.text.strip(), beside.text)

    def _label_of_rows(self, grid: Grid, row: int) -> Cell | None:
        """Return the cell at the left that is, or was, merged over a row and those above it."""
        found = grid.at(row, 0)
        while grid.is_flat and row and found is not None and not found.text.strip():
            row -= 1
            found = grid.at(row, 0)
        return found


def _touch(written: list[Column]) -> bool:
    """Say whether two headings have nothing between them."""
    return any(one.stop == other.start for one, other in pairwise(written))
