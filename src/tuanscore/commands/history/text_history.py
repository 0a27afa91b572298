"""The history of a card: each commit, who made it, and what it changed from what to what."""

from __future__ import annotations

from tuanscore.commands.diff import text_comparison as comparison
from tuanscore.commands.history.report import Event, History, Step
from tuanscore.faces.paper import Paper

_UNCOMMITTED = "还没有提交"
CUT = "! 检出的历史不全，更早的提交看不到；补全用 git fetch --unshallow"
"""What is said where the first commit that is known may not be the first there was."""
_EVENTS = {
    Event.CREATED: "建立",
    Event.REMOVED: "删去整份表",
    Event.BROKEN: "改坏了，这一版读不懂",
    Event.CHANGED: "改好了，又能读懂",
}
"""What a step is called that has no changes to show."""


def render(report: History, paper: Paper) -> None:
    """Write every step, the latest first."""
    about = f"{report.card} {report.name}".rstrip()
    paper.styled((about, "bold"))
    for step in report.steps:
        paper.line()
        _step(step, paper)
    if not report.steps:
        paper.line("没有记录")
    if report.cut:
        paper.line()
        paper.styled((CUT, "yellow"))


def _step(step: Step, paper: Paper) -> None:
    commit = step.commit
    if commit is None:
        paper.styled((_UNCOMMITTED, "yellow"))
    else:
        told = f"  {commit.day}  {commit.author}  {commit.subject}"
        paper.styled((commit.short, "yellow"), (told, ""))
    if not step.changes:
        paper.line(f"  {_EVENTS[step.event]}{'：' if step.reason else ''}{step.reason}")
    for change in step.changes:
        paper.put(comparison.line(change, paper))
