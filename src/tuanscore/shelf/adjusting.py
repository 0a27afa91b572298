"""A project's table as it is on a day: with the 绩效目标调整 that count from that day on put in.

What is put in keeps its place in the file of the adjustment. A row that is dropped leaves with its
points; a new one brings its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tuanscore.model.kinds.project import Indicator, Project
from tuanscore.shelf.entries import LoadedAs
from tuanscore.source.tree import Document, empty
from tuanscore.source.tree import Mapping as Tree
from tuanscore.source.tree import Sequence as Trees

if TYPE_CHECKING:
    from datetime import date

    from tuanscore.grammar.target import Target
    from tuanscore.model.kinds.adjustment import Change, GoalAdjustment

_TABLE = "绩效指标"
_AFTER, _POINTS, _POINTS_AFTER = "调整后", "分值", "调整后分值"

Pair = tuple[Indicator, Tree]
"""A row and where everything in it stands."""


@dataclass(frozen=True, slots=True)
class InForce:
    """A project's table on a day, and what became of every adjustment of it."""

    table: LoadedAs[Project]
    used: tuple[LoadedAs[GoalAdjustment], ...] = ()
    idle: tuple[LoadedAs[GoalAdjustment], ...] = ()
    """Those that have no effect on that day."""


def in_force(
    table: LoadedAs[Project], adjustments: Sequence[LoadedAs[GoalAdjustment]], day: date
) -> InForce:
    """Put the adjustments that count on a day into a table, the earliest first."""
    used = [entry for entry in adjustments if counts(entry.model, day)]
    used.sort(key=lambda entry: (str(entry.model.effective), entry.document.file))
    for entry in used:
        table = _adjusted(table, entry)
    return InForce(table, tuple(used), tuple(e for e in adjustments if e not in used))


def counts(adjustment: GoalAdjustment, day: date) -> bool:
    """Say whether an adjustment counts on a day."""
    effective = adjustment.effective
    return not adjustment.idle_because and effective is not None and effective <= day


def row_named(project: Project, name: str) -> tuple[str, str, int] | None:
    """Return where the only row of a name stands: by 名称, or by 一级指标/二级指标/名称."""
    found = [
        (first, second, index)
        for first, groups in project.indicators.items()
        for second, rows in groups.items()
        for index, row in enumerate(rows)
        if name in (row.name, f"{first}/{second}/{row.name}")
    ]
    return found[0] if len(found) == 1 else None


def same_target(one: Target, other: Target, year: int) -> bool:
    """Say whether two targets of a year ask for the same, however they are written."""
    left, right = one.of_year(year), other.of_year(year)
    if left.number is None or right.number is None:
        return (left.deadline, left.text) == (right.deadline, right.text) or (
            left.deadline is not None and left.deadline == right.deadline
        )
    return (left.comparator, left.amount) == (right.comparator, right.amount)


def home_of(adjustment: GoalAdjustment, change: Change, project: Project) -> tuple[str, str] | None:
    """Return the 一级指标 and 二级指标 of a new row: its own, else those of the row it follows.

    That is the last one dropped before it, whose points it takes.
    """
    if change.first is not None and change.second is not None:
        return change.first, change.second
    before = adjustment.changes[: adjustment.changes.index(change)]
    gone = [row_named(project, c.name) for c in before if c.is_dropped]
    at = next((place for place in reversed(gone) if place is not None), None)
    if change.first is not None:
        known = [*project.indicators.get(change.first, {})]
        return (change.first, known[0]) if known else None
    return None if at is None else at[:2]


def _adjusted(table: LoadedAs[Project], entry: LoadedAs[GoalAdjustment]) -> LoadedAs[Project]:
    adjustment, project = entry.model, table.model
    rows = _pairs(table)
    for index, change in enumerate(adjustment.changes):
        told = entry.document.get(("指标", index))
        assert isinstance(told, Tree)
        if change.is_new:
            home = home_of(adjustment, change, project)
            if home is not None:
                rows.setdefault(home[0], {}).setdefault(home[1], []).append(_new(change, told))
            continue
        at = row_named(project, change.name)
        if at is not None:
            first, second, place = at
            rows[first][second][place] = _changed(rows[first][second][place], change, told)
    kept = _without_gone(rows)
    updates: dict[str, object] = {
        "indicators": {
            first: {second: tuple(row for row, _ in pairs) for second, pairs in groups.items()}
            for first, groups in kept.items()
        }
    }
    if adjustment.budget is not None:
        total = {"total": adjustment.budget.after}
        updates["budget"] = project.budget.model_copy(update=total)
    # not a copy: what a project has found out about its rows, it has not about these
    fields = {name: getattr(project, name) for name in Project.model_fields}
    model = Project.model_construct(project.model_fields_set, **(fields | updates))
    return LoadedAs(_document(table.document, kept), model)


Table = dict[str, dict[str, list["Pair | None"]]]
"""Rows by 一级指标 and 二级指标; None for one that is dropped."""


def _pairs(table: LoadedAs[Project]) -> Table:
    return {
        first: {
            second: [
                (row, table.document.get((_TABLE, first, second, index)))  # type: ignore[misc]
                for index, row in enumerate(rows)
            ]
            for second, rows in groups.items()
        }
        for first, groups in table.model.indicators.items()
    }


def _new(change: Change, told: Tree) -> Pair:
    target = change.targets[1]
    row = Indicator.model_validate({"名称": change.name})
    row = row.model_copy(update={"target": target, "points": change.points})
    tree = empty(told)
    for key, source in (("名称", "名称"), ("指标值", _AFTER), (_POINTS, _POINTS)):
        if source in told:
            tree.put(key, told, source)
    return row, tree


def _changed(pair: Pair | None, change: Change, told: Tree) -> Pair | None:
    if pair is None or change.is_dropped:
        return None
    row, old = pair
    tree = old.copy()
    updates: dict[str, object] = {"target": change.targets[1]}
    tree.put("指标值", told, _AFTER)
    if change.points_after is not None:
        updates["points"] = change.points_after
        tree.put(_POINTS, told, _POINTS_AFTER)
    return row.model_copy(update=updates), tree


def _without_gone(rows: Table) -> dict[str, dict[str, list[Pair]]]:
    kept = {
        first: {
            second: [pair for pair in pairs if pair is not None] for second, pairs in groups.items()
        }
        for first, groups in rows.items()
    }
    filled = {
        first: {second: pairs for second, pairs in groups.items() if pairs}
        for first, groups in kept.items()
    }
    return {first: groups for first, groups in filled.items() if groups}


def _document(old: Document, rows: dict[str, dict[str, list[Pair]]]) -> Document:
    root, table = old.root.copy(), empty(old.root[_TABLE])
    for first, groups in rows.items():
        below = empty(old.root[_TABLE])
        for second, pairs in groups.items():
            trees = Trees(tree for _, tree in pairs)
            trees.mark, trees.marks = pairs[0][1].mark, [tree.mark for _, tree in pairs]
            below[second], below.marks[second] = trees, (trees.mark, trees.mark, None)
        table[first] = below
        first_row = next(iter(groups.values()))[0][1].mark
        table.marks[first] = old.root[_TABLE].marks.get(first, (first_row, first_row, None))
    root[_TABLE] = table
    return replace(old, root=root)
