"""All cards of a year, the highest first."""

from __future__ import annotations

from tuanscore.report import Ranking
from tuanscore.views.terminal.examination import findings
from tuanscore.views.terminal.paper import SAMPLE, Paper
from tuanscore.views.terminal.scored import GRADE_STYLES, between, grades


def render(report: Ranking, paper: Paper) -> None:
    """Write the findings, then rank, points, rate, grade and what is missing."""
    from rich.text import Text

    findings(report.findings, paper)
    paper.styled((f"{report.year} 年目标绩效得分", "bold"))
    if report.sample:
        paper.styled((SAMPLE, "bold magenta"))
    table = paper.table(
        ("名次", "right"),
        ("单位", "left"),
        ("得分", "right"),
        ("满分", "right"),
        ("得分率", "right"),
        ("等次", "left"),
        ("未报", "right"),
        ("截至", "left"),
    )
    for line in report.lines:
        score = line.score
        style = GRADE_STYLES.get(score.grades[0], "") if score.certain else "bold"
        table.add_row(
            Text(str(line.best) if line.best == line.worst else f"{line.best}–{line.worst}"),
            Text(score.short_name),
            Text(between(score.card.low, score.card.high)),
            Text(f"{score.full:.2f}"),
            Text(f"{between(score.rate_low, score.rate_high)}%"),
            Text(grades(score), style=style),
            Text(f"{len(score.missing)} 项" if score.missing else ""),
            Text(str(score.as_of) if score.as_of else "没有报"),
        )
    paper.put(table)
    for file in report.unscored:
        paper.styled(("× ", "bold red"), (f"{file} 有错误，没有计分", ""))
    scales = dict.fromkeys((line.score.scale_name, line.score.scale) for line in report.lines)
    for name, bands in scales:
        paper.line(f"等次标准：{name}（{bands}，按印出的得分率，含下限）")
    for assumption in dict.fromkeys(a for line in report.lines for a in line.score.assumptions):
        paper.line(f"说明：{assumption}")
