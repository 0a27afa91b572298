"""Findings, and how many there are."""

from __future__ import annotations

from tuanscore.commands.validate.report import Examination
from tuanscore.faces import visible
from tuanscore.faces.findings import findings
from tuanscore.faces.paper import Paper
from tuanscore.finding import Severity


def render(report: Examination, paper: Paper) -> None:
    """Write all findings and how many there are."""
    findings(report.findings, paper)
    if report.since and not report.files:
        said = f"从“{report.since}”分出来以后，没有改动过要校验的文件"
        paper.styled(("√ ", "green"), (said, ""))
        return
    _total(report, paper)
    for line in report.asides:
        paper.line(f"  {visible(line)}")


def _total(report: Examination, paper: Paper) -> None:
    if not any(map(report.count, Severity)):
        paper.styled(("√ ", "green"), (report.total, ""))
        return
    style = "bold red" if report.failed else "yellow"
    paper.styled(("× " if report.failed else "! ", style), (report.total, ""))
