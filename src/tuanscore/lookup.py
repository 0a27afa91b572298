"""From what someone types to the document meant: by any name, or an unambiguous part of one."""

from __future__ import annotations

from dataclasses import dataclass

from tuanscore.errors import NotFoundError
from tuanscore.model.kinds.department import Department
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scorecard import Overlay, Scorecard
from tuanscore.model.kinds.template import Template
from tuanscore.model.messages import suggestion
from tuanscore.repository import Loaded, Repository

NAMED = (Overlay, Scorecard, Template, Project, Department)
"""Kinds of documents that people ask for by name."""

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _Candidate:
    entry: Loaded
    names: tuple[str, ...]
    year: int


def card(repository: Repository, query: str, year: int | None = None) -> Loaded:
    """Return the card of an organisation, of the latest year unless one is given.

    Raises NotFoundError, with candidates in its hint.
    """
    candidates = [c for c in _candidates(repository) if _is_card(c)]
    return _choose(query, year, candidates, "评分表").entry


def document(
    repository: Repository, query: str, year: int | None = None, kind: str | None = None
) -> Loaded:
    """Return any document that has a printed form: by a name, 项目编码, 名称 or file.

    Raises NotFoundError, with candidates in its hint.
    """
    wanted = query.removeprefix("./")
    for entry in repository.catalog():
        if entry.document.file == wanted:
            return entry
    candidates = [c for c in _candidates(repository) if kind is None or kind in c.entry.model.kind]
    return _choose(query, year, candidates, kind or "文件").entry


def years(repository: Repository) -> list[int]:
    """Return the years that have cards, the latest first."""
    return sorted({c.year for c in _candidates(repository) if _is_card(c)}, reverse=True)


def short_names(repository: Repository, year: int | None = None) -> list[str]:
    """Return the 简称 of all organisations with cards, in the order of the files."""
    names = [c.names[0] for c in _candidates(repository) if _is_card(c) and year in (None, c.year)]
    return list(dict.fromkeys(names))


def names(repository: Repository) -> list[str]:
    """Return the first name of every document that has a printed form."""
    return list(dict.fromkeys(c.names[0] for c in _candidates(repository)))


def check_year(repository: Repository, year: int) -> None:
    """Raise NotFoundError when no card is of this year."""
    known = years(repository)
    if year not in known:
        hint = "有评分表的年度：" + "、".join(map(str, known)) if known else "还没有评分表"
        raise NotFoundError(f"没有 {year} 年的评分表", hint)


def _is_card(candidate: _Candidate) -> bool:
    return isinstance(candidate.entry.model, Overlay | Scorecard)


def _candidates(repository: Repository) -> list[_Candidate]:
    found = []
    for entry in repository.catalog():
        model = entry.model
        if isinstance(model, Overlay | Scorecard | Department):
            names: tuple[str, ...] = (model.short_name, model.org, *model.aliases)
        elif isinstance(model, Project):
            names = (model.code, model.name, model.short_name, model.unit, *model.aliases)
        elif isinstance(model, Template):
            names = (model.name,)
        else:
            continue
        found.append(_Candidate(entry, names, model.year))
    return found


def _choose(query: str, year: int | None, candidates: list[_Candidate], what: str) -> _Candidate:
    asked = query.strip().casefold()
    if not asked:
        raise NotFoundError("没有写名称", "例如 苍溪")
    of_year = [c for c in candidates if year in (None, c.year)]
    matches = [c for c in of_year if any(asked == n.casefold() for n in c.names)]
    matches = matches or [c for c in of_year if any(asked in n.casefold() for n in c.names)]
    if not matches:
        raise _nothing(query, year, candidates, what)
    latest = max(c.year for c in matches)
    matches = [c for c in matches if c.year == latest]
    if len(matches) > 1:
        raise NotFoundError(f"“{query}”不止一个", "写全一点：" + _listed(matches))
    return matches[0]


def _nothing(
    query: str, year: int | None, candidates: list[_Candidate], what: str
) -> NotFoundError:
    when = f"{year} 年" if year is not None else ""
    others = sorted(
        {c.year for c in candidates if any(query.casefold() == n.casefold() for n in c.names)}
    )
    if others:
        hint = "有的年度：" + "、".join(map(str, others))
    else:
        near = suggestion(query, [n for c in candidates for n in c.names])
        hint = f"是不是“{near}”？" if near else ""
        hint += "可以写：" + _listed(
            [c for c in candidates if year in (None, c.year)] or candidates
        )
    return NotFoundError(f"没有找到“{query}”的{when}{what}", hint)


def _listed(candidates: list[_Candidate]) -> str:
    kinds = {c.entry.model.kind for c in candidates}
    words = [
        c.names[0] if len(kinds) == 1 else f"{c.names[0]}（{c.entry.model.kind}）"
        for c in candidates
    ]
    words = list(dict.fromkeys(words))
    if not words:
        return "（什么也没有）"
    more = f" 等 {len(words)} 个" if len(words) > _SHOWN else ""
    return "、".join(words[:_SHOWN]) + more
