"""What can still be done about each measure, what it costs and what it is worth.

A measure's score is rounded to cents, so what more work is worth is a stair: only its steps are
kept, each at the least work that reaches it. What is judged is always a 完成值 as it would be
written in a report, by the measure's own method, so an option is worth what `score` gives for it.

Cost: 单位成本 times the units; where none is written, relative effort: one unit of a target of n
units costs 1/n, so that a whole target costs 1. A 定性 line is one unit, done in percent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from tuanscore import methods
from tuanscore.grammar.target import (
    Comparator,
    Form,
    Quantity,
    Target,
    TargetError,
    in_unit,
    parse_quantity,
)
from tuanscore.methods import (
    Case,
    Levels,
    NoGoalError,
    Outcome,
    UnreadableError,
    qualitative,
    steps,
)
from tuanscore.methods.condition import Kind
from tuanscore.model.card import Measure
from tuanscore.scoring.cents import quotient
from tuanscore.scoring.tree import Node, State

ONE = Fraction(1)
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to do about a measure: the 完成值 to reach, its cost and what it adds."""

    value: str
    units: Decimal | None
    """How many units more (or, where less is better, fewer); None for a level or a day."""
    cost: Fraction
    gain: int
    """Cents added to the measure's own score."""


@dataclass(frozen=True, slots=True)
class Open:
    """A measure that is not full, and what can be done about it."""

    item: str
    measure: str
    target: str
    unit: str
    actual: str | None
    points: Decimal
    low: Decimal
    next: Option | None
    """The next unit, level or day; its gain may be 0 for want of a cent."""
    options: tuple[Option, ...]
    """By rising gain and cost; empty where nothing can be planned."""
    why_not: str = ""
    """Why nothing can be planned, or why full points cannot."""

    @property
    def best(self) -> int:
        """Return the most cents that can be added."""
        return self.options[-1].gain if self.options else 0


@dataclass(frozen=True, slots=True)
class Line:
    """What an option is judged by: the measure, its line in the scored card, and what is known."""

    measure: Measure
    node: Node
    levels: Levels
    base: str | None
    late: bool
    """Whether its deadline has passed."""

    @property
    def told(self) -> str | None:
        """Return the 完成值 that counts; None where none was understood."""
        if self.node.actual is None or self.node.state is State.UNREPORTED:
            return None
        return self.node.actual.text

    @property
    def points(self) -> Decimal:
        """Return the points to be had."""
        assert self.node.points is not None
        return self.node.points

    def case(self, value: str) -> Case:
        """Return what the method would judge if this were the 完成值."""
        return Case(self.measure.target, value, self.levels, self.points, self.base)

    def gain(self, value: str) -> int:
        """Return the cents that this 完成值 would add; below 0 where it is not understood."""
        try:
            outcome: Outcome = methods.judge(self.measure.method, self.case(value), self.measure)
        except UnreadableError:
            return -1
        earned = quotient(self.points * outcome.numerator, outcome.denominator)
        return int((earned - self.node.low) * 100)


def find(line: Line, item: str) -> Open:
    """Return what can be done about a line that is not full, and is not lost for the year."""
    unit, candidates, next_value, why_not = _candidates(line)
    reach = line.points if line.node.reach is None else line.node.reach
    most = int((reach - line.node.low) * 100)
    if reach < line.points:
        why_not = line.node.prospect
        candidates = [option for option in candidates if option.gain <= most]
        if next_value is not None and (not most or next_value.gain > most):
            next_value = None
    options = tuple(_rising(candidates))
    full = int((line.points - line.node.low) * 100)
    if not options:
        why_not = why_not or "没有能算出分数的做法"
    elif options[-1].gain < full:
        why_not = why_not or "做到目标也不是满分"
    else:
        why_not = ""
    return Open(
        item=item,
        measure=line.node.name,
        target=line.node.target,
        unit=unit,
        actual=line.told,
        points=line.points,
        low=line.node.low,
        next=next_value if next_value is not None and next_value.gain >= 0 else None,
        options=options,
        why_not=why_not,
    )


_Found = tuple[str, list[Option], Option | None, str]
"""Unit, candidates, the next unit, and why there is none."""


def _candidates(line: Line) -> _Found:
    measure = line.measure
    if isinstance(measure, steps.Parameters):
        kinds = {step.kind for step in measure.conditions}
        if kinds <= {Kind.NUMBER, Kind.REST}:
            return _stepped(line, measure)
        if kinds <= {Kind.WORD, Kind.REST}:
            return _in_words(line, measure)
        return "", [], None, "按相差多少、晚几天定档"
    try:
        target = methods.goal(measure.method, measure, line.base)
    except NoGoalError as error:
        return "", [], None, str(error)
    judged = measure.method == qualitative.NAME
    if judged or target is None or target.form is Form.QUALITATIVE:
        return _levels(line)
    if target.form is Form.DATE:
        return _date(line, target)
    return _numbers(line, target)


def _levels(line: Line) -> _Found:
    """Yield each level of the 定性档; both ends of one that is a range."""
    now = _share(line, line.told) if line.told is not None else Decimal(0)
    found = []
    for word, ends in line.levels.items():
        for percent in sorted(set(ends), reverse=True):
            value = word if len(set(ends)) == 1 else f"{word} {percent}%"
            if percent > now:
                cost = Fraction(percent - now) / 100 * _per_unit(line, ONE)
                found.append(Option(value, None, cost, line.gain(value)))
    found.sort(key=lambda o: o.cost)
    return "", found, found[0] if found else None, ""


def _in_words(line: Line, measure: steps.Parameters) -> _Found:
    """Yield each step that is a word and gives more than what is done."""
    best = max(measure.steps.values())
    found = []
    for word, mark in measure.steps.items():
        gain = line.gain(word)
        if gain > 0:
            cost = _per_unit(line, ONE) * Fraction(mark) / Fraction(best)
            found.append(Option(word, None, cost, gain))
    found.sort(key=lambda option: option.cost)
    return "", found, found[0] if found else None, ""


def _share(line: Line, value: str) -> Decimal:
    try:
        return qualitative.share(line.case(value))
    except UnreadableError:
        return Decimal(0)


def _date(line: Line, target: Target) -> _Found:
    if line.late:
        return "", [], None, f"期限（{target.deadline}）已过"
    value = target.text if target.deadline is None else target.deadline.isoformat()
    option = Option(value, None, _per_unit(line, ONE), line.gain(value))
    return "", [option], option, ""


def _numbers(line: Line, target: Target) -> _Found:
    """Yield the stairs from what is done to the target, unit by unit."""
    start = _done(line, target)
    end, whole = _end(line, target, start)
    if line.told is None and start == end:
        start = None  # nothing need be done, but it must be reported
    way = _Way(line, target.unit, start, end, whole)
    ks = _stairs(way.gain, way.length)
    return target.unit, [way.option(k) for k in ks], way.option(1) if way.length else None, ""


def _stepped(line: Line, measure: steps.Parameters) -> _Found:
    """Yield the bound of each step, reached from what is done, in the unit of the best."""
    best = max(measure.steps.values())
    marks = zip(measure.conditions, measure.steps.values(), strict=True)
    bounds = [(step.bound, mark) for step, mark in marks if step.bound is not None]
    top = next(bound for bound, mark in bounds if mark == best)
    highest = _toward(line, top, top.number)
    found = []
    for bound, mark in bounds:
        way = _toward(line, _counted_in(bound, top.unit), highest.whole)
        if way.start is None:
            cost = _per_unit(line, ONE) * Fraction(mark) / Fraction(best)
            found.append(Option(way.value(1), None, cost, line.gain(way.value(1))))
        elif way.length:
            found.append(way.option(way.length))
    return top.unit, found, highest.option(1) if highest.length else None, ""


def _counted_in(step: Target, unit: str) -> Target:
    """Return a step with its bounds in another unit of the same thing."""
    number, upper = (
        None if bound is None else in_unit(Quantity("", bound, step.unit), unit)
        for bound in (step.number, step.upper)
    )
    return step if number is None else replace(step, number=number, upper=upper, unit=unit)


def _toward(line: Line, step: Target, whole: Decimal | None) -> _Way:
    """Return the way from what is done to where a step is surely reached.

    ``whole`` are the units that the whole target has; the way itself where it has none.
    """
    start = _done(line, step)
    end = next(iter(_bounds(step, start)))
    if line.told is None and start == end:
        start = None  # nothing need be done, but it must be reported
    return _Way(line, step.unit, start, end, whole or abs(end - (start or 0)))


@dataclass(frozen=True, slots=True)
class _Way:
    """The way from a number to another in whole units, the last of which may be less."""

    line: Line
    unit: str
    start: Decimal | None
    """None where nothing is known and less is better: the way is then one step."""
    end: Decimal
    whole: Decimal

    @property
    def length(self) -> int:
        if self.start is None:
            return 1
        return ceil(abs(self.end - self.start))

    def number(self, k: int) -> Decimal:
        if self.start is None or k >= self.length:
            return self.end
        return self.start + k if self.end > self.start else self.start - k

    def value(self, k: int) -> str:
        return _written(self.number(k), self.unit)

    def gain(self, k: int) -> int:
        return self.line.gain(self.value(k))

    def option(self, k: int) -> Option:
        if self.start is None:
            return Option(self.value(k), None, _per_unit(self.line, ONE), self.gain(k))
        units = abs(self.number(k) - self.start)
        whole = Fraction(self.whole or abs(self.end - self.start) or 1)
        cost = Fraction(units) * _per_unit(self.line, 1 / whole)
        return Option(self.value(k), units, cost, self.gain(k))


def _done(line: Line, target: Target) -> Decimal | None:
    """Return what is done in the target's unit: nothing known is 0, or None where less is better.

    A range is worked up to from 0.
    """
    number = None
    if line.told is not None:
        try:
            number = in_unit(parse_quantity(line.told), target.unit)
        except TargetError:
            number = None
    if number is None and not target.smaller_is_better:
        return Decimal(0)
    return number


def _end(line: Line, target: Target, start: Decimal | None) -> tuple[Decimal, Decimal]:
    """Return the number to work towards and the units of the whole target."""
    bounds = list(_bounds(target, start))
    full = int((line.points - line.node.low) * 100)
    for bound in reversed(bounds):
        if line.gain(_written(bound, target.unit)) >= full:
            return bound, bounds[-1]
    return bounds[0], bounds[-1]


def _bounds(target: Target, start: Decimal | None) -> Iterator[Decimal]:
    """Yield where a target is surely met, then its own bound."""
    goal = target.number
    assert goal is not None
    match target.comparator:
        case Comparator.MORE_THAN:
            yield goal // 1 + 1
        case Comparator.LESS_THAN:
            yield Decimal(max(ceil(goal) - 1, 0))
        case Comparator.BETWEEN if target.upper is not None and (start or 0) > target.upper:
            goal = target.upper
    yield goal


def _per_unit(line: Line, otherwise: Fraction) -> Fraction:
    given = line.measure.unit_cost
    return otherwise if given is None else Fraction(given)


def _written(number: Decimal, unit: str) -> str:
    """Write a number with its unit, unless only the bare number can be read back."""
    plain = f"{number:f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    try:
        quantity: Quantity = parse_quantity(plain + unit)
    except TargetError:
        return plain
    return plain + unit if (quantity.number, quantity.unit) == (number, unit) else plain


def _stairs(worth: Callable[[int], int], length: int) -> Iterator[int]:
    """Yield each k ≤ length at which a rising worth is more than at any k before it, and than 0.

    Steps are about equally far apart, so the search for the next begins just before where the
    last one lets it expect it.
    """
    at, level, stride = 0, 0, 1
    while at < length and worth(length) > level:
        guess, reach = min(at + stride - 2, length), 1
        low = guess if guess > at and worth(guess) <= level else at
        while worth(min(low + reach, length)) <= level:
            low += reach
            reach *= 2
        high = min(low + reach, length)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if worth(middle) > level else (middle, high)
        at, level, stride = high, worth(high), high - at
        yield at


def _rising(candidates: list[Option]) -> Iterator[Option]:
    """Yield the options that no other beats: cheapest first, each worth more than those before."""
    best = 0
    for option in sorted(candidates, key=lambda o: (o.cost, -o.gain)):
        if option.gain > best:
            best = option.gain
            yield option
