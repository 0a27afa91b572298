"""部门整体绩效目标, which is printed as paragraphs under headings and no table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tuanscore.commands.intake.meaning import wording
from tuanscore.commands.intake.meaning.classing import DEPARTMENT
from tuanscore.commands.intake.meaning.ledger import HEADING
from tuanscore.commands.intake.meaning.recognised import Recognised, Told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tuanscore.commands.intake.meaning.headings import Headings
    from tuanscore.commands.intake.meaning.ledger import Ledger
    from tuanscore.commands.intake.meaning.recognised import Value
    from tuanscore.commands.intake.papers.paper import Text

_DUTIES, _FIRST = "分项绩效目标", "职责描述"
_GRADE = re.compile(
    r"(?P<share>\d+(?:\.\d+)?%(?P<bound>以上|以下|以内|[-—~至]\d+(?:\.\d+)?%)?)(?P<rest>的?)"
    r"为(?P<grade>[优良中差])"
)


@dataclass(slots=True)
class _Section:
    role: str
    title: Text | None = None
    paragraphs: list[Text] = field(default_factory=list)


def read(texts: Iterable[Text], headings: Headings, ledger: Ledger) -> list[Recognised]:
    """Return the goals of a department that some paragraphs hold, if they do.

    Head: 总体绩效目标, 工作保障措施 (paragraphs), 绩效标准 (a share by its grade), and what stands
    above each section (总体绩效目标标题 …). Rows: 职责描述 职责目标 绩效目标 绩效指标 绩效标准.
    """
    sections: list[_Section] = []
    title: Text | None = None
    going = False
    for text in texts:
        role = headings.section(text.text)
        if role:
            going = True
            ledger.left(text, HEADING)
            if not sections or sections[-1].role != role:
                sections.append(_Section(role))
        elif not sections and wording.flat(text.text).endswith(DEPARTMENT):
            title = text
        elif going:
            going = _takes(sections[-1], text)
    if len({section.role for section in sections if section.paragraphs}) < 2:
        return []
    return [_recognised(sections, title, headings, ledger)]


def _takes(section: _Section, text: Text) -> bool:
    """Give a paragraph to a section, or its title; a line that is neither ends it."""
    if re.search(r"[。；;！]$", wording.flat(text.text)):
        section.paragraphs.append(text)
    elif section.title is None and not section.paragraphs:
        section.title = text
    else:
        return False
    return True


def _recognised(
    sections: list[_Section], title: Text | None, headings: Headings, ledger: Ledger
) -> Recognised:
    head: dict[str, Value] = {}
    rows: list[dict[str, Value]] = []
    for section in sections:
        if section.title is not None:
            head[f"{section.role}标题"] = ledger.told(section.title)
        if section.role == _DUTIES:
            rows += _duties(section.paragraphs, headings, ledger)
        else:
            head[section.role] = tuple(ledger.told(text) for text in section.paragraphs)
    standards = (row.get("绩效标准") for row in rows)
    grades = {
        match["grade"]: Told(match["share"] + ("" if match["bound"] else match["rest"]), told.at)
        for told in standards
        if isinstance(told, Told)
        for match in _GRADE.finditer(wording.flat(told.text))
    }
    if grades:
        head["绩效标准"] = grades
    if title is not None:
        head["标题"] = ledger.told(title)
    return Recognised(DEPARTMENT, DEPARTMENT, head, tuple(rows), "正文")


def _duties(texts: list[Text], headings: Headings, ledger: Ledger) -> list[dict[str, Value]]:
    rows: list[dict[str, Value]] = []
    for text in texts:
        role = headings.opening(text.text)
        if not role:
            continue
        if not rows or role == _FIRST or role in rows[-1]:
            rows.append({})
        rows[-1][role] = ledger.told(text)
    return rows
