"""Findings, grouped by file: place, code, message, the source line with a caret, and a hint."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from unicodedata import east_asian_width

from tuanscore.finding import Finding, Place, Severity
from tuanscore.report import Examination
from tuanscore.views.terminal.paper import Paper

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_LONGEST = 100
"""Columns of a source line that are shown; longer ones are cut around the caret."""


def render(report: Examination, paper: Paper) -> None:
    """Write all findings and how many there are."""
    findings(report.findings, paper)
    counts = [f"{report.count(s)} 处{s}" for s in Severity if report.count(s)]
    if not counts:
        kinds = "，".join(f"{kind} {number}" for kind, number in report.kinds.items())
        paper.styled(("√ ", "green"), (f"{report.files} 个文件，没有问题（{kinds}）", ""))
        return
    files = len({f.place.file for f in report.findings})
    style = "bold red" if report.failed else "yellow"
    total = f"{report.files} 个文件，{files} 个有问题：" + "，".join(counts)
    paper.styled(("× " if report.failed else "! ", style), (total, ""))


def findings(found: Iterable[Finding], paper: Paper) -> None:
    """Write findings grouped by file."""
    for file, group in groupby(found, key=lambda f: f.place.file):
        paper.styled((file, "bold underline"))
        for finding in group:
            _finding(finding, paper)
        paper.line()


def _finding(finding: Finding, paper: Paper) -> None:
    style = _STYLES[finding.severity]
    paper.styled(
        (str(finding.place), "bold"),
        (" ", ""),
        (f"{finding.code} {finding.severity}", style),
        (f" {finding.message}", ""),
    )
    _excerpt(finding.excerpt, finding.place, style, paper)
    for related in finding.related:
        paper.styled(("    ", ""), (f"{related.place} {related.message}", "dim"))
        _excerpt(related.excerpt, related.place, "dim", paper)
    if finding.hint:
        paper.styled(("    → ", "green"), (finding.hint, ""))


def _excerpt(line: str, place: Place, style: str, paper: Paper) -> None:
    if not line.strip():
        return
    before, after = line[: place.column - 1], line[place.column - 1 :]
    shown = before
    while cells(shown) > _LONGEST // 2:
        shown = shown[1:]
    lead = "…" if shown != before else ""
    rest = after
    while cells(rest) > _LONGEST:
        rest = rest[: len(rest) // 2]
    tail = "…" if rest != after else ""
    paper.styled((f"    {place.line:>4} | {_plain(lead + shown + rest + tail)}", "dim"))
    paper.styled((" " * (11 + cells(lead) + cells(shown)), ""), ("^", style))


def _plain(text: str) -> str:
    """Show characters that would move the line as single blanks."""
    return "".join(c if c.isprintable() else " " for c in text)


def cells(text: str) -> int:
    """Return how many columns a text takes in a terminal."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
