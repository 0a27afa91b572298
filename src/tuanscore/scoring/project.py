"""From a 预算项目绩效目标表 and its 自评 to a scored project.

Source of the rules: domain.md, Rules of the field (预算执行率, weights and bands of a project
自评); format.md, What a score is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from tuanscore.finding import Place, Route
from tuanscore.methods import OPEN, Levels, Outcome
from tuanscore.model import heads, indicators, states
from tuanscore.model.card import MEASURE_TYPES
from tuanscore.model.indicators import Line
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scheme import DEFAULT, EXECUTION, Scheme
from tuanscore.model.kinds.self_assessment import Execution
from tuanscore.model.prior import prior
from tuanscore.scoring import filled, funds, grades, lines, parts, special
from tuanscore.scoring.adjusted import Adjusted
from tuanscore.scoring.cents import ZERO
from tuanscore.scoring.funds import RATED, Spending
from tuanscore.scoring.merge import Merged, Sourced, reported, totals
from tuanscore.scoring.sharing import Share, share
from tuanscore.scoring.special import Cap
from tuanscore.scoring.tree import Actual, Claimed, Filled, Input, Level, Node, Outlook, State
from tuanscore.scoring.weights import Class, Weights, allot
from tuanscore.shelf import Assessment
from tuanscore.source.tree import Document

_Scored = tuple[Line, Node]


@dataclass(frozen=True, slots=True)
class ProjectScore:
    """A scored project: its tree, the rate and the grade, and what they rest on."""

    code: str | None
    name: str
    unit: str
    short_name: str
    year: int
    tree: Node
    """预算执行率 and the classes of indicators, 一级 › 二级 › 三级."""
    full: Decimal
    """Full marks: 满分 less what does not apply at all."""
    rate_low: Decimal | None
    """None, with no grades, where nothing applies and so nothing can be rated."""
    rate_high: Decimal | None
    grades: tuple[str, ...]
    """The grades still possible, the best first; one when the grade is certain."""
    scheme: str
    basis: str | None
    """The document that the scheme comes from."""
    scale: str
    """The scheme's bands in words."""
    spending: Spending | None
    """None where it has not been reported."""
    achieved: str | None
    """What the unit says about the goals of the year."""
    as_of: date | None
    """The day of the latest 自评; None without any."""
    heads: Mapping[str, str]
    """What the 自评 prints besides: 负责人, 填报日期, 其他栏目, 其他需要说明事项."""
    sample: bool
    missing: tuple[str, ...]
    assumptions: tuple[str, ...]
    place: Place
    claimed: Claimed | None = None
    form: str = "项目自评"
    """What is scored: a 项目自评, or a 部门整体支出绩效自评."""
    adjusted: tuple[Adjusted, ...] = ()
    """The 绩效目标调整 that it is scored by."""
    year_end: Outlook | None = None
    """None once the year is over; until then all else is 到今天, as if it had ended that day."""
    filled: Filled | None = None
    """What a person filled in as the totals; None where nobody did."""
    cap: Cap | None = None
    """What the total may be at most, by a rule of the scheme on how much was executed."""
    dated: bool = True
    """Whether the latest 自评 says its 截至 itself; else it is the end of the year."""

    @property
    def title(self) -> str:
        """Return what people call the scored project."""
        return f"{self.name} {self.year} 年{self.form}"

    @property
    def certain(self) -> bool:
        """Whether the grade is certain."""
        return len(self.grades) == 1


@dataclass(slots=True)
class _Told:
    """What counts of all 自评 of a project: the later 截至 wins, measure by measure."""

    merged: Merged = field(default_factory=Merged)
    execution: Sourced[Execution] | None = None
    spending: Spending | None = None
    inputs: tuple[Input, ...] = ()
    achieved: str | None = None
    heads: dict[str, str] = field(default_factory=dict)
    dated: bool = True


def score(
    project: Project,
    document: Document,
    assessments: Sequence[Assessment],
    scheme: Scheme,
    levels: Levels,
    until: date | None = None,
) -> ProjectScore:
    """Score a project by a scheme that knows its classes; the earliest assessment first.

    ``until`` is the day up to which they count, where one is asked for.
    """
    told = _merge(project, assessments)
    weights = allot(project, scheme)
    day = lines.open_on(project.year, until or told.merged.as_of)
    walk = _Walk(project, document, told, weights, levels, day)
    root, cap = walk.root(), walk.cap
    again = replace(told, merged=told.merged.as_claimed())
    low, high = lines.rate(root.low, root.points), lines.rate(root.high, root.points)
    return ProjectScore(
        code=project.code,
        name=project.name,
        unit=project.unit,
        short_name=project.short_name,
        year=project.year,
        tree=root,
        full=root.points or ZERO,
        rate_low=low,
        rate_high=high,
        grades=grades.grades_between(low, high, scheme.bounds),
        scheme=scheme.name,
        basis=scheme.basis,
        scale=grades.explain(scheme.bounds),
        spending=told.spending,
        achieved=told.achieved,
        heads=told.heads,
        dated=told.dated,
        as_of=told.merged.as_of,
        sample=project.sample or told.merged.sample,
        missing=tuple(n.key or n.name for n in root.leaves() if n.state is State.UNREPORTED),
        assumptions=(
            *weights.assumptions,
            *special.said(root, scheme, project.scheme or DEFAULT, cap),
            *lines.undecided(root),
            *([lines.NOT_OVER] if day else []),
            *states.said(assessment.model for assessment in assessments),
        ),
        place=document.place(()),
        claimed=lines.claimed(
            root, _Walk(project, document, again, weights, levels, day).root, scheme.bounds
        ),
        year_end=lines.outlook(root, day, scheme.bounds),
        filled=filled.of(root, told.merged.totals, scheme.bounds),
        cap=cap,
    )


def _merge(project: Project, assessments: Sequence[Assessment]) -> _Told:
    """Merge 自评, each entry under the key of the row that it is about."""
    told, rows = _Told(), tuple(indicators.rows(project))
    for assessment in assessments:
        model, document, day = assessment.model, assessment.document, assessment.model.as_of
        told.merged.as_of, told.dated = day, model.own_as_of is not None
        told.merged.sample = told.merged.sample or model.sample
        told.achieved = model.achieved or told.achieved
        told.merged.totals = totals(model)
        told.heads |= heads.printed(model)
        for row in rows:
            entry = row.of(model.results)
            if entry is not None:
                name, result = entry
                told.merged.results[row.key] = reported(result, document, name, day)
        if model.execution is not None:
            told.execution = Sourced(model.execution, document.place(("执行",)), day)
            unit = model.money_in or project.unit_of_money
            planned = project.budget.whole(project.unit_of_money).yuan
            told.spending = funds.spending(model.execution, unit).of(planned)
            told.inputs = tuple(_amounts(model.execution, document, unit))
    return told


def _amounts(execution: Execution, document: Document, unit: str) -> Iterator[Input]:
    for name in RATED:
        amount = execution.own(name)
        if amount is not None:
            yield Input(name, amount.told(unit), document.place(("执行", name)))


class _Walk:
    """One walk over one project; every method returns the finished node of its level."""

    def __init__(
        self,
        project: Project,
        document: Document,
        told: _Told,
        weights: Weights,
        levels: Levels,
        day: date | None,
    ) -> None:
        self.project = project
        self.document = document
        self.told = told
        self.weights = weights
        self.levels = levels
        self.day = day
        self.cap: Cap | None = None

    def root(self) -> Node:
        parts = [] if self.weights.execution is None else [self._execution()]
        parts += [self._class(class_) for class_ in self.weights.classes]
        full = sum((p.points for p in parts if p.points is not None), ZERO)
        root = self._parent(Level.PROJECT, self.project.name, (), full, parts)
        spending = self.told.spending
        rate, scheme = None if spending is None else spending.rate, self.weights.scheme
        self.cap = special.cap_of(root, scheme, rate)
        root = special.capped(root, scheme, rate)
        return filled.beside(root, self.told.merged.totals)

    def _execution(self) -> Node:
        """Score what was spent: points × min(1, 全年执行数 ÷ 调整后全年预算数)."""
        part = self.weights.share(EXECUTION)
        line = self._line(Level.EXECUTION, EXECUTION, ("执行",), part)
        line = replace(line, method=EXECUTION, inputs=self.told.inputs)
        told = self.told.execution
        if told is None:
            return lines.unreported(line, "还没有填报")
        line = replace(line, filled=told.value.printed)
        spending = self.told.spending
        assert spending is not None  # it comes with 执行
        budget, spent, rate = spending.budget, spending.spent, spending.rate
        if budget is None or spent is None:
            return lines.unreported(line, f"还没有填报{RATED[budget is not None]}")
        if rate is None:
            return lines.unreported(line, "按未报计：全年预算数是 0，执行率算不出来")
        rule = f"执行 {spending.told(spent)} ÷ 全年预算 {spending.told(budget)} = {rate}%"
        if spending.from_parts:
            rule += f"（{'、'.join(spending.from_parts)}按资金来源各行加总）"
        if spending.by_table:
            rule += "（自评没有写全年预算数，按绩效目标表的预算数）"
        said = Actual(f"{rate}%", None, None, None, told.place)
        line = replace(line, place=told.place, actual=said)
        if spent >= budget:
            line = lines.worth(line, Outcome(Decimal(1), Decimal(1), f"{rule}，满分"))
        else:
            line = lines.worth(line, Outcome(spent, budget, rule))
        return line if self.day is None else lines.ahead(line, OPEN)

    def _class(self, class_: Class) -> Node:
        """Share the points of a class over all its lines, whatever 二级指标 they stand under."""
        gone = [self._dropped(line) for line in class_.lines]
        shares = share(class_.points, class_.given, gone)
        otherwise = lines.lost("本类各项都", class_.points) if all(gone) else lines.HANDED_ON
        nodes = [
            (line, self._measure(line, part, otherwise))
            for line, part in zip(class_.lines, shares, strict=True)
        ]
        goal = class_.lines[0].goal
        groups = self._firsts(goal, nodes) if goal else self._seconds(nodes)
        if all(gone):
            groups = [lines.left_out(group) for group in groups]
        full = ZERO if all(gone) else class_.points
        route = class_.lines[0].route[:2]
        node = self._parent(Level.GOAL if goal else Level.CLASS, class_.name, route, full, groups)
        text = next((g.text for at, g in self.project.goals_apart if at == route[:2]), "")
        return replace(node, share=self.weights.share(class_.name).how, text=text)

    def _firsts(self, goal: str, nodes: Sequence[_Scored]) -> list[Node]:
        """Put the lines of one of several goals under their 一级指标."""
        groups = []
        for first, group in groupby(nodes, key=lambda n: n[0].first):
            rows = list(group)
            route = rows[0][0].route[:-2]
            groups.append(self._summed(Level.CLASS, first, route, self._seconds(rows)))
        return groups

    def _seconds(self, nodes: Sequence[_Scored]) -> list[Node]:
        """Put lines under their 二级指标."""
        return [
            self._summed(Level.GROUP, second, route, [node for _, node in group])
            for (route, second), group in groupby(nodes, lambda n: (n[0].route[:-1], n[0].second))
        ]

    def _summed(self, level: Level, name: str, route: Route, parts: Sequence[Node]) -> Node:
        points = sum((p.points for p in parts if p.points is not None), ZERO)
        return self._parent(level, name, route, points, parts)

    def _measure(self, line: Line, part: Share, otherwise: str) -> Node:
        name, route, told = line.indicator.name, line.route, self.told.merged.results
        asked = line.indicator.target.text
        node = self._line(Level.INDICATOR, name, (*route, "指标值") if asked else route, part)
        inputs = [Input("指标值", asked, self.document.place(node.route))] if asked else []
        if line.indicator.points is not None:
            place = self.document.place((*route, "分值"))
            inputs.insert(0, Input("分值", str(line.indicator.points), place))
        inputs += self._parameters(line)
        node = replace(node, inputs=tuple(inputs), text=line.indicator.description or "")
        key = "" if line.key == name else line.key
        node = replace(node, key=key, prior=prior(line))
        result = told.get(line.key)
        given = (line.measure, result, self.levels)
        node = lines.judged(node, *given, otherwise=otherwise, day=self.day)
        node = special.less_excess(node, line.measure.target, self.weights.scheme.excess)
        if not line.parts:
            return node
        node = parts.below(node, line.parts, told, self.levels, self.document)
        if result is not None and (result.value.actual or result.value.not_applicable):
            return node
        node = parts.mean(node, line.parts, told, self.levels)
        return node if self.day is None else lines.ahead(node, OPEN)

    def _parameters(self, line: Line) -> Iterator[Input]:
        """Yield the keys of the line's own 计分, as they are written."""
        keys = MEASURE_TYPES[line.measure.method].model_fields if line.indicator.method else {}
        for name, told in keys.items():
            key = told.alias or name
            value = self.document.get((*line.route, key))
            if value is not None and key not in lines.BESIDE:
                yield Input(key, lines.written(value), self.document.place((*line.route, key)))

    def _dropped(self, line: Line) -> bool:
        result = self.told.merged.results.get(line.key)
        return result is not None and result.value.not_applicable is not None

    def _line(self, level: Level, name: str, route: Route, part: Share) -> Node:
        place = self.document.place(route)
        node = Node(level, name, part.points, ZERO, ZERO, State.SCORED, route=route, place=place)
        return replace(node, share=part.how, reach=None if self.day is None else ZERO)

    def _parent(
        self, level: Level, name: str, route: Route, points: Decimal, parts: Sequence[Node]
    ) -> Node:
        """Return the node whose scores are the sums of its parts."""
        low, high, state = lines.sum_low(parts), lines.sum_high(parts), lines.state(parts)
        place = self.document.place(route)
        node = Node(level, name, points, low, high, state, tuple(parts), route=route, place=place)
        return node if self.day is None else replace(node, reach=lines.sum_reach(parts))
