"""What stands beside a score on a terminal: what is only supposed, and the gate."""

from __future__ import annotations

from tuanscore.gates import Gate
from tuanscore.report.scores import Explanation, Scored
from tuanscore.score.tree import Score
from tuanscore.sheets import asides
from tuanscore.views.terminal.paper import Paper


def supposed(report: Scored | Explanation, paper: Paper) -> None:
    """Write what is supposed and what it changes, where anything is."""
    if report.supposed is not None and isinstance(report.score, Score):
        for line in asides.supposed(report.supposed, report.score):
            paper.styled((line, "bold magenta"))


def gate(judged: Gate | None, paper: Paper) -> None:
    """Write whether the gate is met and who falls short, where there is one."""
    if judged is None:
        return
    head, *short = asides.gate(judged)
    paper.styled(("√ ", "green") if judged.met else ("× ", "bold red"), (head, ""))
    for line in short:
        paper.line(f"  {line}")
