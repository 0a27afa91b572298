"""Holding the documents of a run against each other, once each has been examined by itself."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from tuanscore import checks
from tuanscore.finding import Finding, Place
from tuanscore.model import codes
from tuanscore.model.kinds.results import KIND as RESULTS
from tuanscore.model.kinds.scorecard import Overlay, Scorecard
from tuanscore.repository.index import twin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tuanscore.checks import Row
    from tuanscore.finding import Route
    from tuanscore.model.base import Identity, Kind
    from tuanscore.repository import Repository


class Owner(NamedTuple):
    """What a card says about whose it is."""

    short_name: str
    org: str
    aliases: tuple[str, ...]


class Outcome(NamedTuple):
    """What one file came to; a tuple, for it may come from another process."""

    file: str
    findings: list[Finding]
    kind: str = ""
    """The 类型; empty for a file that is not valid by itself."""
    year: int = 0
    identity: Identity = ()
    owner: Owner | None = None
    row: Row | None = None
    """What the checks of a whole year look at, of a scorecard that resolves."""


def outcome_of(
    file: str, model: Kind, findings: Sequence[Finding] = (), row: Row | None = None
) -> Outcome:
    """Return what a file that is valid by itself came to."""
    owner = None
    if isinstance(model, Overlay | Scorecard):
        owner = Owner(model.short_name, model.org, model.aliases)
    return Outcome(file, list(findings), model.kind, model.year, model.identity, owner, row)


class Seen:
    """The documents of a run, to find those that say the same thing twice."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._first: dict[Identity, str] = {}
        self._orgs: dict[tuple[str, int], str] = {}

    def note_others(self, outcomes: Sequence[Outcome]) -> None:
        """Note the documents outside of a run that may say the same thing as one in it."""
        inside = {outcome.file for outcome in outcomes}
        words = {word for outcome in outcomes for word in self._names(outcome)}
        for file in self._repository.mentioning(words):
            entry = self._repository.read(file)[0] if file not in inside else None
            if entry is not None:
                for _ in self.conflicts(outcome_of(file, entry.model)):
                    pass  # which is theirs, and not of this run

    def _names(self, outcome: Outcome) -> set[str]:
        """Return the names of which another file holds one if it says the same thing."""
        own = [part for part in outcome.identity[1:] if part != str(outcome.year)][:1]
        card = outcome.owner
        if outcome.kind == RESULTS:
            entry = self._repository.find_card(own[0], outcome.year)
            card = outcome_of("", entry.model).owner if entry is not None else None
        return {*own, *([card.short_name, card.org, *card.aliases] if card is not None else [])}

    def across(self, rows: Iterable[Row]) -> Iterator[Finding]:
        """Hold the scorecards of each year against one another; yield those that stand out."""
        for module, standout in checks.across(rows):
            place = self._place_of(standout.file, standout.name)
            hint, severity = standout.hint, module.SEVERITY
            yield Finding(module.CODE, standout.message, place, hint, severity)

    def conflicts(self, outcome: Outcome) -> Iterator[Finding]:
        """Note a document; yield a finding when what it claims to be has been taken before."""
        if not outcome.kind:
            return
        taken = self._taken(outcome)
        if taken:
            name, owner, key = taken
            yield Finding(
                codes.NAME_TAKEN,
                f"“{name}”已经是“{owner}”的名称，完成情况会分不清是谁的",
                self._place(outcome.file, (key,)),
                "换一个简称、别名或单位名称",
            )
            return
        identity = outcome.identity
        if outcome.kind == RESULTS:
            org = self._orgs.get((identity[1], outcome.year), identity[1])
            identity = (identity[0], org, *identity[2:])
        first = self._first.setdefault(identity, outcome.file)
        if first != outcome.file:
            files = outcome.file, first
            yield twin(identity, *(self._place(file, ("类型",)) for file in files))

    def _taken(self, outcome: Outcome) -> tuple[str, str, str] | None:
        """Return the name that means another organisation, that one, and the key it is under."""
        card = outcome.owner
        if card is None:
            return None
        for name in sorted({card.org, card.short_name, *card.aliases}):
            owner = self._orgs.setdefault((name, outcome.year), card.short_name)
            if owner != card.short_name:
                if name in card.aliases:
                    return name, owner, "别名"
                self._orgs[name, outcome.year] = card.short_name  # its own name comes before
                return name, owner, "单位"
        return None

    def _place_of(self, file: str, name: str) -> Place:
        """Find the measure or item of this name in a scorecard; those that stand out are few."""
        entry, _ = self._repository.read(file)
        card = self._repository.card(entry)[0] if entry is not None else None
        if card is None:
            return Place(file)
        measures = ((route, measure) for route, _, measure, _ in card.model.measures())
        items = ((route, item.id) for route, item in card.model.items())
        routes = (route for route, known in chain(measures, items) if known == name)
        return card.document.place(next(routes, ("单位",)))

    def _place(self, file: str, route: Route) -> Place:
        """Read a file once more for a place in it; conflicts are rare, so no place is kept."""
        entry, _ = self._repository.read(file)
        return entry.document.place(route) if entry is not None else Place(file)
