"""The 三级指标 of a project as lines to be scored: where each counts, and how it is judged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.model.card import MEASURE_TYPES, Measure
from tuanscore.model.kinds.scheme import COST
from tuanscore.target import Comparator, Form

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

    @property
    def capped(self) -> bool:
        """Whether a bare number is read as the most that may be spent."""
        target = self.measure.target
        return target is not None and target.comparator is not self.indicator.target.comparator


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

    A 成本指标 with a bare number (``0.1万元``) says no direction; costs are to be kept down, so it
    is read as ≤, less is better (domain.md, Rules of the field). One that writes its comparator,
    even ``=``, is taken at its word.
    """
    target = indicator.target
    cost = COST in (first, second)
    bare = target.comparator is Comparator.EQUAL and target.text[:1] not in "=＝﹦等"
    if cost and bare and target.form is Form.QUANTITY:
        target = replace(target, comparator=Comparator.AT_MOST)
    method = methods.default_for(target)
    return MEASURE_TYPES[method].model_construct(target=target, method=method)
