"""One order out of many: every list keeps its own, the usual ones come first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def merge(lists: Sequence[Sequence[str]]) -> tuple[list[str], list[int]]:
    """Return the merged order, and which lists do not agree with it and were left out.

    Of two orders that contradict each other the more frequent one holds, else the first.
    """
    counts: dict[tuple[str, ...], int] = {}
    for one in lists:
        counts[tuple(one)] = counts.get(tuple(one), 0) + 1
    after: dict[str, set[str]] = {}
    accepted: set[tuple[str, ...]] = set()
    for one in sorted(counts, key=lambda o: -counts[o]):
        trial = {name: set(followers) for name, followers in after.items()}
        for at, name in enumerate(one):
            trial.setdefault(name, set()).update(one[at + 1 : at + 2])
        if len(_sorted(trial)) == len(trial):
            after = trial
            accepted.add(one)
    return _sorted(after), [i for i, one in enumerate(lists) if tuple(one) not in accepted]


def _sorted(after: dict[str, set[str]]) -> list[str]:
    """Return the names so that each stands before what comes after it; cycles are left out.

    Of those that may come next it is the one that was known first.
    """
    rank = {name: index for index, name in enumerate(after)}
    waiting = dict.fromkeys(after, 0)
    for followers in after.values():
        for name in followers:
            waiting[name] += 1
    ready = [name for name, number in waiting.items() if not number]
    order: list[str] = []
    while ready:
        name = min(ready, key=rank.__getitem__)
        ready.remove(name)
        order.append(name)
        for follower in after[name]:
            waiting[follower] -= 1
            if not waiting[follower]:
                ready.append(follower)
    return order
