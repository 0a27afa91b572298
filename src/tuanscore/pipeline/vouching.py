"""Receipts: what a score rests on, written down and computed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore import lookup
from tuanscore.errors import TuanscoreError
from tuanscore.pipeline.scoring import score
from tuanscore.pipeline.settling import sound_card
from tuanscore.repository import Repository

if TYPE_CHECKING:
    from tuanscore.receipt import Receipt, Verification
    from tuanscore.report.scores import Scored


def issue(repository: Repository, scored: Scored) -> Receipt:
    """Return the receipt of a score: its lines, and the digests of all it rests on."""
    from tuanscore import receipt

    entry = lookup.card(repository, scored.score.short_name, scored.score.year)
    return receipt.issue(sound_card(entry, repository), scored.score, repository)


def verify(repository: Repository, receipt: Receipt, name: str) -> Verification:
    """Compute a receipt again from the repository as it is."""
    from tuanscore import receipt as receipts
    from tuanscore.report.scores import Scored

    now = None
    try:
        scored = score(repository, receipt.short_name, receipt.year)
    except TuanscoreError:
        scored = None
    if isinstance(scored, Scored):
        now = issue(repository, scored)
    return receipts.compare(name, receipt, now, repository)
