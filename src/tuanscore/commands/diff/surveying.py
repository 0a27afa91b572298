"""diff --all: every card of a year beside the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.finding import Severity
from tuanscore.model.kinds.scorecard import KIND as SCORECARD
from tuanscore.triage.settling import without_cyclic_gc

if TYPE_CHECKING:
    from tuanscore.commands.diff.matrix import Matrix
    from tuanscore.shelf import Card, Repository


def survey(repository: Repository, year: int) -> Matrix:
    """Lay all cards of a year beside each other; those with errors are named and left out."""
    from tuanscore.commands.diff import matrix

    known = sorted({entry.model.year for entry in repository.cards()}, reverse=True)
    if year not in known:
        hint = "有的年度：" + "、".join(map(str, known)) if known else "还没有评分表"
        raise NotFoundError(f"没有 {year} 年的评分表", hint)
    cards: list[Card] = []
    unreadable = repository.doubt.within(year, SCORECARD)
    with without_cyclic_gc():
        for entry in repository.cards(year):
            card, findings = repository.card(entry)
            if card is None or any(f.severity is Severity.ERROR for f in findings):
                unreadable.append(entry.document.file)
            else:
                cards.append(card)
        if not cards:
            raise TuanscoreError(f"{year} 年没有可以比的评分表", "tuanscore validate")
        return matrix.lay_out(year, cards, unreadable)
