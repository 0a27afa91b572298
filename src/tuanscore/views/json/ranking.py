"""All cards of a year, the highest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import scores, words

if TYPE_CHECKING:
    from tuanscore.report.scores import Ranked, Ranking
    from tuanscore.views.json.words import Json


def render(report: Ranking) -> Json:
    """Return the cards of a year, then its projects and departments."""
    return {
        "schema": "tuanscore.ranking/1",
        "year": report.year,
        "sample": report.sample,
        "ranking": [_ranked(line) for line in report.lines],
        "projects": [scores.project(score) for score in report.projects],
        "departments": [scores.department(score) for score in report.departments],
        "unscored": list(report.unscored),
        **scores.gate(report.gate),
        "findings": [words.finding(f) for f in report.findings],
    }


def _ranked(line: Ranked) -> Json:
    return {"rank": {"best": line.best, "worst": line.worst}, **scores.score(line.score)}
