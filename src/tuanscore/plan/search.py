"""The least weight that gains enough: one option of each class at most, exactly, by whole numbers.

A multiple-choice knapsack turned round: from each class one candidate or none, together at least
so many cents, at the least weight. Dynamic programming over cents; of every partial sum only those
are looked at from which the goal can still be reached and that are not beyond it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate


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


def lightest(classes: Sequence[Class], needed: int) -> Candidate | None:
    """Return the lightest set of candidates that gains what is needed; None if no set does."""
    full = [(NONE, *candidates) for candidates in classes]
    most = [max(c.gain for c in candidates) for candidates in full]
    if sum(most) < needed:
        return None
    if needed <= 0:
        return NONE
    reached = [0, *accumulate(most)]
    tables = [_Table(0, [0])]
    for place, candidates in enumerate(full, 1):
        left = reached[-1] - reached[place]
        first, last = max(0, needed - left), min(needed, reached[place])
        tables.append(tables[-1].with_one_of(candidates, first, last))
    return _trace(full, tables, needed)


def frontier(classes: Sequence[Class]) -> list[Candidate]:
    """Return every sum of candidates that no other sum beats, by rising gain."""
    sums = [NONE]
    for candidates in classes:
        more = [_both(a, b) for a in sums for b in candidates]
        sums = list(_undominated([*sums, *more]))
    return sums


def sunk(candidates: Iterable[Candidate], cents: int) -> list[Candidate]:
    """Return what candidates are worth when so many cents are lost before anything counts."""
    left = (Candidate(c.gain - cents, c.weight, c.picks) for c in candidates)
    return [c for c in left if c.gain > 0]


def _both(a: Candidate, b: Candidate) -> Candidate:
    return Candidate(a.gain + b.gain, a.weight + b.weight, a.picks + b.picks)


def _undominated(candidates: list[Candidate]) -> Iterable[Candidate]:
    best = -1
    for candidate in sorted(candidates, key=lambda c: (c.weight, -c.gain)):
        if candidate.gain > best:
            best = candidate.gain
            yield candidate


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
