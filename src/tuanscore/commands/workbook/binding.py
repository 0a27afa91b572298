"""Workbooks of one score, of an office, and of a whole year, as the bytes of .xlsx files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlsxwriter

from tuanscore.commands.score.report import DepartmentScored, ProjectScored, Scored
from tuanscore.commands.workbook import duties, ground, tree, year
from tuanscore.errors import TuanscoreError
from tuanscore.faces import xlsx
from tuanscore.model.kinds.department_assessment import DepartmentAssessment
from tuanscore.model.kinds.project import Project
from tuanscore.scoring.project import ProjectScore
from tuanscore.shelf import of

if TYPE_CHECKING:
    from tuanscore.commands.score.report import Ranking
    from tuanscore.commands.workbook.ground import Ground
    from tuanscore.commands.workbook.tree import Standing
    from tuanscore.scoring.department import DepartmentScore
    from tuanscore.scoring.tree import Score
    from tuanscore.shelf import Repository


def bind(
    report: Scored | ProjectScored | DepartmentScored | Ranking, repository: Repository
) -> bytes:
    """Return what `score` answers as a workbook; raises TuanscoreError where nothing has points."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, xlsx.OPTIONS) as book:
        binder = _Binder(book, repository)
        if isinstance(report, Scored | ProjectScored):
            xlsx.describe(book, report.score.title)
            binder.score(report.score)
        elif isinstance(report, DepartmentScored):
            xlsx.describe(book, f"{report.org}{report.year}年")
            binder.office(report)
        else:
            xlsx.describe(book, f"{report.year}年目标绩效")
            binder.year(report)
    return file.getvalue()


class _Binder:
    """A workbook being filled with sheets."""

    def __init__(self, book: xlsxwriter.Workbook, repository: Repository) -> None:
        self.book, self.repository = book, repository
        self.styles, self.names = xlsx.Styles(book), set[str]()

    def score(self, score: Score | ProjectScore) -> tuple[str, Standing]:
        """Add a sheet; return its name and where its sums stand on it."""
        name = score.short_name
        if isinstance(score, ProjectScore):
            name = score.name
        elif score.attainment is not None:
            message = f"{score.short_name} {score.year} 年的评分表没有分值，没有可以算的"
            raise TuanscoreError(message, "用 tuanscore render … --scored -o 得分表.xlsx 打印")
        name = xlsx.tab(name, self.names)
        worksheet = self.book.add_worksheet(name)
        xlsx.paper(worksheet, landscape=True, sample=score.sample)
        worksheet.set_margins(0.5, 0.5, 0.7, 0.7)
        return name, tree.lay(worksheet, self.styles, score, self._ground(score))

    def office(self, report: DepartmentScored) -> None:
        for department in [report.department] if report.department is not None else []:
            self.department(department)
        for score in (*report.overall, *report.projects):
            self.score(score)
        if not self.names:
            raise TuanscoreError(f"{report.org} {report.year} 年没有能计分的", "tuanscore validate")

    def department(self, score: DepartmentScore) -> None:
        worksheet = self.book.add_worksheet(xlsx.tab(f"{score.short_name}部门整体", self.names))
        xlsx.paper(worksheet, landscape=True, sample=False)
        names = dict.fromkeys(duty.scale_name for duty in score.duties)
        scales = {name: self.repository.settings.scale(name) or {} for name in names}
        duties.lay(worksheet, self.styles, score, scales)

    def year(self, report: Ranking) -> None:
        """Add the ranking, a sheet for each organisation and project, the matrix, the findings."""
        first = self.book.add_worksheet(xlsx.tab("排名", self.names))
        scored = [line for line in report.lines if line.score.attainment is None]
        standings = [self.score(line.score) for line in scored]
        year.rank(first, self.styles, report.year, [*zip(scored, standings, strict=True)])
        for department in report.departments:
            self.department(department)
        for score in (*report.overall, *report.projects):
            self.score(score)
        if scored:
            sheet = self.book.add_worksheet(xlsx.tab("各单位目标", self.names))
            year.matrix(sheet, self.styles, self.repository, report.year)
        sheet = self.book.add_worksheet(xlsx.tab("发现", self.names))
        year.findings(sheet, self.styles, report)

    def _ground(self, score: Score | ProjectScore) -> Ground:
        """Return what a score rests on, by the file that it is of."""
        file = score.place.file
        if not isinstance(score, ProjectScore):
            entry = next(e for e in self.repository.cards(score.year) if e.document.file == file)
            card, _ = self.repository.card(entry)
            assert card is not None  # it is scored
            return ground.of_card(card, self.repository)
        budgets = [e for e in self.repository.budgets(score.year) if e.document.file == file]
        for project in of(Project, budgets):
            return ground.of_project(project, score, self.repository)
        overall = next(iter(of(DepartmentAssessment, budgets)))
        return ground.of_overall(overall, score, self.repository)
