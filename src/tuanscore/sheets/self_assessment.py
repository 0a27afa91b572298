"""项目支出绩效自评表: the project, its money and its goals as a form, and its indicators scored.

The layout is that of the forms of 财预〔2020〕10号; amounts stay in 元 as in the source.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from tuanscore.model import heads
from tuanscore.model.kinds.scheme import EXECUTION
from tuanscore.scoring.tree import Level, State
from tuanscore.sheets import figures
from tuanscore.sheets.sheet import Cell, Paragraph, Sheet, Table
from tuanscore.sheets.spans import Slot, cell, stack
from tuanscore.sheets.spans import heads as table_heads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tuanscore.model.kinds.project import Project
    from tuanscore.scoring.funds import Row, Spending
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.tree import Node
    from tuanscore.sheets.sheet import Block

KIND = "项目自评"

_TITLE = "项目支出绩效自评表"
_FORM_WIDTHS = (12, 16, 14, 14, 14, 9, 11, 10)
_WIDTHS = (11, 13, 17, 11, 13, 8)
_HEADS = (*("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值"),)
_REASON = "偏差原因分析及改进措施"
_REMARKS = "其他需要说明事项"
_MONEY = ("", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")


def sheet(model: Project, score: ProjectScore) -> Sheet:
    """Return the self-assessment of a project as it is handed in."""
    day = score.as_of
    as_of = f"截至{day.year}年{day.month}月{day.day}日" if day is not None else "还没有自评"
    unit = model.unit_of_money if score.spending is None else score.spending.unit
    head = Paragraph(f"{score.year}年度　{as_of}　单位：{unit}", "right")
    notes = tuple(Paragraph(f"{remark}。", "note") for remark in remarks(score))
    blocks: tuple[Block, ...] = (head, _form(model, score), table(score), *notes)
    return Sheet(KIND, _TITLE, blocks, score.sample, landscape=True)


def table(score: ProjectScore) -> Table:
    """Return the indicators with their points and scores, and the total of everything."""
    tree = score.tree
    rows = [row for node in tree.parts if node.name != EXECUTION for row in _class(node)]
    goals = any(node.level is Level.GOAL for node in tree.parts)
    total = (
        cell(f"总分（{verdict(score)}）", "sum", 5 + goals),
        cell(figures.cents(score.full), "sum"),
        *(cell(figure, "sum") for figure in figures.scores(tree)),
        cell("", "sum"),
    )
    columns = figures.score_heads(tree)
    first, widths = (("目标",), (10, *_WIDTHS)) if goals else ((), _WIDTHS)
    sizes = (*widths, *(9 for _ in columns), 18)
    said = score.heads.get(_REMARKS)
    told = [(cell(_REMARKS, "label"), cell(said, colspan=len(sizes) - 1))] if said else []
    top = table_heads(*first, *_HEADS, *columns, _REASON)
    return Table((top, *stack(rows), *told, total), sizes)


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


def _form(model: Project, score: ProjectScore) -> Table:
    named = {"项目名称": model.name} | ({} if model.code is None else {"项目编码": model.code})
    told = dict(heads.printed(model)) | dict(score.heads)
    rows = (
        *_beside(named),
        *_units(model),
        *_beside({head: text for head, text in told.items() if head != _REMARKS}),
        *_money(model, score),
        *_goals(model, score),
    )
    return Table(rows, _FORM_WIDTHS, head_rows=0)


def pairs(told: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], tuple[str, str] | None]]:
    """Yield heads with what is written, two beside each other, the last perhaps alone."""
    left = list(told.items())
    yield from zip_longest(left[::2], left[1::2])


def _beside(told: Mapping[str, str]) -> Iterator[tuple[Cell, ...]]:
    for (name, text), right in pairs(told):
        if right is None:
            yield cell(name, "label"), cell(text, colspan=7)
        else:
            left = cell(name, "label"), cell(text, colspan=3)
            yield *left, cell(right[0], "label"), cell(right[1], colspan=3)


def _units(model: Project) -> Iterator[tuple[Cell, ...]]:
    """Yield 主管部门 and 实施单位, in one where the document does not tell them apart."""
    if model.superior is None and model.implementing is None:
        yield Cell(("主管部门/", "实施单位"), style="label"), cell(model.unit, colspan=7)
        return
    told = {
        "主管部门": model.superior,
        "预算单位": model.budget_unit,
        "实施单位": model.implementing,
    }
    if model.implementing is None:
        told = {"主管部门": model.superior, "实施单位": model.budget_unit}
    yield from _beside({head: text for head, text in told.items() if text is not None})


def _money(model: Project, score: ProjectScore) -> Iterator[tuple[Cell, ...]]:
    """Yield 项目资金: the whole of it with its score, and a row for each source."""
    rows = [_whole(model, score), *_sources(model, score)]
    unit = model.unit_of_money if score.spending is None else score.spending.unit
    label = Cell(("项目资金", f"（{unit}）"), rowspan=1 + len(rows), style="label")
    yield (label, *(cell(head, "label") for head in _MONEY))
    for name, figures_told in rows:
        yield (Cell(name, style="label"), *(cell(figure, "number") for figure in figures_told))


_Row = tuple[tuple[str, ...], tuple[str, ...]]


def _whole(model: Project, score: ProjectScore) -> _Row:
    spending, total = score.spending, model.budget.total
    node = next((n for n in score.tree.parts if n.name == EXECUTION), None)
    points = "—" if node is None else figures.points(node)
    earned = "—" if node is None else figures.score(node)
    granted = "" if total is None else total.text
    if spending is None:
        return ("年度资金总额",), (granted, "", "未报", points, "", earned)
    initial, budget, spent = spending.written
    rate = _rate(spending)
    return ("年度资金总额",), (initial or granted, budget, spent, points, rate, earned)


def _sources(model: Project, score: ProjectScore) -> Iterator[_Row]:
    """Yield the sources that the 自评 tells of, else the parts of the budget."""
    if score.spending is not None and score.spending.rows:
        first = True
        for row in score.spending.rows:
            name = ("其中：", row.name) if first or row.depth > 1 else (row.name,)
            first = row.depth > 1
            rate = _rate(row)
            yield name, (*row.written, row.points or "—", rate, row.score or "—")
        return
    budget = model.budget
    fixed = (("其中：", "财政资金"), budget.fiscal), (("其他资金",), budget.other)
    for name, amount in fixed:
        if amount is not None:
            yield name, (amount.text, "", "", "—", "", "—")
    for source, grant in budget.sources.items():
        yield (source,), ("" if grant.amount is None else grant.amount.text, "", "", "—", "", "—")


def _rate(row: Row | Spending) -> str:
    """Return 执行率 as it is printed, with the right one beside it where that is another."""
    right = "" if row.rate is None else f"{row.rate}%"
    if not row.stated or row.agrees:
        return row.stated or right
    return f"{row.stated}（{right}）"


def _goals(model: Project, score: ProjectScore) -> Iterator[tuple[Cell, ...]]:
    if not model.goals and not score.achieved:
        return
    numbered = len(model.goals) > 1
    goals = tuple(f"{n}.{g}" if numbered else g for n, g in enumerate(model.goals, 1))
    label = Cell(("年度", "总体目标"), rowspan=2, style="label")
    yield (label, cell("预期目标", "label", 4), cell("实际完成情况", "label", 3))
    yield (Cell(goals, colspan=4), cell(score.achieved or "", colspan=3))


def _class(node: Node) -> Iterator[tuple[Slot, ...]]:
    """Yield the rows of a class, or of one of several goals with its classes."""
    if node.level is Level.GOAL:
        label = Slot(Cell((*_label(node), node.text), style="label"), (node.name,))
        for part in node.parts:
            yield from ((label, *row) for row in _class(part))
        return
    label = Slot(Cell(_label(node), style="label"), node.route)
    for group in node.parts:
        within = (cell(group.name, "label"), group.route) if group.parts else (cell(""),)
        for line in group.parts or (group,):
            for row in _rows(line):
                yield (label, Slot(*within), *row)


def _label(node: Node) -> tuple[str, ...]:
    points = f"（{figures.plain(node.points)}分）" if node.points else ""
    return (node.name, points) if points else (node.name,)


def _rows(line: Node) -> Iterator[tuple[Slot, ...]]:
    """Yield the row of a 三级指标 and those of its 其中, which have no points."""
    yield _row(line, line.name, (figures.points(line), *figures.scores(line)))
    for part in line.within:
        blank = ("" for _ in ("", *figures.scores(line)))
        yield _row(part, f"　{part.name}", tuple(blank))


def _row(line: Node, name: str, numbers: tuple[str, ...]) -> tuple[Slot, ...]:
    return (
        Slot(cell(name)),
        Slot(cell(line.target)),
        Slot(cell(figures.achieved(line))),
        *(Slot(cell(number, "number")) for number in numbers),
        Slot(cell(reason(line))),
    )
