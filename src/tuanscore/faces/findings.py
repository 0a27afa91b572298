"""Findings, grouped by file: place, code, message, the source line with a caret, and a hint."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from unicodedata import east_asian_width

from tuanscore.faces import visible
from tuanscore.faces.paper import Paper
from tuanscore.finding import Finding, Place, Severity

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_LONGEST = 100
"""Columns of a source line that are shown; longer ones are cut around the caret."""


def findings(found: Iterable[Finding], paper: Paper) -> None:
    """Write findings grouped by file."""
    for file, group in groupby(found, key=lambda f: f.place.file):
        paper.styled((visible(file), "bold underline"))
        for finding in group:
            _finding(finding, paper)
        paper.line()


def _finding(finding: Finding, paper: Paper) -> None:
    style = _STYLES[finding.severity] if finding.waiver is None else "dim"
    paper.styled(
        (visible(str(finding.place)), "bold"),
        (" ", ""),
        (f"{finding.code} {finding.severity}", style),
        (f" {visible(finding.message)}", ""),
    )
    _excerpt(finding.excerpt, finding.place, style, paper)
    for related in finding.related:
        paper.styled(("    ", ""), (visible(f"{related.place} {related.message}"), "dim"))
        _excerpt(related.excerpt, related.place, "dim", paper)
    waiver = finding.waiver
    if waiver is not None:
        decided = f"{waiver.number}（{waiver.approver}）至 {waiver.expires}"
        paper.styled((f"    已豁免：{visible(f'{decided}，{waiver.reason}')}", "dim"))
        paper.styled((f"    {visible(str(waiver.place))}", "dim"))
    elif finding.hint:
        paper.styled(("    → ", "green"), (visible(finding.hint), ""))


def _excerpt(line: str, place: Place, style: str, paper: Paper) -> None:
    if not line.strip():
        return
    before, after = line[: place.column - 1], line[place.column - 1 :]
    shown = before[-_LONGEST // 2 :]
    while cells(shown) > _LONGEST // 2:
        shown = shown[1:]
    lead = "…" if shown != before else ""
    rest = after
    while len(rest) > _LONGEST or cells(rest) > _LONGEST:
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
