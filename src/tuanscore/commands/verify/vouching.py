"""Receipts: what a score rests on, written down and computed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.score import budgeting
from tuanscore.commands.score.scoring import sound_score
from tuanscore.errors import TuanscoreError
from tuanscore.shelf import Repository, lookup
from tuanscore.triage.settling import sound_card

if TYPE_CHECKING:
    from tuanscore.commands.verify.receipt import Receipt, Verification


def issue(repository: Repository, org: str, year: int, project: str | None = None) -> Receipt:
    """Return the receipt of a score: its lines, and the digests of all it rests on.

    Raises TuanscoreError where something it rests on has errors, or cannot be read.
    """
    from tuanscore.commands.verify import receipt

    made = _computed(repository, org, year, project)
    missing = [
        f"{one.what} {one.name}：{one.why or '找不到'}"
        for one in receipt.unvouched(made, repository)
    ]
    if missing:
        hint = "把文件补上，或在完成情况里改对佐证，再出凭据"
        raise TuanscoreError(f"有 {len(missing)} 份依据读不到，凭据没有写", *missing, hint)
    return made


def _computed(repository: Repository, org: str, year: int, project: str | None) -> Receipt:
    from tuanscore.commands.verify import receipt

    if project is not None:
        table = lookup.project(repository, project, year)
        found = budgeting.table_of_day(table, repository)
        return receipt.issue_project(found, budgeting.sure_score(table, repository), repository)
    entry = lookup.card(repository, org, year, whole=True)
    card = sound_card(entry, repository)
    return receipt.issue(card, sound_score(entry, repository), repository)


def verify(repository: Repository, receipt: Receipt, name: str) -> Verification:
    """Compute a receipt again from the repository as it is."""
    from tuanscore.commands.verify import receipt as receipts

    try:
        now = _computed(repository, receipt.short_name, receipt.year, receipt.project)
    except TuanscoreError:
        now = None
    return receipts.compare(name, receipt, now, repository)
