"""Entries of overlays that are redundant, contradictory or point at nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.factor.report import Note, Rebasing, Standing
from tuanscore.faces.telling import picked

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json


def _rebasing(report: Rebasing) -> Json:
    return {
        **picked(report, "template|null overlays"),
        "counts": {standing: report.count(standing) for standing in Standing},
        **picked(report, "entries=notes unread"),
        "written": [one.file for one in report.removed],
        "comments_removed": [
            {"file": one.file, **picked(comment, "line text")}
            for one in report.removed
            for comment in one.comments
        ],
    }


SCHEMA = "tuanscore.rebasing/1"
SHAPES = {Rebasing: _rebasing, Note: "**finding code|null=finding.code standing"}
