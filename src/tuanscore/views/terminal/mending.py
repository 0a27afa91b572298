"""What is mended in which file, the difference where it is wanted, and what could not be."""

from __future__ import annotations

from tuanscore.mending.outcome import Mending
from tuanscore.views.terminal.examination import findings
from tuanscore.views.terminal.paper import Paper

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def render(report: Mending, paper: Paper) -> None:
    """Write a line for each file, its difference, and how it all ended."""
    for file in report.mended:
        words = "、".join(file.mends)
        paper.styled((f"{file.name}：", "bold"), (words, ""))
        for line in file.diff if report.with_diff else ():
            paper.styled((_visible(line), _STYLES.get(line[:1], "")))
        if report.with_diff:
            paper.line()
    if report.findings and report.mended and not report.with_diff:
        paper.line()
    findings(report.findings, paper)
    for name in report.skipped:
        paper.styled(("! ", "yellow"), (f"{name} 用了少见的 YAML 写法，没有改动", ""))
    _sum(report, paper)


def _sum(report: Mending, paper: Paper) -> None:
    number = len(report.mended)
    parts = [f"{number} 个{'改好了' if report.written else '要改'}"] if number else []
    parts += [f"{report.left} 个改不了，要自己动手"] if report.left else []
    said = f"{report.files} 个文件，" + ("，".join(parts) or "没有要改的")
    fine = not report.left and (report.written or not number)
    paper.styled(("√ " if fine else "! ", "green" if fine else "yellow"), (said, ""))


def _visible(line: str) -> str:
    """Show blanks that nobody sees (at the end, tabs, full-width) as dots."""
    bare = line.rstrip()
    ends = bare + "·" * (len(line) - len(bare)) if len(line) > 1 else line
    return "".join(c if c.isprintable() else "·" for c in ends)
