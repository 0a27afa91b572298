"""Text for a terminal or a pipe; one file per kind of report, named after it.

Values go onto the paper as plain text, never as markup. Only characters that a GBK console can
show are used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tuanscore.views.terminal.paper import Paper


def render(report: Any, *, width: int, color: bool) -> str:
    """Return a report as text of this width, with or without colour."""
    paper = Paper(width, color)
    module = import_module(f"{__name__}.{type(report).__name__.lower()}")
    module.render(report, paper)
    return paper.text()
