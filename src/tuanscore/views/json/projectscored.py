"""One scored project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import scores, words

if TYPE_CHECKING:
    from tuanscore.report.scores import ProjectScored
    from tuanscore.views.json.words import Json


def render(report: ProjectScored) -> Json:
    """Return the project as a tree."""
    return {
        "schema": "tuanscore.project/1",
        **scores.project(report.score),
        "project": scores.node(report.score.tree),
        "findings": [words.finding(f) for f in report.findings],
    }
