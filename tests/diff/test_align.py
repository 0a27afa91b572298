"""Which parts of two cards belong together: what holds of any two cards, not of one example."""

from itertools import combinations, pairwise, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thorough import times
from tuanscore.commands.diff.align import Group, displaced, displaced_groups, pair

NAMES, IDS = st.sampled_from(["", "甲", "乙", "丙"]), st.frozensets(st.sampled_from("abcde"))
GROUPS = st.lists(st.builds(Group, NAMES, IDS), max_size=5)


def rank(olds: list[Group], news: list[Group], i: int, j: int) -> tuple[bool, int, int, int]:
    """Return how ill two groups belong together: another name, few in common, far, late."""
    old, new = olds[i], news[j]
    return not (old.name and old.name == new.name), -len(old.ids & new.ids), abs(i - j), i + j


def related(old: Group, new: Group) -> bool:
    return bool(old.ids & new.ids) or (old.name == new.name != "")


@settings(max_examples=times(100), deadline=None)
@given(GROUPS, GROUPS)
def test_pairs(olds: list[Group], news: list[Group]) -> None:
    pairs = pair(olds, news)
    partners = {j: i for i, j in pairs.items()}
    assert len(partners) == len(pairs)
    assert all(related(olds[i], news[j]) for i, j in pairs.items())
    for i in range(len(olds)):
        for j in range(len(news)):
            if not related(olds[i], news[j]) or pairs.get(i) == j:
                continue
            taken = [(i, pairs[i])] if i in pairs else []
            taken += [(partners[j], j)] if j in partners else []
            ranks = [rank(olds, news, *other) for other in taken]
            assert ranks, "both were left alone"
            assert min(ranks) <= rank(olds, news, i, j), "both would rather belong to each other"


@settings(max_examples=times(100), deadline=None)
@given(GROUPS, GROUPS)
def test_the_other_way_round_is_the_same(olds: list[Group], news: list[Group]) -> None:
    pairs, back = pair(olds, news), pair(news, olds)
    assert {(i, j) for j, i in back.items()} == set(pairs.items())
    moved = displaced_groups(olds, news, pairs)
    assert {pairs[i] for i in moved} == displaced_groups(news, olds, back)
    staying = sorted((i, j) for i, j in pairs.items() if i not in moved)
    assert all(one[1] < other[1] for one, other in pairwise(staying))


@pytest.mark.parametrize(
    ("olds", "news", "expected"),
    [
        ([("甲", "abc")], [("乙", "abc"), ("甲", "")], {0: 1}),  # a name before what is shared
        ([("", "abc")], [("", "a"), ("", "ab")], {0: 1}),  # more before less
        ([("", "ab"), ("", "a")], [("", "ab")], {0: 0}),
        ([("", "a"), ("", "ab")], [("", "ab")], {1: 0}),
        ([("", "a")], [("", "b")], {}),
        ([("", "")], [("", "")], {}),  # no name is no name in common
        ([("", "ab")], [("", "x"), ("", "a"), ("", "b")], {0: 1}),  # near before far
        ([("x", "a"), ("", "ab")], [("", "ab"), ("y", "b")], {1: 0}),
        ([("甲", "a"), ("甲", "b")], [("甲", "b"), ("甲", "a")], {0: 1, 1: 0}),
    ],
)
def test_pairs_by_hand(
    olds: list[tuple[str, str]], news: list[tuple[str, str]], expected: dict[int, int]
) -> None:
    before, after = ([Group(n, frozenset(ids)) for n, ids in side] for side in (olds, news))
    assert pair(before, after) == expected


def test_the_fewest_move_and_of_these_always_the_same() -> None:
    """Held against every choice there is; of equally few that stay, those latest by name do."""
    names = "abcde"
    for order in permutations(names):
        positions = {name: (i, order.index(name)) for i, name in enumerate(names)}
        kept = (
            subset
            for size in range(len(names) + 1)
            for subset in combinations(names, size)
            if all(positions[a][1] < positions[b][1] for a, b in pairwise(subset))
        )
        stay = max(kept, key=lambda subset: (len(subset), sorted(subset, reverse=True)))
        assert displaced(positions) == set(names) - set(stay)
        turned = {name: (new, old) for name, (old, new) in positions.items()}
        assert displaced(turned) == displaced(positions)
