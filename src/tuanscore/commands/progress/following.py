"""progress: a card or a project against the calendar, up to a day and never by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tuanscore import references
from tuanscore.commands.score.budgeting import troubles
from tuanscore.commands.validate.refusing import refusal
from tuanscore.errors import NotFoundError, TuanscoreError, UnclearError
from tuanscore.finding import Finding, Severity
from tuanscore.model.kinds import project as projects
from tuanscore.model.kinds.monitoring import Monitoring
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scorecard import AnyCard
from tuanscore.model.messages import is_it, suggestion
from tuanscore.shelf import Assessment, Loaded, LoadedAs, Report, Repository, is_of, lookup, of
from tuanscore.source.tree import fold_name
from tuanscore.triage.settling import settle, sound_card
from tuanscore.visible import word

if TYPE_CHECKING:
    from tuanscore.commands.progress.card import CardProgress
    from tuanscore.commands.progress.monitoring import MonitoringProgress
    from tuanscore.commands.progress.project import ProjectProgress
    from tuanscore.commands.validate.report import Examination
    from tuanscore.model.base import Kind


def follow(
    repository: Repository, query: str, year: int | None = None
) -> CardProgress | ProjectProgress | MonitoringProgress | Examination:
    """Follow a card or a project by any of its names, up to the repository's ``until``.

    Of a project its latest 绩效运行监控表 is shown, unless there is a 自评 of that day or later.

    Where its files are damaged or contradict each other, their findings are returned instead.

    Raises TuanscoreError where nothing is found, or the document has errors, or no day is known.
    """
    from tuanscore.commands.progress import card as card_progress
    from tuanscore.commands.progress import monitoring as monitored
    from tuanscore.commands.progress import project as project_progress
    from tuanscore.scoring import adjusted

    for last in _monitored(repository, query, year):
        repository.put_aside([])
        return monitored.follow(last, repository)
    entry = _find(repository, query, year)
    if is_of(entry, Project):
        assessments = repository.assessments_for(entry.model)
        wrong = troubles(entry.model, repository)
        repository.put_aside(wrong)
        day = _day(assessments, repository, wrong)
        if wrong:
            return refusal(entry, wrong, repository)
        found = _findings(assessments, repository)
        forced = repository.in_force(entry, day)
        table, document = forced.table.model, forced.table.document
        levels = repository.levels(table)
        followed = project_progress.follow(
            table, document, assessments, day, repository.settings, levels, found
        )
        return replace(followed, remarks=(*followed.remarks, *adjusted.said(forced)))
    assert is_of(entry, AnyCard)
    card = sound_card(entry, repository)
    reports = repository.results_for(card.model)
    wrong = repository.troubles(card.model)
    repository.put_aside(wrong)
    day = _day(reports, repository, wrong)
    if wrong:
        return refusal(entry, wrong, repository)
    found = _findings(reports, repository)
    levels = repository.levels(card.model)
    return card_progress.follow(card, reports, day, repository.settings, levels, found)


def _monitored(repository: Repository, query: str, year: int | None) -> list[LoadedAs[Monitoring]]:
    """Return the latest 绩效运行监控表 of this name where that is the last that is told of it."""
    until = repository.until
    tables = [
        entry
        for entry in of(Monitoring, repository.called(query.strip()))
        if fold_name(query) in map(fold_name, entry.model.names)
        and year in (None, entry.model.year)
        and (until is None or entry.model.as_of <= until)
    ]
    if not tables:
        return []
    last = max(tables, key=lambda entry: entry.model.as_of)
    things = {(e.model.name, e.model.unit) for e in tables}
    if len(things) > 1:
        names = "、".join(sorted(f"{name}（{unit}）" for name, unit in things))
        raise UnclearError(f"“{query}”不止一个", f"写全一点：{names}")
    later = (
        told
        for table in of(Project, repository.called(query.strip()))
        if table.model.year == last.model.year
        for told in repository.assessments_for(table.model)
    )
    return [] if any(told.model.as_of >= last.model.as_of for told in later) else [last]


def _find(repository: Repository, query: str, year: int | None) -> Loaded:
    """Return the card meant, or the project where no card has this name, or no more of it."""
    cards: Sequence[AnyCard] = [entry.model for entry in repository.cards()]
    tables = [entry.model for entry in of(Project, repository.catalog())]
    if not _called(query, cards) and (
        _called(query, tables) or _is_of_project(query, cards, tables)
    ):
        return lookup.document(repository, query, year, projects.KIND)
    try:
        return lookup.card(repository, query, year)
    except NotFoundError as error:
        near = suggestion(query, sorted({name for table in tables for name in table.names}))
        raise NotFoundError(error.message, is_it(query, near) or error.hint) from None


def _called(query: str, known: Sequence[Kind]) -> bool:
    return any(fold_name(query) in map(fold_name, model.names) for model in known)


def _is_of_project(query: str, cards: Sequence[AnyCard], tables: Sequence[Project]) -> bool:
    """Say whether a part of a name is a project's; raises where it is another's as well."""
    asked = fold_name(query)
    met, others = (
        {m.short_name for m in known if any(asked in fold_name(n) for n in m.names)}
        for known in (tables, cards)
    )
    if met and others and len(met | others) > 1:
        raise UnclearError(f"“{query}”不止一个", f"写全一点：{'、'.join(sorted(met | others))}")
    return bool(met) and not others


def _day(
    reports: Sequence[Report] | Sequence[Assessment],
    repository: Repository,
    troubles: Sequence[Finding],
) -> date:
    """Return the day up to which all is followed: the one asked for, or of the last report."""
    if repository.until is not None:
        return repository.until
    if reports:
        return reports[-1].model.as_of
    error = next((f for f in troubles if f.severity is Severity.ERROR), None)
    if error is not None:
        raise TuanscoreError(
            f"{error.place} 有错误，没有别的完成情况，不知道看到哪一天为止：{error.message}",
            f"先改好：tuanscore validate {word(error.place.file)}；或用 --as-of 写明一天",
        )
    raise TuanscoreError(
        "还没有完成情况，不知道看到哪一天为止", "用 --as-of 写明，例如 --as-of 2014-06-30"
    )


def _findings(
    reports: Sequence[Report] | Sequence[Assessment], repository: Repository
) -> tuple[Finding, ...]:
    """Return the errors that leave something out, in the settings or in reports.

    Warnings are for `validate`: during the year an unmet target is nothing to give reasons for.
    """
    found = list(repository.findings)
    for report in reports:
        found += references.examine(report.model, report.document, repository)
    return tuple(f for f in settle(found, repository) if f.severity is Severity.ERROR)
