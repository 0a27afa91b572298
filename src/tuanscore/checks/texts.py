"""The printed texts of a document, for every check of wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.model.card import CardBody
from tuanscore.model.kinds.department import Department

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuanscore.finding import Route

SPEAKING = (CardBody, Department)
"""The kinds of documents that have sentences."""

_DUTY = {
    "职责描述": "description",
    "职责目标": "duty_goal",
    "绩效目标": "goal",
    "绩效指标": "indicator",
}


def texts(model: CardBody | Department) -> Sequence[str]:
    """Return every text; fast, to ask first whether any needs a closer look."""
    return model.texts if isinstance(model, CardBody) else [text for _, text in routed(model)]


def routed(model: CardBody | Department) -> Iterator[tuple[Route, str]]:
    """Yield every text with its route, in printed order."""
    if isinstance(model, Department):
        yield from _department(model)
        return
    for s, section in enumerate(model.sections):
        if section.text is not None:
            yield ("部分", s, "内容"), section.text
        for c, category in enumerate(section.categories):
            for i, item in enumerate(category.items):
                yield ("部分", s, "类别", c, "条目", i, "内容"), item.text


def passages(model: Department) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the paragraphs of each passage, by its key."""
    plan, safeguards = model.plan.paragraphs, model.safeguards.paragraphs
    return ("年度发展规划目标", plan), ("工作保障措施", safeguards)


def _department(model: Department) -> Iterator[tuple[Route, str]]:
    for key, paragraphs in passages(model):
        for index, paragraph in enumerate(paragraphs):
            yield (key, "内容", index), paragraph
    for index, duty in enumerate(model.duties.duties):
        route = ("职责分类绩效目标", "职责", index)
        for key, attribute in _DUTY.items():
            yield (*route, key), getattr(duty, attribute)
        yield (*route, "绩效标准", "内容"), duty.standard.text
