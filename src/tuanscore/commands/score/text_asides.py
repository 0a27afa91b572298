"""What stands beside a score on a terminal: what is supposed, the year's end, and the gate."""

from __future__ import annotations

from tuanscore.commands.score.report import DepartmentScored, Explanation, Ranking, Scored
from tuanscore.faces.paper import Paper
from tuanscore.scoring.gates import Gate
from tuanscore.scoring.project import ProjectScore
from tuanscore.scoring.tree import Node, Outlook, Score
from tuanscore.sheets import asides, figures


def supposed(report: Scored | Explanation, paper: Paper) -> None:
    """Write what is supposed and what it changes, where anything is."""
    if report.supposed is not None and isinstance(report.score, Score):
        for line in asides.supposed(report.supposed, report.score):
            paper.styled((line, "bold magenta"))


def unscored(report: Ranking | DepartmentScored, paper: Paper) -> None:
    """Write which files are not scored."""
    for line in asides.unscored(report.unscored, report.at_fault):
        paper.styled(("× ", "bold red"), (line, ""))


def gate(judged: Gate | None, paper: Paper) -> None:
    """Write whether the gate is met and who falls short, where there is one."""
    if judged is None:
        return
    head, *short = asides.gate(judged)
    paper.styled(("√ ", "green") if judged.met else ("× ", "bold red"), (head, ""))
    for line in short:
        paper.line(f"  {line}")


def year_end(ahead: Outlook | None, paper: Paper) -> None:
    """Write what a score may come to by the end of the year, unless it is over."""
    if ahead is not None:
        paper.styled(("年底可能 ", ""), (figures.outlook(ahead), "bold"))


def ahead(root: Node, score: Score | ProjectScore) -> tuple[str, str]:
    """Return the points and the grades that a row of a list may come to by the year's end."""
    return figures.year_end(root), figures.year_end_grades(score)
