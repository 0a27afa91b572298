"""部门整体支出绩效自评表 as it is printed: the department, its money and goals, and every row.

Columns that a table does not use are left out. With scores, what is computed stands beside what was
filled in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tuanscore.model import heads
from tuanscore.model.kinds.scheme import EXECUTION
from tuanscore.scoring import funds
from tuanscore.sheets import figures, self_assessment
from tuanscore.sheets.sheet import Cell, Paragraph, Sheet, Table
from tuanscore.sheets.spans import Slot, cell, stack
from tuanscore.sheets.spans import heads as row_of_heads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.finding import Route
    from tuanscore.model.kinds.department_assessment import DepartmentAssessment, Row
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.tree import Node
    from tuanscore.sheets.sheet import Block

KIND = "部门整体支出绩效自评表"

_MONEY = ("", "年初预算数", "全年预算数", "全年执行数", "执行率", "分值", "得分")
_FORM = (13, 15, *[12] * 6)
Nodes = dict[tuple[str, ...], "Node"]
"""The scored rows by 一级 › 二级 › name; empty where nothing is scored."""
_Column = tuple[str, int, str, Callable[["Row"], str]]
"""Head, relative width, style, and what stands in it."""


def sheet(model: DepartmentAssessment, score: ProjectScore | None = None) -> Sheet:
    """Return the table as it is handed in; with a score, the computed points beside it."""
    blocks: list[Block] = [
        Paragraph(f"{model.year}年度", "right"),
        _form(model, score),
        _table(model, score),
    ]
    if score is not None:
        blocks += [Paragraph(f"{said}。", "note") for said in self_assessment.remarks(score)]
    return Sheet(KIND, KIND, tuple(blocks), model.sample, landscape=True)


def _form(model: DepartmentAssessment, score: ProjectScore | None) -> Table:
    head = {"部门": model.org, "主管部门": model.authority, **heads.printed(model)}
    if model.stated is not None:
        head["自评得分"] = figures.plain(model.stated)
    told = [(key, text) for key, text in head.items() if text]
    rows = [(cell(key, "label"), cell(text, colspan=len(_FORM) - 1)) for key, text in told]
    return Table((*rows, *_money(model, score), *_goals(model)), _FORM, head_rows=0)


def _money(model: DepartmentAssessment, score: ProjectScore | None) -> Iterator[tuple[Cell, ...]]:
    if model.execution is None:
        return
    spending = funds.spending(model.execution, model.money_in or "元")
    label = ("部门预算", "执行情况", f"（{spending.unit}）")
    yield (
        Cell(label, rowspan=2 + len(spending.rows), style="label"),
        *(cell(head, "label") for head in _MONEY),
    )
    worth = model.weights.get(EXECUTION)
    node = None if score is None else next(iter(score.tree.named(EXECUTION)), None)
    printed = model.execution.printed
    points = "—" if worth is None else figures.plain(worth)
    filled = "" if printed is None else f"{printed}"
    got = filled if node is None else figures.score(node)
    whole = (*spending.written, _rate(spending), points, got)
    yield (cell("年度资金总额", "label"), *(cell(text, "number") for text in whole))
    for row in spending.rows:
        texts = (*row.written, _rate(row), row.points or "—", row.score or "—")
        name = f"{'　' * (row.depth - 1)}{row.name}"
        yield (cell(name, "label"), *(cell(text, "number") for text in texts))


def _rate(row: funds.Spending | funds.Row) -> str:
    """Return the rate as it is printed, else as it is worked out."""
    return row.stated or ("" if row.rate is None else f"{row.rate}%")


def _goals(model: DepartmentAssessment) -> Iterator[tuple[Cell, ...]]:
    told = (
        ("年初绩效目标", model.goals),
        ("全年（调整）绩效目标", model.adjusted_goals),
        ("目标实际完成情况", (model.achieved,) if model.achieved else ()),
    )
    for name, texts in told:
        if texts:
            numbered = len(texts) > 1
            lines = tuple(f"{n}.{text}" if numbered else text for n, text in enumerate(texts, 1))
            yield (cell(name, "label"), Cell(lines, colspan=len(_FORM) - 1))


def _table(model: DepartmentAssessment, score: ProjectScore | None) -> Table:
    grouped = any(second for _, second, _, _ in model.lines)
    columns = [column for column in _columns() if _is_used(model, column[3])]
    nodes = {} if score is None else {node.route[:-1]: node for node in score.tree.leaves()}
    rows = [_row(model, line, columns, nodes, grouped=grouped) for line in model.lines]
    names = ["一级指标", *(["二级指标"] if grouped else []), "三级指标"]
    widths = [12, *([13] if grouped else []), 18, *(width for _, width, _, _ in columns)]
    more = [] if score is None else ["计算得分"]
    top = row_of_heads(*names, *(head for head, _, _, _ in columns), *more)
    body = stack(rows)
    if score is not None:
        body = (*body, _total(score, len(top)))
    return Table((top, *body), (*widths, *(9 for _ in more)))


def _columns() -> tuple[_Column, ...]:
    return (
        ("指标解释", 16, "", lambda row: row.explanation or row.description or ""),
        ("评分标准", 24, "", lambda row: row.standard or ""),
        ("指标值", 12, "", lambda row: row.target.text),
        ("调整指标值", 12, "", lambda row: row.adjusted.text if row.adjusted else ""),
        ("完成值", 12, "", lambda row: row.actual or ("不适用" if row.not_applicable else "")),
        ("得分系数（%）", 9, "number", lambda row: _plain(row.coefficient)),
        ("分值", 8, "number", lambda row: _plain(row.points)),
        ("得分", 8, "number", lambda row: _plain(row.printed)),
        ("复核得分", 8, "number", lambda row: _plain(row.reviewed_printed)),
        ("核心指标", 7, "", lambda row: "是" if row.core else ""),
        ("偏差原因分析及改进措施", 18, "", lambda row: row.reason or row.not_applicable or ""),
        ("佐证材料", 12, "", lambda row: "、".join(row.evidence)),
    )


def _is_used(model: DepartmentAssessment, text: Callable[[Row], str]) -> bool:
    return any(text(row) for _, _, _, row in model.lines)


def _plain(value: object) -> str:
    return "" if value is None else f"{value}"


def _row(
    model: DepartmentAssessment,
    line: tuple[str, str, Route, Row],
    columns: list[_Column],
    nodes: dict[Route, Node],
    *,
    grouped: bool,
) -> list[Slot]:
    first, second, route, row = line
    slots = [Slot(_label(model, first, first), (first,))]
    if grouped:
        name = f"{first}/{second}"
        slots.append(Slot(_label(model, second, name), (first, second)))
    slots.append(Slot(cell(row.name)))
    slots += [Slot(cell(text(row), style)) for _, _, style, text in columns]
    node = nodes.get(("绩效指标", first, second, route[-1]))
    if node is not None:
        slots.append(Slot(cell(figures.score(node), "number")))
    return slots


def _label(model: DepartmentAssessment, text: str, key: str) -> Cell:
    """Return a class with its points, where the table gives it some of its own."""
    points = model.weights.get(key)
    worth = () if points is None else (f"（{figures.plain(points)}分）",)
    return Cell((text, *worth), style="label")


def _total(score: ProjectScore, width: int) -> tuple[Cell, ...]:
    verdict = f"总分（{self_assessment.verdict(score)}）"
    return cell(verdict, "sum", width - 1), cell(figures.score(score.tree), "sum")
