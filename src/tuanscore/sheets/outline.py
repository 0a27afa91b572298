"""How a number came about, in words: a heading, its rule, arithmetic and inputs, and its parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tuanscore.scoring.tree import Level, Node
from tuanscore.sheets import figures

DEPTH = 2
"""Levels below what was asked for that are explained; deeper ones are only named."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One number explained."""

    heading: str
    lines: tuple[str, ...]
    inputs: tuple[str, ...]
    """What it was computed from, each with its file and line."""
    parts: tuple[Outline, ...]
    quiet: int
    """How many deduction lines below nothing was reported on; they are not listed."""


def outline(node: Node, depth: int = 0) -> Outline:
    """Explain a part of a scored card, down to a depth."""
    parts = [p for p in node.parts if p.level is not Level.DEDUCTION or p.actual is not None]
    if depth > DEPTH:
        return Outline(_heading(node), (), (), (), 0)
    return Outline(
        _heading(node),
        tuple(_lines(node)),
        tuple(f"{i.name}　{i.value}　← {i.place}" for i in node.inputs if i.name != "分值"),
        tuple(outline(part, depth + 1) for part in parts),
        len(node.parts) - len(parts),
    )


def _heading(node: Node) -> str:
    worth = f" / {figures.points(node)}" if node.points is not None else ""
    name = node.name or f"第 {int(node.route[-1]) + 1} 类"
    return f"{name}（{node.level}）：{figures.score(node)}{worth}"


def _lines(node: Node) -> Iterator[str]:
    place = next((f"　← {i.place}" for i in node.inputs if i.name == "分值"), "")
    if node.share:
        yield f"分值　{node.share}{place}"
    if node.rule:
        yield f"规则　{node.method}：{node.rule}"
    if len(set(node.arithmetic.split(" = "))) > 1:
        yield f"算式　{node.arithmetic}"
    if node.reach is not None:
        why = f"：{node.prospect}" if node.prospect else ""
        yield f"到今天　{figures.score(node)}"
        yield f"年底可能　{figures.year_end(node)}{why}"
