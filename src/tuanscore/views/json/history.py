"""The history of a card."""

from tuanscore.diff.history import History, Step
from tuanscore.views.json import commits, comparison

SCHEMA = "tuanscore.log/1"
SHAPES = {
    **commits.SHAPES,
    **comparison.SHAPES,
    History: "card name|null steps shallow=cut",
    Step: "event commit changes reason|null",
}
