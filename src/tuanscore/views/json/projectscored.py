"""One scored project."""

from tuanscore.report.scores import ProjectScored
from tuanscore.views.json import scores

SCHEMA = "tuanscore.project/1"
SHAPES = {**scores.SHAPES, ProjectScored: "**score project=score.tree findings"}
