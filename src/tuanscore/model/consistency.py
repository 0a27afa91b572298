"""What a single card or template must hold to beyond its types: unique names, known words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tuanscore.finding import Finding, Place, Related, Route
from tuanscore.model import codes
from tuanscore.model.card import PLACEHOLDER
from tuanscore.model.messages import did_you_mean
from tuanscore.model.resolve import Resolved

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterator

    from tuanscore.model.card import CardBody
    from tuanscore.source.tree import Document

_ORG_WORDS = ("单位", "简称")


def examine(card: CardBody, document: Document) -> list[Finding]:
    """Report repeated names and unknown ``{words}`` of a card or a template."""
    return _repeated(card, document) + _unknown_words(card, document)


def _repeated(card: CardBody, document: Document) -> list[Finding]:
    if _all_different(card):
        return []
    findings: list[Finding] = []
    ids: dict[str, Route] = {}
    names: dict[str, Route] = {}
    for route, item in card.items():
        _once("编号", item.id, (*route, "编号"), ids, document, findings)
        for name in item.measures or (item.id,):
            at = (*route, "考核点", name) if item.measures else (*route, "编号")
            _once("考核点", name, at, names, document, findings)
    for name, route in names.items():
        # Deductions name an item or a measure; a name must mean one of them only.
        if name in ids and ids[name][:6] != route[:6]:
            _once("编号和考核点", name, route, {name: ids[name]}, document, findings)
    for s, section in enumerate(card.sections):
        if not section.categories and not section.rated:  # a line by itself, to earn or to lose
            _once("考核点", section.name, ("部分", s, "名称"), names, document, findings)
    rated: dict[str, Route] = {}
    for part, at in card.rated_parts():
        if part is not None:
            key = "编号" if at[-2] == "条目" else "名称"
            _once("评议的", part, (*at, key), rated, document, findings)
    return findings


def _all_different(card: CardBody) -> bool:
    """Say whether no name means two things, as in nearly every card, without building routes."""
    items = {item.id: item.measures for item in card.lines}
    names = [name for item in card.lines for name in item.measures or (item.id,)]
    names += [s.name for s in card.sections if not s.categories and not s.rated]
    known = set(names)
    if len(items) < len(card.lines) or len(known) < len(names):
        return False
    rated = [name for name, _ in card.rated_parts() if name is not None]
    if len(set(rated)) < len(rated):
        return False
    shared = known.intersection(items)
    return all(name in items[name] or not items[name] for name in shared)


def _once(
    what: str,
    name: str,
    route: Route,
    seen: dict[str, Route],
    document: Document,
    findings: list[Finding],
) -> None:
    first = seen.setdefault(name, route)
    if first is not route:
        place, other, which = document.key_place(route), document.key_place(first), "第一个"
        if isinstance(document, Resolved) and place.file != document.file:
            place, other, which = other, place, "另一个"  # the template is right by itself
        findings.append(
            Finding(
                codes.REPEATED_NAME,
                f"{what}“{name}”在这份表里不止一个",
                place,
                "换一个名称，完成情况靠它认出是哪一条",
                related=(Related(other, f"{which}“{name}”"),),
            )
        )


def _unknown_words(card: CardBody, document: Document) -> list[Finding]:
    known = card.words().keys()
    asked = map(_asked, (card.title, *card.texts))
    if all(names is not None and names <= known for names in asked):
        return []
    words = dict.fromkeys(sorted({*known, *_ORG_WORDS}))
    findings: list[Finding] = []
    for route, text in _texts(card):
        if isinstance(document, Resolved) and document.place(route).file != document.file:
            findings += _left_open(card, text, route, words, document)
        else:
            findings += _of_text(text, route, words, document, len(findings))
    return findings


def _left_open(
    card: CardBody, text: str, route: Route, words: Collection[str], document: Resolved
) -> Iterator[Finding]:
    """Report where an overlay takes away numbers that a text of its template needs."""
    without_number = {n: (*r, "考核点", n) for r, item in card.items() for n in item.measures}
    causes: dict[tuple[Place, str, str], list[re.Match[str]]] = {}
    for match in PLACEHOLDER.finditer(text):
        name = match[1].strip()
        if name in words:
            continue
        if name in without_number:
            place = document.key_place(without_number[name])
            cause = (place, "改成这样", "写有数字的目标，如 ≥3次")
        elif len(at := document.dropped(name)) == 2:
            cause = (document.overlay.key_place(at), "删除这一条", "留下这一条")
        else:
            cause = (document.overlay.key_place(at), "换了考核点", "考核点沿用模板里的名称")
        causes.setdefault(cause, []).append(match)
    for (place, change, keep), matches in causes.items():
        names = "、".join(f"“{match[0]}”" for match in matches)
        yield Finding(
            codes.UNKNOWN_WORD,
            f"模板的{route[-1]}要用{names}的数字，{change}就没有了",
            place,
            "；或者".join((*_other_text(route, document), keep)),
            related=(Related(_inside(document, route, matches[0].start()), "模板里的文字"),),
        )


def _other_text(route: Route, document: Document) -> tuple[str, ...]:
    """Say how an overlay may write another text than its template, where it may."""
    if route == ("标题",):
        return ("另写 标题",)
    item = document.get((*route[:-1], "编号"))
    return () if item is None else (f"在 条目调整 里给“{item}”另写 内容",)


@lru_cache(maxsize=65536)
def _asked(text: str) -> frozenset[str] | None:
    """Return the names in braces but for those of any card; None where braces lack their pair."""
    names = PLACEHOLDER.findall(text)
    paired = text.count("{") == len(names) == text.count("}")
    return frozenset(map(str.strip, names)).difference(_ORG_WORDS) if paired else None


def _texts(card: CardBody) -> Iterator[tuple[Route, str]]:
    yield ("标题",), card.title
    for route, item in card.items():
        yield (*route, "内容"), item.text
    for index, section in enumerate(card.sections):
        yield ("部分", index, "内容"), section.text or ""


def _of_text(
    text: str, route: Route, words: Collection[str], document: Document, before: int
) -> Iterator[Finding]:
    unknown = (m for m in PLACEHOLDER.finditer(text) if m[1].strip() not in words)
    for count, match in enumerate(unknown, before):
        name = match[1].strip()
        hint = did_you_mean(name, words, count) or "写考核点的名称，或在 变量 里加上它"
        message = f"“{{{name}}}”既不是有数字的考核点，也不是变量"
        yield Finding(codes.UNKNOWN_WORD, message, _inside(document, route, match.start()), hint)
    if _asked(text) is None:
        place = document.place(route)
        yield Finding(codes.UNKNOWN_WORD, "花括号没有成对", place, "写成 {考核点名称}")


def _inside(document: Document, route: Route, offset: int) -> Place:
    """Return the place of a character of a text that is written in one line."""
    place = document.place(route)
    quoted = 1 if document.style(route) in ("'", '"') else 0
    return Place(place.file, place.line, place.column + offset + quoted)
