"""The base: every item that any of the cards has, saying what most of them say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuanscore.commands.factor import choice, order
from tuanscore.commands.factor.shape import USUAL_TITLE, Item, Shape, Spot
from tuanscore.finding import Place
from tuanscore.model.card import PLACEHOLDER
from tuanscore.model.kinds.template import KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Lines = dict[Spot, list[Item]]
"""The items of the 部分 that another template holds (引用), by where they stand."""

_LAST = ("加分", "一票否决")
_ALWAYS = {"年度", "单位", "简称"}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a card is left whole, and where the reason stands."""

    file: str
    reason: str
    place: Place


@dataclass(frozen=True, slots=True)
class Base:
    """What the cards have in common."""

    year: str
    frame: dict[str, Any]
    title: str
    variables: dict[str, str]
    spots: dict[Spot, list[str]]
    items: dict[str, Item]

    def tree(self, name: str) -> dict[str, Any]:
        """Return it as a template is written."""
        top = dict(self.frame)
        sections = [self._section(s, section) for s, section in enumerate(top.pop("部分"))]
        ends: dict[str, Any] = {key: top.pop(key) for key in _LAST if key in top}
        told = {"类型": KIND, "名称": name, "年度": self.year, "标题": self.title, **top}
        variables = {"变量": self.variables} if self.variables else {}
        return {**told, **variables, "部分": sections, **ends}

    def _section(self, s: int, section: dict[str, Any]) -> dict[str, Any]:
        bare = {key: value for key, value in section.items() if key != "类别"}
        if "引用" in section or "类别" not in section:
            return bare
        categories = [
            {**category, "条目": [self.items[id_].tree() for id_ in self.spots[s, c]]}
            for c, category in enumerate(section["类别"])
        ]
        return {**bare, "类别": categories}


def build(family: Sequence[Shape], lines: Lines) -> tuple[Base, list[Refusal]]:
    """Return the base of cards with the same frame, and the cards that do not go with it."""
    spots, refused = _spots(family, lines)
    names = [name for name in family[0].variables if all(name in c.variables for c in family)]
    base = Base(
        year=family[0].year,
        frame=family[0].frame,
        title=_title(family, names),
        variables={name: _usual(card.variables[name] for card in family) for name in names},
        spots=spots,
        items={} if refused else _items(family, spots, lines),
    )
    return base, refused or list(_speaking_of_what_is_not_there(base, family))


def _title(family: Sequence[Shape], variables: Sequence[str]) -> str:
    """Return the usual title of those that fit every card, else the one that all have unsaid.

    A title that names one of the organisations, or speaks of what others do not have, fits none.
    """
    names = {str(card.own[key]) for card in family for key in ("单位", "简称")}
    fit = [
        card.title
        for card in family
        if _words(card.title) <= {*_ALWAYS, *variables}
        and not any(name in PLACEHOLDER.sub("", card.title) for name in names)
    ]
    return _usual(fit) if fit else USUAL_TITLE


def _usual(values: Iterable[str]) -> str:
    """Return the most frequent value, the first of equals."""
    return Counter(values).most_common(1)[0][0]


def _spots(family: Sequence[Shape], lines: Lines) -> tuple[dict[Spot, list[str]], list[Refusal]]:
    """Return the items of each 类别 in order, and the cards that have them elsewhere or mixed."""
    homes: dict[str, Counter[Spot]] = {}
    for card in family:
        for spot, ids in card.spots.items():
            for name in ids:
                homes.setdefault(name, Counter())[spot] += 1
    home = {name: found.most_common(1)[0][0] for name, found in homes.items()}
    home |= {item.id: spot for spot, items in lines.items() for item in items}
    refused = [told for card in family for told in _elsewhere(card, home)]
    spots: dict[Spot, list[str]] = {}
    for spot in family[0].spots:
        fixed = [item.id for item in lines.get(spot, ())]
        known = [fixed] * (len(family) + 1) if fixed else []  # its order holds whatever cards say
        spots[spot], odd = order.merge([*known, *(card.spots[spot] for card in family)])
        refused += [_mixed(family[index - len(known)], spot) for index in odd]
        refused += [
            Refusal(card.file, f"引用的模板里没有条目“{name}”", card.place(name))
            for card in family
            for name in card.spots[spot]
            if fixed and name not in fixed
        ]
    return spots, refused


def _elsewhere(card: Shape, home: dict[str, Spot]) -> Iterator[Refusal]:
    for spot, ids in card.spots.items():
        for name in ids:
            if home[name] != spot:
                reason = f"条目“{name}”不在别的表所在的类别里"
                yield Refusal(card.file, reason, card.place(name))


def _mixed(card: Shape, spot: Spot) -> Refusal:
    s, c = spot
    place = card.document.place(("部分", s, "类别", c, "条目"))
    return Refusal(card.file, "条目的先后和别的表不一样", place)


def _items(family: Sequence[Shape], spots: dict[Spot, list[str]], lines: Lines) -> dict[str, Item]:
    """Choose every item; a name is that of one measure only, and of no other item."""
    chosen = {item.id: item for items in lines.values() for item in items}
    names = {name for item in chosen.values() for name in item.measures}
    ids = {name for found in spots.values() for name in found}
    for name in (name for found in spots.values() for name in found if name not in chosen):
        known = choice.versions(card.items[name] for card in family if name in card.items)
        chosen[name] = choice.choose(known, names | (ids - {name}))
        names.update(chosen[name].measures)
    return chosen


def _speaking_of_what_is_not_there(base: Base, family: Sequence[Shape]) -> Iterator[Refusal]:
    """Yield the cards because of which the base would say a ``{word}`` that means nothing in it.

    Either those that lack a variable which as many others have, or those that speak of it.
    """
    words = {*_ALWAYS, *base.variables, *_numbers(base.items.values())}
    for name, item in base.items.items():
        for word in _words(item.text) - words:
            lacking = [card for card in family if word not in card.variables]
            if len(lacking) * 2 <= len(family):
                for card in lacking:
                    yield Refusal(card.file, f"没有变量“{word}”，别的表有", _top(card))
                return
            saying = [c for c in family if name in c.items and c.items[name].text == item.text]
            for card in saying if len(saying) < len(family) else saying[-1:]:
                reason = f"条目“{name}”里的“{{{word}}}”别的表没有"
                yield Refusal(card.file, reason, card.place(name))
            return


def _numbers(items: Iterable[Item]) -> set[str]:
    return {n for item in items for n, v in item.measures.items() if choice.has_number(v)}


def _words(text: str) -> set[str]:
    return {word.strip() for word in PLACEHOLDER.findall(text)}


def _top(card: Shape) -> Place:
    return card.document.place(("变量",))
