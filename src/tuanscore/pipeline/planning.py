"""plan: the way to a grade."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tuanscore import lookup
from tuanscore.pipeline.scoring import score
from tuanscore.pipeline.settling import sound_card
from tuanscore.repository import Repository

if TYPE_CHECKING:
    from tuanscore.plan import Plan
    from tuanscore.report.examination import Examination


def plan(repository: Repository, org: str, year: int | None, to: str | None) -> Plan | Examination:
    """Plan one organisation's way to a grade, by default the next better one."""
    from tuanscore import plan as planning
    from tuanscore import supposition
    from tuanscore.report.scores import Scored
    from tuanscore.score import walk
    from tuanscore.score.rules import of_card

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
    drawn = planning.draw(card, start, reports, rules, to, empty)
    return replace(drawn, findings=real.findings)
