"""A file on its way out of a paper: whose it is, where it goes, and what it says.

Its tree is one of texts that know their cells (`said`), laid out as files are written. What no key
takes stays in the file as 备注, and is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from tuanscore.commands.intake.drafting.said import Said, filled, joined, kept, left
from tuanscore.commands.new import known
from tuanscore.commands.new.request import fit_for_file_name
from tuanscore.grammar import amounts
from tuanscore.model.base import Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tuanscore.commands.intake.drafting.said import Values
    from tuanscore.commands.intake.meaning.recognised import Left, Recognised
    from tuanscore.shelf import Repository

_LONGEST = 50
"""Characters of a name that become that of a file."""
_YEAR = re.compile("(?:19|20|21)[0-9]{2}")
_LEAGUE = re.compile(r"^[0-9A-Za-z\s]*(?:中国共产主义青年团|共青团)")
_OFFICE = re.compile("(?:(?:工作)?委员会|工委|团委|委)?(?:本级|机关)?$")
_AREA = re.compile("(?<=..)[县区市镇乡]$")
_POINTS = re.compile(r"(?:满分|计)?([0-9]+(?:\.[0-9]{1,2})?)0*分?")
_FILLED = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)分?")


@dataclass(frozen=True, slots=True)
class Document:
    """One file to be."""

    kind: str
    label: str
    path: str
    tree: dict[str, Any]
    proposed: tuple[str, ...] = ()
    """Names that the paper does not print."""
    kept: tuple[Left, ...] = ()
    lacks: str = ""
    """What it cannot be written without, and nobody said."""


@dataclass(frozen=True, slots=True)
class Context:
    """All that a kind may ask besides its own tables."""

    repository: Repository
    tables: Sequence[Recognised]
    year: int | None = None
    org: str | None = None
    template: str | None = None

    def year_of(self, head: Values, title: str) -> Said | None:
        """Return the 年度: as printed, in the title, else as asked for."""
        said = head.take("年度")
        for text, at in ((said, said.at if said else ""), (title, "")):
            if text and (found := _YEAR.search(normalize("NFKC", text))):
                return Said(found[0], at)
        return Said(str(self.year)) if self.year is not None else None

    def owner(self, unit: Said | None) -> Organisation | None:
        """Return whose a paper is: by the name that the repository knows, else by a short one."""
        if unit is None:
            return None if self.org is None else known.organisation(self.repository, self.org)
        if not short_name(unit):
            return None
        told = known.organisation(self.repository, named(unit))
        if self.org is not None:
            return Organisation(self.org, str(unit), told.aliases)
        is_new = told.org is None and told.budget_unit is None
        return Organisation(short_name(unit) if is_new else told.short_name, str(unit))


def short_name(unit: str) -> str:
    """Return what people call an organisation of the League: 苍溪 for 共青团苍溪县委."""
    bare = normalize("NFKC", unit).strip()
    short = _LEAGUE.sub("", bare)
    if short != bare:
        short = _AREA.sub("", _OFFICE.sub("", short))
        short = re.sub(r"^\w{2,}?[市省州盟](?=\w{2})", "", short)
    return named(short or bare)


def named(text: str) -> str:
    """Return a text as the name of a file or a folder can have it."""
    return fit_for_file_name(text).strip(".-")[:_LONGEST]


def points(text: Said | None) -> Said | None:
    """Return points as a file has them, ``15分`` as 15; None where it is no such number."""
    return _number(text, _POINTS)


def score(text: Said | None) -> Said | None:
    """Return points as somebody filled them in, below 0 too; None where it is no such number."""
    return _number(text, _FILLED)


def money(text: Said | None) -> Said | None:
    """Return an amount as written; None where it cannot be read as one."""
    return text if text is not None and amounts.read(text) is not None else None


def _number(text: Said | None, pattern: re.Pattern[str]) -> Said | None:
    if text is None:
        return None
    match = pattern.fullmatch("".join(normalize("NFKC", text).split()))
    return Said(match[1], text.at) if match is not None else None


def lacking(**needed: object) -> str:
    """Return what somebody must say of ``year`` and ``org`` where there is none; empty for none."""
    told = {"year": "没有印年度：用 --year 写明", "org": "没有印单位：用 --org 写明"}
    return "；".join(told[name] for name, value in needed.items() if value is None)


def remark(own: Said | None, *others: Iterable[tuple[str, Said]]) -> Said | None:
    """Return the 备注 of a part of a file: its own, and what no other key takes."""
    return joined([own, *(kept(values) for values in others)], "；")


_FUNDS = ("年初预算数", "全年预算数", "全年执行数")
_WITHIN = re.compile(r"^其中[:：]?")


def money_unit(head: Values) -> Said | None:
    """Return the 金额单位 of a paper; None for 元, which is what a bare number is in."""
    unit = head.take("计量单位", "金额单位")
    if unit is not None and unit not in amounts.UNITS:
        head.add("金额单位", unit)
        return None
    return None if unit == "元" else unit


def execution(head: Values) -> tuple[dict[str, Any], list[Left]]:
    """Return 执行 as it was filled in, and what of it is no amount or no 得分."""
    told: dict[str, Any] = {}
    unread: list[tuple[str, Said]] = []
    for key in _FUNDS:
        said = head.take(key)
        told[key] = money(said)
        if said is not None and told[key] is None:
            unread.append((key, said))
    given = head.take("执行得分")
    told |= {"执行率": head.take("执行率"), "得分": score(given)}
    if given is not None and told["得分"] is None:
        unread.append(("得分", given))
    told["资金来源"] = _sources(head.named("资金来源"), unread)
    told["说明"] = joined([head.take("执行说明"), kept(unread)], "；")
    return filled(told), list(left(unread, "读不成数，写在 执行 的 说明 里"))


def _sources(named: dict[str, Said], unread: list[tuple[str, Said]]) -> dict[str, Any]:
    """Return funds by source, and note amounts that cannot be read; ``来源/全年执行数`` by name.

    其中 before the first source says that all are parts of the whole; behind another source it
    begins the parts of that one.
    """
    found: dict[str, Any] = {}
    own = found
    for name, said in named.items():
        label, _, column = name.partition("/")
        if (column or _FUNDS[1]) in _FUNDS and money(said) is None:
            unread.append((name, said))
            continue
        source = _WITHIN.sub("", label)
        within = source != label and bool(found)
        if within and source not in found and source not in own:
            own = next(reversed(found.values())).setdefault("其中", {})
        elif source not in own:
            own = found
        own.setdefault(source, {})[column or "全年预算数"] = said
    return found
