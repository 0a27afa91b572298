"""One scored card."""

from tuanscore.report.scores import Scored
from tuanscore.views.json import scores

SCHEMA = "tuanscore.score/1"
SHAPES = {**scores.SHAPES, Scored: "supposed? **score gate? card=score.card findings"}
