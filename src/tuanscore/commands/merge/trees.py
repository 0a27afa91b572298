"""What three documents say, made one: key by key, entry by entry, value by value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from tuanscore.commands.merge import naming
from tuanscore.commands.merge.identity import REASON, align, are_alike
from tuanscore.commands.merge.versions import ABSENT, Versions
from tuanscore.source.tree import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

Side = Literal["base", "ours", "theirs"]
Texts = Versions[str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One value that both sides changed, each to something else."""

    name: str
    values: Versions[Any]


@dataclass(frozen=True, slots=True)
class Joined:
    """One tree, and the values in it that are but one side's."""

    tree: Any
    conflicts: tuple[Conflict, ...]


def merge(roots: Versions[Any], side: Side, merge_text: Callable[[Texts], str | None]) -> Joined:
    """Merge three trees; where both changed one value, take that of one side.

    ``merge_text`` merges texts of several lines, and returns None where it cannot.
    """
    merger = _Merger(side, merge_text)
    return Joined(merger.node(roots, (), ()), tuple(merger.conflicts))


def same(one: Any, other: Any) -> bool:
    """Say whether two nodes say the same in the same order."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


class _Merger:
    def __init__(self, side: Side, merge_text: Callable[[Texts], str | None]) -> None:
        self._side = side
        self._merge_text = merge_text
        self.conflicts: list[Conflict] = []

    def node(self, three: Versions[Any], names: tuple[str, ...], keys: naming.Keys) -> Any:
        settled = _settled(three)
        if settled is not None:
            return settled[0]
        three = _in_long_form(three, naming.word_for(keys))
        if isinstance(three.ours, dict) and isinstance(three.theirs, dict):
            sides = three.each(lambda node: node if isinstance(node, dict) else {})
            return self._entries(
                sides,
                lambda key, values: self.node(
                    values, (*names, naming.step(key, keys)), (*keys, key)
                ),
            )
        if isinstance(three.ours, list) and isinstance(three.theirs, list):
            aligned = align(three.each(lambda node: node if isinstance(node, list) else []))
            if not aligned.certain:
                return self._value(three, names)
            merged = self._entries(
                aligned.lists,
                lambda key, values: self._entry(key, values, (*names, _called(values)), keys),
            )
            return list(merged.values())
        return self._value(three, names)

    def _entry(
        self, key: Any, three: Versions[Any], names: tuple[str, ...], keys: naming.Keys
    ) -> Any:
        """Merge an entry of a list; one that was replaced is not mixed with the one it was."""
        if isinstance(key, str):  # its name
            reasons = {fold(str(side.get(REASON))) for side in three if isinstance(side, dict)}
            replaced = len(reasons) > 1
        else:
            replaced = not all(are_alike(three.base, side) for side in (three.ours, three.theirs))
        if replaced and _settled(three) is None:
            return self._value(three, names)
        return self.node(three, names, (*keys, ""))

    def _value(self, three: Versions[Any], names: tuple[str, ...]) -> Any:
        if all(isinstance(node, str) for node in three) and any("\n" in node for node in three):
            text = self._merge_text(three)
            if text is not None:
                return text
        self.conflicts.append(Conflict(naming.full_name(names), three))
        return getattr(three, self._side)

    def _entries(
        self, sides: Versions[dict[Any, Any]], merged_one: Callable[[Any, Versions[Any]], Any]
    ) -> dict[Any, Any]:
        merged: dict[Any, Any] = {}
        for key in dict.fromkeys([*sides.ours, *sides.theirs]):
            values = Versions(*(side.get(key, ABSENT) for side in sides))
            value = merged_one(key, values)
            if value is not ABSENT:
                merged[key] = value
        return {key: merged[key] for key in _ordered(sides, merged)}


def _called(values: Versions[Any]) -> str:
    """Return what an entry of a list is called, by whichever side has it."""
    return next(filter(None, map(naming.entry, (values.ours, values.theirs, values.base))), "")


def _settled(three: Versions[Any]) -> tuple[Any] | None:
    """Return, as the only entry, what needs no look inside: one side alone changed it, or both."""
    base, ours, theirs = three
    if same(theirs, base) or same(ours, theirs):
        return (ours,)
    if same(ours, base):
        return (theirs,)
    if _mean_the_same(ours, theirs) or _mean_the_same(theirs, base):
        return (ours,)
    return (theirs,) if _mean_the_same(ours, base) else None


def _mean_the_same(one: Any, other: Any) -> bool:
    """Say whether two texts differ in the width of characters only."""
    return isinstance(one, str) and isinstance(other, str) and fold(one) == fold(other)


def _in_long_form(three: Versions[Any], field: str | None) -> Versions[Any]:
    """Write a target or result that is a word alone as the mapping that it stands for."""
    if field is None or not any(isinstance(side, dict) for side in (three.ours, three.theirs)):
        return three
    return three.each(lambda node: {field: node} if isinstance(node, str) else node)


def _ordered(sides: Versions[dict[Any, Any]], kept: Iterable[Hashable]) -> list[Any]:
    """Return keys in the order of our side; in that of theirs where they alone moved some.

    What the other side added comes after what precedes it there; our additions before theirs.
    """
    base, ours, theirs = sides.each(list)
    by_theirs = _moved(base, theirs) and not _moved(base, ours)
    frame, other = (theirs, ours) if by_theirs else (ours, theirs)
    order = list(frame)
    for index, key in enumerate(other):
        if key in sides.theirs and key in sides.ours:
            continue
        before = next((k for k in reversed(other[:index]) if k in order), None)
        at = order.index(before) + 1 if before is not None else 0
        while not by_theirs and at < len(order) and _is_ours_alone(order[at], sides):
            at += 1
        order.insert(at, key)
    wanted = set(kept)
    return [key for key in order if key in wanted]


def _moved(base: list[Any], side: list[Any]) -> bool:
    old, new = set(base), set(side)
    return [key for key in base if key in new] != [key for key in side if key in old]


def _is_ours_alone(key: Any, sides: Versions[dict[Any, Any]]) -> bool:
    return key not in sides.base and key not in sides.theirs
