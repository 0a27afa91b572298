"""A scored card as a table: one row per measure, and every sum below what it sums up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from tuanscore.finding import Route
from tuanscore.scoring.tree import Level, State
from tuanscore.sheets import figures
from tuanscore.sheets.sheet import Cell, Heading, Paragraph, Sheet, Table
from tuanscore.sheets.spans import Slot, cell, heads, stack

if TYPE_CHECKING:
    from decimal import Decimal

    from tuanscore.scoring.tree import Node, Score

_HEADS = ("部分", "类别", "条目", "考核点", "目标", "完成", "分值")
_WIDTHS = (8, 11, 30, 14, 9, 12, 7)
NO_TEXTS: Mapping[Route, str] = {}

_ITEM = 6
"""How many steps of a route lead to the item."""


def sheet(score: Score, texts: Mapping[Route, str] = NO_TEXTS) -> Sheet:
    """Return the printed form of a scored card; the score does not know the texts of sections."""
    day = score.as_of
    as_of = f"截至{day.year}年{day.month}月{day.day}日" if day is not None else "还没有完成情况"
    blocks = (Paragraph(as_of, "right"), table(score, texts), *_notes(score))
    return Sheet("目标绩效指标", f"{score.title}得分表", blocks, score.sample, landscape=True)


def table(score: Score, texts: Mapping[Route, str] = NO_TEXTS) -> Table:
    """Return the rows of all sections with their subtotals, and the total."""
    sections = score.card.parts
    rows = [row for section in sections for row in _section(section, texts.get(section.route, ""))]
    total = _sum_row(f"合计（{verdict(score)}）", score.card, 6)
    columns = figures.score_heads(score.card)
    widths = (*_WIDTHS, *(9 for _ in columns))
    return Table((heads(*_HEADS, *columns), *stack(rows), total), widths)


def verdict(score: Score) -> str:
    """Return rate and grade in words; of a card without points what is reached."""
    if score.attainment is not None:
        return figures.attainment(score.attainment)
    rate = figures.interval(score.rate_low, score.rate_high, "%")
    now = f"得分率 {rate}，等次 {figures.grades(score.grades)}"
    if score.year_end is None:
        return now
    return f"到今天{now}；年底可能 {figures.outlook(score.year_end)}"


def remarks(score: Score) -> Iterator[str]:
    """Yield what must be known beside the figures: vetoes, 自评, what is missing, assumptions."""
    for veto in score.vetoes:
        limit = f"，等次最高为{veto.best_grade}" if veto.best_grade is not None else ""
        title = "，取消评优资格" if veto.loses_title else ""
        yield f"一票否决：{veto.matter}（{veto.why}）{limit}{title}"
    if said := figures.filled_in(score.filled):
        yield said
    if score.claimed is not None:
        own = figures.interval(score.claimed.low, score.claimed.high)
        yield f"按自评计 {own} 分，等次 {figures.grades(score.claimed.grades)}"
    if score.missing:
        names = "、".join(score.missing)
        yield f"未报 {len(score.missing)} 项：{names}"
    if score.less:
        yield score.less
    yield from score.assumptions


def reasons(score: Score) -> Iterator[tuple[str, str]]:
    """Yield each line that is below its points or has something to say, and what it says."""
    for leaf in score.card.leaves():
        note = leaf.actual.reason if leaf.actual is not None else ""
        short = leaf.points is not None and leaf.low < leaf.points
        if (short and leaf.actual is not None) or leaf.low < 0 or note:
            said = f"（{note}）" if note and note not in leaf.rule else ""
            yield leaf.name, leaf.rule + said


def _section(section: Node, text: str) -> Iterator[tuple[Slot, ...]]:
    label = Slot(_label(section), section.route)
    for row in _lines(section, text):
        yield (label, *row)
    yield (label, *map(Slot, _sum_row(f"{section.name}小计", section, 5)))


def _lines(section: Node, text: str) -> Iterator[tuple[Slot, ...]]:
    """Yield the rows of a section without its label, a sum below each category of several."""
    if section.base is not None:
        yield _base(section, section.base, text)
    elif not section.parts:
        item = Slot(cell(text or section.text or section.rule, colspan=2))
        yield (item, *_figures(section, section.method or section.name))
    alone = section.base is None and len(section.parts) == 1
    for category in section.parts:
        rows = list(_category(category) if section.base is None else _happened(category))
        yield from rows
        if len(rows) > 1 and not alone:
            labels = _labels(category)
            name = f"{category.name or '类别'}小计"
            yield (*labels, *map(Slot, _sum_row(name, category, 5 - len(labels))))


def _base(section: Node, base: Decimal, text: str) -> tuple[Slot, ...]:
    """Return the row of the points that deductions start from."""
    start = cell(figures.cents(base), "number")
    cells = (
        cell(text or section.rule, colspan=2),
        cell("起扣分"),
        cell(""),
        cell(""),
        start,
        *(start for _ in figures.scores(section)),
    )
    return tuple(map(Slot, cells))


def _category(category: Node) -> Iterator[tuple[Slot, ...]]:
    """Yield the measures and deductions of a category in the printed order of their items."""
    texts = {part.number: part.text for part in category.parts}
    numbered = max(texts) > 1
    for leaf in sorted(category.leaves(), key=lambda line: line.number):
        number = f"{leaf.number}." if numbered else ""
        yield _row(category, leaf, number + texts[leaf.number])


def _happened(category: Node) -> Iterator[tuple[Slot, ...]]:
    """Yield the deductions of a category that were reported."""
    for line in category.parts:
        if line.actual is not None:
            yield _row(category, line, line.text)


def _row(category: Node, leaf: Node, text: str) -> tuple[Slot, ...]:
    width = 1 if category.name else 2
    item = Slot(cell(text, colspan=width), leaf.route[:_ITEM])
    name = f"扣分：{leaf.name}" if leaf.level is Level.DEDUCTION else leaf.name
    return (*_labels(category), item, *_figures(leaf, name))


def _labels(category: Node) -> tuple[Slot, ...]:
    """Return the label of a category; one without a name leaves its room to the item."""
    return (Slot(_label(category), category.route),) if category.name else ()


def _label(node: Node) -> Cell:
    if node.state is State.NOT_APPLICABLE:
        return Cell((node.name, f"（{node.state}）"), style="label")
    points = (
        ()
        if node.points is None or node.without_points
        else (f"（{figures.plain(node.points)}分）",)
    )
    return Cell((node.name, *points), style="label")


def _figures(line: Node, name: str) -> tuple[Slot, ...]:
    cells = (
        cell(name),
        cell(line.target),
        cell(figures.achieved(line)),
        cell(figures.points(line), "number"),
        *(cell(figure, "number") for figure in figures.scores(line)),
    )
    return tuple(map(Slot, cells))


def _sum_row(text: str, node: Node, columns: int) -> tuple[Cell, ...]:
    sums = (figures.points(node), *figures.scores(node))
    return (cell(text, "sum", columns), *(cell(s, "sum") for s in sums))


def _notes(score: Score) -> Iterator[Heading | Paragraph]:
    if score.attainment is None:
        scale = f"{score.scale_name}（{score.scale}，按得分率）"
        yield Paragraph(f"等次标准：{scale}。", "note")
    for remark in remarks(score):
        yield Paragraph(f"{remark}。", "note")
    said = list(reasons(score))
    if said:
        yield Heading("失分与说明", 3)
    for name, reason in said:
        yield Paragraph(f"{name}：{reason}。", "note")
