"""What differs between two cards."""

from tuanscore.commands.diff.change import Change, Comparison
from tuanscore.faces.telling import Shape

SCHEMA = "tuanscore.diff/1"
SHAPES: dict[type, Shape] = {
    Comparison: "old new changes",
    Change: "kind section category item measure|null old new difference unit|null percent"
    " old_place new_place",
}
