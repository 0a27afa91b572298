"""What a repository decides about scoring its cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.methods import Peers, standing
from tuanscore.scoring import walk
from tuanscore.scoring.merge import merge

if TYPE_CHECKING:
    from tuanscore.shelf import Card, Repository

DEFAULT_SCALE = "团区委绩效标准"
"""The 等次标准 of a card that names neither one nor a 计分方案."""


def of_card(card: Card, repository: Repository) -> walk.Rules:
    """Return what the repository decides about scoring a card."""
    scale = card.model.grade_scale or card.model.scheme or DEFAULT_SCALE
    bounds = repository.scale(scale)
    assert bounds is not None  # references have been examined
    ranked = {n for _, _, n, m in card.model.measures() if m.method == standing.NAME}

    def peers(name: str) -> Peers | None:
        return _peers(name, card, repository) if name in ranked else None

    return walk.Rules(repository.settings.levels, scale, bounds, peers, repository.until)


def _peers(name: str, card: Card, repository: Repository) -> Peers:
    """Return what the other organisations of the year did about a measure that is ranked."""
    actuals, unknown = [], 0
    for entry in repository.cards(card.model.year):
        other, _ = repository.card(entry)
        if other is None or other.model.short_name == card.model.short_name:
            continue
        if name not in other.model.reportable():
            continue
        result = merge(repository.results_for(other.model), other.model).results.get(name)
        if result is None or result.value.actual is None:
            unknown += result is None or result.value.not_applicable is None
        else:
            actuals.append(result.value.actual)
    return Peers(tuple(actuals), unknown)
