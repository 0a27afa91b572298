"""From a scored card to a plan: what is open, what it takes, and the best ways to a grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from math import ceil, lcm

from tuanscore import methods
from tuanscore.commands.plan import search
from tuanscore.commands.plan.options import Line, Open, find
from tuanscore.commands.plan.report import Lost, Plan, Standing, Step, Way, Worth
from tuanscore.commands.plan.search import Candidate
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.finding import Route
from tuanscore.grammar.target import Form
from tuanscore.methods import bonus, deduction, rating
from tuanscore.model.card import Measure
from tuanscore.model.messages import did_you_mean
from tuanscore.scoring.cents import ZERO, quotient
from tuanscore.scoring.grades import LOWEST, NONE, capped, grade_of
from tuanscore.scoring.merge import Merged, merge
from tuanscore.scoring.tree import Level, Node, Score, State
from tuanscore.scoring.walk import Rules
from tuanscore.shelf import Card, Report

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
        why = "各项都不适用" if score.attainment is None else "整份表没有分值"
        raise TuanscoreError(f"{score.short_name} {score.year} 年{NONE}：{why}")
    aim = _aim(to, score, rules.bounds)
    ground = _Ground(card, score, merge(reports, card.model), rules)
    needed = points_needed(rules.bounds.get(aim), score.full)
    vetoes = tuple(
        v for v in score.vetoes if aim not in capped((aim,), [v.best_grade], rules.bounds)
    )
    gap = _cents(needed - score.card.low)
    cheapest, fewest = (None, None) if vetoes else ground.ways(gap)
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
        bonus=ground.bonus(),
        lost=tuple(ground.lost()),
        vetoes=vetoes,
        notes=tuple(_notes(ground, empty=empty)),
    )


def points_needed(bound: Decimal | None, full: Decimal) -> Decimal:
    """Return the least total whose printed rate (half up to 0.01) is at least the bound.

    In cents: (20000·t + F) ÷ 2F, rounded down, must be at least b, the bound in hundredths of a
    percent rounded up.
    """
    if bound is None:
        return ZERO
    b, f = ceil(bound * 100), int(full * 100)
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


def _cents(points: Decimal) -> int:
    return int(points * 100)


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
    for group in ground.groups:
        if group.sunk and group.more:
            then = "先补上这些才开始加分" if group.more > group.sunk else "全做满也补不上，不加分"
            yield f"“{group.name}”的扣分比得分多 {group.sunk * _CENT} 分，{then}"


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines that share what deductions take off: a category, or a section that has none."""

    name: str
    lines: tuple[Open, ...]
    earned: int
    """Cents earned before anything is taken off."""
    losses: tuple[tuple[Node, int], ...]
    """The deductions, with what each comes to in cents however little there is to take."""

    @property
    def more(self) -> int:
        """Return the cents that can still be earned."""
        return sum(line.best for line in self.lines)

    @property
    def sunk(self) -> int:
        """Return the cents that must be gained before any of them counts."""
        return max(sum(cents for _, cents in self.losses) - self.earned, 0)

    def taken(self) -> Iterator[tuple[Node, int]]:
        """Yield what each deduction takes off once everything that can be planned is done."""
        left = self.earned + self.more
        for node, cents in self.losses:
            yield node, min(cents, left)
            left -= min(cents, left)


class _Ground:
    """What a plan stands on: the open lines, and the groups that they belong to."""

    def __init__(self, card: Card, score: Score, merged: Merged, rules: Rules) -> None:
        self._measures = {name: m for _, _, name, m in card.model.measures()}
        self._score = score
        self._merged = merged
        self._rules = rules
        self.groups = tuple(self._groups())
        self.open = tuple(line for group in self.groups for line in group.lines)

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
        total = sum(max(group.more - group.sunk, 0) for group in self.groups)
        return min(self._score.card.low + total * _CENT, self._score.full)

    def bonus(self) -> Decimal:
        """Return the bonus that counts."""
        return sum((p.low for p in self._score.card.parts if p.level is Level.BONUS), ZERO)

    def lost(self) -> Iterator[Lost]:
        """Yield what is lost even when everything that can be planned is done."""
        taken = {node.route: cents for group in self.groups for node, cents in group.taken()}
        for line in self.open:
            left = line.points - line.low - line.best * _CENT
            if left:
                yield Lost(line.measure, left, line.why_not)
        for node in self._score.card.nodes():
            if node.level is Level.DEDUCTION:
                points = taken[node.route] * _CENT if node.route in taken else -node.low
                if points:
                    yield Lost(node.name, points, "扣分已经发生")
            elif node.method == rating.NAME and node.points is not None and not node.parts:
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
        candidates = iter(
            [
                Candidate(option.gain, weight, ((place, index),))
                for index, (option, weight) in enumerate(
                    zip(line.options, weights[place], strict=True)
                )
            ]
            for place, line in enumerate(self.open)
        )
        classes: list[list[Candidate]] = []
        sunk: list[search.Sunk] = []
        for group in self.groups:
            members = list(islice(candidates, len(group.lines)))
            if not group.sunk:
                classes += members
            elif group.more > group.sunk:
                sunk.append(search.Sunk(members, group.sunk))
        found = search.lightest(classes, gap, sunk)
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

    def _groups(self) -> Iterator[_Group]:
        """Yield the groups of lines that can be worked on."""
        for section in self._score.card.parts:
            if section.method in (deduction.NAME, rating.NAME, bonus.NAME):
                continue
            if not section.parts:
                yield _Group(section.name, tuple(self._open(section)), _cents(section.low), ())
            for category in section.parts:
                yield self._category(section.name, category)

    def _category(self, section: str, category: Node) -> _Group:
        losses = [part for part in category.parts if part.level is Level.DEDUCTION]
        items = [part for part in category.parts if part.level is not Level.DEDUCTION]
        return _Group(
            name="·".join(name for name in (section, category.name) if name),
            lines=tuple(line for item in items for line in self._open(item)),
            earned=sum(_cents(item.low) for item in items),
            losses=tuple((loss, _cents(self._cost(loss.name, loss.route))) for loss in losses),
        )

    def _open(self, item: Node) -> Iterator[Open]:
        """Yield the lines of an item, or the one of a section, that are not full."""
        for leaf in item.leaves():
            if leaf.points is not None and leaf.low < leaf.points:
                yield find(self._line(leaf), item.name)

    def _cost(self, name: str, route: Route) -> Decimal:
        """Return what the deductions on one line come to before the category's own limit."""
        measure: object = self._measures.get(name) if "考核点" in route else None
        allowed = measure if isinstance(measure, deduction.Parameters) else deduction.FREE
        entries = (told.value for told in self._merged.deductions.get(name, []))
        losses = [deduction.Occurrence(e.points, e.times, e.kind) for e in entries]
        return deduction.deduct(losses, allowed).amount.quantize(_CENT)
