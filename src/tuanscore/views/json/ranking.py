"""All cards of a year, the highest first."""

from tuanscore.report.scores import Ranked, Ranking
from tuanscore.views.json import scores

SCHEMA = "tuanscore.ranking/1"
SHAPES = {
    **scores.SHAPES,
    Ranking: "year sample ranking=lines projects departments unscored gate? findings",
    Ranked: "rank.best=best rank.worst=worst **score",
}
