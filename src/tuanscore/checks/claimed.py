"""The score that an organisation gives itself: by the 自评 alone, of the reports up to one day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from tuanscore import checks
from tuanscore.model import indicators
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.scorecard import AnyCard
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import LoadedAs, is_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tuanscore.model.base import Key
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.tree import Node, Score
    from tuanscore.shelf import Repository

Told = Results | SelfAssessment
M = TypeVar("M", Results, SelfAssessment)


def score(told: Told, repository: Repository) -> Score | ProjectScore | None:
    """Return the score by what had been reported by then; None where it cannot be had."""
    return repository.lately(_score, told.about, told.as_of)


def root(scored: Score | ProjectScore) -> Node:
    """Return the tree of a score."""
    tree: Node = scored.card if hasattr(scored, "card") else scored.tree
    return tree


def _score(repository: Repository, about: Key, until: date) -> Score | ProjectScore | None:
    entry = repository.find(about)
    if is_of(entry, Project):
        return _project(repository.in_force(entry, until).table, repository, until)
    card = repository.card_in(entry.document.file) if entry is not None else None
    return _card(card, repository, until) if card is not None else None


def _card(entry: LoadedAs[AnyCard], repository: Repository, until: date) -> Score | None:
    from tuanscore.scoring import rules, walk

    card = repository.card(entry)[0]
    if card is None or checks.errors(card.model, card.document, repository):
        return None
    if repository.scale(card.model.grade_scale or card.model.scheme or rules.DEFAULT_SCALE) is None:
        return None
    reports = _own(repository.results_for(card.model), until)
    return walk.score(card.model, card.document, reports, rules.of_card(card, repository))


def _project(entry: LoadedAs[Project], repository: Repository, until: date) -> ProjectScore | None:
    from tuanscore.scoring import project, weights

    table, document = entry.model, entry.document
    scheme = repository.scheme_of(table)
    if scheme is None or not scheme.bounds:
        return None
    if not indicators.classes(table, scheme.classes).keys() <= scheme.classes.keys():
        return None
    if weights.examine(table, document, scheme):
        return None
    reports = _own(repository.assessments_for(table), until)
    return project.score(table, document, reports, scheme, repository.levels(table))


def _own(reports: Iterable[LoadedAs[M]], until: date) -> list[LoadedAs[M]]:
    """Return the reports up to a day as the organisation wrote them, without any 审核."""
    return [
        replace(report, model=_unreviewed(report.model))
        for report in reports
        if report.model.as_of <= until
    ]


def _unreviewed(told: M) -> M:
    results = {
        name: result.model_copy(update={"reviewed": None, "reviewed_facts": {}})
        if result.claimed is not None or result.facts
        else result
        for name, result in told.results.items()
    }
    return told.model_copy(update={"results": results})
