"""The corridor: the order of rooms for each command; one file per family of commands.

What only one command needs is imported where it is used, so that starting stays instant.
"""

from tuanscore.pipeline.budgeting import is_office, score_office, score_project
from tuanscore.pipeline.examining import examine
from tuanscore.pipeline.following import follow
from tuanscore.pipeline.planning import plan
from tuanscore.pipeline.presenting import compare, print_out, show, take_stock
from tuanscore.pipeline.scoring import explain, gate, rank, score, suppose
from tuanscore.pipeline.vouching import issue, verify

__all__ = [
    "compare",
    "examine",
    "explain",
    "follow",
    "gate",
    "is_office",
    "issue",
    "plan",
    "print_out",
    "rank",
    "score",
    "score_office",
    "score_project",
    "show",
    "suppose",
    "take_stock",
    "verify",
]
