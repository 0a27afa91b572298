"""Scoring methods (计分): one file each, with its parameters and its arithmetic.

A module here names itself with ``NAME`` (the word after 计分), declares its ``Parameters`` (keys it
adds to a 考核点) and opens one door. Where it scores a 考核点, it names in ``READS`` what else it
reads: of the keys that every 考核点 may have, 目标, 分值 and 单位成本; of those of a report, 基数.
Methods that look at one 完成值 open ``judge``; the others open the verb of what they do
(``deduct``, ``rate``, ``award``). Where what is missing may be lost for the year, ``reach`` says
what is not; where 目标 is not what gives all points, ``goal`` says what does. Nothing here rounds:
a share is handed back as an exact quotient and rounded once, where points are given out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import ModuleType
from typing import Any

from tuanscore import registry
from tuanscore.grammar.target import Form, Quantity, Target, TargetError, in_unit, parse_quantity

FULL = Decimal(1)
NOTHING = Decimal(0)


Levels = Mapping[str, tuple[Decimal, Decimal]]


class Peers:
    """The same measure elsewhere: what is known, as written, and how many have not reported."""

    def __init__(self, actuals: Sequence[str], unknown: int, but: Peers | None = None) -> None:
        """Take what was reported; ``but`` is what of it is one's own, and not held against one."""
        self._actuals, self._unknown, self._but = actuals, unknown, but
        self._ladders: dict[str, tuple[list[Decimal], int]] = {}

    def without(self, own: Peers) -> Peers:
        """Return all but one's own; what was found out about all is shared, not done again."""
        others = Peers(self._actuals, self._unknown, own)
        others._ladders = self._ladders
        return others

    def known(self, unit: str) -> int:
        """Return how many numbers there are in a unit, beside one's own."""
        own = 0 if self._but is None else self._but.known(unit)
        return len(self._ladder(unit)[0]) - own

    def ahead(self, of: Quantity, *, less_is_better: bool) -> tuple[int, int]:
        """Return how many are better than a quantity, and of how many that cannot be said."""
        numbers, unknown = self._ladder(of.unit)
        better = bisect_left(numbers, of.number)
        if not less_is_better:
            better = len(numbers) - bisect_right(numbers, of.number)
        if self._but is None:
            return better, unknown
        own_better, own_unknown = self._but.ahead(of, less_is_better=less_is_better)
        return better - own_better, unknown - own_unknown

    def _ladder(self, unit: str) -> tuple[list[Decimal], int]:
        """Return all numbers in a unit, the least first, and how many there are beside them."""
        if unit not in self._ladders:
            read = (_number(actual, unit) for actual in self._actuals)
            numbers = sorted(number for number in read if number is not None)
            unread = len(self._actuals) - len(numbers)
            self._ladders[unit] = numbers, self._unknown + unread
        return self._ladders[unit]


def _number(actual: str, unit: str) -> Decimal | None:
    """Return a number in a unit, or in its own where none is given; None where it has none."""
    try:
        quantity = parse_quantity(actual)
    except TargetError:
        return None
    return in_unit(quantity, unit or quantity.unit)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that is told of a fact: how many or how much, or what it counts by itself."""

    number: str | None = None
    """As written, such as ``2处`` or ``96.4%``."""
    points: Decimal | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Case:
    """What a method judges: a 完成值 as written, and all that it is held against."""

    target: Target | None
    actual: str
    levels: Levels
    """The 定性档: each word with the lowest and the highest percentage it may stand for."""
    points: Decimal = FULL
    """The line's points, for methods that take points off."""
    base: str | None = None
    """The 基数 that the report names, as written."""
    peers: Peers | None = None
    """What the other organisations did; None when only this one is looked at."""
    facts: Mapping[str, Sequence[Event]] = field(default_factory=dict)
    """What is told by name (情况), for methods of several rules."""
    told_by_facts: bool = False
    """Whether there is no 完成值 beside the facts."""
    marks: Mapping[str, Decimal] = field(default_factory=dict)
    """What each rater gives, for methods of several raters."""
    size: str | None = None
    """How big the organisation is (规模), as written, for methods that make allowance for it."""
    others: Sequence[tuple[str, str | None]] = ()
    """What others did and how big they are, as the report tells it, where they have no reports."""
    filled: Decimal | None = None
    """The 得分 that a person filled in; it counts only inside a level that is a range."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The share of the points that is earned, ``numerator ÷ denominator`` in 0…1, and why.

    Below 0 only where a rule says so (倒扣).
    """

    numerator: Decimal
    denominator: Decimal
    rule: str
    """The rule in words with the numbers in it, such as ``完成 18 ÷ 目标 19``."""
    floor: Decimal | None = None
    """The numerator in the worst case, where something else is not known yet."""
    pending: str = ""
    """Why someone still has to decide what it costs; empty where the method decides it all."""
    span: tuple[Decimal, Decimal] | None = None
    """The least and the most, in percent, that whoever gives the points may choose from."""
    met: bool | None = None
    """Whether what was asked is done, where full points are more than that; None where not."""


class UnreadableError(ValueError):
    """A 完成值 that the method cannot understand; reason and hint are for the reader."""

    def __init__(self, reason: str, hint: str) -> None:
        """Take both in Chinese."""
        super().__init__(reason)
        self.reason = reason
        self.hint = hint


class NoGoalError(ValueError):
    """Nothing that an organisation could work towards; the reason is for the reader."""


DEFAULTS = {Form.QUANTITY: "比例", Form.DATE: "达标", Form.QUALITATIVE: "定性"}
"""The method for a target that does not name one."""


def default_for(target: Target | None) -> str:
    """Return the name of the method for a target; without a target a line can only be judged."""
    return DEFAULTS[target.form] if target is not None else "定性"


def all_by_name() -> dict[str, ModuleType]:
    """Return every method by its name."""
    return registry.named("tuanscore.methods", "NAME")


def judge(name: str, case: Case, parameters: Any) -> Outcome:
    """Ask the method of this name what a 完成值 is worth; raises UnreadableError."""
    outcome: Outcome = all_by_name()[name].judge(case, parameters)
    return outcome


OPEN = Outcome(FULL, FULL, "年底前还能做到满分")
"""What can still be reached where nothing is settled yet."""


def reach(name: str, case: Case, parameters: Any, day: date) -> Outcome:
    """Ask the method of this name what a 完成值 may still come to after a day of the year.

    Raises UnreadableError for a 完成值 that ``judge`` cannot read.
    """
    settled = getattr(all_by_name()[name], "reach", None)
    if settled is None:
        return OPEN
    outcome: Outcome = settled(case, parameters, day)
    return outcome


STRETCHED, REACHED, MISSED = "争取", "达标", "未达标"
"""What may be reached of a line that has no points."""


def reached(name: str, case: Case, parameters: Any) -> str:
    """Ask the method of this name what a 完成值 reaches; raises UnreadableError."""
    own = getattr(all_by_name()[name], "reached", None)
    if own is not None:
        return str(own(case, parameters))
    outcome = judge(name, case, parameters)
    return REACHED if outcome.numerator >= outcome.denominator else MISSED


def goal(name: str, parameters: Any, base: str | None) -> Target | None:
    """Ask the method of this name at what all points are earned; None where a word decides.

    ``base`` is the 基数 of a report. Raises NoGoalError.
    """
    own = getattr(all_by_name()[name], "goal", None)
    found: Target | None = parameters.target if own is None else own(parameters, base)
    return found


def told_by(name: str, parameters: Any) -> dict[str, tuple[str, ...]]:
    """Return the keys of a 完成值 that the method of this name is told by, and what is in each.

    Empty where the 完成值 itself says all.
    """
    own = getattr(all_by_name().get(name), "told_by", None)
    found: dict[str, tuple[str, ...]] = {} if own is None else own(parameters)
    return found


def describe(target: Target | None, name: str, parameters: Any) -> str:
    """Return what a line asks for: its target, or what its method asks in its own words."""
    if target is not None:
        return target.text
    words = getattr(all_by_name().get(name), "describe", None)
    return words(parameters) if words is not None else ""
