"""What an organisation without a card has, scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import scores, words

if TYPE_CHECKING:
    from tuanscore.report.scores import DepartmentScored
    from tuanscore.views.json.words import Json


def render(report: DepartmentScored) -> Json:
    """Return the duties and the projects."""
    return {
        "schema": "tuanscore.department/1",
        "short_name": report.short_name,
        "year": report.year,
        "sample": report.sample,
        "department": scores.department(report.department) if report.department else None,
        "projects": [scores.project(score) for score in report.projects],
        "unscored": list(report.unscored),
        "findings": [words.finding(f) for f in report.findings],
    }
