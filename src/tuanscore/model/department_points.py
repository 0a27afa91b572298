"""What everything in a 部门整体支出绩效自评表 is worth: by its own points, at all three levels.

Points count where they are written, the nearest first: a row's own, else its equal share of the
二级指标 or 一级指标 around it. What is printed for a whole counts where not every part of it has
points; where every part has, theirs do, and `amiss` says that they do not add up. A table without
any points goes by 财政项目自评 where its 一级指标 are those of that scheme.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tuanscore.finding import Route
from tuanscore.model.kinds.department_assessment import UNGROUPED, DepartmentAssessment, Row
from tuanscore.model.kinds.scheme import EXECUTION, Scheme

KEY = "分值"


@dataclass(frozen=True, slots=True)
class Sum:
    """Points written for a whole that the points written below it do not add up to."""

    route: Route
    """Where the points of the whole stand."""
    name: str
    points: Decimal
    parts: tuple[Decimal, ...]


def of_group(model: DepartmentAssessment, first: str, second: str) -> Decimal | None:
    """Return the points of a 二级指标: those of its rows, else as written; None for neither."""
    below = _sum(_given(model.indicators[first][second]))
    return model.weights.get(f"{first}/{second}") if below is None else below


def of_class(model: DepartmentAssessment, first: str) -> Decimal | None:
    """Return the points of a 一级指标: those of what is in it, else as written."""
    below = _sum([of_group(model, first, second) for second in model.indicators[first]])
    return model.weights.get(first) if below is None else below


def groups(model: DepartmentAssessment) -> list[str]:
    """Return what 分值 calls the 二级指标: 一级/二级."""
    return [f"{f}/{s}" for f, below in model.indicators.items() for s in below if s != UNGROUPED]


def unknown(model: DepartmentAssessment) -> list[str]:
    """Return the keys of 分值 that name nothing in the table."""
    known = {EXECUTION, *model.indicators, *groups(model)}
    return [name for name in model.weights if name not in known]


def by_scheme(model: DepartmentAssessment, usual: Scheme | None) -> bool:
    """Say whether the table has no points of its own and all its 一级指标 are in a scheme."""
    own = bool(model.weights) or any(row.points is not None for _, _, _, row in model.lines)
    return not own and usual is not None and model.indicators.keys() <= usual.classes.keys()


def without(model: DepartmentAssessment, usual: Scheme | None) -> list[str]:
    """Return the 一级指标 of which nobody says what they are worth."""
    if by_scheme(model, usual):
        return []
    return [first for first in model.indicators if of_class(model, first) is None]


def amiss(model: DepartmentAssessment) -> Iterator[Sum]:
    """Yield every whole whose written points are not those of its parts, where all have some."""
    for first, groups in model.indicators.items():
        for second, rows in groups.items():
            name = f"{first}/{second}"
            if second != UNGROUPED and name in model.weights:
                yield from _differs(name, model.weights[name], _given(rows))
        if first in model.weights:
            below = [of_group(model, first, second) for second in groups]
            yield from _differs(first, model.weights[first], below)


def _differs(name: str, points: Decimal, parts: Sequence[Decimal | None]) -> Iterator[Sum]:
    given = tuple(part for part in parts if part is not None)
    total = sum(given, Decimal(0))
    if total > points or (len(given) == len(parts) and total != points):
        yield Sum((KEY, name), name, points, given)


def _given(rows: Sequence[Row]) -> list[Decimal | None]:
    return [row.points for row in rows]


def _sum(parts: Sequence[Decimal | None]) -> Decimal | None:
    given = [part for part in parts if part is not None]
    return sum(given, Decimal(0)) if parts and len(given) == len(parts) else None
