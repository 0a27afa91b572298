"""plan: the way to a grade."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tuanscore.commands.score.scoring import score
from tuanscore.shelf import Repository, lookup
from tuanscore.triage.settling import sound_card

if TYPE_CHECKING:
    from tuanscore.commands.plan.report import Plan
    from tuanscore.commands.validate.report import Examination


def plan(repository: Repository, org: str, year: int | None, to: str | None) -> Plan | Examination:
    """Plan one organisation's way to a grade, by default the next better one."""
    from tuanscore.commands.plan.drawing import draw
    from tuanscore.commands.score.report import Scored
    from tuanscore.scoring import supposition, walk
    from tuanscore.scoring.rules import of_card

    entry = lookup.card(repository, org, year)
    real = score(repository, org, entry.model.year)
    if not isinstance(real, Scored):
        return real
    card = sound_card(entry, repository)
    reports, start, rules = (
        repository.results_for(card.model),
        real.score,
        of_card(card, repository),
    )
    empty = not reports
    if empty:
        reports = [supposition.report_of({}, card.model, ())]
        start = walk.score(card.model, card.document, reports, rules)
    drawn = draw(card, start, reports, rules, to, empty)
    return replace(drawn, findings=real.findings)
