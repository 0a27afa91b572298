"""A project's table as it is on a day: with the 绩效目标调整 that count from that day on put in.

What is put in keeps its place in the file of the adjustment. A row that is dropped leaves with its
points; a new one brings its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tuanscore.model import own_weights
from tuanscore.model.indicators import goal_name
from tuanscore.model.kinds.project import Indicator, Project
from tuanscore.model.kinds.scheme import EXECUTION
from tuanscore.shelf.entries import LoadedAs
from tuanscore.source.tree import Document, empty
from tuanscore.source.tree import Mapping as Tree
from tuanscore.source.tree import Sequence as Trees

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from tuanscore.finding import Route
    from tuanscore.grammar.target import Target
    from tuanscore.model.kinds.adjustment import Change, GoalAdjustment
    from tuanscore.model.kinds.project import Rows
    from tuanscore.model.kinds.scheme import Scheme

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
    table: LoadedAs[Project],
    adjustments: Sequence[LoadedAs[GoalAdjustment]],
    day: date,
    scheme: Scheme | None,
) -> InForce:
    """Put the adjustments that count on a day into a table, the earliest first.

    ``scheme`` is the 计分方案 that the table goes by, which says what moving points changes.
    """
    used = [entry for entry in adjustments if counts(entry.model, day)]
    used.sort(key=lambda entry: (str(entry.model.effective), entry.document.file))
    for entry in used:
        table = _adjusted(table, entry, scheme)
    return InForce(table, tuple(used), tuple(e for e in adjustments if e not in used))


def counts(adjustment: GoalAdjustment, day: date) -> bool:
    """Say whether an adjustment counts on a day."""
    effective = adjustment.effective
    return not adjustment.idle_because and effective is not None and effective <= day


def tables(project: Project) -> dict[Route, Rows]:
    """Return the tables of indicators: the only one, and those of several goals, by their routes.

    A row stands at the route of its table, then under 一级指标, 二级指标 and its number.
    """
    split = {(*at, _TABLE): goal.indicators for at, goal in project.goals_apart}
    return {(_TABLE,): project.indicators, **split}


def row_named(project: Project, name: str) -> tuple[Route, Indicator] | None:
    """Return the only row of a name: 名称, 一级指标/二级指标/名称, 目标1/名称; and its route."""
    found = [
        ((*at, first, second, index), row)
        for number, (at, rows) in enumerate(tables(project).items())
        for first, groups in rows.items()
        for second, inner in groups.items()
        for index, row in enumerate(inner)
        if name in (row.name, f"{first}/{second}/{row.name}", f"{goal_name(number)}/{row.name}")
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


def home_of(adjustment: GoalAdjustment, change: Change, project: Project) -> Route | None:
    """Return where a new row belongs: in its own 一级指标 and 二级指标, else where another was.

    That is the last one dropped before it, whose points it takes.
    """
    before = adjustment.changes[: adjustment.changes.index(change)]
    gone = [row_named(project, c.name) for c in before if c.is_dropped]
    last = next((found[0][:-1] for found in reversed(gone) if found is not None), None)
    if change.first is None:
        return last
    at = (_TABLE,) if last is None else last[:-2]
    known = tables(project)[at].get(change.first, {})
    second = change.second or next(iter(known), None)
    return None if second is None else (*at, change.first, second)


def _adjusted(
    table: LoadedAs[Project], entry: LoadedAs[GoalAdjustment], scheme: Scheme | None
) -> LoadedAs[Project]:
    adjustment, project = entry.model, table.model
    rows = _pairs(table)
    for index, change in enumerate(adjustment.changes):
        told = entry.document.get(("指标", index))
        assert isinstance(told, Tree)
        if change.is_new:
            home = home_of(adjustment, change, project)
            if home is not None:
                rows.setdefault(home, []).append(_new(change, told))
            continue
        found = row_named(project, change.name)
        if found is not None:
            pairs, place = rows[found[0][:-1]], int(found[0][-1])
            pairs[place] = _changed(pairs[place], change, told)
    kept = {at: [pair for pair in pairs if pair is not None] for at, pairs in rows.items()}
    models = {at: _models(kept, at) for at in tables(project)}
    split = (
        goal.model_copy(update={"indicators": models[*at, _TABLE]})
        for at, goal in project.goals_apart
    )
    updates: dict[str, object] = {"indicators": models[_TABLE,], "split": tuple(split)}
    if adjustment.budget is not None:
        total = {"total": adjustment.budget.after}  # what becomes of its parts nobody says
        parts: dict[str, object] = {"fiscal": None, "other": None, "sources": {}}
        updates["budget"] = project.budget.model_copy(update={**total, **parts})
    # not a copy: what a project has found out about its rows, it has not about these
    fields = {name: getattr(project, name) for name in Project.model_fields} | updates
    moved = any(c.points_after is not None or c.is_new or c.is_dropped for c in adjustment.changes)
    if moved:
        fields |= _weights(Project.model_construct(**fields), scheme)
    model = Project.model_construct(project.model_fields_set, **fields)
    return LoadedAs(_document(table.document, kept, models), model)


def _weights(project: Project, scheme: Scheme | None) -> dict[str, object]:
    """Return what classes or goals are worth once points were moved: what their rows add up to.

    Where a row has no 分值 of its own, or no points move between them, they stay as they were.
    """
    if project.split:
        goals = tuple(
            goal.model_copy(update={"points": own_weights.of_rows(goal.indicators) or goal.points})
            for goal in project.split
        )
        named = {goal_name(n): g.points for n, g in enumerate(goals, 1) if g.points is not None}
        return {"split": goals, "weights": _known(project.weights, named)}
    sums = {first: own_weights.of_rows({first: g}) for first, g in project.indicators.items()}
    if scheme is None or None in sums.values():
        return {}
    usual = project.weights or scheme.weights
    if all(usual.get(first) == points for first, points in sums.items()):
        return {}
    spent = {EXECUTION: usual[EXECUTION]} if EXECUTION in usual else {}
    return {"weights": {**spent, **sums}}


def _known(weights: Mapping[str, Decimal], told: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {name: told.get(name, points) for name, points in weights.items()}


Table = dict["Route", list["Pair | None"]]
"""Rows by the route of their 二级指标; None for one that is dropped."""


def _pairs(table: LoadedAs[Project]) -> Table:
    return {
        (*at, first, second): [
            (row, table.document.get((*at, first, second, index)))  # type: ignore[misc]
            for index, row in enumerate(inner)
        ]
        for at, rows in tables(table.model).items()
        for first, groups in rows.items()
        for second, inner in groups.items()
    }


def _models(kept: Mapping[Route, list[Pair]], table: Route) -> Rows:
    """Return the rows of a table that are left, without classes that have none."""
    rows: Rows = {}
    for (*at, first, second), pairs in kept.items():
        if tuple(at) == table and pairs:
            rows.setdefault(str(first), {})[str(second)] = tuple(row for row, _ in pairs)
    return rows


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


def _document(
    old: Document, kept: Mapping[Route, list[Pair]], models: Mapping[Route, Rows]
) -> Document:
    root = old.root
    for at, rows in models.items():
        if rows:
            table = _table(old.get(at), at, rows, kept)
            root = _with(root, at, table)
    return replace(old, root=root)


def _with(node: Any, route: Route, last: Tree) -> Any:
    """Return a tree with another at the end of a route."""
    if not route:
        return last
    if isinstance(node, Tree):
        twin: Any = node.copy()
    else:
        twin = Trees(node)
        twin.mark, twin.marks = node.mark, node.marks
    twin[route[0]] = _with(node[route[0]], route[1:], last)
    return twin


def _table(old: Any, at: Route, rows: Rows, kept: Mapping[Route, list[Pair]]) -> Tree:
    """Return the rows of a table at their places."""
    table = empty(old)
    for first, groups in rows.items():
        below = empty(old)
        for second in groups:
            trees = Trees(tree for _, tree in kept[*at, first, second])
            trees.mark, trees.marks = trees[0].mark, [tree.mark for tree in trees]
            below[second], below.marks[second] = trees, (trees.mark, trees.mark, None)
        table[first] = below
        first_row = next(iter(below.values())).mark
        table.marks[first] = old.marks.get(first, (first_row, first_row, None))
    return table
