"""绩效目标调整申请表 as it is printed: before and after, the reasons, and who agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.sheets.sheet import Cell, Paragraph, Sheet, Table
from tuanscore.sheets.spans import cell, heads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.model.kinds.adjustment import Adjustment, Change

KIND = "绩效目标调整"

_TITLE = "绩效目标调整申请表"
_FORM = (18, 32, 18, 32)
_WIDTHS = (28, 22, 22, 28)


def sheet(model: Adjustment) -> Sheet:
    """Return an application as it is handed in."""
    head = Paragraph(f"{model.year}年度", "right")
    rows = tuple(_rows(model))
    table = Table((heads("项", "调整前", "调整后", "理由"), *rows), _WIDTHS)
    return Sheet(KIND, _TITLE, (head, _form(model), table), model.sample)


def _form(model: Adjustment) -> Table:
    told = {
        "项目名称": model.name,
        "项目编码": model.code,
        "预算单位": model.budget_unit,
        "实施单位": model.implementing,
        "主管部门": model.superior,
        **model.others,
        "申请日期": str(model.applied),
        **{f"{a.office}意见": f"{a.opinion or ''}　{a.day or ''}".strip() for a in model.approvals},
        "生效日期": str(model.effective or ""),
    }
    shown = [(key, text) for key, text in told.items() if text is not None]
    pairs = [shown[start : start + 2] for start in range(0, len(shown), 2)]
    return Table(tuple(map(_pair, pairs)), _FORM, head_rows=0)


def _pair(told: list[tuple[str, str]]) -> tuple[Cell, ...]:
    wide = 1 if len(told) == 2 else len(_FORM) - 1
    return tuple(c for key, text in told for c in (cell(key, "label"), cell(text, colspan=wide)))


def _rows(model: Adjustment) -> Iterator[tuple[Cell, ...]]:
    if model.budget is not None:
        unit = model.money_in or "元"
        before, after = str(model.budget.before), str(model.budget.after)
        yield _row(f"预算（{unit}）", before, after, model.budget.reason)
    for change in model.changes:
        yield _row(_called(change), change.before or "—", change.after, change.reason)


def _row(name: str, before: str, after: str, reason: str | None) -> tuple[Cell, ...]:
    return (cell(name), cell(before), cell(after), cell(reason or ""))


def _called(change: Change) -> str:
    """Return the name of a row with its points, as they are and as they become."""
    if change.points is None:
        return change.name
    after = "" if change.points_after is None else f" → {change.points_after}分"
    return f"{change.name}（{change.points}分{after}）"
