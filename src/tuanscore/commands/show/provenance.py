"""A resolved card, line by line: each target, its points, and the file and line it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tuanscore import methods
from tuanscore.finding import Place, Route
from tuanscore.methods import deduction
from tuanscore.model.base import Organisation
from tuanscore.model.card import Category, Item, Section, fill
from tuanscore.scoring import walk
from tuanscore.shelf import Card, Loaded
from tuanscore.source.tree import Document, leaves


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a resolved card and where it comes from."""

    section: str
    category: str
    printed: str
    """The item's printed number, such as ``3.``; a single item has none."""
    item: str
    text: str
    """The item's text as it is printed."""
    measure: str
    target: str
    method: str
    points: Decimal | None
    """Points as shared out; None for a line that can only lose points."""
    at_most: Decimal | None
    """The most that a line can lose, where it can only lose."""
    place: Place
    own: bool
    """Whether it stands in the organisation's own file and not in a template."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolved card, or a document of another kind key by key."""

    org: str
    short_name: str
    year: int
    title: str
    template: str | None
    total: Decimal | None
    """None of a document that has no points."""
    place: Place
    lines: tuple[Line, ...]


def trace(card: Card) -> Resolution:
    """Return every line of a resolved card with its place."""
    model, words = card.model, card.model.words()
    return Resolution(
        org=model.org,
        short_name=model.short_name,
        year=model.year,
        title=fill(model.title, words),
        template=card.template,
        total=model.total,
        place=card.document.place(()),
        lines=tuple(_Tracer(card).lines()),
    )


def lay_open(entry: Loaded) -> Resolution:
    """Return every value of a document with its key and its place."""
    model, document = entry.model, entry.document
    name = model.names[0]
    owner = model.owner or Organisation(name)
    return Resolution(
        org=owner.org or owner.budget_unit or owner.short_name,
        short_name=owner.short_name,
        year=model.year,
        title=f"{model.kind} {name}",
        template=None,
        total=None,
        place=document.place(()),
        lines=tuple(_value(document, route, text) for route, text in leaves(document)),
    )


def _value(document: Document, route: Route, text: str) -> Line:
    key, *below = (str(step + 1) if isinstance(step, int) else step for step in route)
    measure, place = "·".join(below), document.place(route)
    return Line(key, "", "", "", "", measure, text, "", None, None, place, own=True)


class _Tracer:
    def __init__(self, card: Card) -> None:
        self._card = card
        self._words = card.model.words()
        unscored = walk.score(card.model, card.document, (), walk.Rules({}, "", {"": Decimal(0)}))
        self._points = {node.route: node.points for node in unscored.card.nodes()}

    def lines(self) -> Iterator[Line]:
        for s, section in enumerate(self._card.model.sections):
            if not section.categories:
                method = section.method or methods.default_for(None)
                yield self._line(("部分", s), section, method=method, text=section.text or "")
            for c, category in enumerate(section.categories):
                for i, item in enumerate(category.items):
                    route: Route = ("部分", s, "类别", c, "条目", i)
                    printed = f"{i + 1}." if len(category.items) > 1 else ""
                    yield from self._item(section, category, printed, item, route)

    def _item(
        self, section: Section, category: Category, printed: str, item: Item, route: Route
    ) -> Iterator[Line]:
        where = {"category": category.name or "", "printed": printed, "item": item.id}
        if section.deducts:
            yield self._line(
                route, section, method=deduction.NAME, text=item.text, at_most=item.points, **where
            )
        elif not item.measures:
            method = methods.default_for(None)
            yield self._line((*route, "编号"), section, method=method, text=item.text, **where)
        for name, measure in item.measures.items() if not section.deducts else ():
            at_most = measure.at_most if isinstance(measure, deduction.Parameters) else None
            yield self._line(
                (*route, "考核点", name),
                section,
                method=measure.method,
                text=item.text,
                measure=name,
                target=methods.describe(measure.target, measure.method, measure),
                at_most=at_most,
                **where,
            )

    def _line(self, route: Route, section: Section, text: str, **details: Any) -> Line:
        place = self._card.document.place(route)
        given = {"category": "", "printed": "", "item": "", "measure": "", "target": ""}
        return Line(
            section=section.name,
            text=fill(text, self._words),
            points=self._points.get(route),
            place=place,
            own=place.file == self._card.document.file,
            **{**given, "at_most": None, **details},
        )
