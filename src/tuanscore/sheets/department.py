"""部门整体绩效目标 as it is printed: its own words, to stand below the headings of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.sheets.told import Told, text, texts

if TYPE_CHECKING:
    from tuanscore.model.kinds.department import Department

KIND = "部门整体绩效目标"


def told(model: Department) -> Told:
    """Return what a department's goals have to print."""
    duties = (
        sentence
        for duty in model.duties.duties
        for sentence in (
            duty.description,
            duty.duty_goal,
            duty.goal,
            duty.indicator,
            duty.standard.text,
        )
    )
    return Told(
        KIND,
        {
            "年度": text(model.year),
            "年度依据": text(model.year_basis),
            "规划标题": text(model.plan.title),
            "规划": texts(model.plan.paragraphs),
            "职责标题": text(model.duties.title),
            "职责": texts(duties),
            "保障标题": text(model.safeguards.title),
            "保障": texts(model.safeguards.paragraphs),
        },
        {},
    )
