"""项目自评 as it is printed: the project, its money and its goals, and its indicators scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.grammar.amounts import in_unit
from tuanscore.model import heads
from tuanscore.model.kinds.scheme import EXECUTION
from tuanscore.model.printed import PRINTED
from tuanscore.scoring.tree import Level, State
from tuanscore.sheets import figures, forms, project
from tuanscore.sheets.sheet import Cell
from tuanscore.sheets.spans import Slot
from tuanscore.sheets.told import (
    NOTHING,
    Line,
    Lines,
    Told,
    beside,
    filled_totals,
    marks,
    one,
    points_of,
    row_of,
    score_heads,
    text,
    texts,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tuanscore.finding import Route
    from tuanscore.grammar.amounts import Amount
    from tuanscore.model.kinds.project import Indicator, Project
    from tuanscore.scoring.funds import Row, Spending
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.tree import Node
    from tuanscore.sheets.sheet import Table

KIND = "项目自评"

_NO_GOAL = Slot(NOTHING)


def told(model: Project, score: ProjectScore) -> Told:
    """Return what the self-assessment of a project has to print."""
    printed = {**heads.printed(model), **score.heads}
    above = {name: what for name, what in printed.items() if name not in heads.BELOW}
    unit = model.unit_of_money if score.spending is None else score.spending.unit
    rows = {route: indicator for _, _, route, indicator in model.lines}
    return Told(
        KIND,
        {
            **project.once(model, printed),
            **results(score),
            "金额单位": text(unit),
            "目标完成情况": text(score.achieved),
        },
        {
            "指标": _indicators(score, rows),
            "资金": Lines(tuple(_money(model, score))),
            "单位": beside(_units(model)),
            "栏目": beside(above),
        },
        score.sample,
    )


def results(score: ProjectScore) -> dict[str, Cell]:
    """Return what a score says once: of a project, or of a whole department."""
    day = score.as_of
    as_of = f"截至{day.year}年{day.month}月{day.day}日" if day is not None else "还没有自评"
    if not score.dated:
        as_of = ""
    return {
        "截至": text(as_of),
        "满分": text(figures.cents(score.full), "number"),
        "总得分": text(figures.score(score.tree), "number"),
        "得分率": text(figures.interval(score.rate_low, score.rate_high, "%"), "number"),
        "等次": text(figures.grades(score.grades)),
        "评定": text(verdict(score)),
        **filled_totals(score.filled),
        "计分说明": texts(f"{remark}。" for remark in remarks(score)),
    }


def table(score: ProjectScore) -> Table:
    """Return the indicators with their points and scores, and the total of everything."""
    below = {name: text(score.heads.get(name)) for name in heads.BELOW}
    once = {"评定": text(verdict(score)), **below}
    return forms.table(PRINTED[KIND].form, Told(KIND, once, {"指标": _indicators(score, {})}))


def verdict(score: ProjectScore) -> str:
    """Return rate and grade in words."""
    rate = figures.interval(score.rate_low, score.rate_high, "%")
    now = f"得分率 {rate}，等次 {figures.grades(score.grades)}"
    if score.year_end is None:
        return now
    return f"到今天{now}；年底可能 {figures.outlook(score.year_end)}"


def remarks(score: ProjectScore) -> Iterator[str]:
    """Yield what must be known beside the figures: scheme, 自评, what is missing, assumptions."""
    basis = f"依据 {score.basis}，" if score.basis is not None else ""
    yield f"计分方案：{score.scheme}（{basis}{score.scale}，按印出的得分率，含下限）"
    execution = next((n for n in score.tree.parts if n.name == EXECUTION), None)
    if execution is not None:
        yield f"{EXECUTION}：{execution.rule}"
    if said := figures.filled_in(score.filled):
        yield said
    if score.claimed is not None and score.claimed.differences:
        own = figures.interval(score.claimed.low, score.claimed.high)
        yield f"按自评计 {own} 分，等次 {figures.grades(score.claimed.grades)}"
    if score.missing:
        yield f"未报 {len(score.missing)} 项（低为 0 分，高为满分）：{'、'.join(score.missing)}"
    yield from score.assumptions


def reason(line: Node) -> str:
    """Return why a line is what it is: what the unit says, else why it does not count."""
    if line.actual is None:
        return ""
    if line.state is State.UNREPORTED:
        return line.rule
    return line.actual.reason


def _units(model: Project) -> dict[str, str]:
    """Return 主管部门 and 实施单位, in one where the document does not tell them apart."""
    if model.superior is None and model.implementing is None:
        return {"主管部门/\n实施单位": model.unit}
    told = {
        "主管部门": model.superior,
        "预算单位": model.budget_unit,
        "实施单位": model.implementing,
    }
    if model.implementing is None:
        told = {"主管部门": model.superior, "实施单位": model.budget_unit}
    return {head: text for head, text in told.items() if text is not None}


def _money(model: Project, score: ProjectScore) -> Iterator[Line]:
    """Yield 项目资金: the whole of it with its score, and a row for each source."""
    spending, granted = score.spending, _granted(model.budget.total, model, score)
    points, earned, filled = execution(score)
    whole = ("年度资金总额",)
    if spending is None:
        yield amounts(whole, granted, "", "未报", points, "", earned, filled)
    else:
        initial, budget, spent = spending.written
        share = rate(spending)
        yield amounts(whole, initial or granted, budget, spent, points, share, earned, filled)
    if spending is not None and spending.rows:
        yield from sources(spending.rows)
        return
    for name, written in project.sources(model.budget):
        yield amounts(name, _granted(written, model, score), "", "", "—", "", "—", "")


def _granted(amount: Amount | None, model: Project, score: ProjectScore) -> str:
    """Return an amount of the table as it is written, or in the unit of a 自评 that has another."""
    own = model.unit_of_money
    unit = own if score.spending is None else score.spending.unit
    yuan = None if amount is None or amount.unit or unit == own else amount.yuan(own)
    if yuan is not None:
        return in_unit(yuan, unit)
    return "" if amount is None else amount.text


def execution(score: ProjectScore) -> tuple[str, str, str]:
    """Return points, score and filled in 得分 of what was spent; dashes where it is not scored."""
    node = next((n for n in score.tree.parts if n.name == EXECUTION), None)
    if node is None:
        return "—", "—", ""
    return figures.points(node), figures.score(node), figures.filled(node)


def sources(rows: Iterable[Row]) -> Iterator[Line]:
    """Yield a row for each source of money, 其中 before the first of those within another."""
    above = 0
    for row in rows:
        within = row.depth > above and not row.name.startswith("其中")
        name = ("其中：", row.name) if within else (row.name,)
        above = row.depth
        share = rate(row)
        yield amounts(name, *row.written, row.points or "—", share, row.score or "—", row.score)


def amounts(name: tuple[str, ...], *written: str) -> Line:
    """Return a row of money: its name, then what stands under each of the heads."""
    names = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", figures.FILLED)
    cells = {key: one(figure, "number") for key, figure in zip(names, written, strict=True)}
    return Line({"资金名称": (Slot(Cell(name, style="label")),), **cells})


def rate(row: Row | Spending) -> str:
    """Return 执行率 as it is printed, with the right one beside it where that is another."""
    right = "" if row.rate is None else f"{row.rate}%"
    if not row.stated or row.agrees:
        return row.stated or right
    return f"{row.stated}（{right}）"


def _indicators(score: ProjectScore, rows: Mapping[Route, Indicator]) -> Lines:
    classes = (node for node in score.tree.parts if node.name != EXECUTION)
    lines = tuple(line for node in classes for line in _class(node, rows))
    return Lines(lines, score_heads(score.tree), points_of(score.tree, "sum"))


def _class(node: Node, rows: Mapping[Route, Indicator], goal: Slot = _NO_GOAL) -> Iterator[Line]:
    """Yield the rows of a class, or of one of several goals with its classes."""
    if node.level is Level.GOAL:
        label = Slot(Cell((*_label(node), node.text), style="label"), (node.name,))
        for part in node.parts:
            yield from _class(part, rows, label)
        return
    labels = {"目标": (goal,), "一级指标": (Slot(Cell(_label(node), style="label"), node.route),)}
    for group in node.parts:
        slot = Slot(text(group.name, "label"), group.route) if group.parts else Slot(NOTHING)
        within = {**labels, "二级指标": (slot,)}
        for line in group.parts or (group,):
            yield Line({**within, **_row(line, rows.get(row_of(line)))})
            for part in line.within:
                name = {"三级指标": one(f"　{part.name}")}
                yield Line({**within, **_row(part, None), **name, **_no_points(line)})


def _no_points(line: Node) -> dict[str, tuple[Slot, ...]]:
    """Return the columns of points of a row of 其中, which has none."""
    blank = one("", "number")
    return {
        "分值": blank,
        "填报分值": blank,
        figures.FILLED: blank,
        "得分": blank * len(figures.computed(line)),
    }


def _label(node: Node) -> tuple[str, ...]:
    points = f"（{figures.plain(node.points)}分）" if node.points else ""
    return (node.name, points) if points else (node.name,)


def _row(line: Node, indicator: Indicator | None) -> dict[str, tuple[Slot, ...]]:
    actual, worth = line.actual, None if indicator is None else indicator.points
    return {
        **(project.BLANK if indicator is None else project.said(indicator)),
        "三级指标": one(line.name if indicator is None else project.called(indicator)),
        **project.target_columns(line.target),
        "完成值": one(figures.achieved(line)),
        **points_of(line, "number"),
        "填报分值": one(figures.points(line) if worth is None else worth, "number"),
        "得分系数": one(None if line.coefficient is None else f"{line.coefficient}%", "number"),
        "偏差原因": one(reason(line)),
        **marks([line]),
        "佐证": one("、".join(actual.evidence) if actual is not None else ""),
    }
