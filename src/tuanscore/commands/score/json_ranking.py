"""All cards of a year, the highest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.score import json_scores as scores
from tuanscore.commands.score.report import Ranked, Ranking
from tuanscore.faces.telling import picked

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json


def _ranking(report: Ranking) -> Json:
    told = picked(report, "year sample ranking=lines projects departments unscored gate? findings")
    return told | ({"overall": report.overall} if report.overall else {})


SCHEMA = "tuanscore.ranking/1"
SHAPES = {
    **scores.SHAPES,
    Ranking: _ranking,
    Ranked: "rank.best=best rank.worst=worst title? **score",
}
