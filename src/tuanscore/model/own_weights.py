"""What the parts of a project are worth by its own table, where that says so; nearest wins.

A table that prints 分值 for 预算执行率 and its classes, or whose annual goals have indicators of
their own each, carries its weights itself: a 计分方案 then gives only the grades and the rules.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tuanscore.model.indicators import goal_name
from tuanscore.model.kinds.scheme import EXECUTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tuanscore.model.kinds.project import Indicator, Project, Rows
    from tuanscore.model.kinds.scheme import Scheme

NAME = "本表的分值"
_CENTS = 100


def scheme_for(project: Project, base: Scheme) -> Scheme:
    """Return the 计分方案 that a project is scored by: the one it names, with its own weights."""
    if not project.weights and not project.split:
        return base
    weights = _by_goals(project, base) if project.split else _by_classes(project)
    full = sum(weights.values(), Decimal(0))
    return base.model_copy(update={"name": NAME, "basis": None, "full": full, "weights": weights})


def written(rows: Iterable[Indicator]) -> Decimal | None:
    """Return the sum of the 分值 of rows; None where one has none."""
    points = [row.points for row in rows if not row.is_filler]
    known = [p for p in points if p is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(points) else None


def of_rows(rows: Rows) -> Decimal | None:
    """Return the sum of the 分值 of all rows of a table; None where one has none."""
    return written(_rows(rows))


def _by_classes(project: Project) -> dict[str, Decimal]:
    """Return the weights as printed; a class without one has what its rows have in all."""
    summed = {
        first: points
        for first, groups in project.indicators.items()
        if first not in project.weights and (points := written(_all(groups))) is not None
    }
    return {**project.weights, **summed}


def _by_goals(project: Project, base: Scheme) -> dict[str, Decimal]:
    """Return what each goal is worth: as printed, as its rows add up to, else an equal share."""
    own = project.weights or base.weights
    execution = {EXECUTION: own[EXECUTION]} if EXECUTION in own else {}
    goals: dict[str, Decimal | None] = {}
    for number, goal in enumerate(project.split, 1):
        name = goal_name(number)
        given = project.weights.get(name, goal.points)
        goals[name] = given if given is not None else written(_rows(goal.indicators))
    rest = (project.full or base.full) - sum(execution.values(), Decimal(0))
    return execution | _shared(goals, rest)


def _shared(goals: Mapping[str, Decimal | None], whole: Decimal) -> dict[str, Decimal]:
    """Share what is left of the whole equally, in 0.01, over the goals that say nothing."""
    rest = max(whole - sum((p for p in goals.values() if p is not None), Decimal(0)), Decimal(0))
    silent = [name for name, points in goals.items() if points is None]
    each, over = divmod(int(rest * _CENTS), len(silent) or 1)
    equal = {n: Decimal(each + (i < over)) / _CENTS for i, n in enumerate(silent)}
    return {name: equal[name] if p is None else p for name, p in goals.items()}


def _rows(rows: Rows) -> Iterable[Indicator]:
    return (indicator for groups in rows.values() for indicator in _all(groups))


def _all(groups: Mapping[str, tuple[Indicator, ...]]) -> Iterable[Indicator]:
    return (indicator for group in groups.values() for indicator in group)
