"""From what someone types to the document meant: by any name, or an unambiguous part of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuanscore.errors import NotFoundError, UnclearError
from tuanscore.model.kinds import models
from tuanscore.model.kinds.project import KIND as PROJECT
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scorecard import KIND as CARD
from tuanscore.model.kinds.scorecard import AnyCard
from tuanscore.model.kinds.template import KIND as TEMPLATE
from tuanscore.model.messages import is_it, suggestion
from tuanscore.shelf import Loaded, LoadedAs, Repository, is_of, of
from tuanscore.source.tree import fold_name
from tuanscore.visible import word

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from tuanscore.model.base import Kind

SCORED_KINDS = tuple(kind for kind, model in models().items() if model.ledger)
"""The 类型 of documents that something is scored by."""
BUDGET_KINDS = tuple(k for k, model in models().items() if model.ledger == "budgets")
"""Those of them that are about budgets."""
KINDS = tuple(sorted((k for k, m in models().items() if m.asked), key=lambda k: models()[k].asked))
"""The 类型 of documents that people ask for by name."""
BY_KEY = tuple(kind for kind, model in models().items() if model.by_key)
"""Those that are shown and compared key by key."""

_CARDS = (CARD,)
_SCORED = tuple(kind for kind, model in models().items() if model.scored)
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _Candidate:
    entry: Loaded
    names: tuple[str, ...]
    year: int

    @property
    def label(self) -> tuple[str, str]:
        """Return what it is listed as: its kind and its first name."""
        return self.entry.model.kind, self.names[0]

    @property
    def thing(self) -> tuple[str, ...]:
        """Return what it has in common with the document of the same thing in another year."""
        return self.entry.model.thing


def card(
    repository: Repository, query: str, year: int | None = None, *, whole: bool = False
) -> LoadedAs[AnyCard]:
    """Return the card of an organisation, of the latest year unless one is given.

    ``whole``: a part of a name is no name. Raises NotFoundError, with candidates in its hint.
    """
    entry = _choose(repository, query, year, _CARDS, "评分表", whole=whole).entry
    assert is_of(entry, AnyCard)
    return entry


def laid_open(repository: Repository, query: str, year: int | None) -> Loaded | None:
    """Return a document that is gone through key by key; None where a card has the name."""
    if not BY_KEY:
        return None
    kinds = (*_CARDS, *BY_KEY)
    met = _matches(query, _asked(repository, query, lambda c: c.entry.model.kind in kinds))
    if not met or any(map(_is_card, met)):
        return None
    return _choose(repository, query, year, BY_KEY, "文件").entry


def card_years(repository: Repository, query: str) -> list[int]:
    """Return the years in which an organisation has a card under this name.

    Raises NotFoundError, with candidates in its hint.
    """
    _choose(repository, query, None, _CARDS, "评分表")
    return years_of(repository, query, CARD)


def years_of(repository: Repository, query: str, kind: str) -> list[int]:
    """Return the years of the documents of a kind that go by this name."""
    known = _asked(repository, query, lambda c: c.entry.model.kind == kind)
    return sorted({c.year for c in _matches(query, known)})


def document(
    repository: Repository, query: str, year: int | None = None, kind: str | None = None
) -> Loaded:
    """Return any document that has a printed form: by a name, 项目编码, 名称 or file.

    Raises NotFoundError, with candidates in its hint.
    """
    if kind is not None:
        _check_kind(kind)
    file = repository.listed(query.removeprefix("./"))
    entry = repository.sound(file) if file is not None else None
    if file is not None and entry is not None:
        _check_asked(file, entry.model, year, kind)
        return entry
    wanted = [known for known in KINDS if kind is None or kind in known]
    return _choose(repository, query, year, wanted, kind or "文件").entry


def _check_asked(file: str, model: Kind, year: int | None, kind: str | None) -> None:
    """Raise NotFoundError where a file is of another kind or another year than is asked for."""
    if kind is not None and kind not in model.kind:
        raise NotFoundError(f"{file} 是{model.kind}，不是{kind}", "换一个文件，或不写类型")
    own = getattr(model, "year", None)
    if year is not None and year != own:
        when = f"是 {own} 年的" if own is not None else "不分年度"
        raise NotFoundError(f"{file} {when}，不是 {year} 年的", "换一个文件，或不写年度")


def _check_kind(word: str) -> None:
    """Raise NotFoundError for a word that is no part of a kind that people ask for by name."""
    if any(word in kind for kind in KINDS):
        return
    size = len(word)
    parts = [kind[i : i + size] for kind in KINDS for i in range(max(1, len(kind) - size + 1))]
    near = suggestion(word, parts)
    hint = is_it(word, near) + "可以写：" + "、".join(KINDS)
    raise NotFoundError(f"没有“{word}”这种文件", hint)


def project(repository: Repository, query: str, year: int) -> LoadedAs[Project]:
    """Return a 预算项目绩效目标表 by its 项目编码, its name or its organisation.

    Raises NotFoundError, with candidates in its hint.
    """
    entry = _choose(repository, query, year, (PROJECT,), "项目").entry
    assert is_of(entry, Project)
    return entry


def office(repository: Repository, query: str, year: int) -> str | None:
    """Return the 简称 of an organisation that has only 部门整体绩效目标 or projects that year.

    None for one that has a card. Raises NotFoundError when nothing of the year has the name.
    """
    cards, offices = _cards_and_offices(_asked(repository, query, lambda c: c.year == year))
    met = _matches(query, [*cards, *offices])
    if not met:
        of_year = (c for c in _candidates(repository) if c.year == year)
        cards, offices = _cards_and_offices(of_year)
        met = _matches(query, [*cards, *offices])
    if not offices or (met and all(map(_is_card, met))):
        return None
    found = list(dict.fromkeys(c.names[0] for c in met))
    if len(found) == 1:
        if any(map(_is_card, met)):
            return None
        _note_part(repository, query, met[0])
        return found[0]
    if found:
        raise NotFoundError(f"“{query}”不止一个", "写全一点：" + "、".join(found))
    if cards:
        return None
    known = list(dict.fromkeys(c.names[0] for c in offices))
    near = suggestion(query, [name for c in offices for name in c.names])
    hint = is_it(query, near) + "可以写：" + "、".join(known)
    raise NotFoundError(f"没有找到“{query}” {year} 年的部门整体绩效目标或项目", hint)


def _cards_and_offices(
    candidates: Iterable[_Candidate],
) -> tuple[list[_Candidate], list[_Candidate]]:
    known = list(candidates)
    offices = [office for c in known if (office := _office(c)) is not None]
    return [c for c in known if _is_card(c)], offices


def _office(candidate: _Candidate) -> _Candidate | None:
    """Return a department or a project by the names of its organisation only."""
    model = candidate.entry.model
    if model.ledger != "budgets" or model.owner is None:
        return None
    return _Candidate(candidate.entry, model.owner.names, candidate.year)


def years(repository: Repository) -> list[int]:
    """Return the years that have something to score, the latest first."""
    known = repository.index.years(_SCORED)
    return sorted((year for year in known if _has(repository, year)), reverse=True)


def short_names(repository: Repository, year: int | None = None) -> list[str]:
    """Return the 简称 of all organisations with cards, in the order of the files."""
    return list(dict.fromkeys(card.model.short_name for card in repository.cards(year)))


def scored_names(repository: Repository, year: int | None = None) -> list[str]:
    """Return the 简称 of all organisations with something to score, in the order of the files."""
    known = [c.entry.model for c in _candidates(repository) if year in (None, c.year)]
    owners = (model.owner for model in known if model.scored)
    return list(dict.fromkeys(owner.short_name for owner in owners if owner is not None))


def project_names(repository: Repository, year: int | None = None) -> list[str]:
    """Return the 项目编码 and the 项目名称 of every project."""
    known = of(Project, [c.entry for c in _candidates(repository) if year in (None, c.year)])
    codes = [e.model.code for e in known if e.model.code is not None]
    return list(dict.fromkeys([*codes, *(e.model.name for e in known)]))


def names(repository: Repository, year: int | None = None) -> list[str]:
    """Return the first name of every document that has a printed form."""
    found = [c.names[0] for c in _candidates(repository) if year in (None, c.year)]
    return list(dict.fromkeys(found))


def check_year(repository: Repository, year: int) -> None:
    """Raise NotFoundError when nothing of this year can be scored."""
    if not _has(repository, year):
        known = years(repository)
        broken = repository.doubt.within(year, *SCORED_KINDS)
        if broken:
            raise _has_errors(str(year), broken)
        hint = "有的年度：" + "、".join(map(str, known)) if known else "还没有评分表"
        raise NotFoundError(f"没有 {year} 年的评分表", hint)


def _is_card(candidate: _Candidate) -> bool:
    return candidate.entry.model.kind == CARD


def _has(repository: Repository, year: int) -> bool:
    """Say whether there is something of a year to score."""
    return any(True for _ in repository.each(*_SCORED, year=year))


def _asked(
    repository: Repository, query: str, fits: Callable[[_Candidate], bool]
) -> list[_Candidate]:
    """Return at least all that a query can match: what has that name, or else a part of one."""
    called = _candidates(repository, repository.called(query.strip()))
    exact = [c for c in called if fits(c) and _is_called(c, query)]
    return exact or [*filter(fits, _candidates(repository, repository.holding(query.strip())))]


def _candidates(
    repository: Repository, entries: Sequence[Loaded] | None = None
) -> list[_Candidate]:
    """Return what people may ask for, among some documents and the templates that come with us."""
    entries = repository.catalog() if entries is None else entries
    own = [entry for entry in entries if entry.model.kind != TEMPLATE]
    asked = [e for e in [*own, *repository.templates(entries)] if e.model.asked]
    return [_Candidate(entry, entry.model.names, entry.model.year) for entry in asked]


def _choose(
    repository: Repository,
    query: str,
    year: int | None,
    kinds: Collection[str],
    what: str,
    *,
    whole: bool = False,
) -> _Candidate:
    """Return the only one meant; all there are is looked at only to say why there is none.

    That it was found by a part of its name is noted in the repository.
    """
    if not query.strip():
        raise NotFoundError("没有写名称", "例如 苍溪")
    asked = _asked(
        repository, query, lambda c: c.entry.model.kind in kinds and year in (None, c.year)
    )
    matches = _matches(query, asked)
    if whole:
        matches = [c for c in matches if _is_called(c, query)]
    if not matches:
        broken = repository.doubt.called(query.strip(), year)
        if broken:
            raise _has_errors(query, broken)
        candidates = [c for c in _candidates(repository) if c.entry.model.kind in kinds]
        raise _nothing(query, year, candidates, what)
    latest = max(c.year for c in matches)
    newest = [c for c in matches if c.year == latest]
    alike = len({c.label for c in matches}) == 1
    same = alike or len({c.thing for c in matches}) == 1
    if len(newest) == 1 and (same or _is_renamed(repository, query, matches)):
        _refuse_doubt(repository, query, year, kinds, newest[0])
        _note_part(repository, query, newest[0])
        return newest[0]
    if alike:
        files = "、".join(c.entry.document.file for c in newest)
        raise UnclearError(f"“{query}”有几份文件", f"{files}：同一份只留一份")
    candidates = [c for c in _candidates(repository) if c.entry.model.kind in kinds]
    eligible = [c for c in candidates if year in (None, c.year)]
    raise UnclearError(f"“{query}”不止一个", "写全一点：" + _listed(matches, eligible, dated=True))


def _is_renamed(repository: Repository, query: str, matches: list[_Candidate]) -> bool:
    """Say whether cards of one name are of one organisation whose 简称 is another by now.

    No year has both.
    """
    if not all(_is_card(c) and _is_called(c, query) for c in matches):
        return False
    names, of = {c.names[0] for c in matches}, {c.year for c in matches}
    return all(len(names.intersection(short_names(repository, year))) < 2 for year in of)


def _refuse_doubt(
    repository: Repository,
    query: str,
    year: int | None,
    kinds: Collection[str],
    found: _Candidate,
) -> None:
    """Raise UnclearError when a file that has errors may be meant no less than what was found.

    It is when it has the name, or a part of it where what was found has no more; but what is found
    comes before itself in an earlier year.
    """
    asked = query.strip()
    exact = _is_called(found, asked)
    files, later = [], False
    for claim in repository.claims(asked, whole=exact):
        if claim.kind not in kinds or (year is not None and claim.year not in (None, year)):
            continue
        words = (asked,) if exact else found.entry.model.known_by
        same = all(map(claim.is_called, words))
        earlier = claim.year is not None and claim.year < found.year
        if (same and not earlier) or not (same or exact):
            files.append(claim.file)
            later = later or (same and claim.year is not None and claim.year > found.year)
    if files:
        older = f"；要看 {found.year} 年的，加 --year {found.year}" if later else ""
        raise _has_errors(query, files, older)


def _has_errors(query: str, files: list[str], more: str = "") -> UnclearError:
    return UnclearError(
        f"“{query}”的文件有错误：{'、'.join(files[:3])}",
        f"先改好：tuanscore validate {word(files[0])}{more}",
    )


def _matches(query: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """Return those that have the name, else those that have it as a part of one."""
    asked = fold_name(query)
    exact = [c for c in candidates if _is_called(c, query)]
    own = {c.year for c in exact if _is_card(c) and asked == fold_name(c.names[0])}
    if own and all(_is_card(c) for c in exact):  # a 简称 comes before another's 别名 that year
        return [c for c in exact if c.year not in own or asked == fold_name(c.names[0])]
    return exact or [c for c in candidates if any(asked in fold_name(n) for n in c.names)]


def _is_called(candidate: _Candidate, query: str) -> bool:
    return fold_name(query) in map(fold_name, candidate.names)


def _note_part(repository: Repository, query: str, found: _Candidate) -> None:
    """Note that someone who typed this was answered for something of another name."""
    if not _is_called(found, query):
        repository.by_part[query.strip()] = found.names[0]


def _nothing(
    query: str, year: int | None, candidates: list[_Candidate], what: str
) -> NotFoundError:
    when = f" {year} 年" if year is not None else ""
    others = sorted({c.year for c in candidates if _is_called(c, query)})
    if others:
        hint = "有的年度：" + "、".join(map(str, others))
    else:
        near = suggestion(query, [n for c in candidates for n in c.names])
        shown = [c for c in candidates if year in (None, c.year)] or candidates
        known = "可以写：" + _listed(shown, shown) if shown else f"还没有{what}"
        hint = is_it(query, near) + known
    return NotFoundError(f"没有找到“{query}”{when}的{what}", hint)


def _listed(shown: list[_Candidate], eligible: list[_Candidate], dated: bool = False) -> str:
    """Return what to type for each of some candidates, with what it is where they differ in it."""
    by_label: dict[tuple[str, str], list[int]] = {}
    for c in shown:
        by_label.setdefault(c.label, []).append(c.year)
    several_kinds = len({kind for kind, _ in by_label}) > 1
    several_years = dated and len({c.year for c in shown}) > 1
    words = []
    for (kind, name), known in list(by_label.items())[:_SHOWN]:
        rivals = _matches(name, eligible) if several_kinds else []
        clear = all(c.entry.model.kind == kind for c in rivals)
        about = [kind] if several_kinds and clear else []
        if several_years:
            about.append("、".join(map(str, sorted(set(known)))) + " 年")
        typed = name if clear else f"{name} --kind {kind}"
        words.append(f"{typed}（{'，'.join(about)}）" if about else typed)
    more = f" 等 {len(by_label)} 个" if len(by_label) > _SHOWN else ""
    return "、".join(words) + more
