"""预算项目绩效目标表 as it is printed: a form, and the table of indicators below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.model import heads as heads_of
from tuanscore.sheets import self_assessment
from tuanscore.sheets.self_assessment import pairs
from tuanscore.sheets.sheet import Cell, Heading, Paragraph, Sheet, Table
from tuanscore.sheets.spans import Slot, cell, heads, stack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.model.kinds.project import Budget, Indicator, Project
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
        (cell(model.unit, "bare", 9), cell(f"单位：{model.unit_of_money}", "bare", 4)),
        _title(model),
        *_who(model),
        *_budget(model),
        *_spending(model),
        *([(cell("绩效目标", "label"), Cell(goals, colspan=_COLUMNS))] if goals else []),
    )
    return Table(rows, _WIDTHS, head_rows=0)


def _title(model: Project) -> tuple[Cell, ...]:
    if model.code is None:
        return cell("项目名称", "label"), cell(model.name, colspan=_COLUMNS)
    return (
        cell("项目编码", "label"),
        cell(model.code, colspan=5),
        cell("项目名称", "label", 2),
        cell(model.name, colspan=5),
    )


def _who(model: Project) -> Iterator[tuple[Cell, ...]]:
    """Yield the heads that the document has besides, two beside each other."""
    also = model.implementing if model.budget_unit is not None else None
    units = {"主管部门": model.superior, "实施单位": also}
    told = {head: text for head, text in units.items() if text is not None}
    for left, right in pairs({**told, **heads_of.printed(model)}):
        name, text = left
        if right is None:
            yield cell(name, "label"), cell(text, colspan=_COLUMNS)
        else:
            beside = cell(right[0], "label", 2), cell(right[1], colspan=5)
            yield cell(name, "label"), cell(text, colspan=5), *beside


def _budget(model: Project) -> Iterator[tuple[Cell, ...]]:
    """Yield the amounts, three beside each other, and what they are for."""
    figures = list(amounts(model.budget))
    lines = [figures[start : start + 3] for start in range(0, len(figures), 3)]
    purpose = model.budget.purpose
    height = len(lines) + (purpose is not None)
    label = Cell(("预算规模及资金用途",), rowspan=height, style="label")
    for line in lines:
        cells = [c for name, amount in line for c in _pair(name, amount)]
        blank = [cell("", colspan=_COLUMNS - 4 * len(line))] if len(line) < 3 else []
        yield (*([label] if line is lines[0] else []), *cells, *blank)
    if purpose is not None:
        yield (*([] if lines else [label]), cell(purpose, colspan=_COLUMNS))


def amounts(budget: Budget) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the amounts that a budget says, each with the words that are printed before it."""
    if budget.total is not None:
        yield ("预算数",), budget.total.text
    if budget.fiscal is not None:
        yield ("其中：", "财政资金"), budget.fiscal.text
    if budget.other is not None:
        yield ("其他资金",), budget.other.text
    for name, grant in budget.sources.items():
        yield (name,), "" if grant.amount is None else grant.amount.text
        for inner, part in grant.parts.items():
            yield ("其中：", inner), "" if part is None else part.text


def _pair(name: tuple[str, ...], figure: str) -> tuple[Cell, Cell]:
    return Cell(name, colspan=2, style="label"), cell(figure, "number", 2)


def _spending(model: Project) -> Iterator[tuple[Cell, ...]]:
    """Yield the days and their percentages, at most four beside each other."""
    plan = list(model.spending.items())
    if not plan:
        return
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
