"""Two states of a 预算项目绩效目标表: money, goals and indicators, the latter by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from tuanscore.commands.diff.change import Change, Comparison, Kind, plain
from tuanscore.commands.diff.measures import points_shift, shifts
from tuanscore.commands.diff.words import literal, reworded
from tuanscore.finding import Route
from tuanscore.grammar.amounts import Amount
from tuanscore.grammar.target import Target
from tuanscore.model import heads, indicators
from tuanscore.model.indicators import Line, PartLine
from tuanscore.model.kinds.project import KIND, Project
from tuanscore.shelf import LoadedAs

__all__ = ["KIND", "compare"]


K = TypeVar("K")
V = TypeVar("V")

Side = LoadedAs[Project]
"""One state of a project, with its places."""


def compare(old: Side, new: Side, strict: bool = False) -> Comparison:
    """Compare two states of a project in the printed order of the old one."""
    rows = _indicators(old, new, strict=strict)
    found = (*_head(old, new), *_weights(old, new), *rows, *_long_term(old, new))
    return Comparison(old.model.title_beside, new.model.title_beside, found, strict)


def _head(old: Side, new: Side) -> Iterator[Change]:
    said, now = _said_of(old.model), _said_of(new.model)
    for key in dict.fromkeys([*said, *now]):
        where = _change(Kind.WORDING, (key, "", ""), "", old, new, (key,))
        yield from _wording(said.get(key, ""), now.get(key, ""), where)
    amounts = [_amounts(side.model) for side in (old, new)]
    for route in dict.fromkeys([*amounts[0], *amounts[1]]):
        before, after = (side.get(route) for side in amounts)
        if before != after:
            difference = next(points_shift(before, after))
            where = _change(Kind.TARGET, ("预算", "", ""), route[-1], old, new, ("预算", *route))
            yield replace(
                where,
                old=None if before is None else f"{plain(before)}元",
                new=None if after is None else f"{plain(after)}元",
                difference=difference.difference,
                percent=difference.percent,
                unit="元",
            )
    for key in dict.fromkeys([*old.model.spending, *new.model.spending]):
        shares = [side.model.spending.get(key) for side in (old, new)]
        if shares[0] != shares[1]:
            told = [None if share is None else f"{plain(share)}%" for share in shares]
            change = _change(
                Kind.TARGET, ("资金支出计划", "", ""), key, old, new, ("资金支出计划",)
            )
            yield replace(change, old=told[0], new=told[1])
    goals = "；".join(old.model.goals), "；".join(new.model.goals)
    where = _change(Kind.WORDING, ("绩效目标", "", ""), "", old, new, ("绩效目标",))
    yield from _wording(*goals, where)


def _said_of(project: Project) -> dict[str, str]:
    """Return the heads that say whose the project is and what kind of one."""
    units = {
        "预算单位": project.budget_unit,
        "实施单位": project.implementing,
        "主管部门": project.superior,
    }
    told = {head: text for head, text in units.items() if text is not None}
    return told | heads.printed(project)


def _amounts(project: Project) -> dict[tuple[str, ...], Decimal]:
    """Return every amount of the budget, in 元, by where it stands."""
    budget, unit = project.budget, project.unit_of_money
    told: dict[tuple[str, ...], Amount | None] = {
        ("预算数",): budget.total,
        ("财政资金",): budget.fiscal,
        ("其他资金",): budget.other,
    }
    for name, grant in budget.sources.items():
        route = ("资金来源", name)
        told[route] = grant.amount
        told |= {(*route, "其中", inner): part for inner, part in grant.parts.items()}
    yuan = {route: amount.yuan(unit) for route, amount in told.items() if amount is not None}
    return {route: amount for route, amount in yuan.items() if amount is not None}


def _weights(old: Side, new: Side) -> Iterator[Change]:
    """Compare the 分值 that the tables print themselves, and those of several goals."""
    for route, (before, after) in _paired(_own_weights(old.model), _own_weights(new.model)):
        for shift in points_shift(before, after):
            name = route[-1] if isinstance(route[-1], str) else indicators.goal_name(route[-1] + 1)
            change = _change(Kind.POINTS, ("分值", "", ""), name, old, new, route)
            yield replace(change, old=shift.old, new=shift.new)


def _own_weights(project: Project) -> dict[Route, Decimal | None]:
    told: dict[Route, Decimal | None] = {("分值", n): p for n, p in project.weights.items()}
    told |= {route: goal.points for route, goal in project.goals_apart}
    return told | ({} if project.full is None else {("总分",): project.full})


def _long_term(old: Side, new: Side) -> Iterator[Change]:
    """Compare what the 长期目标 ask for, row by row; they are never scored."""
    for (first, second, name), (before, after) in _paired(*map(_long_rows, (old, new))):
        if before != after:
            kind = Kind.REMOVED if after is None else Kind.ADDED if before is None else Kind.TARGET
            where = ("长期目标", f"{first}·{second}", "")
            change = _change(kind, where, name, old, new, ("长期目标",))
            yield replace(change, old=before, new=after)


def _long_rows(side: Side) -> dict[tuple[str, str, str], str]:
    return {
        (first, second, row.name): row.target.text
        for first, second, _, row in side.model.long_lines
    }


def _paired(
    old: Mapping[K, V], new: Mapping[K, V]
) -> Iterator[tuple[K, tuple[V | None, V | None]]]:
    """Yield every key with what the old and the new have under it."""
    for key in dict.fromkeys([*old, *new]):
        yield key, (old.get(key), new.get(key))


def _indicators(old: Side, new: Side, *, strict: bool) -> Iterator[Change]:
    befores = {row.key: (line, row) for line, row in _rows(old.model)}
    afters = {row.key: (line, row) for line, row in _rows(new.model)}
    for name, (line, row) in befores.items():
        found = afters.get(name)
        if found is None:
            change = _change(Kind.REMOVED, _where(line), name, old, None, row.route)
            yield replace(change, old=_target(row).text)
            continue
        after, now = found
        change = _change(Kind.TARGET, _where(line), name, old, new, row.route, now.route)
        if (line.first, line.second) != (after.first, after.second):
            names = (f"{x.first}·{x.second}" for x in (line, after))
            yield replace(change, kind=Kind.MOVED, old=next(names), new=next(names))
        for shift in shifts(row.measure, now.measure, strict=strict):
            yield replace(
                change,
                kind=shift.kind,
                old=shift.old,
                new=shift.new,
                difference=shift.difference,
                percent=shift.percent,
                unit=shift.unit,
            )
        if isinstance(row, PartLine):
            continue
        for shift in points_shift(line.indicator.points, after.indicator.points):
            yield replace(change, kind=Kind.POINTS, old=shift.old, new=shift.new)
        for key in ("description", "standard", "prior", "department", "note"):
            said = [getattr(side.indicator, key) or "" for side in (line, after)]
            yield from _wording(said[0], said[1], replace(change, kind=Kind.WORDING))
    for name, (line, row) in afters.items():
        if name not in befores:
            change = _change(Kind.ADDED, _where(line), name, None, new, row.route)
            yield replace(change, new=_target(row).text)


def _rows(project: Project) -> Iterator[tuple[Line, Line | PartLine]]:
    """Yield each row that may be reported, with the line that it is or belongs to."""
    for line in indicators.lines(project):
        rows: tuple[Line | PartLine, ...] = (line, *line.parts)
        yield from ((line, row) for row in rows)


def _target(row: Line | PartLine) -> Target:
    return row.part.target if isinstance(row, PartLine) else row.indicator.target


def _where(line: Line) -> tuple[str, str, str]:
    """Return the classes that a row stands under; of several goals the goal first."""
    if not line.goal:
        return line.first, line.second, ""
    return line.goal, f"{line.first}·{line.second}", ""


def _wording(before: str, after: str, change: Change) -> Iterator[Change]:
    found = reworded(literal(before), literal(after))
    if found is not None:
        yield replace(
            change,
            kind=found.kind,
            old=before or None,
            new=after or None,
            old_spans=found.old,
            new_spans=found.new,
        )


def _change(
    kind: Kind,
    where: tuple[str, str, str],
    name: str,
    old: Side | None,
    new: Side | None,
    route: Route,
    route_in_new: Route | None = None,
) -> Change:
    places = (
        None if old is None else old.document.place(route),
        None if new is None else new.document.place(route_in_new or route),
    )
    return Change(kind, *where, name, None, None, old_place=places[0], new_place=places[1])
