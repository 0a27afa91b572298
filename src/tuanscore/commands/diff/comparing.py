"""diff: two cards, a card and its template, or the cards of two years; now or as they were."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.git.snapshot import Snapshot
from tuanscore.shelf import Repository, lookup
from tuanscore.triage.settling import sound_card
from tuanscore.visible import word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.commands.diff.change import Comparison
    from tuanscore.commands.diff.years import Years
    from tuanscore.model.kinds.scorecard import AnyCard
    from tuanscore.shelf import Card, Loaded, LoadedAs


def compare(
    repository: Repository, left: str, right: str | None, year: int | None, strict: bool
) -> Comparison:
    """Compare two cards, or a card with its template; each as it is, or as it was in git."""
    from tuanscore.commands.diff import comparison as diff
    from tuanscore.commands.diff import documents

    if right is not None:
        before, after = (_opened(repository, query, year) for query in (left, right))
        if before is not None and after is not None:
            return _labelled(documents.compare(before, after, strict), left, right)
        if year is None:
            year = _latest_of_both(repository, left, right)
        _, old = _card_of(repository, left, year)
        _, new = _card_of(repository, right, year)
        return _labelled(diff.compare(old, new, strict), left, right)
    then, old = _card_of(repository, left, year)
    base = then.template(old.template) if old.template is not None else None
    if base is None:
        raise TuanscoreError(
            f"{old.document.file} 不是从模板来的，没有可比的", "再写一个单位，例如 diff 苍溪 旺苍"
        )
    return _labelled(diff.compare(base, old, strict), "", left)


def compare_years(repository: Repository, org: str, old: int, new: int, strict: bool) -> Years:
    """Compare the cards that one organisation has in two years."""
    from tuanscore.commands.diff import comparison as diff

    before = sound_card(_of_year(repository, org, old, other=new), repository)
    after = sound_card(_of_year(repository, org, new, other=old), repository)
    names = [before.model.short_name, after.model.short_name]
    if _are_two(repository, names, old) or _are_two(repository, names, new):
        raise TuanscoreError(
            f"“{org}”在 {old} 年是{names[0]}，在 {new} 年是{names[1]}，不是一个单位",
            "写全一点，或改掉别名",
        )
    return diff.compare_years(before, after, strict)


def _of_year(repository: Repository, org: str, year: int, other: int) -> LoadedAs[AnyCard]:
    """Return the card of a year, under a 曾用名 of the card of another year where it has none."""
    try:
        return lookup.card(repository, org, year)
    except NotFoundError:
        with suppress(TuanscoreError):
            for name in lookup.card(repository, org, other).model.former:
                found = repository.find_card(name, year)
                if found is not None:
                    return found
        raise


def _are_two(repository: Repository, short_names: list[str], year: int) -> bool:
    """Say whether these are the names of different organisations in a year."""
    return len({*short_names}.intersection(lookup.short_names(repository, year))) == 2


def _latest_of_both(repository: Repository, *queries: str) -> int:
    """Return the latest year in which both have a card; raises TuanscoreError for none."""
    known = {query: _years_of(repository, query) for query in queries}
    if common := set.intersection(*map(set, known.values())):
        return max(common)
    told = (f"{query}有 {'、'.join(map(str, years))} 年的" for query, years in known.items())
    plain = {query: years[-1] for query, years in known.items() if "@" not in query}
    looks = [f"tuanscore show {word(query)} --year {year}" for query, year in plain.items()]
    apart = f"；分开看：{'、'.join(looks)}" if looks else ""
    raise TuanscoreError(f"{'和'.join(queries)}没有同一年的评分表", "，".join(told) + apart)


def _years_of(repository: Repository, query: str) -> list[int]:
    """Return the years in which an organisation has, or had, a card."""
    then, name = _at(repository, query)
    with _told_of_its_revision(repository, then, query):
        return lookup.card_years(then, name)


def _opened(repository: Repository, query: str, year: int | None) -> Loaded | None:
    """Return a document that is compared key by key, where one has this name."""
    if not lookup.BY_KEY:
        return None
    then, name = _at(repository, query)
    return lookup.laid_open(then, name, year)


def _card_of(repository: Repository, query: str, year: int | None) -> tuple[Repository, Card]:
    """Return a card and the repository it is of; raises for a revision that cannot be read."""
    then, name = _at(repository, query)
    with _told_of_its_revision(repository, then, query):
        return then, sound_card(lookup.card(then, name, year), then)


@contextmanager
def _told_of_its_revision(repository: Repository, then: Repository, query: str) -> Iterator[None]:
    """Say of what cannot be had that the file was broken in the revision asked for."""
    try:
        yield
    except TuanscoreError as error:
        name = query.partition("@")[0]
        broken = [f for f in then.broken() if name in then.text(f.place.file)]
        if then is repository or not broken:
            raise
        message = f"{query} 那一版读不懂：{broken[0].place} {broken[0].message}"
        raise TuanscoreError(message, "换一个版本；现在的文件好不好，和它没有关系") from error


def _at(repository: Repository, query: str) -> tuple[Repository, str]:
    """Return the repository as it was, and who is meant, for ``苍溪@HEAD~3``."""
    name, mark, revision = query.partition("@")
    if not mark:
        return repository, query
    if not revision or not name:
        raise TuanscoreError(f"“{query}”看不懂", "写成 单位@版本，例如 苍溪@HEAD~3")
    snapshot = Snapshot(repository.root, revision)
    then = Repository(repository.root, repository.until, snapshot)
    then.by_part = repository.by_part
    return then, name


def _labelled(compared: Comparison, *queries: str) -> Comparison:
    """Say of each side which revision it is of, where one was asked for."""
    marks = (query.partition("@")[1:] for query in queries)
    ends = [f"@{revision}" if mark else "" for mark, revision in marks]
    return replace(compared, old=compared.old + ends[0], new=compared.new + ends[1])
