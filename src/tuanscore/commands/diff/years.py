"""Two years of one card: what was carried over, though it may go by another 编号 now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import TypeVar

from tuanscore.commands.diff.change import Change, Comparison, Kind
from tuanscore.commands.diff.side import KnownAs
from tuanscore.model.card import PLACEHOLDER, CardBody, Item, Measure
from tuanscore.scoring.cents import quotient

_DIGITS = re.compile(r"[0-9０-９]+")
ALIKE = Decimal("0.6")
"""From which similarity on two texts are taken for the same item; ours, and always shown."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Match:
    """An item or a measure that goes by another name in the new year."""

    level: str
    """``条目`` or ``考核点``."""
    old: str
    new: str
    similarity: Decimal
    """How alike both texts are, from 0 to 1, to 0.01 half up."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What belongs together in two cards though it is called differently."""

    known_as: KnownAs
    matches: tuple[Match, ...]
    carried: int
    """How many items are in both."""


@dataclass(frozen=True, slots=True)
class Years:
    """The differences between two years of a card."""

    comparison: Comparison
    matches: tuple[Match, ...]
    carried: int

    @property
    def same(self) -> bool:
        """Whether nothing differs but the year."""
        return self.comparison.same and not self.matches

    @property
    def raised(self) -> tuple[Change, ...]:
        """The targets whose number went up."""
        return tuple(c for c in self._targets() if c.difference is not None and c.difference > 0)

    @property
    def lowered(self) -> tuple[Change, ...]:
        """The targets whose number went down."""
        return tuple(c for c in self._targets() if c.difference is not None and c.difference < 0)

    @property
    def summary(self) -> str:
        """How much was carried over, dropped, added, raised and lowered, in one line."""
        spelled = sum(change.difference == 0 for change in self._targets())
        changed = len(self._targets()) - len(self.raised) - len(self.lowered) - spelled
        counts = (
            (self.carried, "沿用 {} 条"),
            (self._items(Kind.REMOVED), "取消 {} 条"),
            (self._items(Kind.ADDED), "新增 {} 条"),
            (len(self.raised), "目标数字提高 {} 个"),
            (len(self.lowered), "目标数字降低 {} 个"),
            (spelled, "目标换了写法 {} 个"),
            (changed, "目标有别的改动 {} 个"),
        )
        return "，".join(words.format(count) for count, words in counts if count) or "没有条目"

    def _targets(self) -> tuple[Change, ...]:
        return self.comparison.of(Kind.TARGET)

    def _items(self, kind: Kind) -> int:
        return sum(bool(c.item) and not c.measure for c in self.comparison.of(kind))


def pair(old: CardBody, new: CardBody) -> Pairing:
    """Pair the items of two cards by 编号, then by text; then the measures of each pair."""
    olds, news = ({item.id: item for _, item in card.items()} for card in (old, new))
    gone = {id_: item for id_, item in olds.items() if id_ not in news}
    come = {id_: item for id_, item in news.items() if id_ not in olds}
    by_text = list(_closest(gone, come, _alike))
    items = {new_id: old_id for old_id, new_id, _ in by_text}
    matches = [Match("条目", *found) for found in by_text]
    taken = ({name for _, _, name, _ in card.measures()} for card in (old, new))
    names = _Names(*taken)
    for new_id, item in news.items():
        before = olds.get(items.get(new_id, new_id))
        if before is not None:
            matches += names.pair(before.measures, item.measures)
    carried = len(olds.keys() & news.keys()) + len(by_text)
    return Pairing(KnownAs(items, names.known_as), tuple(matches), carried)


class _Names:
    """The measures of both cards, of which those with the same name belong together anyway."""

    def __init__(self, olds: set[str], news: set[str]) -> None:
        self._olds, self._news = olds, news
        self.known_as: dict[str, str] = {}

    def pair(self, olds: Mapping[str, Measure], news: Mapping[str, Measure]) -> Iterator[Match]:
        """Pair the measures of one item that are left: alike in name, and in what they count."""
        old = {name: measure for name, measure in olds.items() if name not in self._news}
        new = {name: measure for name, measure in news.items() if name not in self._olds}
        only = len(old) == len(new) == 1

        def alike(a: tuple[str, Measure], b: tuple[str, Measure]) -> Decimal | None:
            similarity = _ratio(a[0], b[0])
            close = similarity >= ALIKE or only
            return similarity if close and _counts_alike(a[1], b[1]) else None

        gone, come = ({name: (name, m) for name, m in side.items()} for side in (old, new))
        for before, after, similarity in _closest(gone, come, alike):
            self.known_as[after] = before
            yield Match("考核点", before, after, similarity)


def _closest(
    olds: Mapping[str, T], news: Mapping[str, T], alike: Callable[[T, T], Decimal | None]
) -> Iterator[tuple[str, str, Decimal]]:
    """Yield the pairs that are most alike, each name once, the most alike pair first."""
    found = []
    for i, (before, old) in enumerate(olds.items()):
        for j, (after, new) in enumerate(news.items()):
            similarity = alike(old, new)
            if similarity is not None:
                found.append((-similarity, abs(i - j), i, j, before, after))
    used: tuple[set[str], set[str]] = (set(), set())
    for similarity, *_, before, after in sorted(found):
        if before not in used[0] and after not in used[1]:
            used[0].add(before)
            used[1].add(after)
            yield before, after, -similarity


def _alike(old: Item, new: Item) -> Decimal | None:
    similarity = _ratio(_plain(old.text), _plain(new.text))
    return similarity if similarity >= ALIKE else None


def _plain(text: str) -> str:
    """Return a text without its numbers, which change from year to year anyway."""
    return _DIGITS.sub("", PLACEHOLDER.sub("", text))


def _ratio(a: str, b: str) -> Decimal:
    """Return how much of two texts is the same, from 0 to 1, to 0.01 half up."""
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    same = 2 * sum(block.size for block in blocks)
    return quotient(Decimal(same), Decimal(len(a) + len(b))) if a or b else Decimal(1)


def _counts_alike(old: Measure, new: Measure) -> bool:
    """Say whether both are numbers of one kind, or neither is a number."""
    if old.target is None or new.target is None:
        return old.target is new.target
    if old.target.number is None or new.target.number is None:
        return old.target.number is new.target.number
    return old.target.measures_alike(new.target)
