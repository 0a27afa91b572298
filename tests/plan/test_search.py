"""The lightest set of candidates, held against trying them all."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tuanscore.commands.plan.search import Candidate, Sunk, frontier, lightest

CANDIDATES = st.builds(Candidate, st.integers(1, 12), st.integers(1, 20))
CLASSES = st.lists(st.lists(CANDIDATES, max_size=4), max_size=5)
FEW = st.lists(st.lists(CANDIDATES, max_size=3), max_size=4)


def every_sum(classes: list[list[Candidate]]) -> list[tuple[int, int]]:
    """Gain and weight of each way to take one of each class or none."""
    chosen = product(*([Candidate(0, 0), *candidates] for candidates in classes))
    return [(sum(c.gain for c in one), sum(c.weight for c in one)) for one in chosen]


@settings(deadline=None)
@given(CLASSES, st.integers(-1, 40))
def test_no_other_set_is_lighter(classes: list[list[Candidate]], needed: int) -> None:
    enough = [weight for gain, weight in every_sum(classes) if gain >= needed]
    found = lightest(classes, needed)
    assert (found.weight if found else None) == min(enough, default=None)
    assert found is None or found.gain >= needed


@settings(deadline=None)
@given(FEW)
def test_the_frontier_holds_the_lightest_for_every_gain(classes: list[list[Candidate]]) -> None:
    sums = every_sum(classes)
    kept = frontier(classes)
    for gain, _ in sums:
        lightest_of_all = min(w for g, w in sums if g >= gain)
        assert min(c.weight for c in kept if c.gain >= gain) == lightest_of_all


def test_the_picks_say_which_candidates_were_taken() -> None:
    """7 for 6 is the best bargain, but 5 + 5 for 9 is the cheapest way to 10."""
    classes = [[Candidate(7, 60, ((0, 0),))], [Candidate(5, 45, ((1, 0),))],
               [Candidate(5, 45, ((2, 0),))]]  # fmt: skip
    assert lightest(classes, 10) == Candidate(10, 90, ((1, 0), (2, 0)))


def test_what_is_sunk_counts_for_nothing() -> None:
    """3 are lost: 5 leave 2, and so do 3 + 2, for less."""
    whole = [[Candidate(3, 3, ((0, 0),)), Candidate(5, 9, ((0, 1),))], [Candidate(2, 4, ((1, 0),))]]
    assert lightest([], 2, [Sunk(whole, 3)]) == Candidate(2, 7, ((0, 0), (1, 0)))
    assert lightest([], 5, [Sunk(whole, 3)]) is None


@settings(deadline=None)
@given(FEW, FEW, st.integers(1, 15), st.integers(-1, 30))
def test_no_other_set_is_lighter_where_some_are_sunk(
    classes: list[list[Candidate]], whole: list[list[Candidate]], cents: int, needed: int
) -> None:
    enough = [
        weight + sunk_weight
        for gain, weight in every_sum(classes)
        for sunk_gain, sunk_weight in every_sum(whole)
        if gain + max(sunk_gain - cents, 0) >= needed
    ]
    found = lightest(classes, needed, [Sunk(whole, cents)])
    assert (found.weight if found else None) == min(enough, default=None)
    assert found is None or found.gain >= needed
