"""From a 部门整体支出绩效自评表 to a score, by the same walk as a project's.

The file is read as the table of a project and the one 自评 of it, every value at its place; points
come from the table itself (`department_points`). What is the department's own is done here:
coefficients and points that someone filled in where no number is held against a target, rows
directly under a 一级指标, and core rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tuanscore import methods
from tuanscore.finding import Route
from tuanscore.methods import Levels, Outcome, UnreadableError
from tuanscore.model import department_points as points
from tuanscore.model import indicators, own_weights
from tuanscore.model.card import Measure
from tuanscore.model.kinds.department_assessment import UNGROUPED, DepartmentAssessment, Row
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scheme import DEFAULT, EXECUTION, Scheme
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.scoring import grades, project
from tuanscore.scoring.cents import quotient, share_out
from tuanscore.scoring.project import ProjectScore
from tuanscore.scoring.sharing import share
from tuanscore.scoring.tree import Actual, Claimed, Difference, Input, Level, Node
from tuanscore.scoring.weights import allot
from tuanscore.shelf import Assessment
from tuanscore.source.tree import Document, Sequence, empty
from tuanscore.source.tree import Mapping as Tree

TITLE = "部门整体支出绩效自评"
SCALE = DEFAULT
"""The 等次标准 of a table that names none, and the weights of one without any points."""
_TABLE, _RESULTS, _TARGET = "绩效指标", "完成", "指标值"
_HUNDRED = Decimal(100)
_EXACT = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Judged:
    """One row of the table, as it is and as it is read."""

    line: indicators.Line
    row: Row
    told: Row | None
    """What counts as told of it; None where nothing is."""
    coefficient: Decimal | None
    """What it comes to in percent, 0…100 to 0.01; None where there is nothing to be read."""
    by_number: bool
    """Whether that comes from a 完成值, and not from what was filled in."""

    @property
    def at(self) -> Route:
        """Return where the row stands in its file."""
        return tuple(step for step in self.line.route if step != UNGROUPED)


@dataclass(frozen=True, slots=True)
class Reading:
    """A department's table read as that of a project, and as the 自评 of it."""

    document: Document
    table: Project
    report: Assessment
    scheme: Scheme
    rows: Mapping[Route, Judged]


def score(
    model: DepartmentAssessment,
    document: Document,
    bounds: Mapping[str, Decimal],
    levels: Levels,
    usual: Scheme | None,
    until: date | None = None,
) -> ProjectScore | None:
    """Score a department by the points of its own table and these grade bounds.

    ``usual`` is the scheme of a table without any points. None where a 一级指标 has none.
    """
    read = reading(model, document, bounds, levels, usual)
    if read is None:
        return None
    reports = (read.report,) if until is None or read.report.model.as_of <= until else ()
    scored = project.score(read.table, read.document, reports, read.scheme, levels, until)
    tree = _finished(_flat(scored.tree), read)
    poor = [j.row.name for j in read.rows.values() if _is_poor(j, model)]
    best = model.core_rule.best_grade or [*bounds, grades.LOWEST][1]
    possible = grades.capped(scored.grades, [best] if poor else [], bounds)
    known = [said for said in scored.assumptions if model.execution or EXECUTION not in said]
    return replace(
        scored,
        tree=tree,
        form=TITLE,
        grades=possible,
        claimed=_claimed(scored.claimed, read),
        assumptions=(*known, *_core_said(model, poor, best)),
    )


def reading(
    model: DepartmentAssessment,
    document: Document,
    bounds: Mapping[str, Decimal],
    levels: Levels,
    usual: Scheme | None,
) -> Reading | None:
    """Read a department's table as that of a project with its 自评; None without points."""
    scheme = _scheme(model, bounds, usual)
    if scheme is None:
        return None
    table = _table(model, scheme)
    rows = {each.line.route: each for each in _judged(model, table, scheme, levels)}
    report = SelfAssessment.model_construct(
        kind=model.kind,
        year=model.year,
        name=model.owner.short_name,
        implementing=model.org,
        own_as_of=model.as_of,
        sample=model.sample,
        stated=model.stated,
        stated_grade=model.stated_grade,
        subtotals=model.subtotals,
        execution=model.execution,
        achieved=model.achieved,
        status=model.status,
        review_notes=model.review_notes,
        results={each.line.key: each.told for each in rows.values() if each.told is not None},
    )
    at = _document(model, document, rows)
    return Reading(at, table, Assessment(at, report), scheme, rows)


def judged(model: DepartmentAssessment, usual: Scheme | None, levels: Levels) -> tuple[Judged, ...]:
    """Return every row as it is judged; none where a 一级指标 has no points."""
    scheme = _scheme(model, {}, usual)
    if scheme is None:
        return ()
    return tuple(_judged(model, _table(model, scheme), scheme, levels))


def _table(model: DepartmentAssessment, scheme: Scheme) -> Project:
    return Project.model_construct(
        kind=model.kind,
        year=model.year,
        budget_unit=model.org,
        own_short_name=model.owner.short_name,
        money_in=model.money_in,
        name=model.owner.short_name,
        raters=model.raters,
        sample=model.sample,
        scheme=model.grade_scale or DEFAULT,
        indicators=_in_force(model),
    )


def _scheme(
    model: DepartmentAssessment, bounds: Mapping[str, Decimal], usual: Scheme | None
) -> Scheme | None:
    """Return what the 一级指标 are worth, as a 计分方案 of the table's own."""
    if points.by_scheme(model, usual):
        return usual and usual.model_copy(update={"bounds": dict(bounds)})
    worth = {first: points.of_class(model, first) for first in model.indicators}
    given = {first: amount for first, amount in worth.items() if amount is not None}
    if len(given) < len(worth):
        return None
    spent = {EXECUTION: model.weights[EXECUTION]} if EXECUTION in model.weights else {}
    full = sum((spent | given).values(), Decimal(0))
    return Scheme.model_construct(
        name=own_weights.NAME, basis=None, full=full, weights=spent | given, bounds=dict(bounds)
    )


def _in_force(model: DepartmentAssessment) -> dict[str, dict[str, tuple[Row, ...]]]:
    """Return the rows with the targets that count, and with their share of a 二级指标's points."""
    return {
        first: {
            second: tuple(
                row.model_copy(update={"target": row.in_force, "points": worth})
                for row, worth in zip(rows, _given(model, first, second), strict=True)
            )
            for second, rows in groups.items()
        }
        for first, groups in model.indicators.items()
    }


def _given(model: DepartmentAssessment, first: str, second: str) -> list[Decimal | None]:
    """Return the points of rows: their own, else a share of what their 二级指标 has, if it has."""
    given = [row.points for row in model.indicators[first][second]]
    whole = model.weights.get(f"{first}/{second}")
    if whole is None or None not in given:
        return given
    return [*share_out(whole, given)]


def _judged(
    model: DepartmentAssessment, table: Project, scheme: Scheme, levels: Levels
) -> Iterator[Judged]:
    for class_ in allot(table, scheme).classes:
        parts = share(class_.points, class_.given)
        for line, part in zip(class_.lines, parts, strict=True):
            row = model.indicators[line.first][line.second][int(line.route[-1])]
            told = _told(line, row, part.points, levels)
            outcome = None if told is None else _judge(line.measure, told, part.points, levels)
            share_ = None if outcome is None else _percent(outcome)
            yield Judged(line, row, told, share_, told is row)


def _told(line: indicators.Line, row: Row, worth: Decimal, levels: Levels) -> Row | None:
    """Return what is told of a row: its 完成值, or what was filled in where that decides nothing.

    得分系数 comes before 得分 ÷ 分值; 复核得分 is a 审核 of what is judged by hand.
    """
    plain = row if row.actual is not None or row.not_applicable is not None else None
    if row.not_applicable is not None or line.measure.method != methods.default_for(None):
        return plain
    own = row if row.coefficient is None else row.model_copy(update={"printed": None})
    outcome = None if plain is None else _judge(line.measure, own, worth, levels)
    decided = outcome is not None and outcome.floor is None
    reviewed = None if row.reviewed is not None else _part(row.reviewed_printed, worth)
    if decided and reviewed is None:
        return row
    filled = row.coefficient if row.coefficient is not None else _part(row.printed, worth)
    if filled is None and reviewed is None:
        return plain
    said: dict[str, str | None] = {
        "reviewed": row.reviewed if reviewed is None else f"{reviewed:f}%"
    }
    if not decided:
        said["claimed"] = row.claimed if filled is None else f"{filled:f}%"
    return row.model_copy(update=said)


def _part(filled: Decimal | None, worth: Decimal) -> Decimal | None:
    """Return points that were filled in, in percent of what a row is worth."""
    if filled is None or not worth or not 0 <= filled <= worth:
        return None
    return (filled * _HUNDRED / worth).quantize(_EXACT)


def _judge(measure: Measure, told: Row, worth: Decimal, levels: Levels) -> Outcome | None:
    """Return what a 完成值 is worth; None where there is none to be read."""
    if told.actual is None:
        return None
    try:
        case = told.case(measure.target, levels, points=worth)
        return methods.judge(measure.method, case, measure)
    except UnreadableError:
        return None


def _percent(outcome: Outcome) -> Decimal:
    return quotient(outcome.numerator * _HUNDRED, outcome.denominator)


def _flat(node: Node) -> Node:
    """Take rows that stand directly under a 一级指标 out of their nameless 二级指标."""
    below = tuple(
        inner
        for part in node.parts
        for inner in (part.parts if part.name == UNGROUPED else (_flat(part),))
    )
    return replace(node, parts=below)


def _finished(node: Node, read: Reading) -> Node:
    """Return a part with what the table says about every row of it beside its score."""
    found = read.rows.get(node.route) or read.rows.get(node.route[:-1])
    if node.level is not Level.INDICATOR or found is None:
        return replace(node, parts=tuple(_finished(part, read) for part in node.parts))
    row, route = found.row, found.line.route
    filled = (("得分系数", row.coefficient, "%"), ("复核得分", row.reviewed_printed, ""))
    inputs = tuple(
        Input(key, f"{value}{unit}", read.document.place((*route, key)))
        for key, value, unit in filled
        if value is not None
    )
    told = _as_written(node.actual, row)
    return replace(node, coefficient=found.coefficient, inputs=(*node.inputs, *inputs), actual=told)


def _as_written(actual: Actual | None, row: Row) -> Actual | None:
    """Return what was reported in the words of the table, and not as it was read."""
    if actual is None or row.not_applicable is not None or actual.text == row.actual:
        return actual
    claimed = row.claimed or (None if row.printed is None else f"{row.printed}分")
    reviewed = None if row.reviewed_printed is None else f"{row.reviewed_printed}分"
    text = reviewed or claimed or actual.text
    return replace(actual, text=text, claimed=claimed, reviewed=reviewed)


def _claimed(claimed: Claimed | None, read: Reading) -> Claimed | None:
    """Return what the department itself says, its differences in the words of the table."""
    if claimed is None:
        return None
    rows = {each.line.key: each.row for each in read.rows.values()}
    return replace(claimed, differences=tuple(_worded(d, rows) for d in claimed.differences))


def _worded(difference: Difference, rows: Mapping[str, Row]) -> Difference:
    row = rows.get(difference.name)
    if row is None or row.reviewed_printed is None or row.reviewed is not None:
        return difference
    claimed = row.claimed or f"{row.printed}分"
    return replace(difference, claimed=claimed, reviewed=f"{row.reviewed_printed}分")


def _is_poor(judged: Judged, model: DepartmentAssessment) -> bool:
    share_ = judged.coefficient
    return judged.row.core and share_ is not None and share_ < model.core_rule.below


def _core_said(model: DepartmentAssessment, poor: list[str], best: str) -> Iterator[str]:
    """Say what core rows do to the grade."""
    if not any(row.core for _, _, _, row in model.lines):
        return
    below = f"{model.core_rule.below.normalize():f}%"
    known = "表上规定" if "core_rule" in model.model_fields_set else "表上没有写核心指标的规定，按"
    effect = f"{'、'.join(poor)}低于 {below}" if poor else "没有低于的"
    yield f"{known}核心指标有一项得分系数低于 {below} 的，最高评{best}：{effect}"


def _document(
    model: DepartmentAssessment, document: Document, rows: Mapping[Route, Judged]
) -> Document:
    """Return the file laid out as a table of 一级 › 二级 › 三级 and as results, places kept."""
    root, done = document.root.copy(), empty(document.root)
    table, old = empty(document.root), document.root[_TABLE]
    for first in model.indicators:
        table.put(first, old)
        written = table[first]
        groups = written.copy() if isinstance(written, Tree) else empty(old)
        if isinstance(written, Sequence):
            groups[UNGROUPED], groups.marks[UNGROUPED] = written, table.marks[first]
        for second, trees in groups.items():
            kept = Sequence(map(_in_force_at, trees))
            kept.mark, kept.marks = trees.mark, trees.marks
            groups[second] = kept
            for index, tree in enumerate(trees):
                row = rows.get((_TABLE, first, second, index))
                if row is not None:
                    done[row.line.key] = _told_at(tree)
                    done.marks[row.line.key] = tree.marks["名称"]
        table[first] = groups
    for key, tree in ((_TABLE, table), (_RESULTS, done)):
        root[key], root.marks[key] = tree, document.root.marks[_TABLE]
    return replace(document, root=root)


def _in_force_at(node: Tree) -> Tree:
    """Return a row with the target that counts."""
    row = node.copy()
    if "调整指标值" in node:
        row.put(_TARGET, node, "调整指标值")
    return row


def _told_at(node: Tree) -> Tree:
    """Return a row as an entry of 完成."""
    told = node.copy()
    if "完成值" in node:
        told.put("自评", node, "完成值")
    return told
