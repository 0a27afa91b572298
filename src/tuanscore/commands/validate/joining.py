"""Holding the documents of a run against each other, once each has been examined by itself."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from tuanscore import checks
from tuanscore.finding import Finding, Place
from tuanscore.model import codes
from tuanscore.model.card import CardBody
from tuanscore.model.kinds.results import KIND as RESULTS
from tuanscore.model.kinds.scorecard import AnyCard
from tuanscore.shelf.among import twin

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from tuanscore.checks import Row
    from tuanscore.finding import Route
    from tuanscore.model.base import Identity, Kind
    from tuanscore.shelf import Repository


_PARTS = 16
"""In how many rounds what is told twice is looked for: fewer rounds need more memory at once."""


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
    if isinstance(model, AnyCard):
        owner = Owner(model.short_name, model.org, model.aliases)
    return Outcome(file, list(findings), model.kind, model.year, model.identity, owner, row)


class _Names:
    """Whose each name is in each year, by 简称."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, int], str] = {}
        self._all: dict[tuple[str, int], set[str]] = {}  # of names that are not one's alone

    def note(self, names: Iterable[str], year: int, owner: str) -> None:
        """Note that these names are an organisation's."""
        for name in names:
            first = self._first.setdefault((name, year), owner)
            if first != owner:
                self._all.setdefault((name, year), {first}).add(owner)

    def of(self, name: str, year: int) -> set[str]:
        """Return everyone whose name it is."""
        first = self._first.get((name, year))
        alone = {first} if first is not None else set()
        return {*self._all.get((name, year), alone)}


class Seen:
    """The documents of a run, and those beside it, to find those that say the same thing twice.

    Whatever order they come in, each of two such documents has the finding.
    """

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._reports: list[tuple[str, Identity, int]] = []
        self._others: list[str] = []
        self._marks = array("q")  # of the identity of each of the others
        self._own, self._also = _Names(), _Names()
        self._cards: list[tuple[str, Owner, int]] = []

    def note(self, outcome: Outcome) -> None:
        """Note what a document claims to be."""
        if not outcome.kind:
            return
        file = self._repository.index.own(outcome.file)
        if outcome.kind == RESULTS:
            self._reports.append((file, outcome.identity, outcome.year))
        else:
            self._others.append(file)
            self._marks.append(hash(outcome.identity))
        if outcome.owner is not None:
            self._cards.append((outcome.file, outcome.owner, outcome.year))
            short_name, org, aliases = outcome.owner
            self._own.note((short_name, org), outcome.year, short_name)
            self._also.note(aliases, outcome.year, short_name)

    def words_of(self, outcome: Outcome) -> set[str]:
        """Return the names of which another file holds one if it says the same thing."""
        own = [part for part in outcome.identity[1:] if part != str(outcome.year)][:1]
        card = outcome.owner
        if outcome.kind == RESULTS:
            entry = self._repository.find_card(own[0], outcome.year)
            card = outcome_of("", entry.model).owner if entry is not None else None
        return {*own, *([card.short_name, card.org, *card.aliases] if card is not None else [])}

    def across(self, rows: Iterable[Row], files: Container[str]) -> Iterator[Finding]:
        """Hold the scorecards of each year against one another; yield those that stand out."""
        for module, standout in checks.across(rows):
            if standout.file not in files:
                continue
            place = self._place_of(standout.file, standout.name)
            hint, severity = standout.hint, module.SEVERITY
            about = standout.about
            yield Finding(module.CODE, standout.message, place, hint, severity, about=about)

    def conflicts(self, files: Container[str]) -> Iterator[Finding]:
        """Yield what is wrong with what these files claim to be: another claims it too."""
        for file, owner, year in sorted(self._cards):
            for name in sorted({owner.org, owner.short_name, *owner.aliases}):
                others = self._own.of(name, year) | self._also.of(name, year)
                others.discard(owner.short_name)
                if others and file in files:
                    yield self._taken(file, name, min(others), name in owner.aliases)
        told: dict[Identity, list[str]] = {}
        for file, identity in sorted(self._claims()):
            told.setdefault(identity, []).append(file)
        for identity, same in told.items():
            for file in same if len(same) > 1 else ():
                if file in files:
                    first = next(other for other in same if other != file)
                    yield twin(identity, *(self._place(f, ("类型",)) for f in (file, first)))

    def _claims(self) -> Iterator[tuple[str, Identity]]:
        """Yield what each file claims to be that may not be alone in it."""
        for file, identity, year in self._reports:
            yield file, self._exact(identity, year)
        same: set[int] = set()
        for part in range(_PARTS):  # a part at a time takes less memory than all at once
            known: set[int] = set()
            for mark in self._marks:
                if mark % _PARTS == part:
                    (same if mark in known else known).add(mark)
        for mark, file in zip(self._marks, self._others, strict=True):
            entry = self._repository.read(file)[0] if mark in same else None
            if entry is not None:
                yield file, entry.model.identity

    def _exact(self, identity: Identity, year: int) -> Identity:
        """Return an identity in which a report is of whom its name means."""
        org = identity[1]
        owners = self._own.of(org, year) or self._also.of(org, year)
        return (RESULTS, *owners, *identity[2:]) if len(owners) == 1 else identity

    def _taken(self, file: str, name: str, owner: str, is_alias: bool) -> Finding:
        return Finding(
            codes.NAME_TAKEN,
            f"“{name}”已经是“{owner}”的名称，完成情况会分不清是谁的",
            self._place(file, ("别名" if is_alias else "单位",)),
            "换一个简称、别名或单位名称",
            about=name,
        )

    def _place_of(self, file: str, name: str) -> Place:
        """Find the measure or item of this name in a scorecard; those that stand out are few."""
        entry, _ = self._repository.read(file)
        card = self._repository.whole(entry)[0] if entry is not None else None
        if card is None or not isinstance(card.model, CardBody):
            return Place(file)
        measures = ((route, measure) for route, _, measure, _ in card.model.measures())
        items = ((route, item.id) for route, item in card.model.items())
        routes = (route for route, known in chain(measures, items) if known == name)
        return card.document.place(next(routes, ("单位",)))

    def _place(self, file: str, route: Route) -> Place:
        """Read a file once more for a place in it; conflicts are rare, so no place is kept."""
        entry, _ = self._repository.read(file)
        return entry.document.place(route) if entry is not None else Place(file)
