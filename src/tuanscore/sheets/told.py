"""What a document has to print, by the names that the columns of a 表式 go by.

A module of this room that prints a kind makes a `Told` from the model and its score; a form then
chooses from it (`drawing`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tuanscore.sheets import figures
from tuanscore.sheets.sheet import Cell
from tuanscore.sheets.spans import Slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from tuanscore.finding import Route
    from tuanscore.scoring.tree import Filled, Node


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: what stands in each of its columns.

    A column that takes several (see `Lines.heads`) may be given fewer: the rest of its room, as
    that of a column without anything, goes to what follows.
    """

    slots: Mapping[str, tuple[Slot, ...]]
    caption: Cell | None = None
    """Of a row of sums: what they are the sum of, in the room left of the first figure."""


@dataclass(frozen=True, slots=True)
class Lines:
    """All rows of a table."""

    lines: tuple[Line, ...]
    heads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Columns of the form that are more than one in this document, with their heads."""
    total: Mapping[str, tuple[Slot, ...]] = field(default_factory=dict)
    """What stands in the last row."""


@dataclass(frozen=True, slots=True)
class Told:
    """A document ready to be printed."""

    kind: str
    """The 类型 of the sheet, by which a team's own template for it is found."""
    texts: Mapping[str, Cell]
    tables: Mapping[str, Lines]
    sample: bool = False


def text(written: object, style: str = "") -> Cell:
    """Return what is printed of a value; nothing where there is none."""
    return Cell(("" if written is None else str(written),), style=style)


def texts(written: Iterable[str]) -> Cell:
    """Return several paragraphs in one cell."""
    return Cell(tuple(written))


def one(written: object, style: str = "") -> tuple[Slot, ...]:
    """Return what stands in one column."""
    return (Slot(text(written, style)),)


NOTHING = Cell(("",))
"""What is printed where nothing is said."""


def points_of(node: Node, style: str) -> dict[str, tuple[Slot, ...]]:
    """Return what stands under 分值, 得分 and 填报得分 on a line."""
    return {
        "分值": one(figures.points(node), style),
        "得分": tuple(Slot(text(figure, style)) for figure in figures.computed(node)),
        figures.FILLED: one(figures.filled(node), style),
    }


def marks(lines: Iterable[Node]) -> dict[str, tuple[Slot, ...]]:
    """Return what each rater gives some lines, under a name of its own."""
    told: dict[str, list[str]] = {}
    for line in lines:
        for rater, mark in line.actual.marks if line.actual is not None else ():
            told.setdefault(rater, []).append(f"{mark}")
    return {f"评分/{rater}": one("、".join(given), "number") for rater, given in told.items()}


def filled_totals(filled: Filled | None) -> dict[str, Cell]:
    """Return the total and the grade that were filled in."""
    total, grade = (None, None) if filled is None else (filled.total, filled.grade)
    return {"填报总分": text(total, "number"), "填报等次": text(grade)}


def score_heads(root: Node) -> dict[str, tuple[str, ...]]:
    """Return the heads of 得分 in a tree, where it has others than that."""
    heads = figures.computed_heads(root)
    return {} if heads == ("得分",) else {"得分": heads}


def row_of(node: Node) -> Route:
    """Return the way to the row that a line is scored by."""
    return node.route[:-1] if node.route[-1:] == ("指标值",) else node.route


def beside(told: Mapping[str, object]) -> Lines:
    """Return heads with what is written beside them, as the lines 名称 and 内容."""
    rows = (
        Line({"名称": (Slot(Cell(tuple(name.split("\n")), style="label")),), "内容": one(what)})
        for name, what in told.items()
    )
    return Lines(tuple(rows))


def numbered(goals: Sequence[str]) -> tuple[str, ...]:
    """Return goals with their numbers, which a single one does not have."""
    if len(goals) < 2:
        return tuple(goals)
    return tuple(f"{number}.{goal}" for number, goal in enumerate(goals, 1))


def is_blank(cell: Cell) -> bool:
    """Say whether nothing is printed in a cell."""
    return not any(cell.lines)
