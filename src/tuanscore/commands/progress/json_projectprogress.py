"""How far a project has come, and its spending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.progress import json_following as following
from tuanscore.commands.progress.project import Balance, ProjectProgress
from tuanscore.commands.progress.spending import Limit, Month
from tuanscore.faces.telling import picked

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json


def _progress(report: ProjectProgress) -> Json:
    return {
        **picked(report, "unit short_name code name year budget"),
        **following.followed(report),
        **picked(report, "plan=months limits balance findings place"),
    }


SCHEMA = "tuanscore.project-progress/1"
SHAPES = {
    **following.SHAPES,
    ProjectProgress: _progress,
    Month: "name day planned spent rate gap **verdict place",
    Limit: "name day least rate **verdict",
    Balance: "progress rate gap unreported **verdict",
}
