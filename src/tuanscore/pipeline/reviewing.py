"""diff through git: two states of a repository, and what lies between them in meaning."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from tuanscore import lookup
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Severity
from tuanscore.history import git
from tuanscore.history.snapshot import Snapshot
from tuanscore.model import codes
from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.kinds.scorecard import Overlay, Scorecard
from tuanscore.model.kinds.template import Template
from tuanscore.model.settings import FILE
from tuanscore.pipeline import crew, reviewing_projects
from tuanscore.pipeline.scoring import score_entry
from tuanscore.pipeline.settling import sound_card, without_cyclic_gc
from tuanscore.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tuanscore.diff import Comparison
    from tuanscore.diff.review import Review, Reviewed, Unreadable
    from tuanscore.diff.years import Years
    from tuanscore.finding import Finding
    from tuanscore.repository import Base, Card, Loaded
    from tuanscore.score.tree import Score

ON_DISK = "现在的文件"
"""What the state of the files on disk is called."""

Identity = tuple[int, str]


def at(repository: Repository, query: str) -> tuple[Repository, str]:
    """Return the repository as it was, and who is meant, for ``苍溪@HEAD~3``."""
    name, mark, revision = query.partition("@")
    if not mark:
        return repository, query
    if not revision or not name:
        raise TuanscoreError(f"“{query}”看不懂", "写成 单位@版本，例如 苍溪@HEAD~3")
    snapshot = Snapshot(repository.root, revision)
    return Repository(repository.root, repository.until, snapshot), name


def compare(
    repository: Repository, left: str, right: str | None, year: int | None, strict: bool
) -> Comparison:
    """Compare two cards, or a card with its template; each as it is, or as it was in git."""
    from tuanscore import diff

    then, old = _card_of(repository, left, year)
    if right is not None:
        _, new = _card_of(repository, right, year)
        return _labelled(diff.compare(old, new, strict), left, right)
    base = then.template(old.template) if old.template is not None else None
    if base is None:
        raise TuanscoreError(
            f"{old.document.file} 不是从模板来的，没有可比的", "再写一个单位，例如 diff 苍溪 旺苍"
        )
    return _labelled(diff.compare(base, old, strict), "", left)


def _card_of(repository: Repository, query: str, year: int | None) -> tuple[Repository, Card]:
    """Return a card and the repository it is of; raises for a revision that cannot be read."""
    then, name = at(repository, query)
    try:
        return then, sound_card(lookup.card(then, name, year), then)
    except TuanscoreError as error:
        broken = [f for f in then.broken() if name in then.text(f.place.file)]
        if then is repository or not broken:
            raise
        message = f"{query} 那一版读不懂：{broken[0].place} {broken[0].message}"
        raise TuanscoreError(message, "换一个版本；现在的文件好不好，和它没有关系") from error


def compare_years(repository: Repository, org: str, old: int, new: int, strict: bool) -> Years:
    """Compare the cards that one organisation has in two years."""
    from tuanscore import diff

    before = sound_card(lookup.card(repository, org, old), repository)
    after = sound_card(lookup.card(repository, org, new), repository)
    return diff.compare_years(before, after, strict)


def _labelled(compared: Comparison, *queries: str) -> Comparison:
    """Say of each side which revision it is of, where one was asked for."""
    marks = (query.partition("@")[1:] for query in queries)
    ends = [f"@{revision}" if mark else "" for mark, revision in marks]
    return replace(compared, old=compared.old + ends[0], new=compared.new + ends[1])


def review(repository: Repository, span: str, strict: bool = False, jobs: int = 1) -> Review:
    """Compare two states of a repository: ``main...HEAD``, ``a..b``, or one against the files.

    ``jobs`` is how many processes may share the work.
    """
    from tuanscore.diff.review import Review

    with without_cyclic_gc():
        old, new = _sides(repository, span)
        _follow(old, new)
        changed = _changed(old, new)
        templates = tuple(_templates(old, new, changed, strict=strict))
        pairs = sorted(_affected(old, new, changed))
        compared = partial(_reviewed, old, new, templates=templates, strict=strict)
        cards = list(crew.work(compared, pairs, jobs))
        everything = _changes_rules(old, new, changed)
        repositories = old.repository, new.repository
        cards += reviewing_projects.review(*repositories, None if everything else changed, strict)
        unreadable = tuple(_unreadable(old, new, changed, pairs))
    told = tuple(card for card in cards if card is not None)
    return Review(old.label, new.label, templates, told, unreadable)


class _Side:
    """A repository in one state; ``snapshot`` is None for the files on disk."""

    def __init__(self, label: str, repository: Repository, snapshot: Snapshot | None) -> None:
        self.label, self.repository, self.snapshot = label, repository, snapshot
        self.cards: dict[Identity, Loaded] = {}
        for entry in repository.cards():
            model = entry.model
            assert isinstance(model, Overlay | Scorecard)
            self.cards.setdefault((model.year, model.short_name), entry)

    def template(self, name: str) -> Base | None:
        """Return a template by its 名称, as it is on this side."""
        return self.repository.template(name)


def _sides(repository: Repository, span: str) -> tuple[_Side, _Side]:
    root = repository.root
    first, dots, last = span.partition("...")
    if not dots:
        first, dots, last = span.partition("..")
    first, last = first or "HEAD", last or ("HEAD" if dots else "")
    label = git.short(root, first)
    if dots == "..." and last:
        asked, first = first, git.merge_base(root, first, last)
        label = f"{asked} 和 {last} 的分岔处（{first[:7]}）"
    old = _at_revision(repository, first, label)
    if not last:
        return old, _Side(ON_DISK, repository, None)
    return old, _at_revision(repository, last, git.short(root, last))


def _follow(old: _Side, new: _Side) -> None:
    """Give cards of the old side the names that they go by now, where 简称 is another."""
    gone = {i: e for i, e in old.cards.items() if i not in new.cards}
    for identity, entry in new.cards.items():
        if identity in old.cards:
            continue
        for was, before in gone.items():
            if was[0] == identity[0] and _is_same(before, entry) and was in old.cards:
                old.cards[identity] = old.cards.pop(was)
                break


def _is_same(old: Loaded, new: Loaded) -> bool:
    """Say whether two cards are of one organisation, or in one file."""
    before, after = old.model, new.model
    assert isinstance(before, Overlay | Scorecard)
    assert isinstance(after, Overlay | Scorecard)
    return before.org == after.org or old.document.file == new.document.file


def _at_revision(repository: Repository, revision: str, label: str) -> _Side:
    snapshot = Snapshot(repository.root, revision)
    past = Repository(repository.root, repository.until, snapshot)
    return _Side(label, past, snapshot)


def _changed(old: _Side, new: _Side) -> set[str]:
    """Return the files of which the two states have different contents."""
    assert old.snapshot is not None
    if new.snapshot is None:
        return {change.path for change in git.since(new.repository.root, old.snapshot.commit)}
    names = {*old.snapshot.names(), *new.snapshot.names()}
    return {name for name in names if old.snapshot.blob(name) != new.snapshot.blob(name)}


def _templates(old: _Side, new: _Side, changed: set[str], *, strict: bool) -> Iterator[Comparison]:
    """Yield the differences of each template whose own file or whose 引用 changed."""
    from tuanscore import diff

    for name in _changed_templates(old, new, changed):
        before, after = old.template(name), new.template(name)
        if before is not None and after is not None and before.sound and after.sound:
            compared = diff.compare(before, after, strict)
            if not compared.same:
                yield compared


def _changed_templates(old: _Side, new: _Side, changed: set[str]) -> list[str]:
    """Return the names of templates on both sides that rest on a file that changed."""
    names: dict[str, None] = {}
    for side in (new, old):
        for entry in side.repository.templates():
            model = entry.model
            base = side.template(model.name) if isinstance(model, Template) else None
            if base is not None and not changed.isdisjoint(_sources(base)):
                names[base.model.name] = None
    return list(names)


def _sources(base: Base) -> set[str]:
    """Return the files that a template is put together from."""
    routes = (("部分", index, "类别", 0) for index in range(len(base.model.sections)))
    return {base.document.file, *(base.document.place(route).file for route in routes)}


def _affected(old: _Side, new: _Side, changed: set[str]) -> set[Identity]:
    """Return the cards that a changed file may have changed, by what they rest on."""
    everyone = {*old.cards, *new.cards}
    if _changes_rules(old, new, changed):
        return everyone
    return {
        identity
        for identity in everyone
        if any(not changed.isdisjoint(_rests_on(side, identity)) for side in (old, new))
    }


def _changes_rules(old: _Side, new: _Side, changed: set[str]) -> bool:
    """Say whether the settings or a 计分方案 changed, by which everything may score anew."""
    return FILE in changed or any(_is_scheme(side, changed) for side in (old, new))


def _is_scheme(side: _Side, changed: set[str]) -> bool:
    entries = side.repository.catalog()
    return any(e.document.file in changed for e in entries if isinstance(e.model, Scheme))


def _rests_on(side: _Side, identity: Identity) -> set[str]:
    """Return the files that one side's card and its score rest on."""
    entry = side.cards.get(identity)
    if entry is None:
        return set()
    model = entry.model
    assert isinstance(model, Overlay | Scorecard)
    files = {entry.document.file}
    files |= {report.document.file for report in side.repository.results_for(model)}
    base = side.template(model.template) if isinstance(model, Overlay) else None
    return files | _sources(base) if base is not None else files


def _reviewed(
    old: _Side,
    new: _Side,
    identity: Identity,
    *,
    templates: tuple[Comparison, ...],
    strict: bool,
) -> Reviewed | None:
    """Compare one card and its scores; None when neither differs."""
    from tuanscore import diff
    from tuanscore.diff.review import Reviewed, own, standing

    befores, afters = old.cards.get(identity), new.cards.get(identity)
    before, after = _resolved(old, befores), _resolved(new, afters)
    compared, inherited = None, 0
    if before is not None and after is not None:
        compared, inherited = own(diff.compare(before, after, strict), templates)
    scores = standing(_score(old, befores)), standing(_score(new, afters))
    entry = afters or befores
    assert entry is not None  # the card is of one side at least
    told = Reviewed(
        identity[1],
        identity[0],
        entry.document.file,
        befores.document.file if befores is not None else "",
        compared,
        inherited,
        *scores,
        new=befores is None and not _hidden(old, identity),
        removed=afters is None and not _hidden(new, identity),
    )
    alike = compared is not None and compared.same and not inherited and not told.score_changed
    unknown = compared is None and not (told.new or told.removed)
    return None if (alike and not told.renamed) or unknown else told


def _hidden(side: _Side, identity: Identity) -> bool:
    """Say whether a card may stand in one of the files that could not be understood."""
    return bool(side.repository.broken_about(identity[1], str(identity[0])))


def _resolved(side: _Side, entry: Loaded | None) -> Card | None:
    if entry is None:
        return None
    card, findings = side.repository.card(entry)
    return None if any(f.severity is Severity.ERROR for f in findings) else card


def _score(side: _Side, entry: Loaded | None) -> Score | None:
    return score_entry(entry, side.repository)[0] if entry is not None else None


def _unreadable(
    old: _Side, new: _Side, changed: set[str], affected: Iterable[Identity]
) -> Iterator[Unreadable]:
    """Yield the files that could not be understood, and so are not compared, on either side."""
    from tuanscore.diff.review import Unreadable

    for side in (old, new):
        broken = (f for f in side.repository.broken() if f.place.file in changed)
        told: set[str] = set()
        for finding in [*broken, *_unresolved(side, affected)]:
            follows = finding.code in (codes.BROKEN_TEMPLATE, codes.NO_TEMPLATE) and told
            if (
                finding.severity is Severity.ERROR
                and finding.place.file not in told
                and not follows
            ):
                told.add(finding.place.file)
                said = f"{finding.place} {finding.message}"
                yield Unreadable(finding.place.file, side.label, said)


def _unresolved(side: _Side, affected: Iterable[Identity]) -> Iterator[Finding]:
    """Yield what is wrong with cards that are valid by themselves and do not resolve."""
    for identity in affected:
        entry = side.cards.get(identity)
        if entry is not None:
            yield from side.repository.card(entry)[1]
