"""score for budget units: projects by their 自评, departments by their duties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore import checks, lookup, references
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding, Severity
from tuanscore.model.kinds.department import Department
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scheme import DEFAULT
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.pipeline.examining import obstacles
from tuanscore.pipeline.settling import settle
from tuanscore.repository import Loaded, Repository

if TYPE_CHECKING:
    from tuanscore.report.examination import Examination
    from tuanscore.report.scores import DepartmentScored, ProjectScored
    from tuanscore.score.department import DepartmentScore
    from tuanscore.score.project import ProjectScore
    from tuanscore.sheets.sheet import Sheet


def score_project(repository: Repository, query: str, year: int) -> ProjectScored | Examination:
    """Score one project; one with errors is not scored, its findings are returned instead."""
    from tuanscore.report.examination import Examination
    from tuanscore.report.scores import ProjectScored

    lookup.check_year(repository, year)
    entry = lookup.project(repository, query, year)
    result, findings = score_one_project(entry, repository)
    settled = settle([*findings, *repository.findings, *repository.broken()], repository)
    if result is None:
        return Examination(1, {entry.model.kind: 1}, settled)
    return ProjectScored(result, settled)


def is_office(repository: Repository, org: str, year: int) -> bool:
    """Say whether an organisation has no card that year, only duties or projects."""
    lookup.check_year(repository, year)
    return lookup.office(repository, org, year) is not None


def score_office(repository: Repository, org: str, year: int) -> DepartmentScored:
    """Score the duties and projects of an organisation that `is_office`."""
    from tuanscore.report.scores import DepartmentScored

    short_name = lookup.office(repository, org, year)
    assert short_name is not None
    findings, unscored = [*repository.findings, *repository.broken()], list[str]()
    projects, departments = budgets(repository, year, short_name, findings, unscored)
    return DepartmentScored(
        short_name,
        year,
        departments[0] if departments else None,
        projects,
        tuple(unscored),
        settle(findings, repository),
    )


def budgets(
    repository: Repository,
    year: int,
    short_name: str | None,
    findings: list[Finding],
    unscored: list[str],
) -> tuple[tuple[ProjectScore, ...], tuple[DepartmentScore, ...]]:
    """Score the projects and departments of a year, of one organisation or of all.

    What is wrong goes to ``findings``, files that cannot be scored for it to ``unscored``.
    """
    projects, departments = [], []
    for entry in repository.budgets(year, short_name):
        if isinstance(entry.model, Project):
            project, more = score_one_project(entry, repository)
            projects += [project] if project is not None else []
            failed = project is None
        else:
            department, more = _score_department(entry, repository)
            departments += [department] if department is not None else []
            failed = department is None
        findings += more
        unscored += [entry.document.file] if failed else []
    return tuple(projects), tuple(departments)


def score_one_project(
    entry: Loaded, repository: Repository
) -> tuple[ProjectScore | None, list[Finding]]:
    """Score one project, unless it has errors; the findings say why."""
    from tuanscore.score import project

    assert isinstance(entry.model, Project)
    findings = obstacles(entry, repository) + repository.twins(entry.model)
    if any(f.severity is Severity.ERROR for f in findings):
        return None, findings
    scheme = repository.scheme(entry.model.scheme or DEFAULT)
    assert scheme is not None  # references have been examined
    assessments = repository.assessments_for(entry.model)
    for told in assessments:
        findings += references.examine(told.model, told.document, repository)
        findings += checks.on_score(told.model, told.document, repository)
    levels = repository.settings.levels
    return project.score(entry.model, entry.document, assessments, scheme, levels), findings


def _score_department(
    entry: Loaded, repository: Repository
) -> tuple[DepartmentScore | None, list[Finding]]:
    """Score one 部门整体绩效目标, unless it has errors; the findings say why."""
    from tuanscore.score import department

    assert isinstance(entry.model, Department)
    findings = obstacles(entry, repository)
    if any(f.severity is Severity.ERROR for f in findings):
        return None, findings
    names = {duty.standard.grade_scale for duty in entry.model.duties.duties}
    scales = {name: repository.settings.scale(name) or {} for name in names}
    return department.score(entry.model, entry.document, scales), findings


def assessed(entry: Loaded, repository: Repository) -> Sheet:
    """Return the 项目支出绩效自评表 of a project, or of the project that a 自评 belongs to."""
    from tuanscore import sheets

    told = entry.model
    if isinstance(told, SelfAssessment):
        found = repository.find_project(told.code, told.year)
        if found is None:
            raise TuanscoreError(
                f"{told.year} 年没有项目编码为“{told.code}”的预算项目绩效目标表",
                f"tuanscore validate {entry.document.file}",
            )
        entry = found
    result, _ = score_one_project(entry, repository)
    if result is None:
        raise TuanscoreError(
            f"{entry.document.file} 有错误，先改好", f"tuanscore validate {entry.document.file}"
        )
    return sheets.make(entry.model, result)
