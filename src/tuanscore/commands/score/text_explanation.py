"""How a number came about, as a tree: rule, arithmetic, and each input with its file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.score import text_asides as asides
from tuanscore.commands.score.report import Explanation
from tuanscore.faces.paper import SAMPLE, Paper
from tuanscore.sheets.outline import Outline, outline

if TYPE_CHECKING:
    from rich.tree import Tree


def render(report: Explanation, paper: Paper) -> None:
    """Write one tree for each part asked for."""
    from rich.text import Text
    from rich.tree import Tree

    paper.styled((report.score.title, "bold"))
    if report.score.sample:
        paper.styled((SAMPLE, "bold magenta"))
    asides.supposed(report, paper)
    for node in report.nodes:
        explained = outline(node)
        tree = Tree(Text(explained.heading, style="bold"))
        _grow(tree, explained)
        paper.put(tree)
    for assumption in report.score.assumptions:
        paper.line(f"说明：{assumption}")


def _grow(tree: Tree, part: Outline) -> None:
    from rich.text import Text

    for line in part.lines:
        tree.add(Text(line))
    for line in part.inputs:
        tree.add(Text(line, style="cyan"))
    for below in part.parts:
        _grow(tree.add(Text(below.heading, style="bold")), below)
    if part.quiet:
        tree.add(Text(f"{part.quiet} 项没有扣分", style="dim"))
