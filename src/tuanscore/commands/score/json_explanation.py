"""Where the numbers of a score come from."""

from tuanscore.commands.score import json_scores as scores
from tuanscore.commands.score.report import Explanation

SCHEMA = "tuanscore.explanation/1"
SHAPES = {**scores.SHAPES, Explanation: "supposed? **score nodes"}
