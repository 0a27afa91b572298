"""Comments that say where each value was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore.commands.intake.drafting.said import places
from tuanscore.source.read import read

if TYPE_CHECKING:
    from tuanscore.finding import Route

_MOST = 3
"""Cells that are named beside one line."""


def noted(text: str, tree: dict[str, Any]) -> str:
    """Return a file with a comment at the end of each line whose values were read somewhere.

    A line of which that would change what it says stays as it is.
    """
    document, _ = read(text.encode(), "")
    if document is None:
        return text
    lines = text.split("\n")
    told: dict[int, dict[str, None]] = {}
    for route, at in places(tree):
        if _has(document.root, route):
            told.setdefault(document.place(route).line - 1, {})[at] = None
    for number, cells in told.items():
        shown = list(cells)[:_MOST]
        more = "等" if len(cells) > _MOST else ""
        lines[number] += f"  # {'；'.join(shown)}{more}"
    changed = "\n".join(lines)
    again, _ = read(changed.encode(), "")
    return changed if again is not None and again.root == document.root else text


def _has(node: Any, route: Route) -> bool:
    for step in route:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True
