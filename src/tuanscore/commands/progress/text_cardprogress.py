"""One organisation's targets against the calendar."""

from __future__ import annotations

from tuanscore.commands.progress import text_lights as lights
from tuanscore.commands.progress.card import CardProgress
from tuanscore.faces.paper import Paper


def render(report: CardProgress, paper: Paper) -> None:
    """Write the targets with their lights, what else has happened, and what is overdue."""
    lights.head(report, paper)
    lights.targets(report.lines, paper)
    if report.events:
        paper.styled(("没有时间进度的", "bold"))
        for event in report.events:
            lights.listed(f"{event.kind} {event.name}：{event.text}", paper)
        paper.line()
    lights.closing(report, paper)
