"""All cards of a year, the highest first."""

from tuanscore.commands.score import json_scores as scores
from tuanscore.commands.score.report import Ranked, Ranking

SCHEMA = "tuanscore.ranking/1"
SHAPES = {
    **scores.SHAPES,
    Ranking: "year sample ranking=lines projects departments unscored gate? findings",
    Ranked: "rank.best=best rank.worst=worst title? **score",
}
