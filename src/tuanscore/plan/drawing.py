"""From a scored card to a plan: what is open, what it takes, and the best ways to a grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from tuanscore import methods
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.finding import Route
from tuanscore.methods import UnreadableError, deduction, rating
from tuanscore.model.card import Measure
from tuanscore.model.messages import did_you_mean
from tuanscore.plan import search
from tuanscore.plan.options import Line, Open, find
from tuanscore.plan.result import Lost, Plan, Standing, Step, Way, Worth
from tuanscore.plan.search import Candidate
from tuanscore.repository import Card, Report
from tuanscore.score.cents import ZERO, quotient
from tuanscore.score.grades import LOWEST, NONE, capped, grade_of
from tuanscore.score.merge import Merged, merge
from tuanscore.score.tree import Level, Node, Score, State
from tuanscore.score.walk import Rules
from tuanscore.target import Form

_CENT = Decimal("0.01")
_RELATIVE = (
    "没有写单位成本，按相对工作量比较：目标是 n 个单位的，一个单位算 1/n；定性从无到完成算 1"
)
_MIXED = "有的考核点写了单位成本，有的没有：没有写的，整个目标按 1 计，两种数直接相加"
_EMPTY = "还没有完成情况：一旦填报而没有扣分，保障类的扣分部分先按满分计，计划从那里算起"
_BEST = "最省：成本最低，一样低取考核点少的；最少：动的考核点最少，一样少取成本低的"
_UNPLANNED = "扣分、加分、评议由别人决定，不在计划里；没有填报的从 0 算起"


def draw(
    card: Card,
    score: Score,
    reports: Sequence[Report],
    rules: Rules,
    to: str | None,
    empty: bool = False,
) -> Plan:
    """Plan the way to a grade, by default the next better one; raises NotFoundError for no grade.

    It raises TuanscoreError where nothing applies. ``score`` is that of the reports; ``empty`` says
    that they are but supposed, so that the plan has something to stand on.
    """
    if not score.grades:
        raise TuanscoreError(f"{score.short_name} {score.year} 年{NONE}：各项都不适用")
    aim = _aim(to, score, rules.bounds)
    ground = _Ground(card, score, merge(reports), rules)
    needed = points_needed(rules.bounds.get(aim), score.full)
    sound = aim in capped((aim,), [v.best_grade for v in score.vetoes], rules.bounds)
    gap = int((needed - score.card.low) * 100)
    cheapest, fewest = ground.ways(gap) if sound else (None, None)
    return Plan(
        org=score.org,
        short_name=score.short_name,
        year=score.year,
        as_of=None if empty else score.as_of,
        sample=score.sample,
        to=aim,
        scale_name=score.scale_name,
        scale=score.scale,
        full=score.full,
        now=ground.standing(score.card.low),
        needed=needed,
        worth=tuple(map(_worth, ground.open)),
        cheapest=cheapest,
        fewest=fewest,
        best=ground.standing(ground.most()),
        lost=tuple(ground.lost()),
        vetoes=() if sound else tuple(v for v in score.vetoes if v.best_grade is not None),
        notes=tuple(_notes(ground, empty=empty)),
    )


def points_needed(bound: Decimal | None, full: Decimal) -> Decimal:
    """Return the least total whose printed rate (half up to 0.01) is at least the bound.

    In cents: (20000·t + F) ÷ 2F, rounded down, must be at least b, the bound in hundredths of a
    percent rounded up.
    """
    if bound is None:
        return ZERO
    b, f = -int(-bound * 100 // 1), int(full * 100)
    return max(-(-f * (2 * b - 1) // 20000), 0) * _CENT


def _aim(to: str | None, score: Score, bounds: Mapping[str, Decimal]) -> str:
    order = [*bounds, LOWEST]
    if to is None:
        return order[max(order.index(score.grades[-1]) - 1, 0)]
    if to not in order:
        raise NotFoundError(f"没有“{to}”这个等次（{score.scale_name}）", did_you_mean(to, order))
    return to


def _worth(line: Open) -> Worth:
    more = line.next
    if (more is None or more.gain == 0) and line.options:
        more = line.options[0]
    gain = more.gain if more is not None else 0
    return Worth(line, more, gain * _CENT, line.best * _CENT)


def _notes(ground: _Ground, *, empty: bool) -> Iterator[str]:
    if empty:
        yield _EMPTY
    costs = {ground.measure(line.measure).unit_cost is not None for line in ground.open}
    if costs == {True, False}:
        yield _MIXED
    if False in costs:
        yield _RELATIVE
    yield _BEST
    yield _UNPLANNED
    for cents in ground.sunk.values():
        yield f"有一类的扣分比得分多 {cents * _CENT} 分，那一类先补上这些才开始加分"


@dataclass(frozen=True, slots=True)
class _Place:
    """A line of the card that can earn points, with the item it belongs to and its category."""

    node: Node
    item: str
    group: int


class _Ground:
    """What a plan stands on: the open lines, and what deductions have sunk below nothing."""

    def __init__(self, card: Card, score: Score, merged: Merged, rules: Rules) -> None:
        self._measures = {name: m for _, _, name, m in card.model.measures()}
        self._score = score
        self._merged = merged
        self._rules = rules
        self.sunk: dict[int, int] = {}
        """Cents that a group must gain before any of them counts."""
        self.open = tuple(
            find(self._line(place.node), place.item, place.group)
            for place in self._places()
            if place.node.points is not None and place.node.low < place.node.points
        )

    def measure(self, name: str) -> Measure:
        """Return a measure by its name; a line without one is judged as a whole."""
        judged = Measure.model_construct(target=None, method=methods.default_for(None))
        return self._measures.get(name, judged)

    def standing(self, total: Decimal) -> Standing:
        """Return a total with its rate and grade."""
        rate = quotient(total * 100, self._score.full) if self._score.full else ZERO
        grade = (grade_of(rate, self._rules.bounds),)
        limits = [veto.best_grade for veto in self._score.vetoes]
        return Standing(total, rate, capped(grade, limits, self._rules.bounds)[0])

    def most(self) -> Decimal:
        """Return the total when everything that can be planned is done."""
        gains: dict[int, int] = {}
        for line in self.open:
            gains[line.group] = gains.get(line.group, 0) + line.best
        total = sum(max(gain - self.sunk.get(group, 0), 0) for group, gain in gains.items())
        return min(self._score.card.low + total * _CENT, self._score.full)

    def lost(self) -> Iterator[Lost]:
        """Yield what no step can win."""
        for line in self.open:
            left = line.points - line.low - line.best * _CENT
            if left:
                yield Lost(line.measure, left, line.why_not)
        for node in self._score.card.nodes():
            if node.level is Level.DEDUCTION and node.low < 0:
                yield Lost(node.name, -node.low, "扣分已经发生")
            elif node.method == rating.NAME and node.points is not None:
                why = "还没有评议" if node.state is State.UNREPORTED else "由评议决定"
                if node.low < node.points:
                    yield Lost(node.name, node.points - node.low, why)

    def ways(self, gap: int) -> tuple[Way | None, Way | None]:
        """Return the cheapest way, and the one that touches the fewest measures.

        Of the cheapest the one with the fewest, of those with the fewest the cheapest.
        """
        scale = lcm(*(o.cost.denominator for line in self.open for o in line.options))
        whole = [[int(o.cost * scale) for o in line.options] for line in self.open]
        heaviest = 1 + sum(max(costs, default=0) for costs in whole)
        many = 1 + len(whole)
        cheap = [[cost * many + 1 for cost in costs] for costs in whole]
        few = [[heaviest + cost for cost in costs] for costs in whole]
        return self._way(gap, cheap), self._way(gap, few)

    def _way(self, gap: int, weights: list[list[int]]) -> Way | None:
        classes: list[list[Candidate]] = []
        sunk: dict[int, list[list[Candidate]]] = {}
        for place, line in enumerate(self.open):
            candidates = [
                Candidate(option.gain, weight, ((place, index),))
                for index, (option, weight) in enumerate(
                    zip(line.options, weights[place], strict=True)
                )
            ]
            into = sunk.setdefault(line.group, []) if line.group in self.sunk else classes
            into.append(candidates)
        for group, members in sunk.items():
            classes.append(search.sunk(search.frontier(members), self.sunk[group]))
        found = search.lightest([c for c in classes if c], gap)
        return None if found is None else self._walked(found)

    def _walked(self, found: Candidate) -> Way:
        steps = tuple(
            Step(line, option, option.gain * _CENT)
            for line, option in (
                (self.open[place], self.open[place].options[index])
                for place, index in sorted(found.picks)
            )
        )
        cost = sum((step.option.cost for step in steps), Fraction(0))
        total = min(self._score.card.low + found.gain * _CENT, self._score.full)
        return Way(steps, cost, self.standing(total))

    def _line(self, node: Node) -> Line:
        measure = self.measure(node.name)
        told = self._merged.results.get(node.name)
        deadline = measure.target.deadline if measure.target is not None else None
        day = self._score.as_of
        late = (
            measure.target is not None
            and measure.target.form is Form.DATE
            and told is not None
            and deadline is not None
            and day is not None
            and day > deadline
        )
        base = told.value.base if told is not None else None
        return Line(measure, node, self._rules.levels, base, late)

    def _places(self) -> Iterator[_Place]:
        """Yield the lines that can earn points, and note the groups that are sunk."""
        group = 0
        for section in self._score.card.parts:
            if section.base is not None or section.method in (deduction.NAME, rating.NAME):
                continue
            if section.level is Level.BONUS or section.state is State.NOT_APPLICABLE:
                continue
            group += 1
            if not section.parts:
                yield _Place(section, section.name, group)
            for category in section.parts:
                group += 1
                cents = self._sunk(category)
                if cents:
                    self.sunk[group] = cents
                for item in category.parts:
                    for leaf in item.leaves():
                        if leaf.level is Level.MEASURE and leaf.state is not State.NOT_APPLICABLE:
                            yield _Place(leaf, item.name, group)

    def _sunk(self, category: Node) -> int:
        """Return by how many cents deductions exceed what a category has earned."""
        losses = [part for part in category.parts if part.level is Level.DEDUCTION]
        if category.low > 0 or not losses:
            return 0
        earned = sum((p.low for p in category.parts if p.level is not Level.DEDUCTION), ZERO)
        cost = sum((self._cost(node.name, node.route) for node in losses), ZERO)
        return max(int((cost - earned) * 100), 0)

    def _cost(self, name: str, route: Route) -> Decimal:
        """Return what the deductions on one line come to before the category's own limit."""
        measure: object = self._measures.get(name) if "考核点" in route else None
        free = deduction.Parameters.model_construct()
        allowed = measure if isinstance(measure, deduction.Parameters) else free
        entries = (told.value for told in self._merged.deductions.get(name, []))
        try:
            losses = [deduction.Occurrence(e.points, e.times, e.kind) for e in entries]
            return deduction.deduct(losses, allowed).amount.quantize(_CENT)
        except UnreadableError:
            return ZERO
