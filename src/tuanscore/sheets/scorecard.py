"""目标绩效指标 as it is printed: 类别, 内容, 分值; all items of a category in one cell."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from tuanscore.model.card import fill
from tuanscore.sheets import scored
from tuanscore.sheets.sheet import Cell, Paragraph, Sheet, Table
from tuanscore.sheets.spans import Slot, cell, stack

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from tuanscore.finding import Route
    from tuanscore.model.card import CardBody, Category, Item, Section
    from tuanscore.scoring.tree import Score
    from tuanscore.sheets.sheet import Block

KIND = "目标绩效指标"

_LABEL_WIDTH, _POINTS_WIDTH = 12, 8
_ORG = "（单位）"
"""Stands for the organisation where a template is printed."""


def sheet(model: CardBody, score: Score | None = None) -> Sheet:
    """Return a resolved card as the source prints it, or line by line with its scores."""
    if score is not None:
        return scored.sheet(score, _texts(model))
    words = {"单位": _ORG, "简称": _ORG, **model.words()}
    lines = [
        line
        for s, section in enumerate(model.sections)
        for line in _section(section, s, words, alone=len(model.sections) == 1)
    ]
    blocks: list[Block] = [_table(lines)]
    if model.bonus is not None:
        most = "不设上限" if model.bonus.cap is None else f"合计最多 {model.bonus.cap} 分"
        blocks.append(Paragraph(f"另有加分，{most}。", "note"))
    return Sheet(model.kind, fill(model.title, words), tuple(blocks))


def _texts(model: CardBody) -> dict[Route, str]:
    """Return the texts of the sections that have one."""
    words = model.words()
    return {
        ("部分", s): fill(section.text, words)
        for s, section in enumerate(model.sections)
        if section.text is not None
    }


@dataclass(frozen=True, slots=True)
class _Line:
    """One printed row; labels that it lacks leave their room to the content."""

    labels: tuple[Slot, ...]
    content: tuple[str, ...]
    points: Decimal | None


def _table(lines: list[_Line]) -> Table:
    columns = max([1, *(len(line.labels) for line in lines)])
    head = (cell("类别", "head", columns), cell("内容", "head"), cell("分值", "head"))
    rows = stack([[*line.labels, *_right_part(line, columns)] for line in lines])
    content = 100 - columns * _LABEL_WIDTH - _POINTS_WIDTH
    return Table((head, *rows), (*[_LABEL_WIDTH] * columns, content, _POINTS_WIDTH))


def _right_part(line: _Line, columns: int) -> tuple[Slot, Slot]:
    content = Cell(line.content, colspan=1 + columns - len(line.labels))
    points = "" if line.points is None else str(line.points)
    return Slot(content), Slot(cell(points, "number"))


def _section(section: Section, s: int, words: Mapping[str, str], *, alone: bool) -> Iterator[_Line]:
    """Yield the rows of a section; one that stands alone without points needs no label."""
    label = _label(section.name, section.points)
    labels = () if alone and section.points is None else (Slot(label, (s,)),)
    elsewhere = section.reference is not None and section.text is not None
    if elsewhere or not section.categories:
        yield _Line(labels, (fill(section.text or "", words),), section.points)
        return
    if section.text is not None:
        yield _Line(labels, (fill(section.text, words),), None)
    for c, category in enumerate(section.categories):
        yield from _category(category, (s, c), labels, words)


def _category(
    category: Category, key: tuple[int, int], labels: tuple[Slot, ...], words: Mapping[str, str]
) -> Iterator[_Line]:
    """Yield one row for all items; a row for each where points are printed at the items only."""
    if category.name is not None:
        labels = (*labels, Slot(cell(category.name, "label"), key))
    if category.points is not None or not any(i.group or i.points for i in category.items):
        yield _Line(labels, _paragraphs(category.items, words), category.points)
        return
    for run, (group, items) in enumerate(groupby(category.items, key=lambda item: item.group)):
        own = () if group is None else (Slot(cell(group, "label"), (*key, run)),)
        for item in items:
            yield _Line((*labels, *own), (fill(item.text, words),), item.points)


def _paragraphs(items: tuple[Item, ...], words: Mapping[str, str]) -> tuple[str, ...]:
    """Return the items with their printed numbers, which a single item does not have."""
    numbers = [f"{n}." for n in range(1, len(items) + 1)] if len(items) > 1 else [""]
    return tuple(
        number + fill(item.text, words) + (f"（{item.points}分）" if item.points else "")
        for number, item in zip(numbers, items, strict=True)
    )


def _label(name: str, points: Decimal | None) -> Cell:
    return Cell((name,) if points is None else (name, f"（{points}分）"), style="label")
