"""Which entries of lists are the same entry, by what tells them apart or by what they say."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Any

from tuanscore.merging.versions import Versions
from tuanscore.source.tree import fold

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

KEYS = ("编号", "名称", "事项", "项目", "来源", "职责描述")
"""What tells the entries of one list apart: 条目, 部分 and 指标, 一票否决, 加分, 评议, 职责."""


def align(lists: Versions[list[Any]]) -> Versions[dict[Hashable, Any]]:
    """Return three lists as mappings in which the same entry has the same key."""
    for key in KEYS:
        if all(_tells_apart(key, entries) for entries in lists):
            return lists.each(partial(_by_name, key))
    base = lists.base
    return Versions(
        dict(enumerate(base)), _by_content(base, lists.ours), _by_content(base, lists.theirs)
    )


def frozen(node: Any) -> Hashable:
    """Return a node as a value that can be looked up; the order of keys counts."""
    if isinstance(node, dict):
        return ("{", *((key, frozen(value)) for key, value in node.items()))
    if isinstance(node, list):
        return ("[", *map(frozen, node))
    return node  # type: ignore[no-any-return]


def _by_name(key: str, entries: list[Any]) -> dict[Hashable, Any]:
    return {fold(entry[key]): entry for entry in entries}


def _tells_apart(key: str, entries: list[Any]) -> bool:
    names = [entry.get(key) if isinstance(entry, dict) else None for entry in entries]
    return all(isinstance(n, str) for n in names) and len(set(map(fold, names))) == len(names)


def _by_content(base: list[Any], side: list[Any]) -> dict[Hashable, Any]:
    """Key each entry by its place in the base; one that is new, by what it says.

    So what both sides add in the same words is one entry, as it is to git.
    """
    keyed: dict[Hashable, Any] = {}
    origins = dict(_origins(base, side))
    for index, entry in enumerate(side):
        key: Hashable = origins.get(index)
        number = 0
        while key is None or key in keyed:
            key, number = (frozen(entry), number), number + 1
        keyed[key] = entry
    return keyed


def _origins(base: list[Any], side: list[Any]) -> Iterator[tuple[int, int]]:
    """Yield (index, index in the base) of entries that were there, changed ones included."""
    old, new = ([frozen(entry) for entry in entries] for entries in (base, side))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(j1, j2), range(i1, i2), strict=True)
        elif tag == "replace":
            yield from _changed(base, side, list(range(i1, i2)), list(range(j1, j2)))


def _changed(
    base: list[Any], side: list[Any], old: list[int], new: list[int]
) -> Iterator[tuple[int, int]]:
    """Yield which of some new entries are which of the old ones: the likest, and a last pair."""
    at = 0
    for j in list(new):
        i = next((i for i in old if i >= at and are_alike(base[i], side[j])), None)
        if i is not None:
            yield j, i
            at = i + 1
            old.remove(i)
            new.remove(j)
    if len(old) == len(new) == 1:
        yield new[0], old[0]


def are_alike(one: Any, other: Any) -> bool:
    """Say whether two entries may be one that was changed: they share half of what one says."""
    if isinstance(one, str) and isinstance(other, str):
        return True
    first, second = Counter(_said(one)), Counter(_said(other))
    return (first & second).total() * 2 >= min(first.total(), second.total())


def _said(node: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every text in a node with its key."""
    if isinstance(node, dict):
        for inner, value in node.items():
            yield from _said(value, inner)
    elif isinstance(node, list):
        for value in node:
            yield from _said(value, key)
    else:
        yield key, node
