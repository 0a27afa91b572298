"""The corridor: the order of rooms for each command; one file per family of commands.

What only one command needs is imported where it is used, so that starting stays instant.
"""

from tuanscore.pipeline.budgeting import is_office, score_office, score_project
from tuanscore.pipeline.examining import examine
from tuanscore.pipeline.following import follow
from tuanscore.pipeline.guiding import guide, guides
from tuanscore.pipeline.planning import plan
from tuanscore.pipeline.presenting import print_out, show, take_stock
from tuanscore.pipeline.reviewing import compare, compare_years, review
from tuanscore.pipeline.scoring import explain, gate, rank, score, suppose
from tuanscore.pipeline.sifting import Sieve, sift, touched
from tuanscore.pipeline.surveying import survey
from tuanscore.pipeline.tracing import blame, log
from tuanscore.pipeline.vouching import issue, verify

__all__ = [
    "Sieve",
    "blame",
    "compare",
    "compare_years",
    "examine",
    "explain",
    "follow",
    "gate",
    "guide",
    "guides",
    "is_office",
    "issue",
    "log",
    "plan",
    "print_out",
    "rank",
    "review",
    "score",
    "score_office",
    "score_project",
    "show",
    "sift",
    "suppose",
    "survey",
    "take_stock",
    "touched",
    "verify",
]
