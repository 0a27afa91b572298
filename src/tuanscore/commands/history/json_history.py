"""The history of a card."""

from tuanscore.commands.diff import json_comparison as comparison
from tuanscore.commands.history import json_commits as commits
from tuanscore.commands.history.report import History, Step

SCHEMA = "tuanscore.log/1"
SHAPES = {
    **commits.SHAPES,
    **comparison.SHAPES,
    History: "card name|null steps shallow=cut",
    Step: "event commit changes reason|null",
}
