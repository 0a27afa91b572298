"""部门整体支出绩效自评表 as it is printed: the department, its money and goals, and every row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.model import heads
from tuanscore.model.kinds.scheme import EXECUTION
from tuanscore.scoring import funds
from tuanscore.sheets import figures, project, self_assessment
from tuanscore.sheets.sheet import Cell
from tuanscore.sheets.spans import Slot
from tuanscore.sheets.told import Line, Lines, Told, beside, numbered, one, row_of, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.finding import Route
    from tuanscore.model.kinds.department_assessment import DepartmentAssessment, Row
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.tree import Node

KIND = "部门整体支出绩效自评表"

_NO_SCORE = ("截至", "满分", "总得分", "得分率", "等次", "评定", "计分说明")


def told(model: DepartmentAssessment, score: ProjectScore | None = None) -> Told:
    """Return what a department's table has to print; with a score, the computed points."""
    achieved = () if model.achieved is None else (model.achieved,)
    printed = heads.printed(model)
    results = dict.fromkeys(_NO_SCORE, text(None))
    if score is not None:
        results = self_assessment.results(score)
    return Told(
        KIND,
        {
            **results,
            "年度": text(model.year),
            "单位": text(model.org),
            "主管部门": text(model.authority),
            "金额单位": text(_unit(model)),
            "绩效目标": texts(numbered(model.goals)),
            "调整绩效目标": texts(numbered(model.adjusted_goals)),
            "目标完成情况": texts(achieved),
            "填报总分": text(model.stated, "number"),
            "填报等次": text(model.stated_grade),
            **project.heads_of(printed),
        },
        {
            "指标": _indicators(model, score),
            "资金": Lines(tuple(_money(model, score))),
            "栏目": beside(printed),
        },
        model.sample,
    )


def _money(model: DepartmentAssessment, score: ProjectScore | None) -> Iterator[Line]:
    """Yield 部门预算执行情况: the whole of it, and a row for each source."""
    if model.execution is None:
        return
    spent = funds.spending(model.execution, _unit(model))
    worth, printed = model.weights.get(EXECUTION), model.execution.printed
    points = "—" if worth is None else figures.plain(worth)
    filled = "" if printed is None else f"{printed}"
    earned = filled if score is None else self_assessment.execution(score)[1]
    rate = self_assessment.rate(spent)
    whole = ("年度资金总额",)
    yield self_assessment.amounts(whole, *spent.written, points, rate, earned, filled)
    yield from self_assessment.sources(spent.rows)


def _unit(model: DepartmentAssessment) -> str:
    return model.money_in or "元"


def _indicators(model: DepartmentAssessment, score: ProjectScore | None) -> Lines:
    nodes = {} if score is None else {row_of(node): node for node in score.tree.leaves()}
    lines = [_line(model, line, nodes, number) for number, line in enumerate(model.lines, 1)]
    total = {}
    if score is not None:
        total = {
            "分值": one(figures.cents(score.full), "sum"),
            "得分": one(figures.score(score.tree), "sum"),
        }
    return Lines(tuple(lines), total={**total, figures.FILLED: one(model.stated, "sum")})


def _line(
    model: DepartmentAssessment,
    line: tuple[str, str, Route, Row],
    nodes: dict[Route, Node],
    number: int,
) -> Line:
    first, second, route, row = line
    node = nodes.get(("绩效指标", first, second, route[-1]))
    return Line(
        {
            "序号": one(number, "number"),
            "一级指标": (Slot(_label(model, first, first), (first,)),),
            "二级指标": (Slot(_label(model, second, f"{first}/{second}"), (first, second)),),
            **project.said(row),
            "三级指标": one(row.name),
            "指标解释": one(row.explanation or row.description),
            "评分标准": one(row.standard),
            "调整指标值": one(row.adjusted.text if row.adjusted else None),
            "完成值": one(row.actual or ("不适用" if row.not_applicable else None)),
            "得分系数": one(row.coefficient, "number"),
            figures.FILLED: one(row.printed, "number"),
            "复核得分": one(row.reviewed_printed, "number"),
            "得分": one(None if node is None else figures.score(node), "number"),
            "核心指标": one("是" if row.core else None),
            "偏差原因": one(row.reason or row.not_applicable),
            "佐证": one("、".join(row.evidence)),
        }
    )


def _label(model: DepartmentAssessment, name: str, key: str) -> Cell:
    """Return a class with its points, where the table gives it some of its own."""
    points = model.weights.get(key)
    worth = () if points is None else (f"（{figures.plain(points)}分）",)
    return Cell((name, *worth), style="label")
