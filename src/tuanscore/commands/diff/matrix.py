"""All cards of a year beside each other: what they share once, and who differs which way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from tuanscore import checks
from tuanscore.checks.organisations import target_far_from_others as outliers
from tuanscore.commands.diff.measures import demand, numbers, target_text, written_alike

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from tuanscore.finding import Place
    from tuanscore.model.card import Item, Measure
    from tuanscore.shelf import Card


class State(StrEnum):
    """How one organisation's target stands to the usual one; the value is its name in JSON."""

    SAME = "same"
    SPELLED = "spelled"
    TIED = "tied"
    DIFFERENT = "different"
    EASIER = "easier"
    HARDER = "harder"
    MISSING = "missing"


SIGNS = {
    State.EASIER: "↓",
    State.HARDER: "↑",
    State.SPELLED: "≈",
    State.DIFFERENT: "≠",
    State.MISSING: "×",
}
"""What stands before a target that is not the usual one."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One organisation's target on one line; ``text`` is empty where it has none."""

    state: State
    text: str = ""
    far: bool = False
    """Whether it is far from what the others have (median and MAD, as TS701 has it)."""
    place: Place | None = None

    @property
    def shown(self) -> str:
        """What is printed: nothing where it is the usual target."""
        mark = "!" if self.far else ""
        if self.state is State.SAME:
            return mark
        return f"{SIGNS.get(self.state, '')}{self.text}{mark}"


@dataclass(frozen=True, slots=True)
class Line:
    """One measure, or an item without measures (``measure`` empty), of all cards."""

    section: str
    category: str
    item: str
    measure: str
    usual: str
    """What most organisations have, as most write it; with ``/`` between where several are."""
    holders: int
    """How many have it, each, however it is written."""
    cells: tuple[Cell, ...]

    @property
    def same(self) -> bool:
        """Whether all organisations have the same."""
        return all(cell.state is State.SAME for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Tally:
    """How one section differs: its lines, and how many of each organisation are not the usual."""

    section: str
    lines: int
    differing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Lines down, organisations across."""

    year: int
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    tallies: tuple[Tally, ...]
    unreadable: tuple[str, ...]
    """Files of cards that have errors and so are left out."""

    legend: ClassVar = (
        "空白：和最常见的一样；↓ 要求低，↑ 要求高，≈ 写法不同，≠ 不同，× 没有，"
        "没有记号的并列最常见；! 离得远"
    )

    @property
    def same(self) -> bool:
        """Whether all cards ask for the same."""
        return all(line.same for line in self.lines)

    @property
    def differing(self) -> tuple[Line, ...]:
        """The lines on which someone differs."""
        return tuple(line for line in self.lines if not line.same)

    @property
    def summary(self) -> str:
        """How much differs, in one line."""
        cells = [cell for line in self.lines for cell in line.cells]
        counts = Counter(cell.state for cell in cells)
        told = [f"{len(self.names)} 个单位，{len(self.lines)} 行，{len(self.differing)} 行有不同"]
        words = {
            State.EASIER: "要求低",
            State.HARDER: "要求高",
            State.TIED: "并列",
            State.SPELLED: "写法不同",
            State.DIFFERENT: "不同",
            State.MISSING: "没有",
        }
        told += [f"{counts[state]} 处{word}" for state, word in words.items() if counts[state]]
        outlying = sum(cell.far for cell in cells)
        return "，".join([*told, f"{outlying} 处离得远"] if outlying else told)


Key = tuple[str, str]
"""编号 of the item and name of the measure; the measure is empty for an item without any."""


def lay_out(year: int, cards: Sequence[Card], unreadable: Iterable[str] = ()) -> Matrix:
    """Lay the resolved cards of one year beside each other, in their order."""
    columns = [_Column(card) for card in cards]
    rows = [checks.row(column.file, column.card.model) for column in columns]
    outlying = {(standout.file, standout.name) for standout in outliers.over(rows)}
    lines = [_line(key, columns, outlying) for key in _order(columns)]
    sections = dict.fromkeys(line.section for line in lines)
    tallies = [_tally(s, [line for line in lines if line.section == s]) for s in sections]
    names = tuple(column.card.model.short_name for column in columns)
    return Matrix(year, names, tuple(lines), tuple(tallies), tuple(unreadable))


class _Column:
    """One card, by the keys of its lines in printed order."""

    def __init__(self, card: Card) -> None:
        self.card, self.file = card, card.document.file
        self.where: dict[Key, tuple[str, str]] = {}
        self.measures: dict[Key, Measure | None] = {}
        self.routes: dict[Key, tuple[str | int, ...]] = {}
        for s, section in enumerate(card.model.sections):
            for c, category in enumerate(section.categories):
                for i, item in enumerate(category.items):
                    for key, measure in _keys(item):
                        self.where[key] = (section.name, category.name or f"第{c + 1}类")
                        self.measures[key] = measure
                        way = ("考核点", key[1]) if measure is not None else ()
                        self.routes[key] = ("部分", s, "类别", c, "条目", i, *way)

    def text(self, key: Key) -> str:
        """Return the target in words."""
        measure = self.measures[key]
        return target_text(measure) if measure is not None else "有"

    def meaning(self, key: Key) -> Hashable:
        """Return what is asked for, the same however it is written."""
        measure = self.measures[key]
        return demand(measure) if measure is not None else None


def _keys(item: Item) -> Iterator[tuple[Key, Measure | None]]:
    for name, measure in item.measures.items():
        yield (item.id, name), measure
    if not item.measures:
        yield (item.id, ""), None


def _order(columns: Sequence[_Column]) -> list[Key]:
    """Return the keys of all cards; what one card adds follows what it follows there."""
    order: list[Key] = []
    known: set[Key] = set()
    for column in columns:
        at = 0
        for key in column.measures:
            if key in known:
                at = order.index(key) + 1
            else:
                order.insert(at, key)
                known.add(key)
                at += 1
    return order


def _line(key: Key, columns: Sequence[_Column], outlying: set[tuple[str, str]]) -> Line:
    groups: dict[Hashable, list[_Column]] = {}
    for column in columns:
        if key in column.measures:
            groups.setdefault(column.meaning(key), []).append(column)
    holders = max(map(len, groups.values()))
    usual = {
        meaning: _as_most_write(key, group)
        for meaning, group in groups.items()
        if len(group) == holders
    }
    cells = tuple(
        _cell(column, key, usual, far=(column.file, key[1]) in outlying) for column in columns
    )
    first = next(iter(groups.values()))[0]
    texts = " / ".join(column.text(key) for column in usual.values())
    return Line(*first.where[key], *key, texts, holders, cells)


def _as_most_write(key: Key, group: Sequence[_Column]) -> _Column:
    """Return one that writes its target as most of those who mean the same do."""
    written = Counter(column.text(key) for column in group)
    return max(group, key=lambda column: written[column.text(key)])


def _cell(column: _Column, key: Key, usual: Mapping[Hashable, _Column], *, far: bool) -> Cell:
    if key not in column.measures:
        return Cell(State.MISSING)
    place = column.card.document.place(column.routes[key])
    return Cell(_state(column, key, usual), column.text(key), far, place)


def _state(column: _Column, key: Key, usual: Mapping[Hashable, _Column]) -> State:
    ours = column.measures[key]
    model = usual.get(column.meaning(key))
    if model is None:
        leanings = {_leaning(ours, other.measures[key]) for other in usual.values()}
        return leanings.pop() if len(leanings) == 1 else State.DIFFERENT
    if len(usual) > 1:
        return State.TIED
    theirs = model.measures[key]
    same = ours is None or theirs is None or written_alike(ours, theirs)
    return State.SAME if same else State.SPELLED


def _leaning(ours: Measure | None, theirs: Measure | None) -> State:
    """Say whether one measure asks for less or for more than another."""
    one, other = (measure.target if measure is not None else None for measure in (ours, theirs))
    if one is None or other is None or one.smaller_is_better is not other.smaller_is_better:
        return State.DIFFERENT
    bounds = numbers(other, one)
    if bounds is None or bounds[0] == bounds[1]:
        return State.DIFFERENT
    return State.HARDER if (bounds[1] > bounds[0]) is not one.smaller_is_better else State.EASIER


def _tally(section: str, lines: Sequence[Line]) -> Tally:
    columns = zip(*(line.cells for line in lines), strict=True)
    usual = (State.SAME, State.SPELLED, State.TIED)
    differing = (sum(cell.state not in usual for cell in cells) for cells in columns)
    return Tally(section, len(lines), tuple(differing))
