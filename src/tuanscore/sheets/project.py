"""预算项目绩效目标表 as it is printed: a form, and the table of indicators below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.sheets import self_assessment
from tuanscore.sheets.sheet import Cell, Heading, Paragraph, Sheet, Table
from tuanscore.sheets.spans import Slot, cell, heads, stack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.model.kinds.project import Indicator, Project
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.sheets.sheet import Block

KIND = "预算项目绩效目标表"

_TITLE = "第二部分　预算项目绩效目标"
_COLUMNS = 12
"""Columns of the form beside its labels: two, three and four cells share them evenly."""
_WIDTHS = (16, *[7] * _COLUMNS)
_HEADS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")


def sheet(model: Project, score: ProjectScore | None = None) -> Sheet:
    """Return a project's table as the source prints it, or its self-assessment with scores."""
    if score is not None:
        return self_assessment.sheet(model, score)
    heading = Heading(f"1.{model.name}绩效目标表")
    blocks: list[Block] = [heading, _form(model), _indicators(model)]
    if model.year_basis is not None:
        blocks.append(Paragraph(f"年度：{model.year}年（{model.year_basis}）。", "note"))
    return Sheet(model.kind, _TITLE, tuple(blocks), model.sample)


def _form(model: Project) -> Table:
    numbered = len(model.goals) > 1
    goals = tuple(f"{n}.{g}" if numbered else g for n, g in enumerate(model.goals, 1))
    rows = (
        (cell(model.unit, "bare", 9), cell("单位：元", "bare", 4)),
        (
            cell("项目编码", "label"),
            cell(model.code, colspan=5),
            cell("项目名称", "label", 2),
            cell(model.name, colspan=5),
        ),
        *_budget(model),
        *_spending(model),
        (cell("绩效目标", "label"), Cell(goals, colspan=_COLUMNS)),
    )
    return Table(rows, _WIDTHS, head_rows=0)


def _budget(model: Project) -> Iterator[tuple[Cell, ...]]:
    budget = model.budget
    parts = (
        (("预算数",), budget.total),
        (("其中：", "财政资金"), budget.fiscal),
        (("其他资金",), budget.other),
    )
    figures = [c for name, amount in parts for c in _pair(name, str(amount))]
    yield (Cell(("预算规模及资金用途",), rowspan=2, style="label"), *figures)
    yield (cell(budget.purpose, colspan=_COLUMNS),)


def _pair(name: tuple[str, ...], figure: str) -> tuple[Cell, Cell]:
    return Cell(name, colspan=2, style="label"), cell(figure, "number", 2)


def _spending(model: Project) -> Iterator[tuple[Cell, ...]]:
    """Yield the days and their percentages, at most four beside each other."""
    plan = list(model.spending.items())
    lines = [plan[start : start + 4] for start in range(0, len(plan), 4)]
    label = Cell(("资金支出计划（%）",), rowspan=2 * len(lines), style="label")
    for line in lines:
        width = _COLUMNS // len(line)
        days = tuple(cell(day, "label", width) for day, _ in line)
        yield (label, *days) if line is lines[0] else days
        yield tuple(cell(f"{percent}%", "number", width) for _, percent in line)


def _indicators(model: Project) -> Table:
    """Return the indicators; a column of points only where some are given."""
    lines = [
        (first, second, indicator)
        for first, groups in model.indicators.items()
        for second, indicators in groups.items()
        for indicator in indicators
    ]
    pointed = any(indicator.points is not None for _, _, indicator in lines)
    rows = [_indicator(*line, pointed=pointed) for line in lines]
    widths = (12, 16, 16, 22, 12, 22) if not pointed else (12, 15, 15, 20, 11, 20, 7)
    return Table((heads(*_HEADS, *(["分值"] if pointed else [])), *stack(rows)), widths)


def _indicator(first: str, second: str, indicator: Indicator, *, pointed: bool) -> list[Slot]:
    points = "" if indicator.points is None else str(indicator.points)
    return [
        Slot(cell(first, "label"), (first,)),
        Slot(cell(second, "label"), (first, second)),
        Slot(cell(indicator.name)),
        Slot(cell(indicator.description or "")),
        Slot(cell(indicator.target.text)),
        Slot(cell(indicator.basis or "")),
        *([Slot(cell(points, "number"))] if pointed else []),
    ]
