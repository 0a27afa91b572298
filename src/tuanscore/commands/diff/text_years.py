"""Two years of a card: what goes by another name, then the differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.diff import text_comparison as comparison

if TYPE_CHECKING:
    from tuanscore.commands.diff.years import Years
    from tuanscore.faces.paper import Paper


def render(report: Years, paper: Paper) -> None:
    """Write what was paired by its text, the differences, and how many of each kind there are."""
    paper.styled((f"{report.comparison.old} → {report.comparison.new}", "bold"))
    paper.line()
    if report.matches:
        paper.styled(("换了名称的（按文字对上，请核对）", "bold"))
        for match in report.matches:
            paper.line(f"  {match.level} {match.old} → {match.new}，相似 {match.similarity}")
        paper.line()
    comparison.changes(report.comparison, paper)
    paper.styled((report.summary, "bold"))
