"""What there is to fill in: an organisation's report, a project's, a department's, or a year's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.form import cards, offices, projects
from tuanscore.errors import NotFoundError
from tuanscore.model.kinds.department import KIND as DEPARTMENT
from tuanscore.model.kinds.department_assessment import KIND as ASSESSMENT
from tuanscore.model.kinds.project import KIND as PROJECT
from tuanscore.model.kinds.scorecard import KIND as SCORECARD
from tuanscore.shelf import lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from tuanscore.commands.form.subject import Subject
    from tuanscore.shelf import Loaded, Repository

_SUBJECTS: dict[str, Callable[..., Subject]] = {
    SCORECARD: cards.subject,
    PROJECT: projects.subject,
    ASSESSMENT: lambda entry, repository, *_: offices.overall(entry, repository),
    DEPARTMENT: lambda entry, *_: offices.duties(entry),
}
"""The sheet of a document of each 类型, from it, its repository, 截至 and today."""


def subjects(
    repository: Repository, name: str, year: int | None, as_of: date | None, today: date
) -> tuple[Subject, ...]:
    """Return the sheets for a name, or of a whole year; raises NotFoundError where there is none.

    What has errors is not asked about: raises TuanscoreError.
    """
    if name.isdecimal() and len(name) == len("2014") and year is None:
        return tuple(_of_year(repository, int(name), as_of, today))
    entries = _of_organisation(repository, name, year)
    if entries:
        return tuple(s for entry in entries for s in _of(entry, repository, as_of, today))
    entry = lookup.document(repository, name, year, None)
    found = tuple(_of(entry, repository, as_of, today))
    if not found:
        message = f"{name}（{entry.model.kind}）没有要填的"
        raise NotFoundError(message, "写单位、项目或部门的名称，或一个年度")
    return found


def _of_organisation(repository: Repository, name: str, year: int | None) -> list[Loaded]:
    """Return the card, the projects and the departments of exactly this organisation.

    They are those of the latest year in which it has any, unless a year is asked for.
    """
    for known in lookup.years(repository) if year is None else [year]:
        card = repository.find_card(name, known)
        found: list[Loaded] = [] if card is None else [card]
        budgets = repository.budgets(known)
        found += [e for e in budgets if e.model.owner is not None and name in e.model.owner.names]
        if found:
            return found
    return []


def _of_year(
    repository: Repository, year: int, as_of: date | None, today: date
) -> Iterator[Subject]:
    lookup.check_year(repository, year)
    for entry in (*repository.cards(year), *repository.budgets(year)):
        yield from _of(entry, repository, as_of, today)


def _of(
    entry: Loaded, repository: Repository, as_of: date | None, today: date
) -> Iterator[Subject]:
    subject = _SUBJECTS.get(entry.model.kind)
    if subject is not None:
        yield subject(entry, repository, as_of, today)
