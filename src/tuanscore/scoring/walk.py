"""From a resolved card and its reports to a scored card.

Source of the rules: format.md, What a score is; domain.md, Rules of the field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tuanscore import methods
from tuanscore.finding import Route
from tuanscore.methods import Levels, Peers, UnreadableError, bonus, deduction, rating, two_targets
from tuanscore.model import direction, states
from tuanscore.model.card import Category, Item, Measure, Section, fill
from tuanscore.model.kinds.results import BonusClaim, Deduction, Opinion
from tuanscore.model.kinds.scorecard import Scorecard
from tuanscore.scoring import filled, grades, lines
from tuanscore.scoring.cents import CENT, ZERO, quotient, share_out
from tuanscore.scoring.merge import Merged, Sourced, merge
from tuanscore.scoring.sharing import Share, share
from tuanscore.scoring.tree import (
    Actual,
    Attainment,
    Honour,
    Input,
    Level,
    Node,
    Score,
    State,
    Veto,
)
from tuanscore.shelf import Report
from tuanscore.source.tree import Document

EQUAL_SHARES = "条目、考核点没有写分值的，按平均分摊（精确到 0.01 分，余数给前面的）"


JUDGED = Measure.model_construct(target=None, method=methods.default_for(None))
"""A line without a target, which can only be judged as a whole."""


def score(card: Scorecard, document: Document, reports: Sequence[Report], rules: Rules) -> Score:
    """Score a card whose points add up, by the reports on it, the earliest first."""
    merged = merge(reports, card)
    walk = _Walk(card, document, merged, rules)
    root = walk.card_node()
    bounds = rules.bounds
    rate_low, rate_high = lines.rate(root.low, root.points), lines.rate(root.high, root.points)
    by_rate = grades.grades_between(rate_low, rate_high, bounds)
    vetoes = _vetoes(card, merged)
    best_grades = [veto.best_grade for veto in vetoes]
    return Score(
        org=card.org,
        short_name=card.short_name,
        year=card.year,
        title=fill(card.title, card.words()),
        card=root,
        full=root.points or ZERO,
        rate_low=rate_low,
        rate_high=rate_high,
        grades=grades.capped(by_rate, best_grades, bounds),
        grades_by_rate=by_rate,
        scale_name=rules.scale_name,
        scale=grades.explain(bounds),
        as_of=merged.as_of,
        sample=merged.sample,
        missing=tuple(
            n.name for n in root.leaves() if n.state is State.UNREPORTED and n.points is not None
        ),
        assumptions=(
            *(_assumptions(card) if card.total else ()),
            *lines.undecided(root),
            *([lines.NOT_OVER] if walk.day else []),
            *states.said(report.model for report in reports),
        ),
        less=_less(card, root),
        place=document.place(()),
        vetoes=vetoes,
        claimed=lines.claimed(
            root, _Walk(card, document, merged.as_claimed(), rules).card_node, bounds
        ),
        year_end=lines.outlook(root, walk.day, bounds, best_grades),
        filled=filled.of(root, merged.totals, bounds, best_grades),
        attainment=None if card.total else _attainment(root),
        honour=None
        if card.honour is None
        else Honour(card.honour.title, card.honour.number, card.honour.passes_on),
    )


def _attainment(root: Node) -> Attainment:
    """Count what is reached of a card without points, whatever does not apply left out."""
    leaves = [leaf for leaf in root.leaves() if leaf.state is not State.NOT_APPLICABLE]
    lines = [leaf for leaf in leaves if leaf.level is Level.MEASURE]
    further = [line for line in lines if line.method == two_targets.NAME]
    reached = sum(line.reached in (methods.REACHED, methods.STRETCHED) for line in lines)
    stretched = sum(line.reached == methods.STRETCHED for line in further)
    return Attainment(
        len(lines),
        reached,
        len(further),
        stretched,
        sum(not line.reached for line in lines),
        quotient(Decimal(reached * 100), Decimal(len(lines))) if lines else None,
        quotient(Decimal(stretched * 100), Decimal(len(further))) if further else None,
    )


def _vetoes(card: Scorecard, merged: Merged) -> tuple[Veto, ...]:
    """Return the 一票否决 that happened and that the card knows."""
    return tuple(
        Veto(
            rule.matter,
            told.value.reason,
            rule.best_grade,
            rule.loses_title,
            told.place,
            told.value.decided_by,
        )
        for rule in card.vetoes
        for told in merged.vetoes.get(rule.matter, ())
    )


def _less(card: Scorecard, root: Node) -> str:
    """Say why full marks are less than the 总分 of the card, where something does not apply."""
    gone = [
        node.name or section.name
        for section in root.parts
        for node in ((section,) if section.state is State.NOT_APPLICABLE else section.parts)
        if node.state is State.NOT_APPLICABLE
    ]
    if not gone:
        return ""
    full = root.points or ZERO
    why = lines.lost("、".join(gone), card.total - full)
    return f"满分是 {full.normalize():f} 分，不是 {card.total.normalize():f} 分：{why}"


def _assumptions(card: Scorecard) -> tuple[str, ...]:
    costs = (
        (name, measure.target)
        for section in card.sections
        for category in section.categories
        for item in category.items
        if direction.is_cost(section.name, category.name, item.group)
        for name, measure in item.measures.items()
        if measure.target is not None
    )
    shared = any(len(points) > 1 and None in points for points in _together(card))
    return (*((EQUAL_SHARES,) if shared else ()), *direction.assumptions(costs))


def _together(card: Scorecard) -> Iterator[list[Decimal | None]]:
    """Yield the 分值 of the items of each category, and of the measures of each item."""
    for section in card.sections:
        for category in section.categories if section.method is None else ():
            yield [item.points for item in category.items]
            for item in category.items:
                yield [m.points for m in item.measures.values() if not m.deducts]


def _no_peers(name: str) -> Peers | None:
    return None


@dataclass(frozen=True, slots=True)
class Rules:
    """What a repository decides: 定性档, 等次标准, and who else is ranked on a measure."""

    levels: Levels
    scale_name: str
    bounds: Mapping[str, Decimal]
    peers: Callable[[str], Peers | None] = _no_peers
    until: date | None = None
    """The day up to which reports count, where one is asked for."""


class _Walk:
    """One walk over one card; every method returns the finished node of its level."""

    def __init__(self, card: Scorecard, document: Document, merged: Merged, rules: Rules) -> None:
        self.card = card
        self.document = document
        self.merged = merged
        self.rules = rules
        self.words = card.words()
        self.day = lines.open_on(card.year, rules.until or merged.as_of)

    def card_node(self) -> Node:
        sections = self.card.sections
        shares = share(self.card.total, [s.declared for s in sections])
        parts = [
            self._shared(self._section(section, ("部分", i), part.points), part)
            for i, (section, part) in enumerate(zip(sections, shares, strict=True))
        ]
        full = sum((p.points for p in parts if p.points is not None), ZERO)
        more = ZERO
        if self.card.bonus is not None:
            cap = self.card.bonus.cap
            more = full - lines.sum_reach(parts)
            more = more if cap is None else min(cap.quantize(CENT), more)
            said = f"加分合计最多 {'到满分' if cap is None else f'{cap} 分'}" if more else ""
            if self.merged.bonuses:
                room = full - lines.sum_low(parts), full - lines.sum_high(parts)
                parts.append(self._ahead(self._bonus(self.card.bonus, *room), more, said))
                more = ZERO
        root = self._parent(Level.CARD, self.card.short_name, (), full, parts)
        root = self._ahead(root, lines.sum_reach(parts) + more, f"含{said}" if more else "")
        return filled.beside(root, self.merged.totals)

    def _section(self, section: Section, route: Route, points: Decimal) -> Node:
        if section.deducts:
            return self._deducting(section, route, points)
        if section.rated:
            return self._rated(section, Level.SECTION, section.name, route, points)
        if not section.categories:
            otherwise = lines.lost("本部分", points)
            node = self._measure(section.name, JUDGED, route, points, otherwise)
            return replace(node, level=Level.SECTION)
        shares = share(points, [c.declared for c in section.categories])
        parts = [
            self._shared(self._category(category, (*route, "类别", c), part.points), part)
            for c, (category, part) in enumerate(zip(section.categories, shares, strict=True))
        ]
        full = sum((p.points for p in parts if p.points is not None), ZERO)
        return self._parent(Level.SECTION, section.name, route, full, parts)

    def _deducting(self, section: Section, route: Route, points: Decimal) -> Node:
        """Start from full points and let each line take off, at most its own and never below 0."""
        if self.merged.as_of is None:
            rule = "还没有完成情况"
            return self._open(Level.SECTION, section.name, route, points, deduction.NAME, rule)
        low = high = points
        categories = []
        if not section.categories:  # a single line
            line = Item.model_construct(id=section.name, text=section.text or "", measures={})
            loss = self._loss(line, section.name, deduction.FREE, route, low, high, high)
            low, high = low + loss.low, high + loss.high
            categories.append(self._parent(Level.CATEGORY, "", route, None, [loss]))
        for c, category in enumerate(section.categories):
            losses: list[Node] = []
            for i, item in enumerate(category.items):
                own = self._item_losses(item, (*route, "类别", c, "条目", i), low, high)
                low, high = low + lines.sum_low(own), high + lines.sum_high(own)
                losses += own
            name, at = category.name or "", (*route, "类别", c)
            categories.append(self._parent(Level.CATEGORY, name, at, None, losses))
        node = self._parent(Level.SECTION, section.name, route, points, categories)
        rule = f"从 {points} 分起扣，扣完为止"
        node = replace(node, low=low, high=high, method=deduction.NAME, rule=rule, base=points)
        return self._ahead(node, high)

    def _item_losses(self, item: Item, route: Route, low: Decimal, high: Decimal) -> list[Node]:
        """Take off what is lost on an item of a 扣分 section: together at most its own points."""
        losses: list[Node] = []
        for name, rules, at in [*self._losses(item, route)] or [(item.id, deduction.FREE, route)]:
            gone, surely = lines.sum_low(losses), lines.sum_high(losses)
            left, allowed = low + gone, rules
            if item.points is not None:
                left = min(left, item.points + gone)
                most = item.points + surely if losses else item.points  # 1, not 1.00
                allowed = deduction.Parameters.model_construct(
                    each=rules.each,
                    graver=rules.graver,
                    at_most=most if rules.at_most is None else min(rules.at_most, most),
                )
            right = high + surely
            loss = self._loss(item, name, allowed, at, left, right, right)
            if item.points is not None:
                own = Input("最多", str(item.points), self.document.place((*route, "分值")))
                loss = replace(loss, inputs=(own, *loss.inputs))
            losses.append(loss)
        return losses

    def _rated(
        self,
        part: Section | Category | Item,
        level: Level,
        name: str,
        route: Route,
        points: Decimal,
    ) -> Node:
        """Rate a part as a whole, or by the parts in it where the opinions are about those."""
        told = self.merged.opinions.get(name, ())
        if not told:
            if not self._is_rated_within(part):
                return self._open(level, name, route, points, rating.NAME, "还没有评议")
            key, below, inner = _inner(part)
            shares = share(points, [one.declared for one in inner])
            parts = [
                self._shared(self._rated(one, below, _name(one), (*route, key, i), s.points), s)
                for i, (one, s) in enumerate(zip(inner, shares, strict=True))
            ]
            node = self._parent(level, name, route, points, parts)
            return replace(node, method=rating.NAME, rule=f"各{below}分别评议")
        opinions = [
            rating.Opinion(o.value.source, o.value.mark, o.value.people, o.value.weight)
            for o in told
        ]
        outcome = rating.rate(opinions)
        earned, formula = lines.earned(points, outcome)
        node = self._sure(level, name, route, points, earned)
        node = self._ahead(node, points, "后报的评议代替先报的")
        marks = "、".join(f"{o.source} {o.mark}" for o in opinions)
        return replace(
            node,
            method=rating.NAME,
            rule=outcome.rule,
            formula=formula,
            actual=Actual(marks, None, None, None, told[0].place),
            inputs=tuple(Input(o.value.source, _mark(o.value), o.place) for o in told),
        )

    def _is_rated_within(self, part: Section | Category | Item) -> bool:
        _, _, inner = _inner(part)
        return any(_name(p) in self.merged.opinions or self._is_rated_within(p) for p in inner)

    def _category(self, category: Category, route: Route, points: Decimal) -> Node:
        earning = [item for item in category.items if not item.deducts]
        gone = [self._absent(item) for item in earning]
        given = [item.declared for item in earning]
        shares = zip(share(points, given, gone), share_out(points, given), strict=True)
        nothing = bool(gone) and all(gone)
        otherwise = lines.lost("本类各项都", points) if nothing else lines.HANDED_ON
        parts = []
        for i, item in enumerate(category.items):
            if not item.deducts:
                part, usual = next(shares)
                node = self._item(item, (*route, "条目", i), part.points, usual, otherwise)
                parts.append(self._shared(node, part))
        if nothing:
            parts = [lines.left_out(part) for part in parts]
        low, high = lines.sum_low(parts), lines.sum_high(parts)
        reach = lines.sum_reach(parts)
        for i, item in enumerate(category.items):
            for name, allowed, at in self._losses(item, (*route, "条目", i)):
                parts.append(self._loss(item, name, allowed, at, low, high, reach))
                low, high = low + parts[-1].low, high + parts[-1].high
                reach += parts[-1].reach or ZERO
        full = ZERO if nothing else points
        return self._parent(Level.CATEGORY, category.name or "", route, full, parts)

    def _losses(
        self, item: Item, route: Route
    ) -> Iterator[tuple[str, deduction.Parameters, Route]]:
        """Yield what may take points off on an item: its 扣分 measures, and what reports name."""
        for name, measure in item.measures.items():
            if isinstance(measure, deduction.Parameters):
                yield name, measure, (*route, "考核点", name)
            elif name in self.merged.deductions:
                yield name, deduction.FREE, (*route, "考核点", name)
        if item.id in self.merged.deductions and item.id not in item.measures:
            yield item.id, deduction.FREE, route

    def _item(
        self, item: Item, route: Route, points: Decimal, usual: Decimal, otherwise: str
    ) -> Node:
        """Score an item; ``usual`` are its points where nothing of its category is 不适用.

        ``otherwise`` says what becomes of points where a line of it is.
        """
        measures = {name: m for name, m in item.measures.items() if not m.deducts}
        if measures:
            gone = [self._dropped(name) for name in measures]
            shares = share(points, [m.points for m in measures.values()], gone, usual)
            at = (*route, "考核点")
            parts = [
                self._shared(self._measure(name, m, (*at, name), part.points, otherwise), part)
                for (name, m), part in zip(measures.items(), shares, strict=True)
            ]
        else:
            parts = [self._measure(item.id, JUDGED, (*route, "编号"), points, otherwise)]
        full = ZERO if self._absent(item) else points
        node = self._parent(Level.ITEM, item.id, route, full, parts)
        return replace(node, text=fill(item.text, self.words))

    def _shared(self, node: Node, part: Share) -> Node:
        """Note on a node how its points came about, and where they are written."""
        declared, how = self.document.get((*node.route, "分值")), part.how
        if node.state is State.NOT_APPLICABLE and node.level in (Level.SECTION, Level.CATEGORY):
            how += "；不适用，不计入满分"
        if not isinstance(declared, str):
            return replace(node, share=how)
        place = self.document.place((*node.route, "分值"))
        return replace(node, share=how, inputs=(Input("分值", declared, place), *node.inputs))

    def _measure(
        self, name: str, measure: Measure, route: Route, points: Decimal, otherwise: str
    ) -> Node:
        line = self._sure(Level.MEASURE, name, route, points, ZERO)
        line = replace(line, inputs=self._asked(route))
        result, rules = self.merged.results.get(name), self.rules
        peers = rules.peers(name)
        told = (measure, result, rules.levels, peers)
        line = lines.judged(line, *told, otherwise=otherwise, day=self.day)
        if self.card.total or result is None or line.state is not State.SCORED:
            return line
        case = result.value.case(measure.target, rules.levels, peers=peers)
        return replace(line, reached=methods.reached(measure.method, case, measure))

    def _asked(self, route: Route) -> tuple[Input, ...]:
        """Return what the card asks of a measure: its target, the parameters of its method."""
        written = self.document.get(route) if "考核点" in route else None
        if isinstance(written, str):
            return (Input("目标", written, self.document.place(route)),)
        if not isinstance(written, dict):
            return ()
        return tuple(
            Input(key, lines.written(value), self.document.place((*route, key)))
            for key, value in written.items()
            if key not in lines.BESIDE
        )

    def _loss(
        self,
        item: Item,
        name: str,
        allowed: deduction.Parameters,
        route: Route,
        low: Decimal,
        high: Decimal,
        reach: Decimal,
    ) -> Node:
        """Take the deductions on one line off, no more than there is to take in each case."""
        entries = self.merged.deductions.get(name, [])
        occurrences = [
            deduction.Occurrence(e.value.points, e.value.times, e.value.kind) for e in entries
        ]
        loss = deduction.deduct(occurrences, allowed)
        amount, worst = loss.amount.quantize(CENT), loss.worst(low).quantize(CENT)
        state = State.SCORED if worst == min(amount, low) else State.PARTIAL
        node = self._sure(Level.DEDUCTION, name, route, None, -worst)
        node = self._ahead(node, -min(amount, reach), "记下的扣分年底也扣" if entries else "")
        return replace(
            node,
            high=-min(amount, high),
            state=State.UNREPORTED if self.merged.as_of is None else state,
            text=fill(item.text, self.words),
            method=deduction.NAME,
            rule=loss.rule + ("；扣到 0 为止" if amount > min(low, high) else ""),
            limit="，".join(filter(None, (_stated(entries), _limit(loss, max(low, high))))),
            actual=_occurrences(entries),
            inputs=(*self._asked(route), *(_event(entry) for entry in entries)),
        )

    def _bonus(self, allowed: bonus.Parameters, room_low: Decimal, room_high: Decimal) -> Node:
        """Add the bonuses, no more than there is room for below full marks in either case."""
        claims = list(self.merged.bonuses.values())
        kept = [c for c in claims if c.value.proven or allowed.unproven == "提醒"]
        gain = bonus.award([_worth(c.value, allowed) for c in kept], allowed)
        if allowed.cap is None:  # not even full marks
            room_low = room_high = gain.amount.quantize(CENT)
        amount = gain.amount.quantize(CENT)
        left_out = len(claims) - len(kept)
        why = [f"{left_out} 项没有佐证，不计"] if left_out else []
        why += ["加到满分为止"] if amount > min(room_low, room_high) else []
        most = [f"应加 {gain.due} 分，最多加 {gain.amount} 分"] if gain.amount < gain.due else []
        matters = "、".join(c.value.item for c in claims)
        name = self.card.bonus.name if self.card.bonus is not None else None
        node = self._sure(Level.BONUS, name or bonus.NAME, ("加分",), None, min(amount, room_low))
        return replace(
            node,
            high=min(amount, room_high),
            text=matters,
            method=bonus.NAME,
            rule="；".join([gain.rule, *why]),
            limit="；".join([*most, *why]),
            actual=Actual(matters, None, None, None, claims[0].place),
            inputs=tuple(
                Input(c.value.item, str(_worth(c.value, allowed)), c.place) for c in claims
            ),
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
        node = self._ahead(self._sure(level, name, route, points, ZERO), points)
        return replace(node, high=points, state=State.UNREPORTED, method=method, rule=rule)

    def _sure(
        self, level: Level, name: str, route: Route, points: Decimal | None, earned: Decimal
    ) -> Node:
        """Return a line whose score is known."""
        place = self.document.place(route)
        node = Node(level, name, points, earned, earned, State.SCORED, route=route, place=place)
        if not self.card.total:
            node = replace(node, without_points=True)
        return self._ahead(node, earned)

    def _ahead(self, node: Node, reach: Decimal, prospect: str = "") -> Node:
        """Note what a line may still come to by the end of the year, unless it is over."""
        return node if self.day is None else replace(node, reach=reach, prospect=prospect)

    def _parent(
        self, level: Level, name: str, route: Route, points: Decimal | None, parts: Sequence[Node]
    ) -> Node:
        """Return the node whose scores are the sums of its parts."""
        node = self._sure(level, name, route, points, lines.sum_low(parts))
        node = self._ahead(node, lines.sum_reach(parts))
        return replace(
            node, high=lines.sum_high(parts), state=lines.state(parts), parts=tuple(parts)
        )


def _inner(
    part: Section | Category | Item,
) -> tuple[str, Level, tuple[Category | Item, ...]]:
    """Return the key and the level of what is in a part that is rated, and what is."""
    if isinstance(part, Section):
        return "类别", Level.CATEGORY, part.categories
    return "条目", Level.ITEM, part.items if isinstance(part, Category) else ()


def _name(part: Category | Item) -> str:
    return part.id if isinstance(part, Item) else part.name or ""


def _event(entry: Sourced[Deduction]) -> Input:
    """Return what a report says about one deduction."""
    told = entry.value
    words = [told.kind, f"{told.times} 次" if told.times > 1 else None]
    at_once = "共 " if told.times > 1 else ""
    words.append("按规定" if told.points is None else f"{at_once}{told.points} 分")
    words.append(f"{told.decided_by}定" if told.decided_by else None)
    return Input("扣分", f"{told.reason}（{'，'.join(filter(None, words))}）", entry.place)


def _limit(loss: deduction.Loss, left: Decimal) -> str:
    """Return what a deduction comes to, and why less is surely taken off or more may be."""
    why = [f"最多扣 {loss.amount.normalize():f} 分"] if loss.amount < loss.due else []
    why += ["扣到 0 为止"] if loss.amount > left else []
    due = [f"应扣 {loss.due.normalize():f} 分", *why] if why else []
    return "，".join([*due, f"{loss.unread} 处没有看懂"] if loss.unread else due)


def _stated(entries: Sequence[Sourced[Deduction]]) -> str:
    """Return what a report takes off for several times at once, whatever one of them costs."""
    stated = [
        (e.value.times, e.value.points)
        for e in entries
        if e.value.points is not None and e.value.times > 1
    ]
    alone = len(entries) == 1
    return "，".join(
        f"{'' if alone else f'其中 {times} 起'}写明共扣 {points.normalize():f} 分"
        for times, points in stated
    )


def _worth(claim: BonusClaim, allowed: bonus.Parameters) -> Decimal:
    try:
        return bonus.worth(claim.points, claim.kind, allowed)
    except UnreadableError:
        return ZERO


def _mark(opinion: Opinion) -> str:
    """Return what one group of people thinks, with all that may weigh it: ``92（30人）``."""
    people = None if opinion.people is None else f"{opinion.people}人"
    weight = None if opinion.weight is None else f"权重 {opinion.weight}"
    weighed = "，".join(filter(None, (people, weight)))
    return f"{opinion.mark}（{weighed}）" if weighed else str(opinion.mark)


def _occurrences(entries: Sequence[Sourced[Deduction]]) -> Actual | None:
    if not entries:
        return None
    reasons = "；".join(e.value.reason for e in entries)
    times = sum(e.value.times for e in entries)
    return Actual(f"{times} 起", None, None, reasons, entries[0].place)
