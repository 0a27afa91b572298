"""预算项目绩效目标表 as it is printed: the project, its money and its goals, and its indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.grammar.target import Comparator, TargetError, parse
from tuanscore.model import heads
from tuanscore.sheets.sheet import Cell
from tuanscore.sheets.spans import Slot
from tuanscore.sheets.told import Line, Lines, Told, beside, numbered, one, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tuanscore.finding import Route
    from tuanscore.grammar.amounts import Amount
    from tuanscore.model.kinds.project import Budget, Goal, Indicator, Project
    from tuanscore.model.kinds.project import Line as Row

KIND = "预算项目绩效目标表"

BLANK = {
    name: one("")
    for name in ("绩效指标描述", "依据", "分值", "上年值", "责任部门", "分解", "说明", "评分标准")
}
"""What is not said of a row of 其中."""
HEADS = (*heads.ABOVE, *heads.BELOW)
"""Heads that have a key of their own."""


def told(model: Project) -> Told:
    """Return what a project's table has to print."""
    plan = (
        Line({"时间": one(day, "label"), "比例": one(f"{percent}%", "number")})
        for day, percent in model.spending.items()
    )
    goals = dict(model.goals_apart)
    also = model.implementing if model.budget_unit is not None else None
    units = {"主管部门": model.superior, "实施单位": also}
    printed = heads.printed(model)
    tables = {
        "指标": Lines(tuple(_indicators(model.lines, goals))),
        "长期指标": Lines(tuple(_indicators(model.long_lines, {}))),
        "资金支出计划": Lines(tuple(plan)),
        "预算": Lines(tuple(_budget(model.budget))),
        "栏目": beside({n: w for n, w in (units | printed).items() if w is not None}),
    }
    return Told(KIND, once(model, printed), tables, model.sample)


def once(model: Project, printed: Mapping[str, str]) -> dict[str, Cell]:
    """Return what is said once of a project, whether it is scored or not.

    ``printed`` are the heads that its document and its 自评 have besides.
    """
    budget = model.budget
    goals = () if model.long_term is None else model.long_term.goals
    return {
        "年度": text(model.year),
        "上年": text(model.year - 1),
        "预算单位": text(model.unit),
        "主管部门": text(model.superior),
        "实施单位": text(model.implementing or model.unit),
        "项目编码": text(model.code),
        "项目名称": text(model.name),
        "金额单位": text(model.unit_of_money),
        "预算数": amount(budget.total),
        "财政资金": amount(budget.fiscal),
        "其他资金": amount(budget.other),
        "资金用途": text(budget.purpose),
        "绩效目标": texts(numbered(model.goals)),
        "长期目标": texts(numbered(goals)),
        "年度依据": text(model.year_basis),
        **heads_of(printed),
    }


def heads_of(printed: Mapping[str, str]) -> dict[str, Cell]:
    """Return the heads that a document has besides who it is about, each under its own name."""
    others = {f"其他栏目/{name}": text(what) for name, what in printed.items() if name not in HEADS}
    return {name: text(printed.get(name)) for name in HEADS} | others


def amount(written: Amount | None) -> Cell:
    """Return an amount as it is written."""
    return text(None if written is None else written.text, "number")


def _budget(budget: Budget) -> Iterator[Line]:
    if budget.total is not None:
        yield _amount(("预算数",), budget.total)
    for name, written in sources(budget):
        yield _amount(name, written)


def sources(budget: Budget) -> Iterator[tuple[tuple[str, ...], Amount | None]]:
    """Yield where the money of a budget comes from, in the words that are printed, and how much."""
    if budget.fiscal is not None:
        yield ("其中：", "财政资金"), budget.fiscal
    if budget.other is not None:
        yield ("其他资金",), budget.other
    for source, grant in budget.sources.items():
        yield (source,), grant.amount
        yield from ((("其中：", inner), part) for inner, part in grant.parts.items())


def _amount(name: tuple[str, ...], written: Amount | None) -> Line:
    label = (Slot(Cell(name, style="label")),)
    return Line({"资金名称": label, "金额": (Slot(amount(written)),)})


def target_columns(written: str) -> dict[str, tuple[Slot, ...]]:
    """Return a 指标值 as written, and apart: comparator, number and unit; a text is all number."""
    sign, number, unit = _apart(written)
    return {
        "指标值": one(written),
        "指标性质": one(sign),
        "指标数值": one(number, "number"),
        "度量单位": one(unit),
    }


def _apart(written: str) -> tuple[str, str, str]:
    try:
        target = parse(written)
    except TargetError:
        return "", written, ""
    if target.number is None and not written.strip():
        return "", "", ""
    if target.number is None:
        return ("定性", written, "") if target.deadline is None else ("", written, "")
    if target.comparator is Comparator.BETWEEN:
        return Comparator.EQUAL, f"{target.digits}-{target.upper}", target.unit
    return target.comparator, target.digits, target.unit


def _indicators(lines: Iterable[Row], goals: Mapping[Route, Goal]) -> Iterator[Line]:
    """Yield a row for each 三级指标 and, indented, for each of its 其中."""
    for first, second, route, indicator in lines:
        above = route[:2] if route[:2] in goals else ()
        goal = goals[above].text if above else None
        labels = {
            "目标": (Slot(text(goal, "label"), above),),
            "一级指标": (Slot(text(first, "label"), (*above, first)),),
            "二级指标": (Slot(text(second, "label"), (*above, first, second)),),
        }
        yield Line({**labels, "三级指标": one(called(indicator)), **said(indicator)})
        for part in indicator.parts:
            name = {"三级指标": one(f"　{part.name}"), "说明": one(part.note)}
            yield Line({**labels, **BLANK, **name, **target_columns(part.target.text)})


def called(indicator: Indicator) -> str:
    """Return the name of a 三级指标 as it is printed, a ★ before a 核心指标."""
    mark = "★" if indicator.core and not indicator.name.startswith("★") else ""
    return f"{mark}{indicator.name}"


def said(indicator: Indicator) -> dict[str, tuple[Slot, ...]]:
    """Return what a table says of a 三级指标 besides its name."""
    stages = indicator.stages.items()
    return {
        "绩效指标描述": one(indicator.description),
        **target_columns(indicator.target.text),
        "依据": one(indicator.basis),
        "分值": one(indicator.points, "number"),
        "上年值": one(indicator.prior),
        "责任部门": one(indicator.department),
        "分解": one("；".join(f"{stage} {target}" for stage, target in stages)),
        **{f"分解/{stage}": one(target) for stage, target in stages},
        "说明": one(indicator.note),
        "评分标准": one(indicator.standard),
    }
