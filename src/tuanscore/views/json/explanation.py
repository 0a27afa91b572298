"""Where the numbers of a score come from."""

from tuanscore.report.scores import Explanation
from tuanscore.views.json import scores

SCHEMA = "tuanscore.explanation/1"
SHAPES = {**scores.SHAPES, Explanation: "supposed? **score nodes"}
