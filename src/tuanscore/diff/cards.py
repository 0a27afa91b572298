"""The walk over two cards: what is paired is compared, what is not was added or removed.

Items are paired by 编号 and measures by name, wherever they stand; sections and categories by name
or by the items in them. What goes with a whole that is added or removed is not listed again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from tuanscore.diff.align import Group, pair
from tuanscore.diff.change import Change, Kind
from tuanscore.diff.measures import shifts, target_text
from tuanscore.diff.words import Token, tokens
from tuanscore.finding import Place, Route
from tuanscore.model.card import Category, Item, Measure, Section
from tuanscore.model.kinds.scorecard import Scorecard
from tuanscore.model.kinds.template import Template
from tuanscore.repository import Base, Card

_ORG_WORDS = ("单位", "简称", "年度")


def label(model: Scorecard | Template) -> str:
    """Return what a side is called on screen."""
    if isinstance(model, Template):
        return f"模板 {model.name}"
    return f"{model.short_name} {model.year}"


def changes(old: Card | Base, new: Card | Base, *, strict: bool) -> Iterator[Change]:
    """Yield every difference in the printed order of the old card, then what the new one adds."""
    both = _Pair(_Side(old), _Side(new), strict)
    yield from both.head()
    for s, section in enumerate(both.old.model.sections):
        yield from both.section(s, section)
    yield from both.additions()


@dataclass(frozen=True, slots=True)
class _Line:
    """An item and where it stands; ``at`` is the indices of section, category and item."""

    at: tuple[int, int, int]
    section: str
    category: str
    item: Item

    @property
    def route(self) -> Route:
        s, c, i = self.at
        return ("部分", s, "类别", c, "条目", i)


class _Side:
    """One of the two cards, with what it takes to find and to print its parts."""

    def __init__(self, card: Card | Base) -> None:
        self.model: Scorecard | Template = card.model
        self._document = card.document
        self.lines: dict[str, _Line] = {}
        self.measures: dict[str, tuple[_Line, Measure]] = {}
        for route, item in self.model.items():
            s, c, i = (step for step in route if isinstance(step, int))
            section = self.model.sections[s]
            line = _Line((s, c, i), section.name, section.categories[c].name or "", item)
            self.lines.setdefault(item.id, line)
            for name, measure in item.measures.items():
                self.measures.setdefault(name, (line, measure))

    def place(self, route: Route) -> Place:
        return self._document.place(route)

    @cached_property
    def _words(self) -> tuple[dict[str, str], dict[str, str]]:
        """The words that stay placeholders (numbers, the organisation), and those filled in."""
        words, variables = self.model.words(), self.model.variables
        numbers = {name for name in self.measures if name in words}
        kept = {name: "{" + name + "}" for name in _ORG_WORDS if name not in variables}
        kept |= {n: w for n, w in words.items() if n in numbers or n in kept}
        return kept, {n: w for n, w in words.items() if n not in kept}

    def tokens(self, text: str | None) -> tuple[Token, ...]:
        return tokens(text or "", *self._words)

    @cached_property
    def title(self) -> tuple[Token, ...]:
        """The title with placeholders even where the organisation and the year are written out."""
        title, model = self.model.title, self.model
        if isinstance(model, Scorecard):
            title = title.replace(model.org, "{单位}").replace(model.short_name, "{简称}")
        return self.tokens(title.replace(str(model.year), "{年度}"))

    def sections(self) -> list[Group]:
        return [
            Group(s.name, frozenset(i.id for c in s.categories for i in c.items))
            for s in self.model.sections
        ]

    def categories(self, s: int) -> list[Group]:
        found = self.model.sections[s].categories
        return [Group(c.name or "", frozenset(i.id for i in c.items)) for c in found]

    def category_label(self, s: int, c: int) -> str:
        return self.model.sections[s].categories[c].name or f"第{c + 1}类"

    def position(self, line: _Line) -> str:
        """Return where an item is printed, such as ``重点工作·第2类 第1条``."""
        s, c, i = line.at
        group = f"·{line.item.group}" if line.item.group else ""
        return f"{line.section}·{self.category_label(s, c)}{group} 第{i + 1}条"


class _Pair:
    """Both cards, and which of their parts belong together."""

    def __init__(self, old: _Side, new: _Side, strict: bool) -> None:
        self.old, self.new, self.strict = old, new, strict
        self.sections = pair(old.sections(), new.sections())
        self.categories = {
            (s, c): (t, d)
            for s, t in self.sections.items()
            for c, d in pair(old.categories(s), new.categories(t)).items()
        }

    # ---- the card as a whole

    def head(self) -> Iterator[Change]:
        """Yield the differences of the title, the full marks, the grade scale and the bonus."""
        old, new = self.old.model, self.new.model
        at = _At("", "", "", "")
        yield from self._wording(at, (self.old.title, self.new.title), ("标题",), ("标题",))
        yield from self._points(at, (old.total, new.total), ("总分",), ("总分",))
        scales = [m.grade_scale and f"等次标准 {m.grade_scale}" for m in (old, new)]
        yield from self._method(at, scales[0], scales[1], ("等次标准",), ("等次标准",))
        caps = [m.bonus and f"加分 上限 {m.bonus.cap}" for m in (old, new)]
        yield from self._method(at, caps[0], caps[1], ("加分",), ("加分",))

    # ---- sections and categories

    def section(self, s: int, old: Section) -> Iterator[Change]:
        """Yield the differences of one section of the old card and of all in it."""
        at, route = _At(old.name, "", "", ""), ("部分", s)
        t = self.sections.get(s)
        if t is None:
            text = _section_text(old)
            yield at.change(Kind.REMOVED, text, None, old_place=self.old.place(route))
        else:
            yield from self._section(at, (s, t))
        for c, category in enumerate(old.categories):
            yield from self._category(s, c, category, whole=t is not None)

    def _section(self, at: _At, pair_: tuple[int, int]) -> Iterator[Change]:
        s, t = pair_
        old, new = self.old.model.sections[s], self.new.model.sections[t]
        routes: tuple[Route, Route] = (("部分", s), ("部分", t))
        if s in self._moved_sections:
            yield at.change(Kind.MOVED, f"第{s + 1}部分", f"第{t + 1}部分", *self._places(*routes))
        yield from self._renamed(at, old.name, new.name, *routes)
        texts = (self.old.tokens(old.text), self.new.tokens(new.text))
        yield from self._wording(at, texts, *(_below(r, "内容") for r in routes))
        yield from self._points(at, (old.points, new.points), *(_below(r, "分值") for r in routes))
        ways = [m or "逐条计分" for m in (old.method, new.method)]
        yield from self._method(at, ways[0], ways[1], *(_below(r, "计分") for r in routes))

    def _category(self, s: int, c: int, old: Category, *, whole: bool) -> Iterator[Change]:
        at = _At(self.old.model.sections[s].name, self.old.category_label(s, c), "", "")
        partner = self.categories.get((s, c))
        if partner is not None:
            t, d = partner
            new = self.new.model.sections[t].categories[d]
            routes: tuple[Route, Route] = (("部分", s, "类别", c), ("部分", t, "类别", d))
            if (s, c) in self._moved_categories:
                yield at.change(Kind.MOVED, f"第{c + 1}类", f"第{d + 1}类", *self._places(*routes))
            yield from self._renamed(at, old.name or "", new.name or "", *routes)
            points = (old.points, new.points)
            yield from self._points(at, points, *(_below(r, "分值") for r in routes))
        elif whole:
            place = self.old.place(("部分", s, "类别", c))
            yield at.change(Kind.REMOVED, _category_text(old, at.category), None, old_place=place)
        for item in old.items:
            line = self.old.lines[item.id]
            if line.item is item:
                yield from self._item(line, listed=partner is not None)

    def _renamed(self, at: _At, old: str, new: str, *routes: Route) -> Iterator[Change]:
        names = (self.old.tokens(old), self.new.tokens(new))
        yield from self._wording(at, names, *(_below(r, "名称") for r in routes))

    # ---- items and measures

    def _item(self, old: _Line, *, listed: bool) -> Iterator[Change]:
        """Yield one item's differences; ``listed``: no whole that it belongs to was removed."""
        at = _At.of(old)
        new = self.new.lines.get(old.item.id)
        if new is not None:
            yield from self._item_itself(at, old, new)
        elif listed:
            place = self.old.place(old.route)
            yield at.change(Kind.REMOVED, self._text(self.old, old), None, old_place=place)
        for name, measure in old.item.measures.items():
            if self.old.measures[name][1] is measure:
                yield from self._measure(_At.of(old, name), old, measure, listed=new is not None)

    def _item_itself(self, at: _At, old: _Line, new: _Line) -> Iterator[Change]:
        if self._has_moved(old, new):
            texts = (self.old.position(old), self.new.position(new))
            yield at.change(Kind.MOVED, *texts, *self._places(old.route, new.route))
        texts_ = (self.old.tokens(old.item.text), self.new.tokens(new.item.text))
        routes = (old.route, new.route)
        yield from self._wording(at, texts_, *(_below(r, "内容") for r in routes))
        points = (old.item.points, new.item.points)
        yield from self._points(at, points, *(_below(r, "分值") for r in routes))

    def _measure(self, at: _At, line: _Line, old: Measure, *, listed: bool) -> Iterator[Change]:
        route = (*line.route, "考核点", at.measure)
        if at.measure not in self.new.measures:
            if listed:
                place = self.old.place(route)
                yield at.change(Kind.REMOVED, target_text(old), None, old_place=place)
            return
        new_line, new = self.new.measures[at.measure]
        places = self._places(route, (*new_line.route, "考核点", at.measure))
        if new_line.item.id != line.item.id:
            texts = (self.old.position(line), self.new.position(new_line))
            yield at.change(Kind.MOVED, *texts, *places)
        for shift in shifts(old, new, strict=self.strict):
            yield at.change(
                shift.kind, shift.old, shift.new, *places,
                difference=shift.difference, percent=shift.percent, unit=shift.unit,
            )  # fmt: skip
