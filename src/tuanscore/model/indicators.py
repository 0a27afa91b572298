"""The 三级指标 of a project as lines to be scored: where each counts, and how it is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.model import direction
from tuanscore.model.card import MEASURE_TYPES, Measure
from tuanscore.model.kinds.scheme import COST

if TYPE_CHECKING:
    from collections.abc import Collection

    from tuanscore.finding import Route
    from tuanscore.model.kinds.project import Indicator, Project


@dataclass(frozen=True, slots=True)
class Line:
    """One 三级指标 and where it stands."""

    first: str
    """The 一级指标 that it is printed under."""
    counted: str
    """The class that it counts in."""
    second: str
    indicator: Indicator
    measure: Measure
    route: Route


def classes(project: Project, known: Collection[str]) -> dict[str, Route]:
    """Return the classes that a project's indicators count in, each with where it stands."""
    return {
        COST if second == COST and COST in known else first: ("绩效指标", first)
        for first, groups in project.indicators.items()
        for second in groups
    }


def lines(project: Project, classes: Collection[str] = ()) -> list[Line]:
    """Return every 三级指标 in printed order, counted in one of these classes where it can be.

    With 成本指标 among the classes (财预〔2021〕101号) a 二级指标 of that name leaves the class
    that it is printed under.
    """
    return [
        Line(
            first,
            COST if second == COST and COST in classes else first,
            second,
            indicator,
            measure_of(first, second, indicator),
            ("绩效指标", first, second, index),
        )
        for first, groups in project.indicators.items()
        for second, indicators in groups.items()
        for index, indicator in enumerate(indicators)
    ]


def measure_of(first: str, second: str, indicator: Indicator) -> Measure:
    """Return how an indicator is judged: by the method that its target calls for.

    Which way a number alone counts is decided by `direction`; one that writes its comparator,
    even ``=``, is taken at its word.
    """
    target = indicator.target
    if direction.is_cost(first, second):
        target = direction.directed(indicator.name, target)
    method = methods.default_for(target)
    return MEASURE_TYPES[method].model_construct(target=target, method=method)
