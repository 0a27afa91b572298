"""What a repository decides about scoring its cards."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from tuanscore.methods import Peers, standing
from tuanscore.scoring import walk
from tuanscore.scoring.merge import merge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tuanscore.model.kinds.results import Result
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
        if name not in ranked:
            return None
        told = repository.once(_year, card.model.year).get(name)
        return told.without(card.model.short_name) if told is not None else Peers((), 0)

    return walk.Rules(repository.levels(card.model), scale, bounds, peers, repository.until)


class _Told:
    """What the organisations of a year did about one measure, by 简称."""

    def __init__(self) -> None:
        self._actuals: dict[str, list[str]] = {}
        self._unknown: Counter[str] = Counter()

    def note(self, short_name: str, result: Result | None) -> None:
        """Note what one reported, or that it has not; where it does not apply there is nothing."""
        if result is not None and result.actual is not None:
            self._actuals.setdefault(short_name, []).append(result.actual)
        elif result is None or result.not_applicable is None:
            self._unknown[short_name] += 1

    @cached_property
    def _all(self) -> Peers:
        return Peers([*chain.from_iterable(self._actuals.values())], self._unknown.total())

    def without(self, short_name: str) -> Peers:
        """Return what the others did."""
        own = Peers(self._actuals.get(short_name, ()), self._unknown[short_name])
        return self._all.without(own)


def _year(repository: Repository, year: int) -> Mapping[str, _Told]:
    """Return what the organisations of a year did about each measure that can be reported."""
    told: dict[str, _Told] = {}
    for entry in repository.cards(year):
        card, _ = repository.card(entry)
        if card is None:
            continue
        results = merge(repository.results_for(card.model), card.model).results
        for name in card.model.reportable():
            result = results[name].value if name in results else None
            told.setdefault(name, _Told()).note(card.model.short_name, result)
    return told
