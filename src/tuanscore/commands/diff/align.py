"""Which parts of two cards belong together, and which of them stand in another order.

Both answers are the same in either direction: swapping the cards swaps every pair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Group:
    """A section or a category: its printed name, if any, and the 编号 of the items in it."""

    name: str
    ids: frozenset[str]


def pair(olds: Sequence[Group], news: Sequence[Group]) -> dict[int, int]:
    """Pair groups of the same name, then those that share the most items."""
    candidates = []
    for i, old in enumerate(olds):
        for j, new in enumerate(news):
            named, shared = bool(old.name) and old.name == new.name, len(old.ids & new.ids)
            if named or shared:
                candidates.append((not named, -shared, abs(i - j), i + j, i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for *_, i, j in sorted(candidates):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def displaced_groups(
    olds: Sequence[Group], news: Sequence[Group], pairs: Mapping[int, int]
) -> set[int]:
    """Return which of the paired groups must move, by their old index."""
    named = {}
    for i, j in pairs.items():
        both = (sorted((olds[i].name, news[j].name)), sorted(olds[i].ids | news[j].ids))
        named[repr((*both, sorted((i, j))))] = (i, j)
    return {named[name][0] for name in displaced(named)}


def displaced(positions: Mapping[str, tuple[int, int]]) -> set[str]:
    """Return the names that must move to turn the old order into the new: the fewest possible.

    Positions are (old, new). Among equally few the choice hangs on the names alone: every name
    weighs 2^n and a power of 2 of its own, and the heaviest sequence stays.
    """
    line = sorted(positions, key=positions.__getitem__)
    places = [positions[name][1] for name in line]
    if all(before < after for before, after in pairwise(places)):
        return set()
    weight = {name: 2 ** len(line) + 2**rank for rank, name in enumerate(sorted(line))}
    best: list[tuple[int, int]] = []
    for k, name in enumerate(line):
        before = ((best[p][0], p) for p in range(k) if places[p] < places[k])
        heaviest, previous = max(before, default=(0, -1))
        best.append((heaviest + weight[name], previous))
    at = max(range(len(line)), key=lambda k: best[k][0])
    staying = set()
    while at >= 0:
        staying.add(line[at])
        at = best[at][1]
    return set(line) - staying
