"""What an organisation without a card has, scored."""

from tuanscore.commands.score import json_scores as scores
from tuanscore.commands.score.report import DepartmentScored

SCHEMA = "tuanscore.department/1"
SHAPES = {
    **scores.SHAPES,
    DepartmentScored: "short_name year sample department projects unscored findings",
}
