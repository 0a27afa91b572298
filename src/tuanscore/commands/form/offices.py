"""A department as a sheet: its 部门整体支出绩效自评表, or the duties of its 部门整体绩效目标."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tuanscore.commands.form.cards import asked
from tuanscore.commands.form.projects import HEADS, money
from tuanscore.commands.form.subject import DONE, PROOF, SCORE, WHY, Row, Subject, Way
from tuanscore.commands.score.budgeting import assessed
from tuanscore.model.kinds.department_assessment import UNGROUPED
from tuanscore.scoring.department_assessment import judged

if TYPE_CHECKING:
    from tuanscore.finding import Route
    from tuanscore.model.kinds.department import Department
    from tuanscore.model.kinds.department_assessment import DepartmentAssessment
    from tuanscore.model.kinds.department_assessment import Row as Line
    from tuanscore.shelf import LoadedAs, Repository


def overall(entry: LoadedAs[DepartmentAssessment], repository: Repository) -> Subject:
    """Return the sheet of a 部门整体支出绩效自评表, which is filled in where its targets are."""
    model = entry.model
    found = assessed(entry, repository)
    assert found is not None  # it is one that has a score
    points = {_row(node.route): node.points for node in found[1].tree.leaves()}
    rows = list(money(model.execution, (), model.money_in or "元"))
    usual, levels = repository.scheme("财政项目自评"), repository.settings.levels
    measures = {one.at: one.line.measure for one in judged(model, usual, levels)}
    for first, second, route, row in model.lines:
        labels = (first, second, row.name, row.description or "")
        measure = measures[route]
        line = asked(Way.ROW, route, labels, measure, points.get(route), None, levels)
        rows.append(replace(line, told=_said(row)))
    achieved = {DONE: model.achieved} if model.achieved else {}
    rows.append(Row(Way.VALUE, ("目标完成情况",), ("说明", "", "目标完成情况", ""), told=achieved))
    return Subject(
        tab=model.owner.short_name,
        title=f"{model.org} {model.year} 年部门整体支出绩效自评",
        kind=model.kind,
        path=entry.document.file,
        head={},
        rows=tuple(rows),
        heads=HEADS,
    )


def _row(route: Route) -> Route:
    """Return the way to the row of a line in the score, which leads to its 指标值 if it has one."""
    steps = tuple(step for step in route if step != UNGROUPED)
    return steps[:-1] if steps and steps[-1] == "指标值" else steps


def _said(row: Line) -> dict[str, str]:
    told = {
        DONE: row.claimed or "",
        SCORE: "" if row.printed is None else f"{row.printed:f}",
        WHY: row.deviation or "",
        PROOF: "；".join(row.evidence),
    }
    return {column: text for column, text in told.items() if text}


def duties(entry: LoadedAs[Department]) -> Subject:
    """Return the sheet of the duties: how much was planned, and how much was done."""
    model = entry.model
    rows = []
    for index, duty in enumerate(model.duties.duties):
        for key, value in (("计划数", duty.planned), ("完成数", duty.done)):
            told = {} if value is None else {DONE: f"{value:f}"}
            labels = (f"职责{index + 1}", key, duty.description, duty.indicator)
            rows.append(Row(Way.VALUE, ("职责分类绩效目标", "职责", index, key), labels, told=told))
    return Subject(
        tab=f"{model.short_name}部门整体",
        title=f"{model.org} {model.year} 年部门整体绩效目标完成情况",
        kind=model.kind,
        path=entry.document.file,
        head={},
        rows=tuple(rows),
        heads=("职责", "填什么", "职责描述", "绩效指标"),
    )
