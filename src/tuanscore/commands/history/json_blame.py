"""Each target of a card with the commit that last set it."""

from tuanscore.commands.history import json_commits as commits
from tuanscore.commands.history.report import Blame, Blamed

SCHEMA = "tuanscore.blame/1"
SHAPES = {
    **commits.SHAPES,
    Blame: "card shallow=cut lines",
    Blamed: "section category item measure target own place commit",
}
