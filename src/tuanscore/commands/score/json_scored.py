"""One scored card."""

from tuanscore.commands.score import json_scores as scores
from tuanscore.commands.score.report import Scored

SCHEMA = "tuanscore.score/1"
SHAPES = {**scores.SHAPES, Scored: "supposed? **score gate? card=score.card findings"}
