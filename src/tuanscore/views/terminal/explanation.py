"""How a number came about, as a tree: rule, arithmetic, and each input with its file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.report import Explanation
from tuanscore.score.tree import Level, Node
from tuanscore.sheets import figures
from tuanscore.views.terminal import asides
from tuanscore.views.terminal.paper import SAMPLE, Paper

if TYPE_CHECKING:
    from rich.tree import Tree


_DEPTH = 2
"""Levels below what was asked for that are explained; deeper ones are named."""


def render(report: Explanation, paper: Paper) -> None:
    """Write one tree for each part asked for."""
    from rich.text import Text
    from rich.tree import Tree

    paper.styled((report.score.title, "bold"))
    if report.score.sample:
        paper.styled((SAMPLE, "bold magenta"))
    asides.supposed(report, paper)
    for node in report.nodes:
        tree = Tree(Text(_heading(node), style="bold"))
        _grow(tree, node)
        paper.put(tree)
    for assumption in report.score.assumptions:
        paper.line(f"说明：{assumption}")


def _heading(node: Node) -> str:
    worth = f" / {figures.points(node)}" if node.points is not None else ""
    name = node.name or f"第 {int(node.route[-1]) + 1} 类"
    return f"{name}（{node.level}）：{figures.score(node)}{worth}"


def _grow(tree: Tree, node: Node, depth: int = 0) -> None:
    from rich.text import Text

    places = {given.name: given.place for given in node.inputs}
    worked_out = node.arithmetic.split(" = ")
    lines = [
        ("分值", node.share + (f"　← {places['分值']}" if "分值" in places else "")),
        ("规则", f"{node.method}：{node.rule}" if node.rule else ""),
        ("算式", node.arithmetic if len(set(worked_out)) > 1 else ""),
    ]
    for name, words in lines:
        if words:
            tree.add(Text(f"{name}　{words}"))
    for given in node.inputs:
        if given.name != "分值":
            tree.add(Text(f"{given.name}　{given.value}　← {given.place}", style="cyan"))
    quiet = [p for p in node.parts if p.level is Level.DEDUCTION and not (p.low or p.high)]
    for part in node.parts:
        if part in quiet:
            continue
        branch = tree.add(Text(_heading(part), style="bold"))
        if depth < _DEPTH:
            _grow(branch, part, depth + 1)
    if quiet:
        tree.add(Text(f"{len(quiet)} 项没有扣分", style="dim"))
