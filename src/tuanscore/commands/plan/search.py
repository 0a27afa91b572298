"""The least weight that gains enough: one option of each class at most, exactly, by whole numbers.

A multiple-choice knapsack turned round: from each class one candidate or none, together at least
so many cents, at the least weight. Dynamic programming over cents; of every partial sum only those
are looked at from which the goal can still be reached and that are not beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to do: the cents it gains, what it weighs, and which picks it stands for."""

    gain: int
    weight: int
    picks: tuple[tuple[int, int], ...] = ()
    """(place of the measure, place of its option)."""


NONE = Candidate(0, 0)
Class = Sequence[Candidate]
"""Candidates of which one may be taken."""


@dataclass(frozen=True, slots=True)
class Sunk:
    """Classes that gain nothing together until they have made up for what is lost."""

    classes: Sequence[Class]
    cents: int
    """What is lost."""


def lightest(classes: Sequence[Class], needed: int, sunk: Sequence[Sunk] = ()) -> Candidate | None:
    """Return the lightest set of candidates that gains what is needed; None if no set does."""
    wholes = [
        [
            Candidate(sum_.gain - group.cents, sum_.weight, ((~place, sum_.gain),))
            for sum_ in frontier(group.classes)
            if sum_.gain > group.cents
        ]
        for place, group in enumerate(sunk)
    ]
    found = _lightest([*classes, *wholes], needed)
    return None if found is None else replace(found, picks=tuple(_picks(found, sunk)))


def _picks(found: Candidate, sunk: Sequence[Sunk]) -> Iterator[tuple[int, int]]:
    """Yield what was picked, and for a sum of sunk classes (place < 0) what it is made of."""
    for place, index in found.picks:
        if place >= 0:
            yield place, index
        else:
            whole = _lightest(sunk[~place].classes, index)
            assert whole is not None
            yield from whole.picks


def frontier(classes: Sequence[Class]) -> list[Candidate]:
    """Return every sum of candidates that no other sum beats, by rising gain, without picks."""
    full = _or_none(classes)
    weights = _tables(full, 0, _most(full))[-1].weights
    more = [*weights[1:], None]
    return [
        Candidate(gain, weight)
        for gain, (weight, next_) in enumerate(zip(weights, more, strict=True))
        if weight != next_
    ]


def _lightest(classes: Sequence[Class], needed: int) -> Candidate | None:
    full = _or_none(classes)
    if _most(full) < needed:
        return None
    if needed <= 0:
        return NONE
    return _trace(full, _tables(full, needed, needed), needed)


def _or_none(classes: Sequence[Class]) -> list[Class]:
    return [(NONE, *candidates) for candidates in classes]


def _most(classes: Sequence[Class]) -> int:
    return sum(max(c.gain for c in candidates) for candidates in classes)


def _tables(classes: Sequence[Class], first: int, last: int) -> list[_Table]:
    """Return the tables of the first 0, 1, … classes, as far as these goals hang on them."""
    tables, left, reached = [_Table(0, [0])], _most(classes), 0
    for candidates in classes:
        most = _most([candidates])
        left, reached = left - most, reached + most
        tables.append(tables[-1].with_one_of(candidates, max(0, first - left), min(last, reached)))
    return tables


def _both(a: Candidate, b: Candidate) -> Candidate:
    return Candidate(a.gain + b.gain, a.weight + b.weight, a.picks + b.picks)


class _Table:
    """The least weight for at least so many cents, from ``first`` up, with the classes so far."""

    def __init__(self, first: int, weights: list[int]) -> None:
        self.first = first
        self.weights = weights

    def at(self, cents: int) -> int | None:
        """Return the least weight for so many cents; None for what cannot be gained."""
        place = max(cents, 0) - self.first
        return self.weights[place] if 0 <= place < len(self.weights) else None

    def with_one_of(self, candidates: Class, first: int, last: int) -> _Table:
        """Return the table that one of these candidates more makes possible."""
        size = last - first + 1
        best: list[int | None] = [None] * size
        for candidate in candidates:
            for place, weight in enumerate(self._reach(first - candidate.gain, size)):
                total = weight + candidate.weight
                known = best[place]
                if known is None or total < known:
                    best[place] = total
        # All of them can be gained: the last is the most that the classes so far can give.
        return _Table(first, [weight for weight in best if weight is not None])

    def _reach(self, start: int, size: int) -> list[int]:
        """Return the weights from ``start`` on, which may be below 0; at most ``size`` of them.

        What is left is more than can be gained without this candidate.
        """
        below = min(max(-start, 0), size)
        begin = max(start, 0) - self.first
        return self.weights[:1] * below + self.weights[begin : begin + size - below]


def _trace(classes: Sequence[Class], tables: Sequence[_Table], needed: int) -> Candidate:
    """Walk back from the goal, taking at each class the first candidate that made it possible."""
    found, cents = NONE, needed
    for place in range(len(classes), 0, -1):
        wanted = tables[place].at(cents)
        assert wanted is not None
        for candidate in classes[place - 1]:
            before = tables[place - 1].at(cents - candidate.gain)
            if before is not None and before + candidate.weight == wanted:
                found, cents = _both(candidate, found), max(cents - candidate.gain, 0)
                break
    return found
