"""Where the numbers of a score come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.score.project import ProjectScore
from tuanscore.views.json import scores

if TYPE_CHECKING:
    from tuanscore.report.scores import Explanation
    from tuanscore.views.json.words import Json


def render(report: Explanation) -> Json:
    """Return the explained parts, each as a tree."""
    return {
        "schema": "tuanscore.explanation/1",
        **scores.supposed(report.supposed),
        **(
            scores.project(report.score)
            if isinstance(report.score, ProjectScore)
            else scores.score(report.score)
        ),
        "nodes": [scores.node(node) for node in report.nodes],
    }
