"""Which entries of lists are the same entry, by what tells them apart or by what they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial
from typing import TYPE_CHECKING, Any

from tuanscore.commands.merge.versions import Versions
from tuanscore.source.tree import fold

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

KEYS = ("编号", "名称", "事项", "项目", "来源", "职责描述")
"""What tells the entries of one list apart: 条目, 部分 and 指标, 一票否决, 加分, 评议, 职责."""

REASON = "原因"
_EVENT = ("指标", REASON)
"""What makes an event: where it happened, and why; one with another reason is another."""

Who = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Three lists as mappings in which the same entry has the same key."""

    lists: Versions[dict[Hashable, Any]]
    certain: bool = True
    """Whether nothing that both sides changed may be something else than it was taken for."""


@dataclass(frozen=True, slots=True)
class _Origins:
    """Which entry of the base each entry of a side was."""

    places: dict[int, int]
    """Indices in the base, by indices in the side; what is new has none."""
    untouched: set[int] = field(default_factory=set)
    """Indices in the base of what the side left as it was."""
    unsure: set[int] = field(default_factory=set)
    """Indices in the base of what the side may or may not have left out."""


def align(lists: Versions[list[Any]]) -> Alignment:
    """Say which entries of three lists are the same entry."""
    for key in KEYS:
        if all(_tells_apart(key, entries) for entries in lists):
            return Alignment(lists.each(partial(_by_name, key)))
    base, ours, theirs = lists
    look = _by_likeness if any(isinstance(e, dict) for e in base + ours + theirs) else _by_order
    origins = Versions(_Origins({}), look(base, ours), look(base, theirs))
    additions = lists.each(lambda _: Counter[Who]())
    for side, found, names in zip(lists, origins, additions, strict=True):
        names.update(who(entry) for j, entry in enumerate(side) if j not in found.places)
    single = {name for name in additions.ours if name} & set(additions.theirs)
    single = {n for n in single if additions.ours[n] == additions.theirs[n] == 1}
    keyed: Versions[dict[Hashable, Any]] = Versions(
        dict(enumerate(base)),
        _by_origin(ours, origins.ours.places, single),
        _by_origin(theirs, origins.theirs.places, single),
    )
    return Alignment(keyed, _are_certain(lists, origins))


def who(entry: Any) -> Who:
    """Return what an entry is known by; empty for one that has nothing of the kind."""
    if not isinstance(entry, dict):
        return ()
    name = next((key for key in KEYS if isinstance(entry.get(key), str)), "")
    keys = (name, *_EVENT)
    return tuple((key, fold(entry[key])) for key in keys if isinstance(entry.get(key), str))


def frozen(node: Any) -> Hashable:
    """Return a node as a value that can be looked up; the order of keys counts."""
    if isinstance(node, dict):
        return ("{", *((key, frozen(value)) for key, value in node.items()))
    if isinstance(node, list):
        return ("[", *map(frozen, node))
    return node  # type: ignore[no-any-return]


def are_alike(one: Any, other: Any) -> bool:
    """Say whether two entries may be one that was changed: they share half of what one says."""
    if isinstance(one, str) and isinstance(other, str):
        return True
    return _difference(Counter(_said(one)), Counter(_said(other))) is not None


def _by_name(key: str, entries: list[Any]) -> dict[Hashable, Any]:
    return {_name(key, entry): entry for entry in entries}


def _name(key: str, entry: Any) -> str:
    """Return what tells an entry apart; the same 来源 may have an opinion of several 指标."""
    names = (entry[key], entry.get(_EVENT[0]))
    return "\n".join(fold(name) for name in names if isinstance(name, str))


def _tells_apart(key: str, entries: list[Any]) -> bool:
    if not all(isinstance(e, dict) and isinstance(e.get(key), str) for e in entries):
        return False
    return len({_name(key, entry) for entry in entries}) == len(entries)


def _by_origin(side: list[Any], places: dict[int, int], single: set[Who]) -> dict[Hashable, Any]:
    """Key each entry by its place in the base; one that is new, by what it says.

    So what both sides add in the same words is one entry, as it is to git; and an event that each
    adds in words of its own is one, too, on which they do not agree.
    """
    keyed: dict[Hashable, Any] = {}
    for j, entry in enumerate(side):
        key: Hashable = places.get(j)
        number = 0
        while key is None or key in keyed:
            name = who(entry)
            key = ("new", name if name in single else frozen(entry), number)
            number += 1
        keyed[key] = entry
    return keyed


def _by_order(base: list[Any], side: list[Any]) -> _Origins:
    """Find where words and paragraphs come from: nothing but their order can tell."""
    places: dict[int, int] = {}
    old, new = ([frozen(entry) for entry in entries] for entries in (base, side))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            places |= dict(zip(range(j1, j2), range(i1, i2), strict=False))
    return _Origins(places)


def _by_likeness(base: list[Any], side: list[Any]) -> _Origins:
    """Find where entries come from: equal ones first, then those that are likest."""
    found = _equal(base, side)
    old, new = defaultdict(list), defaultdict(list)
    for i, entry in enumerate(base):
        if i not in found.untouched:
            old[who(entry)].append(i)
    for j, entry in enumerate(side):
        if j not in found.places:
            new[who(entry)].append(j)
    namesakes = Counter(map(who, base)) | Counter(map(who, side))
    for name in old:
        if namesakes[name] == len(old[name]) == len(new[name]) == 1:
            found.places[new[name][0]] = old[name][0]
        else:
            pairs, unsure = _likest(base, side, old[name], new[name])
            found.places.update(pairs)
            found.unsure.update(unsure)
    found.unsure.update(_renamed(base, side, found.places))
    return found


def _equal(base: list[Any], side: list[Any]) -> _Origins:
    """Pair what is equal; which of several equal ones went is never sure."""
    places = defaultdict(list)
    for i, entry in enumerate(base):
        places[frozen(entry)].append(i)
    found = _Origins({})
    copies = Counter(map(frozen, side))
    for j, entry in enumerate(side):
        same = places[frozen(entry)]
        if same and copies[frozen(entry)] < len(same):
            found.unsure.update(same)
        at = next((i for i in same if i not in found.untouched), None)
        if at is not None:
            found.places[j] = at
            found.untouched.add(at)
    return found


def _likest(
    base: list[Any], side: list[Any], old: list[int], new: list[int]
) -> tuple[dict[int, int], set[int]]:
    """Pair namesakes that are liker to each other than to any other; return who is unsure, too."""
    was = {i: _said_besides_name(base[i]) for i in old}
    now = {j: _said_besides_name(side[j]) for j in new}
    left = {
        (i, j): differ
        for i in old
        for j in new
        if (differ := _difference(was[i], now[j])) is not None
    }
    places: dict[int, int] = {}
    while best := _unrivalled(left):
        places |= {j: i for i, j in best}
        taken = set(places.values())
        left = {(i, j): d for (i, j), d in left.items() if j not in places and i not in taken}
    gone = set(old) - set(places.values())
    return places, gone if len(places) < len(new) else set()


def _unrivalled(pairs: dict[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Return the pairs that differ less than any other pair of either of the two."""
    rivals = defaultdict(list)
    for pair, differ in pairs.items():
        for end in enumerate(pair):
            rivals[end].append(differ)
    least = {end: min(all_) for end, all_ in rivals.items()}
    alone = {end for end, all_ in rivals.items() if all_.count(least[end]) == 1}
    return [
        pair
        for pair, differ in pairs.items()
        if all(end in alone and least[end] == differ for end in enumerate(pair))
    ]


def _renamed(base: list[Any], side: list[Any], places: dict[int, int]) -> set[int]:
    """Return what is gone while something new has its reason: it may be of another 指标 now."""
    reasons = {_reason(entry) for j, entry in enumerate(side) if j not in places} - {""}
    gone = set(range(len(base))) - set(places.values())
    return {i for i in gone if _reason(base[i]) in reasons}


def _are_certain(lists: Versions[list[Any]], origins: Versions[_Origins]) -> bool:
    """Say whether each side left alone what the other is unsure of, and they replaced no same."""
    ours, theirs = origins.ours, origins.theirs
    if ours.unsure - theirs.untouched or theirs.unsure - ours.untouched:
        return False
    words = lists.each(lambda entries: set(map(frozen, entries)))
    mine, yours = (
        [
            entry
            for j, entry in enumerate(side)
            if isinstance(entry, dict) and j not in found.places and frozen(entry) not in others
        ]
        for side, found, others in (
            (lists.ours, ours, words.theirs),
            (lists.theirs, theirs, words.ours),
        )
    )
    kept = {*ours.places.values(), *theirs.places.values()}
    return not any(
        any(are_alike(entry, new) for new in mine) and any(are_alike(entry, new) for new in yours)
        for i, entry in enumerate(lists.base)
        if i not in kept
    )


def _reason(entry: Any) -> str:
    return dict(who(entry)).get(REASON, "")


def _difference(one: Counter[Any], other: Counter[Any]) -> int | None:
    """Count what two entries do not share; None where they share less than half of what one says.

    An entry that says nothing shares nothing, but with another of the kind.
    """
    shared = (one & other).total()
    if shared * 2 < min(one.total(), other.total()) or (not shared and one != other):
        return None
    return one.total() + other.total() - 2 * shared


def _said_besides_name(entry: Any) -> Counter[tuple[str, Any]]:
    names = {key for key, _ in who(entry)}
    if isinstance(entry, dict):
        entry = {key: value for key, value in entry.items() if key not in names}
    return Counter(_said(entry))


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
