"""Checks of 完成情况 and 项目自评, and what a report is held against, found once for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.methods import Levels, Outcome, Peers, UnreadableError, plus_minus
from tuanscore.model import indicators
from tuanscore.model.card import Measure
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import is_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from tuanscore.model.kinds.results import Event, Result
    from tuanscore.model.kinds.scheme import Scheme
    from tuanscore.model.kinds.scorecard import Scorecard
    from tuanscore.shelf import Assessment, Report, Repository

Told = Results | SelfAssessment
LOOKS_AT = (Results, SelfAssessment)


@dataclass(frozen=True, slots=True)
class Subject:
    """What reports are about: the lines of a card or of a project, and all that is told of it."""

    card: Scorecard | None
    """The resolved card; None for a project."""
    lines: Mapping[str, Measure]
    """What may be reported, by name; a line without 考核点 is judged as 定性."""
    points: Mapping[str, Decimal]
    """What is written for a line alone: its own 分值, or that of an item that it is all of."""
    reports: tuple[Report | Assessment, ...]
    """Every report on it, the earliest first."""
    levels: Levels
    """The 定性档 that its lines are judged by."""
    scheme: Scheme | None = None
    """The 计分方案 of a project."""

    def counting(self, told: Told) -> dict[str, Result]:
        """Return the lines of a report that no later one replaces."""
        later = {
            name
            for other in self.reports
            if other.model.as_of > told.as_of
            for name in other.model.results
        }
        return {n: r for n, r in told.results.items() if n in self.lines and n not in later}


def subject(told: Told, repository: Repository) -> Subject | None:
    """Return what a report is about; None where that is missing or has errors."""
    if isinstance(told, Results):
        return repository.lately(_card, told.org, told.year)
    table = repository.find_project(told)
    return None if table is None else repository.lately(_project, table.document.file, told.as_of)


def _card(repository: Repository, org: str, year: int) -> Subject | None:
    entry = repository.find_card(org, year)
    card = repository.card(entry)[0] if entry is not None else None
    if card is None:
        return None
    measures = {name: measure for _, _, name, measure in card.model.measures()}
    judged = Measure.model_construct(target=None, method=methods.default_for(None))
    lines = {name: measures.get(name, judged) for name in card.model.reportable()}
    points = {
        name: own
        for _, item, name, measure in card.model.measures()
        if (own := measure.points or (item.points if len(item.measures) == 1 else None))
    }
    told = tuple(repository.results_for(card.model))
    return Subject(card.model, lines, points, told, repository.levels(card.model))


def _project(repository: Repository, file: str, day: date) -> Subject | None:
    table = repository.sound(file)
    if not is_of(table, Project):
        return None
    entry = repository.in_force(table, day).table
    rows = indicators.lines(entry.model)
    lines = {name: row.measure for row in rows for name in row.called}
    points = {name: own for line in rows for name in line.called if (own := line.indicator.points)}
    told = tuple(repository.assessments_for(entry.model))
    levels, scheme = repository.levels(entry.model), repository.scheme_of(entry.model)
    return Subject(None, lines, points, told, levels, scheme)


def occurrences(
    told: Told, repository: Repository
) -> Iterator[tuple[str, tuple[str, str], tuple[Decimal, Decimal], int, Event]]:
    """Yield each occurrence that a rule of 增减 gives points for, and the least and the most.

    Before them stand the line's name and the key and the name that they are told under.
    """
    if not any(result.told for result in told.results.values()):
        return
    about = subject(told, repository)
    for name, result in told.results.items() if about is not None else ():
        measure = about.lines.get(name) if about is not None else None
        if not isinstance(measure, plus_minus.Parameters):
            continue
        rules = {**measure.losses, **measure.gains}
        for key, facts in (("情况", result.facts), ("审核情况", result.reviewed_facts)):
            for fact, events in facts.items():
                each = rules[fact].each if fact in rules else None
                if each is not None:
                    for index, event in enumerate(events):
                        yield name, (key, fact), each, index, event


def judge(measure: Measure, result: Result, subject: Subject) -> Outcome | None:
    """Return what the 完成值 that counts is worth; None where there is none to be read."""
    if result.actual is None:
        return None
    points = measure.points or methods.FULL
    case = result.case(measure.target, subject.levels, points=points, peers=Peers((), 0))
    try:
        return methods.judge(measure.method, case, measure)
    except UnreadableError:
        return None
