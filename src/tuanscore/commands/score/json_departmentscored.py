"""What an organisation without a card has, scored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.score import json_scores as scores
from tuanscore.commands.score.report import DepartmentScored
from tuanscore.faces.telling import picked

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json


def _department(report: DepartmentScored) -> Json:
    told = picked(report, "short_name year sample department projects unscored findings")
    if report.overall:
        told["overall"] = [
            {**scores.project(score), "project": score.tree} for score in report.overall
        ]
    return told


SCHEMA = "tuanscore.department/1"
SHAPES = {**scores.SHAPES, DepartmentScored: _department}
