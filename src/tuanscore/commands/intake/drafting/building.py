"""What goes into a file: a document that was read, in the names of what is known already.

A card on a template becomes an overlay, which `factor` makes: only what is different is said. Where
no overlay can say it, a new card is written whole, and one that is an overlay is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tuanscore.commands.factor import frames, shape
from tuanscore.commands.factor.base import Base as Common
from tuanscore.commands.factor.base import Refusal
from tuanscore.commands.factor.overlay import overlay
from tuanscore.commands.intake.drafting import matching
from tuanscore.commands.intake.drafting.said import plain
from tuanscore.model.kinds.scorecard import KIND
from tuanscore.model.kinds.template import KIND as TEMPLATE
from tuanscore.shelf import Card
from tuanscore.source.compose import compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.commands.factor.shape import Shape
    from tuanscore.commands.intake.drafting.ahead import Ahead
    from tuanscore.commands.intake.drafting.document import Document
    from tuanscore.shelf import Base, Loaded

_ROWS = ("绩效指标", "考核点")
"""Keys under which a paper says everything there is."""
_CHANGES = ("标题", "变量", "指标值", "条目调整")
_BELONGS = ("等次标准", "计分方案", "加分", "一票否决", "总分")
_OF_SECTION = ("计分", "引用", "内容")


@dataclass(frozen=True, slots=True)
class Built:
    """The tree of a file, and the keys under which it says all that there is."""

    tree: dict[str, Any]
    whole: tuple[str, ...] = _ROWS
    aside: str = ""
    """Why a card is whole that was to be an overlay."""


def build(document: Document, base: Base | None, known: Loaded | None, ahead: Ahead) -> Built:
    """Return what a file is to say; raises `CannotError` where it cannot say it.

    A template has the names of the one of its own name that comes with the program.
    ``known`` is what is there already.
    """
    shelf = ahead.shelf
    if document.kind == TEMPLATE:
        theirs = shelf.expanded(known)[0] if known is not None else None
        like = theirs or ahead.repository.template(document.label)
        tree = plain(document.tree)
        if like is not None:
            matching.adopt(_lines(tree), shape.read(like.document))
        return Built(tree)
    if document.kind != KIND:
        return Built(plain(document.tree))
    card: Card | None = None
    if known is not None:
        found, _ = shelf.expanded(known)
        if not isinstance(found, Card):
            raise CannotError("那里的评分表展开有错误，先改好")
        card = found
        base = shelf.template(card.template) if card.template is not None else None
    if base is None:
        tree = plain(document.tree)
        if card is not None:
            matching.adopt(_lines(tree), shape.read(card.document))
        return Built(tree)
    try:
        return Built(_overlay(document, base, card, ahead), (*_CHANGES, *_ROWS))
    except CannotError as error:
        if known is not None:
            raise
        tree = plain(document.tree)
        matching.adopt(_lines(tree), shape.read(base.document))
        return Built(tree, aside=f"写成整张表：{error.reason}")


class CannotError(Exception):
    """A file cannot say what was read; ``reason`` says why, in Chinese."""

    def __init__(self, reason: str) -> None:
        """Take the reason."""
        super().__init__(reason)
        self.reason = reason


def _lines(tree: dict[str, Any]) -> Iterator[matching.Line]:
    for section in tree.get("部分", ()):
        for category in section.get("类别", ()):
            for item in category["条目"]:
                yield matching.Line(matching.printed(item), item)


def _overlay(document: Document, base: Base, card: Card | None, ahead: Ahead) -> dict[str, Any]:
    """Return a card as what it has different from a template."""
    template = shape.read(base.document)
    known = template if card is None else shape.read(card.document)
    tree = plain(document.tree)
    variables = matching.adopt(_lines(tree), known)
    tree["变量"] = {**template.variables, **known.variables, **variables}
    tree |= {key: template.frame[key] for key in _BELONGS if key in template.frame}
    sections = {section["名称"]: section for section in template.frame["部分"]}
    for section in tree["部分"]:
        theirs = sections.get(section["名称"], {})
        section |= {key: theirs[key] for key in _OF_SECTION if key in theirs and key not in section}
    mine = _read(document.path, tree, ahead)
    own = {**known.own, **mine.own} if card is not None else mine.own
    mine = replace(mine, own=own, title=tree.get("标题", known.title))
    told = frames.against(_in_order(mine), _in_order(template))
    if told is not None:
        raise CannotError(f"和模板“{base.model.name}”的框架不同，{told[0]}")
    _refuse_elsewhere(mine, template)
    made = overlay(mine, _common(template))
    if isinstance(made, Refusal):
        raise CannotError(made.reason)
    return made.tree(mine.year, base.model.name)


def _read(path: str, tree: dict[str, Any], ahead: Ahead) -> Shape:
    """Return a whole card as the shelf reads it, with what it refers to."""
    future = ahead.plus(path, compose(tree).encode())
    entry = future.sound(path)
    found, findings = future.expanded(entry) if entry is not None else (None, [])
    if found is None:
        told = findings or future.read(path)[1]
        raise CannotError(told[0].message if told else "读不回来")
    return shape.read(found.document)


def _in_order(card: Shape) -> Shape:
    """Return a card whose frame has its keys in one order."""
    return replace(card, frame=_sorted(card.frame))


def _sorted(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(part) for part in value] if isinstance(value, list) else value


def _refuse_elsewhere(card: Shape, template: Shape) -> None:
    """Raise CannotError where lines are not in the template, or in another order."""
    for name in card.items:
        if name not in template.items:
            raise CannotError(f"模板里没有这一条：{card.items[name].text[:20]}")
    for spot, names in card.spots.items():
        if [name for name in template.spots.get(spot, ()) if name in card.items] != names:
            raise CannotError("条目的位置或先后和模板不同")


def _common(template: Shape) -> Common:
    return Common(
        year=template.year,
        frame=template.frame,
        title=template.title,
        variables=template.variables,
        spots=template.spots,
        items=template.items,
    )
