"""One scored project."""

from tuanscore.commands.score import json_scores as scores
from tuanscore.commands.score.report import ProjectScored

SCHEMA = "tuanscore.project/1"
SHAPES = {**scores.SHAPES, ProjectScored: "**score project=score.tree findings"}
