"""What an organisation without a card has, scored."""

from tuanscore.report.scores import DepartmentScored
from tuanscore.views.json import scores

SCHEMA = "tuanscore.department/1"
SHAPES = {
    **scores.SHAPES,
    DepartmentScored: "short_name year sample department projects unscored findings",
}
