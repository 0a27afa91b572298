"""When a mend is made, and so what it may change."""

from enum import IntEnum


class Stage(IntEnum):
    """What a mend is for; earlier stages come first."""

    CURE = 1
    """Make a file readable that is not, or mean what it was meant to."""
    VALUE = 2
    """Write a word so that nobody misreads it; what it says stays."""
    LAYOUT = 3
    """Blanks, quotes and order only; what the file says stays."""
