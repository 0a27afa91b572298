"""One of the two cards, with what it takes to find, to print and to place its parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from re import Match

from tuanscore.commands.diff.align import Group
from tuanscore.commands.diff.change import plain
from tuanscore.commands.diff.words import Token, shown, tokens
from tuanscore.finding import Place, Route
from tuanscore.model.card import PLACEHOLDER, Category, Item, Measure
from tuanscore.model.kinds.scorecard import Scorecard
from tuanscore.model.kinds.template import Template
from tuanscore.shelf import Base, Card

_OWN_WORDS = ("单位", "简称", "年度")
"""Words that differ between any two cards by nature; they are never filled in for comparing."""


@dataclass(frozen=True, slots=True)
class KnownAs:
    """What one side's items and measures are called on the other, where that is another name."""

    items: Mapping[str, str]
    measures: Mapping[str, str]


_AS_WRITTEN = KnownAs({}, {})


@dataclass(frozen=True, slots=True)
class Line:
    """An item and where it stands; ``at`` is the indices of its section, category and item."""

    at: tuple[int, int, int]
    section: str
    category: str
    item: Item

    @property
    def route(self) -> Route:
        """The way to the item."""
        s, c, i = self.at
        return ("部分", s, "类别", c, "条目", i)


class Side:
    """A resolved card or an expanded template; of names that are repeated the first counts."""

    def __init__(self, card: Card | Base, known_as: KnownAs = _AS_WRITTEN) -> None:
        """Look up every item and measure once; ``known_as`` is what the other side calls them."""
        self.model: Scorecard | Template = card.model
        self._document = card.document
        self._known_as = known_as
        self.lines: dict[str, Line] = {}
        self.measures: dict[str, tuple[Line, Measure]] = {}
        self._written: dict[str, str] = {}
        for s, section in enumerate(self.model.sections):
            for c, category in enumerate(section.categories):
                for i, item in enumerate(category.items):
                    line = Line((s, c, i), section.name, category.name or "", item)
                    self.lines.setdefault(self.key(item), line)
                    for written, measure in item.measures.items():
                        name = known_as.measures.get(written, written)
                        self.measures.setdefault(name, (line, measure))
                        self._written.setdefault(name, written)

    @property
    def label(self) -> str:
        """What the side is called on screen."""
        return self.model.title_beside

    def key(self, item: Item) -> str:
        """Return what an item is known by on both sides: its 编号 on the other."""
        return self._known_as.items.get(item.id, item.id)

    def way(self, line: Line, measure: str) -> Route:
        """Return the way to a measure of an item."""
        return (*line.route, "考核点", self._written.get(measure, measure))

    def lines_of(self, s: int, c: int) -> Iterator[Line]:
        """Yield the items of a category, in printed order."""
        for item in self.model.sections[s].categories[c].items:
            line = self.lines[self.key(item)]
            if line.item is item:
                yield line

    def measures_of(self, line: Line) -> Iterator[tuple[str, Measure]]:
        """Yield the measures of an item with their names, in written order."""
        for written, measure in line.item.measures.items():
            name = self._known_as.measures.get(written, written)
            if self.measures[name][0] is line:
                yield name, measure

    def place(self, route: Route | None) -> Place | None:
        """Return where the value at the route stands, or the deepest part of it that exists."""
        return None if route is None else self._document.place(route)

    def tokens(self, text: str | None) -> tuple[Token, ...]:
        """Cut a text with its placeholders."""
        return tokens(PLACEHOLDER.sub(self._renamed, text or ""), *self._words)

    def _renamed(self, placeholder: Match[str]) -> str:
        name = placeholder[1].strip()
        return "{" + self._known_as.measures.get(name, name) + "}"

    @cached_property
    def _words(self) -> tuple[dict[str, str], dict[str, str]]:
        """The words that stay placeholders (numbers, the organisation), and those filled in."""
        variables, renamed = self.model.variables, self._known_as.measures
        words = {renamed.get(n, n): w for n, w in self.model.words().items()}
        kept = {name: "{" + name + "}" for name in _OWN_WORDS if name not in variables}
        kept |= {n: w for n, w in words.items() if n in kept or n in self.measures}
        return kept, {n: w for n, w in words.items() if n not in kept}

    @cached_property
    def title(self) -> tuple[Token, ...]:
        """The title, in which the organisation and the year are placeholders even if written."""
        title, model = self.model.title, self.model
        if (whose := model.owner) is not None and whose.org is not None:
            title = title.replace(whose.org, "{单位}").replace(whose.short_name, "{简称}")
        return self.tokens(title.replace(str(model.year), "{年度}"))

    @cached_property
    def rules(self) -> dict[str, str]:
        """What holds for the card as a whole, by a name that starts with its key in the file."""
        model, rules = self.model, {}
        if model.grade_scale:
            rules["等次标准"] = f"等次标准 {model.grade_scale}"
        if model.bonus:
            cap = model.bonus.cap
            kinds = "、".join(f"{kind} {plain(p)}" for kind, p in model.bonus.kinds.items())
            unproven = "" if model.bonus.unproven == "不计" else f"没有佐证{model.bonus.unproven}"
            most = f"加分 上限 {'不设' if cap is None else plain(cap)}"
            rules["加分"] = _with_notes(most, kinds, unproven)
        if model.honour:
            lost = "，空出的递补" if model.honour.passes_on else ""
            rules["评优"] = f"评优 {model.honour.title} {model.honour.number} 名{lost}"
        for veto in model.vetoes:
            grade = f"最高等次 {veto.best_grade}" if veto.best_grade else ""
            title = "取消评优" if veto.loses_title else ""
            rules[f"一票否决 {veto.matter}"] = _with_notes(f"一票否决 {veto.matter}", grade, title)
        return rules

    def printed(self, line: Line) -> str:
        """Return the text of an item with its numbers in it."""
        return shown(self.tokens(line.item.text))

    def category_label(self, s: int, c: int) -> str:
        """Return a category's printed name, or its place where it has none."""
        return self.model.sections[s].categories[c].name or f"第{c + 1}类"

    def position(self, line: Line) -> str:
        """Return where an item is printed, such as ``重点工作·第2类 第1条``."""
        s, c, i = line.at
        group = f"·{line.item.group}" if line.item.group else ""
        return f"{line.section}·{self.category_label(s, c)}{group} 第{i + 1}条"

    def section_text(self, s: int) -> str:
        """Return a whole section in one line."""
        section = self.model.sections[s]
        size = f"{sum(len(c.items) for c in section.categories)}条" if section.categories else ""
        points = f"{plain(section.points)}分" if section.points is not None else ""
        return _with_notes(section.name, points, size)

    def category_text(self, s: int, c: int) -> str:
        """Return a whole category in one line."""
        category = self.model.sections[s].categories[c]
        points = f"{plain(category.points)}分" if category.points is not None else ""
        return _with_notes(self.category_label(s, c), points, f"{len(category.items)}条")

    def section_groups(self) -> list[Group]:
        """Return the sections as what pairs them."""
        return [Group(s.name, self._ids(s.categories)) for s in self.model.sections]

    def category_groups(self, s: int) -> list[Group]:
        """Return the categories of a section as what pairs them."""
        return [Group(c.name or "", self._ids((c,))) for c in self.model.sections[s].categories]

    def _ids(self, categories: tuple[Category, ...]) -> frozenset[str]:
        return frozenset(self.key(item) for category in categories for item in category.items)


def _with_notes(name: str, *notes: str) -> str:
    said = "，".join(note for note in notes if note)
    return f"{name}（{said}）" if said else name
