"""Choosing what the base says of an item, so that the overlays have the least to say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuanscore.commands.factor.difference import difference, override
from tuanscore.commands.factor.shape import Item, written
from tuanscore.grammar.target import parse
from tuanscore.model.card import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_CANDIDATES = 6
"""How many texts, and how many sets of measures, are tried: those that most cards have."""
_IMPOSSIBLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Versions:
    """Every way in which cards say one item, and how many say it so."""

    items: tuple[Item, ...]
    counts: tuple[int, ...]


def versions(items: Iterable[Item]) -> Versions:
    """Gather the versions of an item, the first one first."""
    found: dict[str, Item] = {}
    counts: Counter[str] = Counter()
    for item in items:
        found.setdefault(item.key, item)
        counts[item.key] += 1
    return Versions(tuple(found.values()), tuple(counts[key] for key in found))


def choose(known: Versions, taken: set[str]) -> Item:
    """Return the item of the base; none of its measures has a name that is taken.

    Where texts and targets are equally frequent, those of the first card win.
    """
    free = [item for item in known.items if taken.isdisjoint(item.names)]
    best: Item | None = None
    least = _IMPOSSIBLE * sum(known.counts) + 1
    for candidate in _candidates(known, free) if free else ():
        cost = _cost(candidate, known)
        if cost < least:
            best, least = candidate, cost
    if best is not None:
        return best
    first = known.items[0]
    kept = {name: value for name, value in first.measures.items() if name not in taken}
    return Item(first.id, _texts(known, first.text), kept)


def _candidates(known: Versions, free: Sequence[Item]) -> Iterator[Item]:
    """Yield what the base could say: any usual text with any usual measures that fit it."""
    names = {name for item in known.items for name in item.measures}
    weights = dict(zip((i.key for i in known.items), known.counts, strict=True))
    texts = _usual({i.text: i.text for i in known.items}, known.items, weights, "text")
    sets = _usual({i.names: i for i in free}, free, weights, "names")
    for text in texts:
        needed = {word.strip() for word in PLACEHOLDER.findall(text)} & names
        for like in sets:
            for measures in _sets(known, like.names, needed):
                if needed <= {*measures}:
                    yield Item(like.id, _texts(known, text), measures)


def _usual(
    values: dict[Any, Any], items: Iterable[Item], weights: dict[str, int], part: str
) -> list[Any]:
    """Return the values that most cards have, the first of equals first."""
    counts = dict.fromkeys(values, 0)
    for item in items:
        counts[getattr(item, part)] += weights[item.key]
    return [values[key] for key in sorted(counts, key=lambda k: -counts[k])[:_CANDIDATES]]


def _texts(known: Versions, text: str) -> dict[str, str]:
    """Return the texts of the base around its 内容.

    An overlay can put 分值 and 备注 there but not take them away: all cards must have them.
    """
    chosen = {"内容": text}
    for key in ("小类", "分值", "备注"):
        counts: Counter[str | None] = Counter()
        for item, count in zip(known.items, known.counts, strict=True):
            counts[item.texts.get(key)] += count
        usual = counts.most_common(1)[0][0]
        if usual is not None and (key == "小类" or None not in counts):
            chosen[key] = usual
    return chosen


def _sets(
    known: Versions, names: tuple[str, ...], needed: Collection[str]
) -> Iterator[dict[str, Any]]:
    """Yield the usual targets of these measures, each by itself and, where it matters, together.

    It matters where 指标值 cannot make one long form another: then all of them are written anew.
    """
    usual = _measures(known, names, needed)
    if usual is not None:
        yield usual
    same = [item for item in known.items if item.names == names]
    if any(isinstance(value, dict) for item in same for value in item.measures.values()):
        weights = dict(zip((i.key for i in known.items), known.counts, strict=True))
        for item in sorted(same, key=lambda i: -weights[i.key])[:_CANDIDATES]:
            if all(name not in needed or has_number(v) for name, v in item.measures.items()):
                yield item.measures


def _measures(
    known: Versions, names: tuple[str, ...], needed: Collection[str]
) -> dict[str, Any] | None:
    """Return the targets that fewest overlays must change, of the cards with these measures."""
    same = [
        (item, count)
        for item, count in zip(known.items, known.counts, strict=True)
        if item.names == names
    ]
    measures = {}
    for name in names:
        counts: dict[str, tuple[Any, int]] = {}
        for item, count in same:
            value = item.measures[name]
            _, so_far = counts.get(written(value), (value, 0))
            counts[written(value)] = value, so_far + count
        fit = [v for v, _ in counts.values() if name not in needed or has_number(v)]
        if not fit:
            return None
        measures[name] = min(fit, key=lambda v: _misses(v, counts.values(), len(names)))
    return measures


def _misses(value: Any, others: Iterable[tuple[Any, int]], measures: int) -> int:
    """Return how many lines a target costs the cards that have another."""
    cost = 0
    for other, count in others:
        possible, said = override(value, other)
        cost += count * (measures + 2 if not possible else said is not None)
    return cost


def has_number(value: Any) -> bool:
    """Say whether a measure has a number that a text can show."""
    target = value.get("目标") if isinstance(value, dict) else value
    return isinstance(target, str) and bool(parse(target).digits)


def _cost(base: Item, known: Versions) -> int:
    total = 0
    for item, count in zip(known.items, known.counts, strict=True):
        told = difference(base, item)
        total += count * (told.lines if told is not None else _IMPOSSIBLE)
    return total
