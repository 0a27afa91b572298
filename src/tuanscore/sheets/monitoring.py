"""绩效运行监控表 as it is printed: ticks under 偏差原因分析 and 完成目标可能性."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.model import heads
from tuanscore.model.kinds.monitoring import LIKELY, REASONS
from tuanscore.scoring import monitoring
from tuanscore.sheets import project
from tuanscore.sheets.spans import Slot
from tuanscore.sheets.told import Line, Lines, Told, beside, numbered, one, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.model.kinds.monitoring import Monitoring, Row

KIND = "绩效运行监控表"

_TICK = "√"


def told(model: Monitoring) -> Told:
    """Return what a table of mid-year has to print."""
    lines = (_line(first, second, row) for first, second, _, row in model.lines)
    printed = heads.printed(model)
    head = {
        "主管部门及代码": model.superior,
        "预算单位": model.budget_unit,
        "实施单位": model.implementing,
        **printed,
    }
    return Told(
        KIND,
        {
            "年度": text(model.year),
            "期间": text(model.period or f"截至 {model.as_of}"),
            "项目名称": text(model.name),
            "项目编码": text(model.code),
            "主管部门": text(model.superior),
            "预算单位": text(model.budget_unit),
            "实施单位": text(model.implementing),
            "绩效目标": texts(numbered(model.goals)),
            "金额单位": text(model.unit_of_money),
            **project.heads_of(printed),
        },
        {
            "指标": Lines(tuple(lines)),
            "资金": Lines(tuple(_funds(model))),
            "栏目": beside({name: what for name, what in head.items() if what}),
        },
        model.sample,
    )


def _funds(model: Monitoring) -> Iterator[Line]:
    if model.funds is None:
        return
    stated = [model.funds.stated_rate, *(f.stated_rate for f in model.funds.sources.values())]
    for money, rate in zip(monitoring.funds(model), stated, strict=True):
        budget, spent, expected = money.written
        yield Line(
            {
                "资金名称": one(money.name, "label"),
                "年初预算数": one(budget, "number"),
                "执行数": one(spent, "number"),
                "执行率": one(rate or ("" if money.rate is None else f"{money.rate}%"), "number"),
                "全年预计执行数": one(expected, "number"),
            }
        )


def _line(first: str, second: str, row: Row) -> Line:
    ticks = {reason: one(_TICK if reason in row.reasons else "") for reason in REASONS}
    likely = {word: one(_TICK if word == row.likelihood else "") for word in LIKELY}
    return Line(
        {
            "一级指标": (Slot(text(first, "label"), (first,)),),
            "二级指标": (Slot(text(second, "label"), (first, second)),),
            **project.said(row),
            "三级指标": one(project.called(row)),
            "执行情况": one(row.so_far),
            "全年预计完成情况": one(row.expected),
            **ticks,
            "原因说明": one(row.why),
            **likely,
            "备注": one(row.remark),
        }
    )
