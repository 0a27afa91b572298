"""One target of a report over time: where it is written, what was said of it, how it stands."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.commands.progress.elapsed import percent
from tuanscore.commands.progress.lights import Light
from tuanscore.commands.progress.standing import Ground, Standing, judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuanscore.finding import Place
    from tuanscore.model.card import Measure
    from tuanscore.model.kinds.results import Result
    from tuanscore.shelf import Assessment, Report

TENTHS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """What one report said about a target."""

    as_of: date
    actual: str
    place: Place


Histories = dict[str, tuple[Point, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """One target of a report: where it stands in the document, and how it stands."""

    heading: str
    """The parts of the document that it is in, such as ``职能指标·服务党政中心``."""
    item: str
    name: str
    target: str
    actual: str | None
    note: str | None
    history: tuple[Point, ...]
    """What each report said, the earliest first."""
    standing: Standing
    place: Place

    @property
    def light(self) -> Light:
        """Return the light."""
        return self.standing.verdict.light

    @property
    def rule(self) -> str:
        """Return the rule that decided the light."""
        return self.standing.verdict.rule

    @property
    def done(self) -> Decimal | None:
        """Return the done share in percent."""
        return None if self.standing.done is None else percent(self.standing.done)

    @property
    def bar(self) -> str:
        """Return the done share as ten squares; the last is full only when all is done."""
        return bar(self.standing.done)

    @property
    def change(self) -> tuple[Point, Point] | None:
        """Return what the last two reports that name the target said."""
        return (self.history[-2], self.history[-1]) if len(self.history) > 1 else None

    @property
    def trend(self) -> str:
        """Return the last change, such as ``6月 12 → 9月 18``."""
        if self.change is None:
            return ""
        before, now = self.change
        same = (before.as_of.year, before.as_of.month) == (now.as_of.year, now.as_of.month)
        return " → ".join(f"{_when(p.as_of, same)} {p.actual}" for p in (before, now))


def bar(share: Fraction | None) -> str:
    """Draw a share as ten squares, rounded down; nothing where there is none to draw."""
    if share is None:
        return ""
    full = int(share * TENTHS)
    return "■" * full + "□" * (TENTHS - full)


def _when(day: date, exactly: bool) -> str:
    return f"{day.month}月{day.day}日" if exactly else f"{day.month}月"


def counts(lines: Sequence[Line]) -> dict[Light, int]:
    """Return how many lines have each light, the best first."""
    number = Counter(line.light for line in lines)
    return {light: number[light] for light in Light}


def histories(reports: Sequence[Report] | Sequence[Assessment]) -> Histories:
    """Return what each report said about each target, the earliest first."""
    found: dict[str, list[Point]] = {}
    for report in reports:
        for name, result in report.model.results.items():
            place = report.document.place(("完成", name))
            point = Point(report.model.as_of, result.actual or "不适用", place)
            found.setdefault(name, []).append(point)
    return {name: tuple(points) for name, points in found.items()}


def line_of(
    names: tuple[str, str, str],
    measure: Measure,
    result: Result | None,
    past: Histories,
    ground: Ground,
    place: Place,
) -> Line:
    """Return the line of a target by its heading, item and name."""
    heading, item, name = names
    return Line(
        heading=heading,
        item=item,
        name=name,
        target=methods.describe(measure.target, measure.method, measure),
        actual=result.actual if result is not None else None,
        note=(result.reason or result.not_applicable) if result is not None else None,
        history=past.get(name, ()),
        standing=judge(measure, result, ground),
        place=place,
    )
