"""绩效运行监控表 as the ministry's form prints it: ticks under 偏差原因分析 and 完成目标可能性."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.model import heads
from tuanscore.model.kinds.monitoring import LIKELY, REASONS
from tuanscore.scoring import monitoring
from tuanscore.sheets.sheet import Cell, Paragraph, Sheet, Table
from tuanscore.sheets.spans import Slot, cell, stack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.model.kinds.monitoring import Monitoring, Row

KIND = "绩效运行监控表"

_TITLE = "项目支出绩效目标执行监控表"
_FORM = (20, *[16] * 5)
_WIDTHS = (9, 10, 12, 10, 10, 10, *[4] * len(REASONS), 12, *[4] * len(LIKELY), 9)
_TICK = "√"


def sheet(model: Monitoring) -> Sheet:
    """Return a table as it is handed in at mid-year."""
    until = model.period or f"截至 {model.as_of}"
    blocks = (Paragraph(f"{model.year}年度　{until}", "right"), _form(model, until), _table(model))
    return Sheet(KIND, _TITLE, blocks, model.sample, landscape=True)


def _form(model: Monitoring, until: str) -> Table:
    head = {
        "项目名称": model.name,
        "项目编码": model.code,
        "主管部门及代码": model.superior,
        "预算单位": model.budget_unit,
        "实施单位": model.implementing,
        **heads.printed(model),
    }
    across = len(_FORM) - 1
    rows: list[tuple[Cell, ...]] = [
        (cell(key, "label"), cell(text, colspan=across)) for key, text in head.items() if text
    ]
    rows += _funds(model, until)
    if model.goals:
        numbered = len(model.goals) > 1
        lines = tuple(f"{n}.{goal}" if numbered else goal for n, goal in enumerate(model.goals, 1))
        rows.append((cell("年度总体目标", "label"), Cell(lines, colspan=across)))
    return Table(tuple(rows), _FORM, head_rows=0)


def _funds(model: Monitoring, until: str) -> Iterator[tuple[Cell, ...]]:
    if model.funds is None:
        return
    columns = ("", "年初预算数", f"{until}执行数", f"{until}执行率", "全年预计执行数")
    funds = monitoring.funds(model)
    label = Cell(("项目资金", f"（{model.unit_of_money}）"), rowspan=len(funds) + 1, style="label")
    yield (label, *(cell(head, "label") for head in columns))
    stated = [model.funds.stated_rate, *(f.stated_rate for f in model.funds.sources.values())]
    for money, printed in zip(funds, stated, strict=True):
        budget, spent, expected = money.written
        rate = printed or ("" if money.rate is None else f"{money.rate}%")
        figures = (budget, spent, rate, expected)
        yield (cell(money.name, "label"), *(cell(text, "number") for text in figures))


def _table(model: Monitoring) -> Table:
    until = model.period or ""
    tall = (
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        f"{until}执行情况",
        "全年预计完成情况",
    )
    top = (
        *(Cell((text,), rowspan=2, style="head") for text in tall),
        cell("偏差原因分析", "head", len(REASONS) + 1),
        cell("完成目标可能性", "head", len(LIKELY)),
        Cell(("备注",), rowspan=2, style="head"),
    )
    below = tuple(cell(text, "head") for text in (*REASONS, "原因说明", *LIKELY))
    rows = [_row(first, second, row) for first, second, _, row in model.lines]
    return Table((top, below, *stack(rows)), _WIDTHS, head_rows=2)


def _row(first: str, second: str, row: Row) -> list[Slot]:
    ticks = [_TICK if reason in row.reasons else "" for reason in REASONS]
    likely = [_TICK if word == row.likelihood else "" for word in LIKELY]
    texts = (row.name, row.target.text, row.so_far, row.expected, *ticks, row.why, *likely)
    return [
        Slot(cell(first, "label"), (first,)),
        Slot(cell(second, "label"), (first, second)),
        *(Slot(cell(text or "")) for text in (*texts, row.remark)),
    ]
