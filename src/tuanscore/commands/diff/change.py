"""What a comparison finds, as values that a view can print without computing anything."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain, zip_longest

from tuanscore.finding import Place


class Kind(StrEnum):
    """What kind of difference a change is; the value is its name in JSON."""

    TARGET = "target"
    METHOD = "method"
    POINTS = "points"
    WORDING = "wording"
    PUNCTUATION = "punctuation"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters of a text, and whether the other side lacks it."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Run:
    """A run of characters of both texts woven into one: kept (``""``), removed or added."""

    text: str
    sign: str
    """``""``, ``"-"`` or ``"+"``."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; ``measure`` is empty when it is about a whole item.

    ``item`` (the 编号) is empty when it is about a whole category, ``category`` when it is about a
    whole section (or the category has no printed name), ``section`` when it is about the card. A
    category without a name is called 第n类 where the change is about the category itself.
    """

    kind: Kind
    section: str
    category: str
    item: str
    measure: str
    old: str | None
    new: str | None
    difference: Decimal | None = None
    """New less old; only where both are numbers of one dimension, wanted the same way.

    In the old target's unit, or in the new one's where only there it has an end.
    """
    percent: Decimal | None = None
    """The difference in percent of the old number, None when that is 0.

    To 0.01 half up, or to as many places as show that it is not 0.
    """
    unit: str = ""
    """What the difference is counted in; of percentages it is 个百分点."""
    old_spans: tuple[Span, ...] = ()
    new_spans: tuple[Span, ...] = ()
    old_place: Place | None = None
    new_place: Place | None = None

    @property
    def where(self) -> str:
        """The item with its section and category in one line."""
        parts = (self.section, self.category, self.item)
        return "·".join(part for part in parts if part) or "整份表"

    @property
    def signed(self) -> str:
        """The difference with sign and unit, such as ``+1名``; empty where there is none."""
        if self.difference is None:
            return ""
        return f"{_signed(self.difference)}{self.unit}" if self.difference else "0"

    @property
    def signed_percent(self) -> str:
        """The difference in percent with its sign, such as ``-20.00%``."""
        return "" if self.percent is None else f"{self.percent:+f}%" if self.percent else "0.00%"

    @property
    def runs(self) -> tuple[Run, ...]:
        """Both texts in one, removed words before added ones; kept words as in the new text."""
        pieces = zip_longest(_pieces(self.old_spans), _pieces(self.new_spans), fillvalue=("", ""))
        woven = chain.from_iterable(
            (Run(gone, "-"), Run(come, "+"), Run(kept, "")) for (gone, _), (come, kept) in pieces
        )
        return tuple(run for run in woven if run.text)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences between two cards, in the printed order of the old one."""

    old: str
    new: str
    """What the two sides are called on screen, such as ``苍溪 2014`` or ``模板 县区团委-2014``."""
    changes: tuple[Change, ...]
    strict: bool
    """Whether differences of white space and punctuation are shown one by one."""

    @property
    def same(self) -> bool:
        """Whether nothing differs, punctuation included."""
        return not self.changes

    def of(self, *kinds: Kind | str) -> tuple[Change, ...]:
        """Return the changes of these kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)

    @property
    def summary(self) -> str:
        """How many differences there are of each kind, in one line, punctuation left out."""
        if self.same:
            return "两份没有不同"
        counts = [words.format(len(self.of(kind))) for kind, words in _COUNTED if self.of(kind)]
        for verb, kind in (("删去", Kind.REMOVED), ("新增", Kind.ADDED)):
            if found := self.of(kind):
                counts.append(f"{verb} {_tally(found)}")
        return "，".join(counts) or "除空白和标点以外，两份没有不同"


_COUNTED = (
    (Kind.TARGET, "{} 个目标不同"),
    (Kind.WORDING, "{} 处文字不同"),
    (Kind.POINTS, "{} 处分值不同"),
    (Kind.METHOD, "{} 处计分不同"),
    (Kind.MOVED, "{} 处移动"),
)


def _tally(changes: tuple[Change, ...]) -> str:
    """Count what was added or removed by what it is: ``2 个条目、5 个考核点``."""
    levels = {"部分": 0, "类别": 0, "条目": 0, "考核点": 0}
    for change in changes:
        level = (change.measure and "考核点") or (change.item and "条目")
        levels[level or (change.category and "类别") or "部分"] += 1
    return "、".join(f"{count} 个{level}" for level, count in levels.items() if count)


def plain(number: Decimal) -> str:
    """Return a number without an exponent and without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _signed(number: Decimal) -> str:
    return f"+{plain(number)}" if number > 0 else plain(number)


def _pieces(spans: tuple[Span, ...]) -> list[tuple[str, str]]:
    """Return (changed, kept) pairs; both sides have the same number of kept spans."""
    pieces, changed = [], ""
    for span in spans:
        if span.changed:
            changed = span.text
        else:
            pieces.append((changed, span.text))
            changed = ""
    return [*pieces, (changed, "")]
