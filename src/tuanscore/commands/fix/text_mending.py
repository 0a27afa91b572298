"""What is mended in which file, the difference where it is wanted, and what could not be."""

from __future__ import annotations

from tuanscore.commands.fix.report import MendedFile, Mending
from tuanscore.faces import visible
from tuanscore.faces.findings import findings
from tuanscore.faces.paper import Paper

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def render(report: Mending, paper: Paper) -> None:
    """Write a line for each file, its difference, and how it all ended."""
    for file in report.mended:
        words = "、".join(file.mends)
        paper.styled((f"{visible(file.name)}：", "bold"), (words, ""))
        for line in _shown(file) if report.with_diff else ():
            paper.styled((line, _STYLES.get(line[:1], "")))
        if report.with_diff:
            paper.line()
    if report.findings and report.mended and not report.with_diff:
        paper.line()
    findings(report.findings, paper)
    for said in report.left_alone:
        paper.styled(("! ", "yellow"), (visible(said), ""))
    mark, style = ("√ ", "green") if report.fine else ("! ", "yellow")
    paper.styled((mark, style), (report.total, ""))


def _shown(file: MendedFile) -> list[str]:
    """Return the lines of a diff to look at; carriage returns are seen where not all lines agree.

    A byte order mark is never seen.
    """
    mixed = 0 < file.old.count(b"\r\n") < file.old.count(b"\n")
    ends = "\n" if mixed else "\r\n"
    return [_visible(line.rstrip(ends).replace("\ufeff", "")) for line in file.diff]


def _visible(line: str) -> str:
    """Show blanks that nobody sees (at the end, tabs, full-width) as dots."""
    bare = line.rstrip()
    ends = bare + "·" * (len(line) - len(bare)) if len(line) > 1 else line
    return "".join(c if c.isprintable() else "·" for c in ends)
