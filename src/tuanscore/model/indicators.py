"""The 三级指标 of a project as lines to be scored: where each counts, and how it is judged."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Protocol, TypeVar

from tuanscore import methods
from tuanscore.model import direction
from tuanscore.model.card import MEASURE_TYPES, Measure
from tuanscore.model.kinds.scheme import COST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from decimal import Decimal

    from tuanscore.finding import Route
    from tuanscore.grammar.target import Target
    from tuanscore.model.kinds.project import Indicator, Part, Project
    from tuanscore.model.kinds.project import Line as Row

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Called:
    """A row that may be reported, and what a report may call it."""

    called: tuple[str, ...]
    """Every name that it answers to, the one that says most first, its 名称 last."""
    key: str
    """The shortest of them that no other row has; with it reports are told apart."""
    measure: Measure
    route: Route

    def of(self, results: Mapping[str, T]) -> tuple[str, T] | None:
        """Return what is reported about it, and under which name."""
        return next(((name, results[name]) for name in self.called if name in results), None)


@dataclass(frozen=True, slots=True)
class PartLine(Called):
    """A row of 其中, which has no points of its own."""

    part: Part


@dataclass(frozen=True, slots=True)
class Line(Called):
    """One 三级指标 and where it stands."""

    goal: str
    """Which of several annual goals it belongs to, ``目标1``; empty where there is one set."""
    first: str
    """The 一级指标 that it is printed under."""
    counted: str
    """The class, or of several goals the one, that it counts in."""
    second: str
    indicator: Indicator
    parts: tuple[PartLine, ...] = ()

    @property
    def by_parts(self) -> bool:
        """Whether it asks for nothing itself, but its 其中 do."""
        return bool(self.parts) and not self.indicator.target.text


def goal_name(number: int) -> str:
    """Return what one of several annual goals is called, the first of them 1."""
    return f"目标{number}"


def classes(project: Project, known: Collection[str]) -> dict[str, Route]:
    """Return the classes that a project's indicators count in, each with where it stands."""
    return {
        COST if second == COST and COST in known else first: ("绩效指标", first)
        for first, groups in project.indicators.items()
        for second, rows in groups.items()
        if not all(row.is_filler for row in rows)
    }


def lines(project: Project, classes: Collection[str] = ()) -> list[Line]:
    """Return every 三级指标 of the year in printed order, counted in one of these classes.

    With 成本指标 among the classes (财预〔2021〕101号) a 二级指标 of that name leaves the class
    that it is printed under.
    """
    rows = [(_goal(row), row) for row in project.lines]
    names = [_names(goal, row) for goal, row in rows]
    inner = [_part_names(own, row[3]) for own, (_, row) in zip(names, rows, strict=True)]
    taken = Counter(
        name for own in [*names, *(p for parts in inner for p in parts)] for name in own
    )
    return [
        _line(goal, row, (own, parts), taken, classes, project)
        for (goal, row), own, parts in zip(rows, _numbered(names, taken), inner, strict=True)
    ]


def rows(project: Project) -> Iterator[Called]:
    """Yield all that may be reported about a project, each line before its 其中."""
    for line in lines(project):
        yield line
        yield from line.parts


class Table(Protocol):
    """A document with a table of indicators, as far as judging one asks for it."""

    @property
    def year(self) -> int:
        """Return the 年度, of which a date without a year is."""

    @property
    def raters(self) -> Mapping[str, Decimal]:
        """Return who rates the rows that name nobody, each with its weight."""


def measure_of(first: str, second: str, indicator: Indicator, table: Table) -> Measure:
    """Return how an indicator is judged: by its 计分, else by what its target calls for.

    Which way a number alone counts is decided by `direction`; one that writes its comparator,
    even ``=``, is taken at its word. A date without a year is one of the 年度.
    """
    target = indicator.target.of_year(table.year)
    if not indicator.method:
        return _measure(first, second, indicator.name, target)
    parameters = methods.all_by_name()[indicator.method].Parameters.model_fields
    own = {name: getattr(indicator, name) for name in parameters}
    if "raters" in own:  # those of the whole table, where the row names none
        own["raters"] = own["raters"] or table.raters
    own |= {"target": target, "method": indicator.method}
    return MEASURE_TYPES[indicator.method].model_construct(**own)


def _measure(first: str, second: str, name: str, target: Target) -> Measure:
    if direction.is_cost(first, second):
        target = direction.directed(name, target)
    method = methods.default_for(target)
    return MEASURE_TYPES[method].model_construct(target=target, method=method)


def _line(
    goal: str,
    row: Row,
    names: tuple[tuple[str, ...], list[tuple[str, ...]]],
    taken: Counter[str],
    classes: Collection[str],
    project: Project,
) -> Line:
    first, second, route, indicator = row
    own, inner = names
    counted = COST if second == COST and COST in classes else first
    parts = tuple(
        PartLine(
            called,
            _key(called, taken),
            _measure(first, second, part.name, part.target.of_year(project.year)),
            (*route, "其中", index),
            part,
        )
        for index, (part, called) in enumerate(zip(indicator.parts, inner, strict=True))
    )
    measure = measure_of(first, second, indicator, project)
    at = (goal, first, goal or counted, second)
    return Line(own, _key(own, taken), measure, route, *at, indicator, parts)


def _goal(row: Row) -> str:
    """Return which of several goals a row belongs to; empty where there is one set."""
    route = row[2]
    return goal_name(int(route[1]) + 1) if route[0] == "分组目标" else ""


def _names(goal: str, row: Row) -> tuple[str, ...]:
    """Return what a row may be called, the name that says most first."""
    first, second, _, indicator = row
    name = indicator.name
    paths = ((first, second, name), (first, name), (second, name))
    alone: tuple[tuple[str, ...], ...] = ((goal, name), (name,)) if goal else ((name,),)
    told = ((goal, *path) for path in paths if goal)
    return tuple(map("/".join, (*told, *paths, *alone)))


def _part_names(above: tuple[str, ...], indicator: Indicator) -> list[tuple[str, ...]]:
    """Return what each of the 其中 of a row may be called."""
    return [(*(f"{name}/{part.name}" for name in above), part.name) for part in indicator.parts]


def _numbered(names: Iterable[tuple[str, ...]], taken: Counter[str]) -> Iterator[tuple[str, ...]]:
    """Yield the names of each row; of rows alike in all of them, each with its number as well."""
    numbers: dict[str, Iterator[int]] = {}
    for own in names:
        if taken[own[0]] == 1:
            yield own
            continue
        number = next(numbers.setdefault(own[0], count(1)))
        yield (f"{own[0]}#{number}", *own)


def _key(called: tuple[str, ...], taken: Counter[str]) -> str:
    """Return the shortest name that only one row has."""
    return next((name for name in reversed(called) if taken[name] <= 1), called[0])
