"""Which parts of two cards belong together, and which of them stand in another order.

Both answers are the same in either direction: swapping the cards swaps every pair.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


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
    for *_, i, j in sorted(candidates):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def displaced(positions: Iterable[tuple[int, int, Any]]) -> set[Hashable]:
    """Return the names that must move to turn the old order into the new: the fewest possible.

    Takes (old position, new position, name). Among equally few the choice hangs on the names
    alone: every name weighs 2^n and a power of 2 of its own, and the heaviest sequence stays.
    """
    line = sorted(positions)
    if all(before[1] < after[1] for before, after in pairwise(line)):
        return set()
    names = sorted((name for *_, name in line), key=str)
    weight = {name: 2 ** len(names) + 2**rank for rank, name in enumerate(names)}
    best: list[tuple[int, int]] = []
    for k, (_, at, name) in enumerate(line):
        before = max(((best[p][0], p) for p in range(k) if line[p][1] < at), default=(0, -1))
        best.append((before[0] + weight[name], before[1]))
    at = max(range(len(best)), key=lambda k: best[k][0], default=-1)
    staying = set()
    while at >= 0:
        staying.add(line[at][2])
        at = best[at][1]
    return set(weight) - staying
