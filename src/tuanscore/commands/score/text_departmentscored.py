"""An organisation without a card: its duties and its projects in one view."""

from __future__ import annotations

from collections.abc import Sequence

from tuanscore.commands.score import text_asides as asides
from tuanscore.commands.score import text_projectscored as projectscored
from tuanscore.commands.score.report import DepartmentScored
from tuanscore.faces.findings import findings
from tuanscore.faces.paper import GRADE_STYLES, SAMPLE, Paper
from tuanscore.scoring.department import DepartmentScore
from tuanscore.sheets import figures


def render(report: DepartmentScored, paper: Paper) -> None:
    """Write the findings, the 部门整体支出绩效自评表, the duties and the projects."""
    findings(report.findings, paper)
    org = report.org
    paper.styled((f"{org} {report.year} 年部门整体绩效和项目自评", "bold"))
    if report.sample:
        paper.styled((SAMPLE, "bold magenta"))
    for overall in report.overall:
        paper.line()
        until = "" if overall.as_of is None else f"（截至 {overall.as_of}）"
        paper.styled((f"{overall.form}{until}", "bold"))
        projectscored.table(overall, paper)
    if report.department is not None:
        duties([report.department], paper)
    if report.projects:
        projectscored.listed(report.projects, paper)
    asides.unscored(report, paper)


def duties(departments: Sequence[DepartmentScore], paper: Paper) -> None:
    """Write one row for each duty, and by which standard it is graded."""
    from rich.text import Text

    paper.line()
    paper.styled(("部门整体绩效目标", "bold"))
    scored = [duty for department in departments for duty in department.duties]
    ahead = any(duty.year_end for duty in scored)
    heads = (
        ("单位", "left"),
        ("职责", "left"),
        ("计划数", "right"),
        ("完成数", "right"),
        ("完成率", "right"),
        *([("到今天", "left"), ("年底可能", "left")] if ahead else [("等次", "left")]),
    )
    table = paper.table(*heads)
    for department in departments:
        for number, duty in enumerate(department.duties, 1):
            style = GRADE_STYLES.get(duty.grades[0], "") if duty.certain else "bold"
            table.add_row(
                Text(department.short_name),
                Text(f"{number}.{duty.indicator}"),
                Text(figures.told(duty.planned)),
                Text(figures.told(duty.done)),
                Text(figures.told(duty.rate, "%")),
                Text(figures.grades(duty.grades), style=style),
                *([Text(figures.grades(duty.year_end))] if ahead else []),
            )
    paper.put(table)
    for name, bands in dict.fromkeys((duty.scale_name, duty.scale) for duty in scored):
        paper.line(f"绩效标准：{name}（{bands}）")
    for assumption in dict.fromkeys(a for d in departments for a in d.assumptions):
        paper.line(f"说明：{assumption}")
