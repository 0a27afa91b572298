"""目标绩效指标 as it is printed: 类别, 内容, 分值; all items of a category in one cell."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tuanscore.model.card import fill
from tuanscore.sheets.sheet import Cell
from tuanscore.sheets.spans import Slot, cell
from tuanscore.sheets.told import Line, Lines, Told, one, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from tuanscore.model.card import Bonus, CardBody, Category, Item, Section

KIND = "目标绩效指标"

_LABELS = "类别"
_ORG = "（单位）"
"""Stands for the organisation where a template is printed."""


def told(model: CardBody) -> Told:
    """Return what a resolved card, or a template, has to print."""
    words = {"单位": _ORG, "简称": _ORG, **model.words()}
    rows = [
        line
        for s, section in enumerate(model.sections)
        for line in _section(section, s, words, alone=len(model.sections) == 1)
    ]
    columns = max([1, *(len(line.slots[_LABELS]) for line in rows)])
    return Told(
        model.kind,
        {
            "标题": text(fill(model.title, words)),
            "年度": text(model.year),
            "单位": text(words["单位"]),
            "加分": text(None if model.bonus is None else _most(model.bonus)),
        },
        {"类别": Lines(tuple(rows), {_LABELS: (_LABELS,) * columns})},
    )


def _most(bonus: Bonus) -> str:
    return "不设上限" if bonus.cap is None else f"合计最多 {bonus.cap} 分"


def _row(labels: tuple[Slot, ...], content: tuple[str, ...], points: Decimal | None) -> Line:
    """Return one printed row; labels that it lacks leave their room to the content."""
    slots = {_LABELS: labels, "内容": (Slot(Cell(content)),), "分值": one(points, "number")}
    return Line(slots)


def _section(section: Section, s: int, words: Mapping[str, str], *, alone: bool) -> Iterator[Line]:
    """Yield the rows of a section; one that stands alone without points needs no label."""
    label = _label(section.name, section.points)
    labels = () if alone and section.points is None else (Slot(label, (s,)),)
    elsewhere = section.reference is not None and section.text is not None
    if elsewhere or not section.categories:
        yield _row(labels, (fill(section.text or "", words),), section.points)
        return
    if section.text is not None:
        yield _row(labels, (fill(section.text, words),), None)
    for c, category in enumerate(section.categories):
        yield from _category(category, (s, c), labels, words)


def _category(
    category: Category, key: tuple[int, int], labels: tuple[Slot, ...], words: Mapping[str, str]
) -> Iterator[Line]:
    """Yield one row for all items; a row for each where points are printed at the items only."""
    if category.name is not None:
        labels = (*labels, Slot(cell(category.name, "label"), key))
    if category.points is not None or not any(i.group or i.points for i in category.items):
        yield _row(labels, _paragraphs(category.items, words), category.points)
        return
    for run, (group, items) in enumerate(groupby(category.items, key=lambda item: item.group)):
        own = () if group is None else (Slot(cell(group, "label"), (*key, run)),)
        for item in items:
            yield _row((*labels, *own), (fill(item.text, words),), item.points)


def _paragraphs(items: tuple[Item, ...], words: Mapping[str, str]) -> tuple[str, ...]:
    """Return the items with their printed numbers, which a single item does not have."""
    numbers = [f"{n}." for n in range(1, len(items) + 1)] if len(items) > 1 else [""]
    return tuple(
        number + fill(item.text, words) + (f"（{item.points}分）" if item.points else "")
        for number, item in zip(numbers, items, strict=True)
    )


def _label(name: str, points: Decimal | None) -> Cell:
    return Cell((name,) if points is None else (name, f"（{points}分）"), style="label")
