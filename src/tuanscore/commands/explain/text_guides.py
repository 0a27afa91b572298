"""All codes that a finding may have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.explain.text_guide import OFF

if TYPE_CHECKING:
    from tuanscore.commands.explain.report import Guides
    from tuanscore.faces.paper import Paper


def render(report: Guides, paper: Paper) -> None:
    """Write a line for each code: its level here, its name and its sentence."""
    width = max(len(guide.manual.name) for guide in report.guides)
    for guide in report.guides:
        manual = guide.manual
        level = guide.severity or OFF
        pad = "  " * (2 - len(level))
        paper.styled(
            (manual.code, "bold"),
            (f"  {level}{pad}  {manual.name:<{width}}  {manual.sentence}", ""),
        )
    paper.line()
    paper.line("看一个：tuanscore explain 编号")
