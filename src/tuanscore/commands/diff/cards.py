"""The walk over two cards: what is paired is compared, what is not was added or removed.

Items are paired by 编号 and measures by name, wherever they stand; sections and categories by name
or by the items in them. What goes with a whole that is added or removed is not listed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from tuanscore.commands.diff.align import displaced, displaced_groups, pair
from tuanscore.commands.diff.change import Change, Kind
from tuanscore.commands.diff.measures import Shift, points_shift, shifts, target_text
from tuanscore.commands.diff.side import Line, Side
from tuanscore.commands.diff.words import Token, literal, reworded, shown
from tuanscore.finding import Route
from tuanscore.model.card import Measure


def changes(old: Side, new: Side, *, strict: bool) -> Iterator[Change]:
    """Yield every difference in the printed order of the old card, then what the new one adds."""
    walk = _Walk(old, new, strict=strict)
    yield from walk.head()
    for s in range(len(old.model.sections)):
        yield from walk.section(s)
    for t in range(len(new.model.sections)):
        yield from walk.added_section(t)


@dataclass(frozen=True, slots=True)
class _Spot:
    """One thing of both cards or of one of them: its names, and the way to it in each."""

    sides: tuple[Side, Side]
    names: tuple[str, str, str, str]
    old: Route | None = None
    new: Route | None = None

    def change(self, kind: Kind, old: str | None, new: str | None, key: str = "") -> Change:
        """Return a change of what stands at the key of this thing, or of all of it."""
        places = [
            side.place((*route, key) if route is not None and key else route)
            for side, route in zip(self.sides, (self.old, self.new), strict=True)
        ]
        return Change(kind, *self.names, old, new, old_place=places[0], new_place=places[1])

    def wording(self, old: tuple[Token, ...], new: tuple[Token, ...], key: str) -> Iterator[Change]:
        """Yield the difference of two texts, if any."""
        found = reworded(old, new)
        if found is not None:
            change = self.change(found.kind, shown(old) or None, shown(new) or None, key)
            yield replace(change, old_spans=found.old, new_spans=found.new)

    def shifted(self, found: Iterable[Shift], key: str = "") -> Iterator[Change]:
        """Yield differences of targets, methods and points."""
        for shift in found:
            change = self.change(shift.kind, shift.old, shift.new, key)
            yield replace(
                change, difference=shift.difference, percent=shift.percent, unit=shift.unit
            )

    def method(self, old: str | None, new: str | None, key: str) -> Iterator[Change]:
        """Yield the difference of two ways to score, if any."""
        if old != new:
            yield self.change(Kind.METHOD, old, new, key)


class _Walk:
    """Both cards, and which of their parts belong together."""

    def __init__(self, old: Side, new: Side, *, strict: bool) -> None:
        self.old, self.new, self.strict = old, new, strict
        olds, news = old.section_groups(), new.section_groups()
        self.sections = pair(olds, news)
        self.moved_sections = displaced_groups(olds, news, self.sections)
        self.categories: dict[tuple[int, int], tuple[int, int]] = {}
        self.moved_categories: set[tuple[int, int]] = set()
        for s, t in self.sections.items():
            olds, news = old.category_groups(s), new.category_groups(t)
            pairs = pair(olds, news)
            self.categories |= {(s, c): (t, d) for c, d in pairs.items()}
            self.moved_categories |= {(s, c) for c in displaced_groups(olds, news, pairs)}

    def spot(self, names: Iterable[str], old: Route | None, new: Route | None) -> _Spot:
        """Return the spot of these names, as many as there are: section, category, and so on."""
        section, category, item, measure = [*names, "", "", "", ""][:4]
        return _Spot((self.old, self.new), (section, category, item, measure), old, new)

    # ---- what is in the old card

    def head(self) -> Iterator[Change]:
        """Yield the differences of the title, the full marks, and what holds for the whole card."""
        old, new, spot = self.old.model, self.new.model, self.spot((), (), ())
        yield from spot.wording(self.old.title, self.new.title, "标题")
        yield from spot.shifted(points_shift(old.total, new.total), "总分")
        rules = self.old.rules, self.new.rules
        for name in {**rules[0], **rules[1]}:
            yield from spot.method(rules[0].get(name), rules[1].get(name), name.split()[0])

    def section(self, s: int) -> Iterator[Change]:
        """Yield the differences of one section and of all in it."""
        old, t = self.old.model.sections[s], self.sections.get(s)
        spot = self.spot((old.name,), ("部分", s), None if t is None else ("部分", t))
        if t is None:
            yield spot.change(Kind.REMOVED, self.old.section_text(s), None)
        else:
            yield from self._section_itself(spot, s, t)
        for c in range(len(old.categories)):
            yield from self._category(s, c)

    def _section_itself(self, spot: _Spot, s: int, t: int) -> Iterator[Change]:
        old, new = self.old.model.sections[s], self.new.model.sections[t]
        if s in self.moved_sections:
            yield spot.change(Kind.MOVED, f"第{s + 1}部分", f"第{t + 1}部分")
        yield from spot.wording(literal(old.name), literal(new.name), "名称")
        yield from spot.wording(self.old.tokens(old.text), self.new.tokens(new.text), "内容")
        yield from spot.shifted(points_shift(old.points, new.points), "分值")
        yield from spot.method(old.method or "逐条计分", new.method or "逐条计分", "计分")

    def _category(self, s: int, c: int) -> Iterator[Change]:
        section, partner = self.old.model.sections[s], self.categories.get((s, c))
        old, names = section.categories[c], (section.name, self.old.category_label(s, c))
        if partner is not None:
            t, d = partner
            new = self.new.model.sections[t].categories[d]
            spot = self.spot(names, ("部分", s, "类别", c), ("部分", t, "类别", d))
            if (s, c) in self.moved_categories:
                yield spot.change(Kind.MOVED, f"第{c + 1}类", f"第{d + 1}类")
            yield from spot.wording(literal(old.name or ""), literal(new.name or ""), "名称")
            yield from spot.shifted(points_shift(old.points, new.points), "分值")
        elif s in self.sections:
            spot = self.spot(names, ("部分", s, "类别", c), None)
            yield spot.change(Kind.REMOVED, self.old.category_text(s, c), None)
        for line in self.old.lines_of(s, c):
            yield from self._item(line, listed=partner is not None)

    def _item(self, line: Line, *, listed: bool) -> Iterator[Change]:
        """Yield one item's differences; ``listed``: no whole that it belongs to was removed."""
        new = self.new.lines.get(self.old.key(line.item))
        names = (line.section, line.category, line.item.id)
        spot = self.spot(names, line.route, new.route if new else None)
        if new is not None:
            yield from self._item_itself(spot, line, new)
        elif listed:
            yield spot.change(Kind.REMOVED, self.old.printed(line), None)
        for name, measure in self.old.measures_of(line):
            yield from self._measure(line, name, measure, listed=new is not None)

    def _item_itself(self, spot: _Spot, old: Line, new: Line) -> Iterator[Change]:
        if self._has_moved(old, new):
            yield spot.change(Kind.MOVED, self.old.position(old), self.new.position(new))
        texts = (self.old.tokens(old.item.text), self.new.tokens(new.item.text))
        yield from spot.wording(*texts, "内容")
        yield from spot.shifted(points_shift(old.item.points, new.item.points), "分值")
        for key, at in (("责任部门", "department"), ("说明", "note")):
            said = [literal(getattr(line.item, at) or "") for line in (old, new)]
            yield from spot.wording(said[0], said[1], key)

    def _measure(self, line: Line, name: str, old: Measure, *, listed: bool) -> Iterator[Change]:
        names, route = (line.section, line.category, line.item.id, name), self.old.way(line, name)
        if name not in self.new.measures:
            if listed:
                yield self.spot(names, route, None).change(Kind.REMOVED, target_text(old), None)
            return
        new_line, new = self.new.measures[name]
        spot = self.spot(names, route, self.new.way(new_line, name))
        if self.new.key(new_line.item) != self.old.key(line.item):
            items = [f"条目 {at.item.id}" for at in (line, new_line)]
            yield spot.change(Kind.MOVED, items[0], items[1])
        yield from spot.shifted(shifts(old, new, strict=self.strict))

    # ---- what is in the new card only

    def added_section(self, t: int) -> Iterator[Change]:
        """Yield a section of the new card if it is an addition, and the additions in it."""
        new = self.new.model.sections[t]
        if t not in self.sections.values():
            spot = self.spot((new.name,), None, ("部分", t))
            yield spot.change(Kind.ADDED, None, self.new.section_text(t))
        for d in range(len(new.categories)):
            yield from self._added_category(t, d)

    def _added_category(self, t: int, d: int) -> Iterator[Change]:
        section, known = self.new.model.sections[t], (t, d) in self.categories.values()
        if not known and t in self.sections.values():
            label = self.new.category_label(t, d)
            spot = self.spot((section.name, label), None, ("部分", t, "类别", d))
            yield spot.change(Kind.ADDED, None, self.new.category_text(t, d))
        for line in self.new.lines_of(t, d):
            names = (line.section, line.category, line.item.id)
            if self.new.key(line.item) in self.old.lines:
                yield from self._added_measures(line)
            elif known:
                text = self.new.printed(line)
                yield self.spot(names, None, line.route).change(Kind.ADDED, None, text)

    def _added_measures(self, line: Line) -> Iterator[Change]:
        for name, measure in self.new.measures_of(line):
            if name not in self.old.measures:
                names = (line.section, line.category, line.item.id, name)
                spot = self.spot(names, None, self.new.way(line, name))
                yield spot.change(Kind.ADDED, None, target_text(measure))

    # ---- what stands elsewhere

    def _has_moved(self, old: Line, new: Line) -> bool:
        return not self._stays_in_group(old, new) or self.old.key(old.item) in self._displaced

    def _stays_in_group(self, old: Line, new: Line) -> bool:
        same_category = self.categories.get(old.at[:2]) == new.at[:2]
        return same_category and old.item.group == new.item.group

    @cached_property
    def _displaced(self) -> set[str]:
        """The items that stand in another order among those that stay in their category."""
        orders: dict[tuple[int, int], dict[str, tuple[int, int]]] = {}
        for name, old in self.old.lines.items():
            new = self.new.lines.get(name)
            if new is not None and self._stays_in_group(old, new):
                orders.setdefault(old.at[:2], {})[name] = (old.at[2], new.at[2])
        return {name for order in orders.values() for name in displaced(order)}
