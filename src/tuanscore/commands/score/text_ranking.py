"""All cards of a year, the highest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.score import text_asides as asides
from tuanscore.commands.score import text_departmentscored as departmentscored
from tuanscore.commands.score import text_projectscored as projectscored
from tuanscore.commands.score.report import Ranking
from tuanscore.faces.findings import findings
from tuanscore.faces.paper import GRADE_STYLES, SAMPLE, Paper
from tuanscore.sheets import figures

if TYPE_CHECKING:
    from tuanscore.scoring.tree import Score


def render(report: Ranking, paper: Paper) -> None:
    """Write the findings, then the cards, the duties and the projects of the year."""
    findings(report.findings, paper)
    if report.lines or not report.budgets:
        paper.styled((f"{report.year} 年目标绩效得分", "bold"))
    else:
        paper.styled((f"{report.year} 年部门整体绩效和项目自评", "bold"))
    if report.sample:
        paper.styled((SAMPLE, "bold magenta"))
    if report.lines or not report.budgets:
        _cards(report, paper)
    if report.overall:
        projectscored.listed(report.overall, paper, report.overall[0].form)
    if report.departments:
        departmentscored.duties(report.departments, paper)
    if report.projects:
        projectscored.listed(report.projects, paper)
    asides.unscored(report, paper)
    asides.gate(report.gate, paper)


def _cards(report: Ranking, paper: Paper) -> None:
    """Write rank, points, rate, grade and what is missing."""
    from rich.text import Text

    titled = any(line.score.honour for line in report.lines)
    ahead = any(line.score.year_end for line in report.lines)
    heads = (
        ("名次", "right"),
        ("单位", "left"),
        ("到今天" if ahead else "得分", "right"),
        ("满分", "right"),
        ("得分率", "right"),
        ("等次", "left"),
        *([("年底可能", "right"), ("年底等次", "left")] if ahead else []),
        *([("称号", "left")] if titled else []),
        ("未报", "right"),
        ("截至", "left"),
    )
    table = paper.table(*heads)
    for line in report.lines:
        score = line.score
        style = GRADE_STYLES.get(score.grades[0], "") if score.certain else "bold"
        table.add_row(
            Text(figures.rank(line.best, line.worst)),
            Text(score.short_name),
            Text(figures.score(score.card)),
            Text(f"{score.full:.2f}"),
            Text(figures.interval(score.rate_low, score.rate_high, "%")),
            Text(_grade(score), style=style),
            *map(Text, asides.ahead(score.card, score) if ahead else ()),
            *([Text(line.title or "")] if titled else []),
            Text(f"{len(score.missing)} 项" if score.missing else ""),
            Text(str(score.as_of) if score.as_of else "没有报"),
        )
    paper.put(table)
    if any(line.best != line.worst for line in report.lines):
        paper.line("按低分排列；还有单位没有报齐，名次写成范围，报齐了才能定")
    graded = [line.score for line in report.lines if line.score.attainment is None]
    scales = dict.fromkeys((score.scale_name, score.scale) for score in graded)
    for name, bands in scales:
        paper.line(f"等次标准：{name}（{bands}，按印出的得分率，含下限）")
    for assumption in dict.fromkeys(a for line in report.lines for a in line.score.assumptions):
        paper.line(f"说明：{assumption}")


def _grade(score: Score) -> str:
    """Return the grade, and whether a 一票否决 takes the title away; without points the rates."""
    if score.attainment is not None:
        return figures.attainment(score.attainment)
    lost = any(veto.loses_title for veto in score.vetoes)
    return figures.grades(score.grades) + ("（取消评优）" if lost else "")
