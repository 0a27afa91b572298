"""The headings over lines: which column of a table holds what.

A row of headings is known by its words alone; where they are not enough, the words beside them
decide. Headings may stand in up to three rows, the lower ones under the upper ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tuanscore.commands.intake.meaning import wording

if TYPE_CHECKING:
    from tuanscore.commands.intake.meaning.grid import Grid
    from tuanscore.commands.intake.meaning.headings import Headings
    from tuanscore.commands.intake.papers.paper import Cell

LEVELS = ("一级指标", "二级指标")
_LABELS = ("部分", "类别", "小类")
CARDS = ("内容", "评分标准")
_NAMES = ("三级指标", *CARDS)
_BESIDE = {
    *LEVELS,
    *_LABELS,
    *("指标值", "分值", "完成值", "得分", "自评", "审核", "性质", "度量单位", "评分标准"),
    *("责任", "执行情况"),
}
"""What must stand beside a name, so that the row is one of headings."""
_ON_CARDS = {
    "一级指标": "部分",
    "二级指标": "类别",
    "一级分值": "部分分值",
    "二级分值": "类别分值",
}
_STRANGE = 3
"""So many headings must be known for each one that is not."""
_MOST = 3
"""Rows of headings over each other."""


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and the columns of the grid below it."""

    role: str
    start: int
    stop: int
    cells: tuple[Cell, ...]
    """From the uppermost to the lowest."""
    weak: bool = False

    @property
    def text(self) -> str:
        """Return the lowest heading."""
        return self.cells[-1].text


@dataclass(frozen=True, slots=True)
class Columns:
    """The headings over lines."""

    row: int
    stop: int
    """The first row below them."""
    columns: tuple[Column, ...]
    """Each role once, but for columns of levels."""
    others: tuple[Column, ...]
    """Headings that mean nothing to us."""
    beside: Cell | None
    """The label of the whole block, at the left of headings and lines."""
    levels: tuple[tuple[Column, str, str], ...] = ()
    """Columns that are levels themselves, with a 一级指标 and a 二级指标: a project a row."""
    second: Columns | None = None
    """The headings of another set at the right of this one, under labels of both."""

    def get(self, role: str) -> Column | None:
        """Return the column of a role."""
        return next((column for column in self.columns if column.role == role), None)

    @property
    def block(self) -> str:
        """Return what the whole block is called, at the left of its headings."""
        left = [column.text for column in self.others if column.start == 0]
        return self.beside.text if self.beside is not None else "".join(left)

    def __contains__(self, role: str) -> bool:
        return self.get(role) is not None

    @property
    def roles(self) -> tuple[str, ...]:
        """Return all roles from left to right."""
        return tuple(column.role for column in self.columns)

    @property
    def name(self) -> str:
        """Return the role of the column that names a line."""
        return next((role for role in _NAMES if role in self), "")


def find(grid: Grid, row: int, headings: Headings) -> Columns | None:
    """Return the headings over lines that begin in this row, or None."""
    best: Columns | None = None
    for height in range(1, _MOST + 1):
        last = row + height - 1
        if last >= grid.rows or (height > 1 and not _goes_on(grid, last, headings)):
            break
        found = _read(grid, row, height, headings)
        if found and (best is None or _worth(found) > _worth(best)):
            best = found
    if best is not None and best.stop > row + 1:
        lower = find(grid, row + 1, headings)
        if lower is not None and _worth(lower) >= _worth(best):
            return None  # what stands above is no part of the headings
    return best


def _worth(columns: Columns) -> int:
    return len(columns.columns) + len(columns.levels)


def _goes_on(grid: Grid, row: int, headings: Headings) -> bool:
    """Say whether a row is one of headings too: they are known, or part a known one above."""

    def belongs(cell: Cell) -> bool:
        above = grid.at(row - 1, cell.column)
        parted = above is not None and above.columns > cell.columns
        known = headings.is_known(cell.text) or headings.level(cell.text)
        return bool(known or headings.is_sum(cell.text)) or (
            parted and above is not None and headings.is_known(above.text)
        )

    known = [belongs(cell) for cell in grid.filled(row)]
    return any(known) and _STRANGE * known.count(False) <= known.count(True)


def stacks(grid: Grid, row: int, height: int) -> tuple[list[Column], Cell | None]:
    """Return the headings over each other in some rows, and what stands beside all of them."""
    found: list[Column] = []
    beside = None
    column = 0
    while column < grid.columns:
        cells = [
            cell
            for cell in dict.fromkeys(grid.at(at, column) for at in range(row, row + height))
            if cell is not None
        ]
        if not cells or cells[0].row < row or cells[0].row + cells[0].rows > row + height:
            if cells and column == 0 and cells[0].text.strip():
                beside = cells[0]
            column += 1
            continue
        written = [cell for cell in cells if cell.text.strip()]
        lowest = written[-1] if written else cells[-1]
        stop = min(cell.column + cell.columns for cell in cells) if written else column + 1
        stop = max(column + 1, min(stop, lowest.column + lowest.columns))
        if written:
            found.append(Column("", column, stop, tuple(written)))
        column = stop
    return found, beside


def _widened(columns: tuple[Column, ...], others: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return headings of labels as wide as the blanks at their right: they were merged once."""
    starts = sorted(column.start for column in (*columns, *others))

    def stop(column: Column) -> int:
        return next((start for start in starts if start >= column.stop), column.stop)

    return tuple(
        replace(column, stop=stop(column)) if column.role in (*LEVELS, *_LABELS) else column
        for column in columns
    )


def _read(grid: Grid, row: int, height: int, headings: Headings) -> Columns | None:
    written, beside = stacks(grid, row, height)
    if len(written) < 2 or any(_is_long(column.text) for column in written):
        return None
    first, count = _repeated(written, headings)
    if not count:
        return _meant(written, row + height, row, beside, headings)
    left = [*written[: first + count], *written[first + 2 * count :]]
    right = [*written[:first], *written[first + count :]]
    found, other = (_meant(side, row + height, row, beside, headings) for side in (left, right))
    return replace(found, second=other) if found is not None else None


def _repeated(written: list[Column], headings: Headings) -> tuple[int, int]:
    """Return where headings with a name among them begin that stand twice, and how many."""
    words = [wording.heading(column.text) for column in written]
    for first in range(len(words)):
        for count in range(2, (len(words) - first) // 2 + 1):
            one = words[first : first + count]
            names = any(headings.column(word)[:1] == ("三级指标",) for word in one)
            if names and one == words[first + count : first + 2 * count]:
                return first, count
    return 0, 0


def _meant(
    written: list[Column], stop: int, row: int, beside: Cell | None, headings: Headings
) -> Columns | None:
    levels = tuple(_levels(written, headings))
    rest = [column for column in written if all(column is not level for level, _, _ in levels)]
    given = _assigned(rest, headings, wide=len(levels) > 1)
    columns = tuple(column for column in given if column.role)
    others = tuple(column for column in given if not column.role)
    if len(levels) > 1:
        found = Columns(row, stop, columns, others, beside, levels)
        return found if "项目名称" in found else None
    if _is_tasks(others, headings) or len(columns) * 2 < len(written):
        return None
    named = _named(Columns(row, stop, _widened(columns, others), others, beside))
    return named if named and _decides(named) else None


def _is_long(text: str) -> bool:
    return len(wording.heading(text)) > 25


def _levels(written: list[Column], headings: Headings) -> Iterator[tuple[Column, str, str]]:
    """Yield the columns that are levels: ``产出指标`` over ``数量指标``, or alone.

    What is not merged any more stands over the first of its columns and holds for the others.
    """
    above = ""
    for column in written:
        names = [headings.level(cell.text) for cell in column.cells]
        if not names[-1]:
            above = ""
            continue
        lower = len(names) == 1 and column.cells[0].row > written[0].cells[0].row
        upper = next((name for name in names[:-1] if name), above if lower else "")
        above = upper
        if not upper and names[-1] in headings.top:
            yield column, names[-1], ""
        else:
            yield column, upper, names[-1]


def _assigned(written: list[Column], headings: Headings, *, wide: bool) -> list[Column]:
    """Give each heading a role that no other has.

    Those that decide nothing alone come last, those that may have one role only first.
    """
    choices = [_choices(column, headings, wide) for column in written]
    roles = [""] * len(written)
    weak = [headings.is_weak(column.text) for column in written]
    for at in sorted(range(len(written)), key=lambda at: (weak[at], len(choices[at]))):
        roles[at] = next((role for role in choices[at] if role not in roles), "")
    _share_points(roles, choices)
    for at, column in enumerate(written):
        if not roles[at] and _parts(column, headings):
            roles[at] = wording.flat(column.text)
    latest = max(map(_year, written), default="")
    for at, column in enumerate(written):
        if roles[at] == "完成值" and "" < _year(column) < latest:
            roles[at] = "上年值"
    return [
        replace(column, role=role, weak=unsure)
        for role, column, unsure in zip(roles, written, weak, strict=True)
    ]


def _share_points(roles: list[str], choices: list[tuple[str, ...]]) -> None:
    """Give points that stand beside each level to the level at their left."""
    points = [at for at, choice in enumerate(choices) if choice[:1] == ("分值",)]
    for at in points if len(points) > 1 else []:
        left = roles[at - 1] if at else ""
        if left in (*LEVELS, *_LABELS):
            roles[at] = f"{left[:2]}分值"
        elif left in _NAMES:
            roles[at] = "分值"


def _parts(column: Column, headings: Headings) -> bool:
    """Say whether a heading that is not known parts a known one: 经费保障 under 偏差原因."""
    return len(column.cells) > 1 and bool(headings.column(column.cells[-2].text))


def _year(column: Column) -> str:
    return wording.year(column.text)


ABOUT = (
    *("项目名称", "项目编码", "主管部门", "实施单位", "单位"),
    *("预算数", "财政资金", "其他资金", "预期目标"),
)
"""What a line may repeat of its project, where several stand in one table."""


def _choices(column: Column, headings: Headings, wide: bool) -> tuple[str, ...]:
    about = tuple(role for role in headings.label(column.text) if role in ABOUT or wide)
    if not about and headings.is_sum(column.text) and len(column.cells) > 1:
        about = tuple(role for role in headings.label(column.cells[-2].text) if role in ABOUT)
    own = headings.column(column.text)
    if wide:
        funds = headings.fund(column.text)
        return (*about, *funds, *(role for role in own if role in ("序号", "备注")))
    return (*own, *about)


def _is_tasks(others: tuple[Column, ...], headings: Headings) -> bool:
    """Say whether amounts are planned and spent line by line: tasks, no indicators."""
    return any(headings.fund(column.text) for column in others)


def _named(found: Columns) -> Columns | None:
    """Return the headings with a name among them: the lowest level where no other is.

    On a card 一级指标 and 二级指标 are what stands left of its items.
    """
    if found.name in CARDS:
        return _renamed(found, _ON_CARDS)
    if found.name:
        return found
    asked = any(role in found for role in ("指标值", "完成值", "执行情况"))
    lowest = next((role for role in reversed(LEVELS) if role in found), None)
    if lowest is None or not asked:
        return None
    return _renamed(found, {lowest: "三级指标"})


def as_card(found: Columns) -> Columns:
    """Return headings of levels as those of a card, where no target is asked for by any."""
    asked = {"指标值", "完成值", "性质", "度量单位", "执行情况"} & set(found.roles)
    judged = {"分值", "评分标准"} & set(found.roles)
    if found.name in CARDS or asked or not judged:
        return found
    return _renamed(found, {"三级指标": "内容", **_ON_CARDS})


def _renamed(found: Columns, roles: dict[str, str]) -> Columns:
    columns = tuple(replace(c, role=roles.get(c.role, c.role)) for c in found.columns)
    return replace(found, columns=columns)


def _decides(found: Columns) -> bool:
    """Say whether the words together can only be headings of indicators or of a card."""
    roles = set(found.roles)
    beside = (roles & _BESIDE) - {found.name}
    if not beside:
        return False
    if found.name == "内容":
        return bool(beside & {"分值", "评分标准", "自评", "审核", "得分", *_LABELS})
    if found.name == "评分标准":
        return bool(beside & set(_LABELS)) and bool(beside & {"分值", "得分", "审核"})
    return any(not column.weak for column in found.columns)
