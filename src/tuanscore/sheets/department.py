"""部门整体绩效目标 as it is printed: the fixed headings of the form around its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.sheets.sheet import Heading, Paragraph, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.model.kinds.department import Department, Passage
    from tuanscore.sheets.sheet import Block

KIND = "部门整体绩效目标"

_TITLE = "第一部分　部门整体绩效目标"


def sheet(model: Department) -> Sheet:
    """Return a department's goals as the source prints them."""
    return Sheet(model.kind, _TITLE, tuple(_blocks(model)))


def _blocks(model: Department) -> Iterator[Block]:
    yield Heading("一、总体绩效目标")
    yield Heading("总体绩效目标", 3)
    yield from _passage(model.plan)
    yield Heading("二、分项绩效目标")
    yield Heading(model.duties.title, 3)
    for duty in model.duties.duties:
        sentences = (duty.description, duty.duty_goal, duty.goal, duty.indicator)
        yield from map(Paragraph, (*sentences, duty.standard.text))
    yield Heading("三、工作保障措施")
    yield from _passage(model.safeguards)
    if model.year_basis is not None:
        yield Paragraph(f"年度：{model.year}年（{model.year_basis}）。", "note")


def _passage(passage: Passage) -> Iterator[Block]:
    yield Heading(passage.title, 3)
    yield from map(Paragraph, passage.paragraphs)
