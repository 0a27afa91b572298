"""log and blame: one card through the commits of a repository."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from tuanscore.commands.history.report import Blame, Blamed, Event, History, Step
from tuanscore.errors import NotFoundError, TuanscoreError, UnclearError
from tuanscore.finding import Severity
from tuanscore.git import commits
from tuanscore.git import plumbing as git
from tuanscore.git.snapshot import Snapshot
from tuanscore.model.kinds.scorecard import AnyCard
from tuanscore.model.messages import did_you_mean
from tuanscore.shelf import Repository, lookup
from tuanscore.source.tree import meant
from tuanscore.triage.settling import sound_card, without_cyclic_gc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tuanscore.commands.diff.change import Change
    from tuanscore.finding import Finding
    from tuanscore.git.commits import Commit
    from tuanscore.shelf import Card, LoadedAs


def log(repository: Repository, org: str, year: int | None, name: str | None) -> History:
    """Return the history of a card, or of one of its measures or items."""
    with without_cyclic_gc():
        card, there = _card_or_last_known(repository, org, year)
        steps = tuple(_Past(repository, card).steps(there=there))
    if name is not None:
        lines = ((item.id, *item.measures) for _, item in card.model.items())
        name = meant(name, [known for line in lines for known in line])
        steps, whole = tuple(_about(steps, name)), steps
        if not any(step.changes for step in steps):
            _check_name(card, name, whole)
    label = f"{card.model.short_name} {card.model.year}"
    return History(label, name or "", steps, git.is_shallow(repository.root))


def blame(repository: Repository, org: str, year: int | None) -> Blame:
    """Return the commit that last set each target of a card."""
    from tuanscore.commands.show import provenance

    card = sound_card(lookup.card(repository, org, year), repository)
    with without_cyclic_gc():
        setters = _Past(repository, card).setters()
    lines = tuple(
        Blamed(
            *(line.section, line.category, line.item, line.measure, line.target),
            *(line.place, line.own, setters[line.measure]),
        )
        for line in provenance.trace(card).lines
        if line.measure
    )
    label = f"{card.model.short_name} {card.model.year}"
    return Blame(label, lines, git.is_shallow(repository.root))


def _card_or_last_known(repository: Repository, org: str, year: int | None) -> tuple[Card, bool]:
    """Return a card and whether it is still there, or else as it was before it was removed."""
    try:
        return sound_card(lookup.card(repository, org, year), repository), True
    except UnclearError:
        raise
    except NotFoundError:
        with suppress(TuanscoreError):
            card = _last_known(repository, org.strip(), year)
            if card is not None:
                return card, False
        raise


def _last_known(repository: Repository, org: str, year: int | None) -> Card | None:
    """Look in the last commit, and before each that touched a file that spoke of the name."""
    pasts = [(Snapshot(repository.root, "HEAD"), None)]
    parents = ((c.parents[0], c.files) for c in commits.before(repository.root) if c.parents)
    for past, files in chain(pasts, ((Snapshot(repository.root, p), f) for p, f in parents)):
        if files is None or any(_speaks_of(org, past.content(file)) for file in files):
            then = Repository(repository.root, None, past)
            then.by_part = repository.by_part
            with suppress(TuanscoreError):
                return sound_card(lookup.card(then, org, year), then)
    return None


def _speaks_of(name: str, data: bytes) -> bool:
    return name.casefold() in data.decode("utf-8", "replace").casefold()


class _Past:
    """One card in every commit that touched what it is made of."""

    def __init__(self, repository: Repository, card: Card) -> None:
        self._repository, self._card = repository, card
        self._sources = _sources(card)
        model = card.model
        self._names = list(dict.fromkeys((model.short_name, model.org, *model.former)))
        self._files = [card.document.file]
        self._known: dict[str, _Version] = {}

    def steps(self, *, there: bool) -> Iterator[Step]:
        """Yield what each commit did to the card, the latest first; ``there``: it still exists."""
        head = self._before(self._card, None, "HEAD") if there else self._at("HEAD")
        if not there:
            if head.card is not None:
                yield Step(None, Event.REMOVED)
        elif head.card is not None:
            changes = _changes(head.card, self._card)
            if changes:
                yield Step(None, Event.CHANGED, changes)
        elif not head.reason:
            yield Step(None, Event.CREATED)
        for commit, after, befores in self._versions():
            step = _step(commit, after, befores, self._readable(commit, befores))
            if step is not None:
                yield step

    def setters(self) -> dict[str, Commit | None]:
        """Return for each measure the latest commit that gave it another target."""
        now = _targets(self._card)
        head = _targets(self._before(self._card, None, "HEAD").card)
        setters: dict[str, Commit | None] = {n: None for n in now if head.get(n) != now[n]}
        for commit, after, befores in self._versions():
            if len(setters) == len(now):
                break
            if after.card is None:
                continue
            readable = self._readable(commit, befores)
            given, past = _targets(after.card), [_targets(before.card) for before in readable]
            for name in now.keys() - setters.keys():
                if name in given and all(then.get(name) != given[name] for then in past):
                    setters[name] = commit
        return {name: setters.get(name) for name in now}

    def _versions(self) -> Iterator[tuple[Commit, _Version, list[_Version]]]:
        """Yield each commit that touched the card, with the card after it and before it.

        Before there was such a card there may have been one in a file of another name.
        """
        lost = False
        for commit in commits.before(self._repository.root):
            if self._sources.isdisjoint(commit.files) and not (lost and self._names_it(commit)):
                continue
            after = self._at(commit.digest)
            befores = [self._before(after.card, commit.digest, p) for p in commit.parents]
            befores = befores or [_NOWHERE]
            for version in (after, *befores):
                self._sources |= version.sources
            lost = not any(before.sources for before in befores)
            yield commit, after, befores

    def _readable(self, commit: Commit, befores: list[_Version]) -> list[_Version]:
        """Return what stood before a commit; for what could not be understood, what did last."""
        if not any(before.reason for before in befores):
            return befores
        for earlier in commits.before(self._repository.root, commit.parents[0]):
            if self._sources.isdisjoint(earlier.files):
                continue
            version = self._at(earlier.parents[0]) if earlier.parents else _NOWHERE
            if not version.reason:
                return [before for before in befores if not before.reason] or [version]
        return befores

    def _names_it(self, commit: Commit) -> bool:
        """Say whether a commit touched files that spoke of the organisation before it."""
        names = [name.encode() for name in self._names]
        pasts = [Snapshot(self._repository.root, parent) for parent in commit.parents]
        texts = (past.content(file) for past in pasts for file in commit.files)
        return any(name in text for text in texts for name in names)

    def _at(self, revision: str) -> _Version:
        if revision not in self._known:
            self._known[revision] = self._find(revision)
        return self._known[revision]

    def _before(self, card: Card | None, revision: str | None, parent: str) -> _Version:
        """Return what the card of a revision (None: of the files on disk) was in a parent of it.

        One that is found neither by its names nor in its file was renamed, if git says so of the
        file and nobody else goes by its old name.
        """
        found = self._at(parent)
        if card is None or found.card is not None or found.reason:
            return found
        root = self._repository.root
        was = git.renames(root, parent, revision).get(card.document.file)
        if was is None or was in self._files:
            return found
        self._files.append(was)
        renamed = self._find(parent)
        if renamed.card is None or self._is_there(renamed.card, revision):
            self._files.remove(was)
            return found
        self._known[parent] = renamed
        return renamed

    def _is_there(self, card: Card, revision: str | None) -> bool:
        """Say whether an organisation has its own card in a revision still."""
        now = self._repository
        if revision is not None:
            now = Repository(now.root, None, Snapshot(now.root, revision))
        return now.find_card(card.model.short_name, card.model.year) is not None

    def _in_file(self, then: Repository, file: str) -> LoadedAs[AnyCard] | None:
        """Return the card that a file held, whatever it was called."""
        entry = then.card_in(file)
        year = self._card.model.year
        return entry if entry is not None and entry.model.year == year else None

    def _find(self, revision: str) -> _Version:
        snapshot = Snapshot(self._repository.root, revision)
        then = Repository(self._repository.root, None, snapshot)
        model = self._card.model
        named = (then.find_card(name, model.year) for name in self._names)
        held = (self._in_file(then, file) for file in self._files)
        entry = next((found for found in chain(named, held) if found is not None), None)
        if entry is None:
            broken = then.troubles(model)
            return _Version(None, _reason(broken), {f.place.file for f in broken})
        card, findings = then.card(entry)
        errors = [f for f in findings if f.severity is Severity.ERROR]
        if card is None or errors:
            return _Version(None, _reason(errors), {entry.document.file})
        return _Version(card, "", _sources(card))


class _Version:
    """A card in one commit; without one there is a reason, or there was none at all."""

    def __init__(self, card: Card | None, reason: str, sources: set[str]) -> None:
        self.card, self.reason, self.sources = card, reason, sources


_NOWHERE = _Version(None, "", set())


def _step(
    commit: Commit, after: _Version, befores: list[_Version], readable: list[_Version]
) -> Step | None:
    """Return what a commit did; what a merge took over from one side is not its doing.

    A version that could not be understood is passed over for the one before it.
    """
    if after.card is None:
        if after.reason and not all(before.reason for before in befores):
            return Step(commit, Event.BROKEN, reason=after.reason)
        gone = not after.reason and all(before.card is not None for before in befores)
        return Step(commit, Event.REMOVED) if gone else None
    mended = any(before.reason for before in befores)
    known = [before.card for before in readable if before.card is not None]
    if not known:
        return Step(commit, Event.CHANGED if mended else Event.CREATED)
    told = [_changes(before, after.card) for before in known]
    common = tuple(c for c in told[0] if all(_same(c, others) for others in told[1:]))
    return Step(commit, Event.CHANGED, common) if common or mended else None


def _same(change: Change, others: tuple[Change, ...]) -> bool:
    key = (change.kind, change.item, change.measure, change.new)
    return any((o.kind, o.item, o.measure, o.new) == key for o in others)


def _changes(old: Card, new: Card) -> tuple[Change, ...]:
    from tuanscore.commands.diff import comparison as diff

    return (*_names(old, new), *diff.compare(old, new, strict=False).changes)


def _names(old: Card, new: Card) -> Iterator[Change]:
    """Yield how a card is called otherwise: to tell two organisations apart is the reader's."""
    from tuanscore.commands.diff.change import Change, Kind

    for key, was, now in (
        ("单位", old.model.org, new.model.org),
        ("简称", old.model.short_name, new.model.short_name),
    ):
        if was != now:
            places = (card.document.place((key,)) for card in (old, new))
            yield Change(
                *(Kind.WORDING, key, "", "", "", was, now),
                old_place=next(places),
                new_place=next(places),
            )


def _sources(card: Card) -> set[str]:
    """Return the files that a card is put together from."""
    document, sections = card.document, range(len(card.model.sections))
    routes = [("部分",), ("部分", 0), *(("部分", s, "类别", 0) for s in sections)]
    return {document.file, *(document.place(route).file for route in routes)}


def _targets(card: Card | None) -> Mapping[str, str]:
    from tuanscore.commands.diff.measures import target_text

    return {} if card is None else {n: target_text(m) for _, _, n, m in card.model.measures()}


def _about(steps: tuple[Step, ...], name: str) -> Iterator[Step]:
    """Yield the steps that say something of a measure or an item, and only that."""
    for step in steps:
        changes = tuple(c for c in step.changes if name in (c.measure, c.item))
        if changes or not step.changes:
            yield Step(step.commit, step.event, changes, step.reason)


def _check_name(card: Card, name: str, steps: tuple[Step, ...]) -> None:
    """Raise NotFoundError for a name that the card never had."""
    known = {n for _, item, n, _ in card.model.measures() for n in (n, item.id)}
    known |= {item.id for _, item in card.model.items()}
    known |= {n for step in steps for c in step.changes for n in (c.measure, c.item) if n}
    if name not in known:
        message = f"{card.model.short_name}的评分表里没有“{name}”，以前也没有"
        raise NotFoundError(message, did_you_mean(name, sorted(known)))


def _reason(findings: list[Finding]) -> str:
    errors = [f for f in findings if f.severity is Severity.ERROR]
    return f"{errors[0].place} {errors[0].message}" if errors else ""
