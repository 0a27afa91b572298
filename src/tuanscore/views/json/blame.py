"""Each target of a card with the commit that last set it."""

from tuanscore.diff.history import Blame, Blamed
from tuanscore.views.json import commits

SCHEMA = "tuanscore.blame/1"
SHAPES = {
    **commits.SHAPES,
    Blame: "card shallow=cut lines",
    Blamed: "section category item measure target own place commit",
}
