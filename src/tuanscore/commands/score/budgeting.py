"""score for budget units: projects by their 自评, departments by their duties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from tuanscore import checks, references
from tuanscore.commands.validate.examining import obstacles
from tuanscore.commands.validate.refusing import refusal
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding, Place, Severity
from tuanscore.model.codes import UNREADABLE_RESULT
from tuanscore.model.kinds.department import Department
from tuanscore.model.kinds.department_assessment import DepartmentAssessment
from tuanscore.model.kinds.project import KIND as PROJECT
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.self_assessment import KIND as ASSESSMENT
from tuanscore.shelf import Loaded, LoadedAs, Repository, lookup, of
from tuanscore.shelf.among import twin
from tuanscore.triage.settling import refuse, settle
from tuanscore.visible import word

if TYPE_CHECKING:
    from collections.abc import Collection

    from tuanscore.commands.score.report import DepartmentScored, ProjectScored
    from tuanscore.commands.validate.report import Examination
    from tuanscore.model.base import Identity, Key
    from tuanscore.scoring.department import DepartmentScore
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.shelf.adjusting import InForce

Unscored = dict[str, list[Finding]]
"""Files that are not scored, each with the findings that say why."""


class Budgets(NamedTuple):
    """The scores of projects and departments, and what is wrong."""

    projects: tuple[ProjectScore, ...]
    departments: tuple[DepartmentScore, ...]
    overall: tuple[ProjectScore, ...]
    """部门整体支出绩效自评表."""
    findings: tuple[Finding, ...]
    unscored: Unscored


def score_project(repository: Repository, query: str, year: int) -> ProjectScored | Examination:
    """Score one project; one with errors is not scored, its findings are returned instead."""
    from tuanscore.commands.score.report import ProjectScored

    lookup.check_year(repository, year)
    entry = lookup.project(repository, query, year)
    result, findings = score_one_project(entry, repository)
    repository.put_aside(findings)
    if result is None:
        return refusal(entry, findings, repository)
    return ProjectScored(result, settle([*findings, *repository.findings], repository))


def is_office(repository: Repository, org: str, year: int) -> bool:
    """Say whether an organisation has no card that year, only duties or projects."""
    lookup.check_year(repository, year)
    return lookup.office(repository, org, year) is not None


def score_office(repository: Repository, org: str, year: int) -> DepartmentScored:
    """Score the duties and projects of an organisation that `is_office`."""
    from tuanscore.commands.score.report import DepartmentScored

    short_name = lookup.office(repository, org, year)
    assert short_name is not None
    files = _damaged_of_office(repository, short_name, year)
    scored = budgets(repository, year, short_name)
    findings = [*repository.findings, *repository.broken(files), *scored.findings]
    repository.put_aside(findings)
    return DepartmentScored(
        short_name,
        year,
        next(iter(scored.departments), None),
        scored.projects,
        tuple(scored.unscored),
        settle(findings, repository, chain.from_iterable(scored.unscored.values())),
        at_fault(scored.unscored),
        scored.overall,
    )


def at_fault(unscored: Unscored) -> dict[str, tuple[str, ...]]:
    """Return the files with errors for which others, sound themselves, are not scored."""
    wrong = {
        file: tuple(dict.fromkeys(f.place.file for f in why if f.severity is Severity.ERROR))
        for file, why in unscored.items()
    }
    return {file: others for file, others in wrong.items() if others and file not in others}


def _damaged_of_office(repository: Repository, short_name: str, year: int) -> list[str]:
    """Return the files with errors that may be an organisation's, or on a project of its."""
    names = {short_name}
    for entry in repository.budgets(year, short_name):
        owner = entry.model.owner
        names |= {*(owner.names if owner is not None else ())}
        names |= {key[1] for key in entry.model.called}
    return repository.doubt.on(names, year, *lookup.BUDGET_KINDS)


def budgets(repository: Repository, year: int, short_name: str | None = None) -> Budgets:
    """Score the projects and departments of a year, of one organisation or of all."""
    findings, unscored = list[Finding](), Unscored()
    entries = repository.budgets(year, short_name)
    same: dict[Identity, list[Place]] = {}
    for entry in entries:
        same.setdefault(entry.model.identity, []).append(entry.document.place(("类型",)))
    projects = {e.document.file: score_one_project(e, repository) for e in of(Project, entries)}
    departments = {
        e.document.file: _score_department(e, same[e.model.identity], repository)
        for e in of(Department, entries)
    }
    overall = {
        e.document.file: score_overall(e, same[e.model.identity], repository)
        for e in of(DepartmentAssessment, entries)
    }
    told = {**projects, **departments, **overall}
    for entry in entries:
        result, more = told[entry.document.file]
        findings += more
        unscored |= {entry.document.file: more} if result is None else {}
    return Budgets(
        tuple(scored for scored, _ in projects.values() if scored is not None),
        tuple(scored for scored, _ in departments.values() if scored is not None),
        tuple(scored for scored, _ in overall.values() if scored is not None),
        tuple(findings),
        unscored,
    )


def score_one_project(
    entry: LoadedAs[Project], repository: Repository
) -> tuple[ProjectScore | None, list[Finding]]:
    """Score one project, unless it has errors; the findings say why.

    Its table is that of the day of its last 自评, or of the day that is asked for.
    """
    from tuanscore.scoring import adjusted, project

    found = table_of_day(entry, repository)
    table = found.table
    findings = obstacles(table, repository) + troubles(entry.model, repository)
    if any(f.severity is Severity.ERROR for f in findings):
        return None, findings
    scheme = repository.scheme_of(table.model)
    assert scheme is not None  # references have been examined
    assessments = repository.assessments_for(entry.model)
    for told in assessments:
        findings += references.examine(told.model, told.document, repository)
        findings += checks.on_score(told.model, told.document, repository)
    levels = repository.levels(entry.model)
    rest = (assessments, scheme, levels, repository.until)
    scored = project.score(table.model, table.document, *rest)
    said = (*scored.assumptions, *adjusted.said(found))
    return replace(scored, assumptions=said, adjusted=adjusted.used(found)), findings


def table_of_day(entry: LoadedAs[Project], repository: Repository) -> InForce:
    """Return a project's table as it is on the day asked for, else of the last 自评."""
    days = [told.model.as_of for told in repository.assessments_for(entry.model)]
    day = repository.until or max(days, default=date(entry.model.year, 12, 31))
    return repository.in_force(entry, day)


def troubles(project: Project, repository: Repository) -> list[Finding]:
    """Return what is wrong with files that may be about a project, and what is told of it twice."""
    doubt, asked = repository.doubt, (project.year, project.kind, ASSESSMENT)
    if project.code is not None:
        files = {*doubt.on({project.code}, *asked)}
    else:
        files = {*doubt.on({project.name}, *asked)} & {*doubt.on({*project.units}, *asked)}
    return repository.broken(files) + repository.twins(project)


def _damaged_of_department(department: Department, repository: Repository) -> list[Finding]:
    """Return what is wrong with files that may be another 部门整体绩效目标 of the same."""
    year, names = department.year, {department.short_name, department.org, *department.aliases}
    return _wrong_with(repository.doubt.on(names, year, department.kind), repository)


def _wrong_with(files: Collection[str], repository: Repository) -> list[Finding]:
    return repository.broken(files)


def _score_department(
    entry: LoadedAs[Department], same: list[Place], repository: Repository
) -> tuple[DepartmentScore | None, list[Finding]]:
    """Score one 部门整体绩效目标, unless it has errors or is told in several places."""
    from tuanscore.scoring import department

    findings = obstacles(entry, repository) + _damaged_of_department(entry.model, repository)
    findings += [twin(entry.model.identity, place, same[0]) for place in same[1:]]
    if any(f.severity is Severity.ERROR for f in findings):
        return None, findings
    names = {duty.standard.grade_scale for duty in entry.model.duties.duties}
    scales = {name: repository.settings.scale(name) or {} for name in names}
    scored = department.score(entry.model, entry.document, scales, repository.until)
    return scored, findings


def _called(about: Key) -> str:
    """Return in words what a 自评 calls its project by."""
    _, name, _, *unit = about
    return f"单位为“{unit[0]}”、项目名称为“{name}”" if unit else f"项目编码为“{name}”"


def score_overall(
    entry: LoadedAs[DepartmentAssessment], same: list[Place], repository: Repository
) -> tuple[ProjectScore | None, list[Finding]]:
    """Score one 部门整体支出绩效自评表, unless it has errors or is told in several places."""
    from tuanscore.scoring import department_assessment as overall

    model, document = entry.model, entry.document
    findings = obstacles(entry, repository)
    names = {*model.owner.names}
    findings += _wrong_with(repository.doubt.on(names, model.year, model.kind), repository)
    findings += [twin(model.identity, place, same[0]) for place in same[1:]]
    # a row of which the 完成值 cannot be read is open, as it is in a report of its own
    if any(f.severity is Severity.ERROR and f.code != UNREADABLE_RESULT for f in findings):
        return None, findings
    findings += checks.on_score(model, document, repository)
    bounds = repository.scale(model.grade_scale or overall.SCALE) or {}
    usual, levels = repository.scheme(overall.SCALE), repository.settings.levels
    return overall.score(model, document, bounds, levels, usual, repository.until), findings


def assessed(entry: Loaded, repository: Repository) -> tuple[Loaded, ProjectScore] | None:
    """Return a project with its score, or the project that a 自评 belongs to.

    So it does a 部门整体支出绩效自评表; None for any other document.
    """
    about = entry.model.about
    table = entry if about is None else repository.find(about)
    if about is not None and table is None and about[0] == PROJECT:
        raise TuanscoreError(
            f"{about[2]} 年没有{_called(about)}的预算项目绩效目标表",
            f"tuanscore validate {word(entry.document.file)}",
        )
    for project in of(Project, [table]):
        return table_of_day(project, repository).table, sure_score(project, repository)
    for own in of(DepartmentAssessment, [table]):
        return own, _sure(score_overall(own, [], repository))
    return None


def sure_score(project: LoadedAs[Project], repository: Repository) -> ProjectScore:
    """Score a project for print or a receipt; raises TuanscoreError over what has errors."""
    return _sure(score_one_project(project, repository))


def _sure(scored: tuple[ProjectScore | None, list[Finding]]) -> ProjectScore:
    """Return a score; raises TuanscoreError where errors keep it from being one."""
    result, findings = scored
    if result is None:
        refuse(findings)
    assert result is not None  # only errors keep a project from being scored
    return result
