"""完成情况: what a card's table says was done, beside its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from tuanscore import methods
from tuanscore.commands.intake.drafting.document import Document, remark, score
from tuanscore.commands.intake.drafting.said import Said, Values, filled, joined, left
from tuanscore.commands.new.request import fit_for_file_name
from tuanscore.model.card import short_measure
from tuanscore.model.kinds.results import KIND
from tuanscore.shelf import CARDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tuanscore.methods import Levels

_DONE = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:%|[^\W\d_]{1,3})")


@dataclass(slots=True)
class Line:
    """One 条目 on its way into a file."""

    text: Said
    tree: dict[str, Any]
    row: Values
    names: list[str] = field(default_factory=list)
    """By which a report may name it: those of its 考核点, else its 编号."""


def results(
    lines: Sequence[Line], owner: str, year: Said | None, lacks: str, levels: Levels
) -> Iterator[Document]:
    """Yield the report of a card whose lines have anything filled in."""
    told: dict[str, Any] = {}
    beside: list[tuple[str, Said]] = []
    for line in lines:
        found, rest = _line(line, levels, int(year or 0))
        told |= found
        beside += rest
    if not told and not beside:
        return
    day = f"{year}-12-31"
    tree = {"类型": KIND, "单位": owner, "年度": year, "截至": day, "完成": told}
    tree = filled({**tree, "备注": remark(None, beside)})
    path = f"{CARDS}/{year}/完成情况/{fit_for_file_name(owner)}.yaml"
    kept = tuple(left(beside, "一条里有几个考核点，分不到哪一个，写在备注里"))
    yield Document(KIND, f"{owner} 截至 {day}", path, tree, kept=kept, lacks=lacks)


def _line(line: Line, levels: Levels, year: int) -> tuple[dict[str, Any], list[tuple[str, Said]]]:
    """Return what is reported of a line, and what has no place under any of its names."""
    row, id_ = line.row, line.tree["编号"]
    done, own, reviewed = row.take("完成值"), row.take("自评", "得分"), row.take("审核")
    measures = line.tree.get("考核点") or {}
    names = [n for n in line.names if not _deducts(measures.get(n))] or ([] if measures else [id_])
    asked = {name: _asked(measures.get(name)) for name in names}
    rest = [(f"{id_}自评分", own), (f"{id_}考核分", reviewed), (f"{id_}完成情况", done)]
    if len(names) != 1:
        parts = _parts(done, asked, levels, year) if done else {}
        return parts, [(k, v) for k, v in rest if v and not (parts and v is done)]
    (name,) = names
    counts = score(reviewed) or score(own)
    entry = _parts(done, asked, levels, year).get(name, {}) if done else {}
    notes = [entry.get("说明"), None if entry else done]
    notes += [Said(f"自评分 {own}", own.at)] if own and reviewed and own != reviewed else []
    if not entry and counts is None:
        return {}, [(key, said) for key, said in rest if said]
    return {name: filled({**entry, "得分": counts, "说明": joined(notes, "；")})}, []


def _deducts(measure: Any) -> bool:
    return isinstance(measure, dict) and measure.get("计分") == "扣分"


def _asked(measure: Any) -> str:
    return str(measure.get("目标", "定性") if isinstance(measure, dict) else measure or "定性")


def _parts(done: Said, asked: Mapping[str, str], levels: Levels, year: int) -> dict[str, Any]:
    """Return what was done of each of some targets; nothing where that is not sure.

    Where the whole text is no 完成值, its numbers are, each for the one target with its unit; then
    the text stays beside it.
    """
    if len(asked) == 1:
        ((name, target),) = asked.items()
        if _is_read(target, done, levels, year):
            return {name: {"自评": done}}
    numbers = [m[0].replace(" ", "") for m in _DONE.finditer(normalize("NFKC", done))]
    found: dict[str, Any] = {}
    for name, target in asked.items():
        fit = [n for n in numbers if _is_read(target, n, levels, year)]
        if len(fit) != 1 or any(entry["自评"] == fit[0] for entry in found.values()):
            return {}
        found[name] = {"自评": Said(fit[0], done.at), "说明": done}
    return found


def _is_read(target: str, done: str, levels: Levels, year: int) -> bool:
    """Say whether a text is a 完成值 of a target."""
    measure = short_measure(target)
    asked = measure.target.of_year(year or 2000) if measure.target is not None else None
    try:
        methods.judge(measure.method, methods.Case(asked, done, levels), measure)
    except methods.UnreadableError:
        return False
    return True
