"""A scored card as a table: one row per measure, and every sum below what it sums up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.score.tree import Level
from tuanscore.sheets import figures
from tuanscore.sheets.sheet import Heading, Paragraph, Sheet, Table
from tuanscore.sheets.spans import Slot, cell, heads, stack

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.score.tree import Node, Score
    from tuanscore.sheets.sheet import Cell

_HEADS = ("部分", "类别", "条目", "考核点", "目标", "完成", "分值", "得分")
_WIDTHS = (8, 9, 30, 15, 9, 12, 8, 9)
_ITEM = 5
"""Where the item's place in its category stands in a route."""


def sheet(score: Score) -> Sheet:
    """Return the printed form of a scored card."""
    day = score.as_of
    as_of = f"截至{day.year}年{day.month}月{day.day}日" if day is not None else "还没有完成情况"
    blocks = (Paragraph(as_of, "right"), table(score), *_notes(score))
    return Sheet("目标绩效指标", f"{score.title}得分表", blocks, score.sample)


def table(score: Score) -> Table:
    """Return the rows of all sections with their subtotals, and the total."""
    rows = [row for section in score.card.parts for row in _section(section)]
    total = _sum_row(f"合计（{verdict(score)}）", score.card, 6)
    return Table((heads(*_HEADS), *stack(rows), total), _WIDTHS)


def verdict(score: Score) -> str:
    """Return rate and grade in words."""
    rate = figures.interval(score.rate_low, score.rate_high, "%")
    return f"得分率 {rate}，等次 {figures.grades(score.grades)}"


def reasons(score: Score) -> Iterator[tuple[str, str]]:
    """Yield each line that is below its points or has something to say, and what it says."""
    for leaf in score.card.leaves():
        note = leaf.actual.note if leaf.actual is not None else None
        short = leaf.points is not None and leaf.low < leaf.points
        if (short and leaf.actual is not None) or leaf.low < 0 or note:
            said = f"（{note}）" if note and note not in leaf.rule else ""
            yield leaf.name, leaf.rule + said


def _section(section: Node) -> Iterator[tuple[Slot, ...]]:
    name = section.name
    if section.points is not None:
        name = f"{name}（{figures.plain(section.points)}分）"
    label = Slot(cell(name, "label"), section.route)
    for row in _lines(section):
        yield (label, *row)
    yield (label, *map(Slot, _sum_row("小计", section, 5)))


def _lines(section: Node) -> Iterator[tuple[Slot, ...]]:
    """Yield the rows of a section without its label."""
    if section.base is not None:
        yield _base(section)
        for category in section.parts:
            for line in category.parts:
                if line.actual is not None:
                    yield from _row(category, line, line.text)
    elif not section.parts:
        texts = (section.text, "" if section.text else section.rule)
        item = Slot(cell(next(filter(None, texts), ""), colspan=2))
        name = section.method if section.text else section.name
        yield (item, *_figures(section, name))
    for category in section.parts if section.base is None else ():
        yield from _category(category)


def _base(section: Node) -> tuple[Slot, ...]:
    """Return the row of the points that deductions start from."""
    base = figures.cents(section.base) if section.base is not None else ""
    cells = (cell(section.rule, colspan=2), cell("起扣分"), cell(""), cell(""))
    return tuple(map(Slot, (*cells, cell(base, "number"), cell(base, "number"))))


def _category(category: Node) -> Iterator[tuple[Slot, ...]]:
    """Yield the measures and deductions of a category in the printed order of their items."""
    texts = {_place(part): part.text for part in category.parts}
    numbered = max(texts) > 0
    for leaf in sorted(category.leaves(), key=_place):
        number = f"{_place(leaf) + 1}." if numbered else ""
        yield from _row(category, leaf, number + texts[_place(leaf)])


def _row(category: Node, leaf: Node, text: str) -> Iterator[tuple[Slot, ...]]:
    width = 1 if category.name else 2
    item = Slot(cell(text, colspan=width), leaf.route[: _ITEM + 1])
    labels = (Slot(cell(_named(category), "label"), category.route),) if category.name else ()
    name = f"扣分：{leaf.name}" if leaf.level is Level.DEDUCTION else leaf.name
    yield (*labels, item, *_figures(leaf, name))


def _named(category: Node) -> str:
    if category.points is None:
        return category.name
    return f"{category.name}（{figures.plain(category.points)}分）"


def _figures(line: Node, name: str) -> tuple[Slot, ...]:
    cells = (
        cell(name),
        cell(line.target),
        cell(figures.achieved(line)),
        cell(figures.points(line), "number"),
        cell(figures.score(line), "number"),
    )
    return tuple(map(Slot, cells))


def _sum_row(text: str, node: Node, columns: int) -> tuple[Cell, ...]:
    sums = (figures.points(node), figures.interval(node.low, node.high))
    return (cell(text, "sum", columns), *(cell(s, "sum") for s in sums))


def _place(node: Node) -> int:
    """Return the place of a line's item in its category."""
    return int(node.route[_ITEM])


def _notes(score: Score) -> Iterator[Heading | Paragraph]:
    yield Paragraph(f"等次标准：{score.scale_name}（{score.scale}，按得分率）。", "note")
    for assumption in score.assumptions:
        yield Paragraph(f"{assumption}。", "note")
    if score.missing:
        names = "、".join(score.missing)
        yield Paragraph(f"未报 {len(score.missing)} 项：{names}。", "note")
    said = list(reasons(score))
    if said:
        yield Heading("失分与说明", 3)
    for name, reason in said:
        yield Paragraph(f"{name}：{reason}。", "note")
