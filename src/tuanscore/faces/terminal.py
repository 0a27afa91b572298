"""Text for a terminal or a pipe.

How a kind of report is laid out lies in its room, in ``text_`` and its name. Values go onto the
paper as plain text, never as markup. Only characters that a GBK console can show are used.
"""

from __future__ import annotations

from typing import Any

from tuanscore.faces import face
from tuanscore.faces.paper import Paper


def render(report: Any, *, width: int, color: bool) -> str:
    """Return a report as text of this width, with or without colour."""
    paper = Paper(width, color)
    face(report, "text").render(report, paper)
    return paper.text()
