"""From a resolved card and its reports to a scored card.

Source of the rules: format.md, What a score is; domain.md, Rules of the field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tuanscore import methods
from tuanscore.finding import Route
from tuanscore.methods import Case, UnreadableError, bonus, deduction, rating
from tuanscore.model.card import Category, Item, Measure, Section, fill
from tuanscore.model.kinds.results import Deduction, Result
from tuanscore.model.kinds.scorecard import Scorecard
from tuanscore.repository import Report
from tuanscore.score import grades
from tuanscore.score.cents import CENT, ZERO, quotient, share_out
from tuanscore.score.merge import Merged, Sourced, merge
from tuanscore.score.tree import Actual, Level, Node, Score, State
from tuanscore.source.tree import Document

EQUAL_SHARES = (
    "原表只印到类别分值；条目、考核点没有写分值的，按平均分摊（精确到 0.01 分，余数给前面的）"
)
SAMPLE = "样例数据"


def score(
    card: Scorecard,
    document: Document,
    reports: Sequence[Report],
    levels: Mapping[str, Decimal],
    scale_name: str,
    bounds: Mapping[str, Decimal],
) -> Score:
    """Score a card whose points add up, by the reports on it, the earliest first."""
    merged = merge(reports)
    root = _Walk(card, document, merged, levels).card_node()
    rate_low, rate_high = _rate(root.low, root.points), _rate(root.high, root.points)
    return Score(
        org=card.org,
        short_name=card.short_name,
        year=card.year,
        title=fill(card.title, card.words()),
        card=root,
        full=root.points or ZERO,
        rate_low=rate_low,
        rate_high=rate_high,
        grades=grades.grades_between(rate_low, rate_high, bounds),
        scale_name=scale_name,
        scale=grades.explain(bounds),
        as_of=merged.as_of,
        sample=merged.sample,
        missing=tuple(n.name for n in root.leaves() if n.state is State.UNREPORTED),
        assumptions=_assumptions(card),
        place=document.place(()),
    )


def _rate(points: Decimal, full: Decimal | None) -> Decimal:
    return quotient(points * 100, full) if full else ZERO


def _assumptions(card: Scorecard) -> tuple[str, ...]:
    shared = any(i.points is None for _, i in card.items()) or any(
        m.points is None and not m.deducts for _, _, _, m in card.measures()
    )
    return (EQUAL_SHARES,) if shared else ()


class _Walk:
    """One walk over one card; every method returns the finished node of its level."""

    def __init__(
        self, card: Scorecard, document: Document, merged: Merged, levels: Mapping[str, Decimal]
    ) -> None:
        self.card = card
        self.document = document
        self.merged = merged
        self.levels = levels
        self.words = card.words()

    def card_node(self) -> Node:
        sections = self.card.sections
        shares = share_out(self.card.total, [s.points for s in sections])
        parts = [
            self._section(section, ("部分", i), share)
            for i, (section, share) in enumerate(zip(sections, shares, strict=True))
        ]
        full = sum((p.points for p in parts if p.points is not None), ZERO)
        if self.card.bonus is not None and self.merged.bonuses:
            room = full - _sum_low(parts), full - _sum_high(parts)
            parts.append(self._bonus(self.card.bonus, *room))
        return self._parent(Level.CARD, self.card.short_name, (), full, parts)

    def _section(self, section: Section, route: Route, points: Decimal) -> Node:
        if section.deducts:
            return self._deducting(section, route, points)
        if section.rated:
            return self._rated(section, route, points)
        if not section.categories:
            return replace(self._judged(section.name, route, points), level=Level.SECTION)
        gone = [all(self._absent(item) for item in c.items) for c in section.categories]
        shares = share_out(points, [c.points for c in section.categories])
        parts = [
            self._category(category, (*route, "类别", c), share)
            for c, (category, share) in enumerate(zip(section.categories, shares, strict=True))
        ]
        full = points - sum((s for s, out in zip(shares, gone, strict=True) if out), ZERO)
        return self._parent(Level.SECTION, section.name, route, full, parts)

    def _deducting(self, section: Section, route: Route, points: Decimal) -> Node:
        """Start from full points and let each line take off, at most its own and never below 0."""
        if self.merged.as_of is None:
            rule = "还没有完成情况"
            return self._open(Level.SECTION, section.name, route, points, deduction.NAME, rule)
        left = points
        categories = []
        for c, category in enumerate(section.categories):
            lines = []
            for i, item in enumerate(category.items):
                allowed = deduction.Parameters.model_construct(at_most=item.points)
                at = (*route, "类别", c, "条目", i)
                lines.append(self._loss(item, item.id, allowed, at, left, left))
                left += lines[-1].low
            name, at = category.name or "", (*route, "类别", c)
            categories.append(self._parent(Level.CATEGORY, name, at, None, lines))
        node = self._sure(Level.SECTION, section.name, route, points, left)
        rule = f"从 {points} 分起扣，扣完为止"
        return replace(node, parts=tuple(categories), method=deduction.NAME, rule=rule, base=points)

    def _rated(self, section: Section, route: Route, points: Decimal) -> Node:
        if not self.merged.opinions:
            rule = "还没有评议"
            return self._open(Level.SECTION, section.name, route, points, rating.NAME, rule)
        opinions = [
            rating.Opinion(o.value.source, o.value.mark, o.value.people, o.value.weight)
            for o in self.merged.opinions
        ]
        outcome = rating.rate(opinions)
        earned = quotient(points * outcome.numerator, outcome.denominator)
        node = self._sure(Level.SECTION, section.name, route, points, earned)
        marks = "、".join(f"{o.source} {o.mark}" for o in opinions)
        actual = Actual(marks, None, None, None, self.merged.opinions[0].place)
        return replace(node, method=rating.NAME, rule=outcome.rule, actual=actual)

    def _category(self, category: Category, route: Route, points: Decimal) -> Node:
        earning = [item for item in category.items if not item.deducts]
        gone = [self._absent(item) for item in earning]
        shares = iter(share_out(points, [item.points for item in earning], gone))
        parts = [
            self._item(item, (*route, "条目", i), next(shares))
            for i, item in enumerate(category.items)
            if not item.deducts
        ]
        low, high = _sum_low(parts), _sum_high(parts)
        for i, item in enumerate(category.items):
            for name, allowed, at in self._losses(item, (*route, "条目", i)):
                parts.append(self._loss(item, name, allowed, at, low, high))
                low, high = low + parts[-1].low, high + parts[-1].high
        full = ZERO if gone and all(gone) else points
        return self._parent(Level.CATEGORY, category.name or "", route, full, parts)

    def _losses(
        self, item: Item, route: Route
    ) -> Iterator[tuple[str, deduction.Parameters, Route]]:
        """Yield what may take points off on an item: its 扣分 measures, and what reports name."""
        for name, measure in item.measures.items():
            if isinstance(measure, deduction.Parameters):
                yield name, measure, (*route, "考核点", name)
            elif name in self.merged.deductions:
                yield name, deduction.Parameters.model_construct(), (*route, "考核点", name)
        if item.id in self.merged.deductions and item.id not in item.measures:
            yield item.id, deduction.Parameters.model_construct(), route

    def _item(self, item: Item, route: Route, points: Decimal) -> Node:
        measures = {name: m for name, m in item.measures.items() if not m.deducts}
        if measures:
            gone = [self._dropped(name) for name in measures]
            shares = share_out(points, [m.points for m in measures.values()], gone)
            parts = [
                self._measure(name, measure, (*route, "考核点", name), share)
                for (name, measure), share in zip(measures.items(), shares, strict=True)
            ]
        else:
            parts = [self._judged(item.id, (*route, "编号"), points)]
        full = ZERO if self._absent(item) else points
        node = self._parent(Level.ITEM, item.id, route, full, parts)
        return replace(node, text=fill(item.text, self.words))

    def _judged(self, name: str, route: Route, points: Decimal) -> Node:
        """Score a line without a target, which can only be judged as a whole."""
        line = Measure.model_construct(target=None, method=methods.default_for(None))
        return self._measure(name, line, route, points)

    def _measure(self, name: str, measure: Measure, route: Route, points: Decimal) -> Node:
        result = self.merged.results.get(name)
        node = self._scored(name, measure, route, points, result)
        target = measure.target.text if measure.target is not None else ""
        return replace(node, target=target, method=measure.method, actual=_actual(result))

    def _scored(
        self,
        name: str,
        measure: Measure,
        route: Route,
        points: Decimal,
        result: Sourced[Result] | None,
    ) -> Node:
        level, method = Level.MEASURE, measure.method
        if result is None:
            return self._open(level, name, route, points, method, "还没有填报")
        if result.value.not_applicable is not None:
            rule = f"不适用：{result.value.not_applicable}；分值由同类其余各项分摊"
            node = self._sure(level, name, route, ZERO, ZERO)
            return replace(node, state=State.NOT_APPLICABLE, rule=rule)
        try:
            case = Case(measure.target, result.value.actual or "", self.levels)
            outcome = methods.judge(method, case, measure)
        except UnreadableError as error:
            rule = f"按未报计：{error.reason}"
            return self._open(level, name, route, points, method, rule)
        earned = quotient(points * outcome.numerator, outcome.denominator)
        return replace(self._sure(level, name, route, points, earned), rule=outcome.rule)

    def _loss(
        self,
        item: Item,
        name: str,
        allowed: deduction.Parameters,
        route: Route,
        low: Decimal,
        high: Decimal,
    ) -> Node:
        """Take the deductions on one line off, no more than there is to take in either case."""
        entries = self.merged.deductions.get(name, [])
        occurrences = [
            deduction.Occurrence(e.value.points, e.value.times, e.value.kind) for e in entries
        ]
        try:
            loss = deduction.deduct(occurrences, allowed)
        except UnreadableError as error:
            loss = deduction.Loss(ZERO, f"没有计入：{error.reason}")
        amount = loss.amount.quantize(CENT)
        node = self._sure(Level.DEDUCTION, name, route, None, -min(amount, low))
        return replace(
            node,
            high=-min(amount, high),
            text=fill(item.text, self.words),
            method=deduction.NAME,
            rule=loss.rule + ("；扣到 0 为止" if amount > min(low, high) else ""),
            actual=_occurrences(entries),
        )

    def _bonus(self, allowed: bonus.Parameters, room_low: Decimal, room_high: Decimal) -> Node:
        """Add the bonuses, no more than there is room for below full marks in either case."""
        claims = list(self.merged.bonuses.values())
        gain = bonus.award([c.value.points for c in claims], allowed)
        amount = gain.amount.quantize(CENT)
        matters = "、".join(c.value.item for c in claims)
        node = self._sure(Level.BONUS, bonus.NAME, ("加分",), None, min(amount, room_low))
        return replace(
            node,
            high=min(amount, room_high),
            text=matters,
            method=bonus.NAME,
            rule=gain.rule + ("；加到满分为止" if amount > min(room_low, room_high) else ""),
            actual=Actual(matters, None, None, None, claims[0].place),
        )

    def _dropped(self, name: str) -> bool:
        result = self.merged.results.get(name)
        return result is not None and result.value.not_applicable is not None

    def _absent(self, item: Item) -> bool:
        """Say whether nothing of an item applies, so that its points go to its neighbours."""
        names = [n for n, m in item.measures.items() if not m.deducts] or [item.id]
        return not item.deducts and all(self._dropped(name) for name in names)

    def _open(
        self, level: Level, name: str, route: Route, points: Decimal, method: str, rule: str
    ) -> Node:
        """Return a line that has not been reported: anything from nothing to full."""
        node = self._sure(level, name, route, points, ZERO)
        return replace(node, high=points, state=State.UNREPORTED, method=method, rule=rule)

    def _sure(
        self, level: Level, name: str, route: Route, points: Decimal | None, earned: Decimal
    ) -> Node:
        """Return a line whose score is known."""
        place = self.document.place(route)
        return Node(level, name, points, earned, earned, State.SCORED, route=route, place=place)

    def _parent(
        self, level: Level, name: str, route: Route, points: Decimal | None, parts: Sequence[Node]
    ) -> Node:
        """Return the node whose scores are the sums of its parts."""
        node = self._sure(level, name, route, points, _sum_low(parts))
        return replace(node, high=_sum_high(parts), state=_state(parts), parts=tuple(parts))


def _actual(result: Sourced[Result] | None) -> Actual | None:
    if result is None:
        return None
    value, place = result.value, result.place
    text = value.actual or "不适用"
    note = value.note or value.not_applicable
    return Actual(text, value.claimed, value.reviewed, note, place)


def _occurrences(entries: Sequence[Sourced[Deduction]]) -> Actual | None:
    if not entries:
        return None
    reasons = "；".join(e.value.reason for e in entries)
    return Actual(f"{len(entries)} 起", None, None, reasons, entries[0].place)


def _sum_low(parts: Sequence[Node]) -> Decimal:
    return sum((p.low for p in parts), ZERO)


def _sum_high(parts: Sequence[Node]) -> Decimal:
    return sum((p.high for p in parts), ZERO)


def _state(parts: Sequence[Node]) -> State:
    """Sum up the states of the lines below; deductions say nothing about what is reported."""
    states = {p.state for p in parts if p.level not in (Level.DEDUCTION, Level.BONUS)}
    states.discard(State.NOT_APPLICABLE)
    if not states:
        return State.NOT_APPLICABLE if parts else State.SCORED
    return states.pop() if len(states) == 1 else State.PARTIAL
