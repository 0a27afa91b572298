"""The two sides of a review: a repository in each of two states, and the files that differ."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from tuanscore.git import plumbing as git
from tuanscore.git.snapshot import Snapshot
from tuanscore.shelf import Repository

if TYPE_CHECKING:
    from collections.abc import Callable

    from tuanscore.model.kinds.scorecard import AnyCard
    from tuanscore.shelf import Base, Loaded, LoadedAs

ON_DISK = "现在的文件"
"""What the state of the files on disk is called."""

Identity = tuple[int, str]
"""The 年度 and the 简称 of a card."""


class Side:
    """A repository in one state; ``snapshot`` is None for the files on disk."""

    def __init__(self, label: str, repository: Repository, snapshot: Snapshot | None) -> None:
        self.label, self.repository, self.snapshot = label, repository, snapshot
        self.cards: dict[Identity, LoadedAs[AnyCard]] = {}
        for entry in repository.cards():
            self.cards.setdefault((entry.model.year, entry.model.short_name), entry)

    def template(self, name: str) -> Base | None:
        """Return a template by its 名称, as it is on this side."""
        return self.repository.template(name)


def take(repository: Repository, span: str) -> tuple[Side, Side]:
    """Return both sides of a span, each card of the old one under the name that it goes by now."""
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
    if last:
        new = _at_revision(repository, last, git.short(root, last))
    else:
        new = Side(ON_DISK, repository, None)
    _follow(old, new)
    return old, new


def changed(old: Side, new: Side) -> set[str]:
    """Return the files of which the two states have different contents."""
    assert old.snapshot is not None
    if new.snapshot is None:
        return set(git.since(new.repository.root, old.snapshot.commit))
    names = {*old.snapshot.names(), *new.snapshot.names()}
    return {name for name in names if old.snapshot.blob(name) != new.snapshot.blob(name)}


def _follow(old: Side, new: Side) -> None:
    """Give cards of the old side the names that they go by now, where 简称 is another."""
    gone = {i: e for i, e in old.cards.items() if i not in new.cards}
    for is_same in (_by_name, _by_file, partial(_by_rename, cache(partial(_renames, old, new)))):
        for identity, entry in new.cards.items():
            if identity in old.cards:
                continue
            for was, before in gone.items():
                if was in old.cards and was[0] == identity[0] and is_same(before, entry):
                    old.cards[identity] = old.cards.pop(was)
                    break


def _by_name(old: LoadedAs[AnyCard], new: LoadedAs[AnyCard]) -> bool:
    """Say whether two cards are of one organisation, by what the new one says of itself."""
    before, after = old.model, new.model
    return before.org == after.org or not {before.org, before.short_name}.isdisjoint(after.former)


def _by_file(old: Loaded, new: Loaded) -> bool:
    return old.document.file == new.document.file


def _by_rename(renames: Callable[[], dict[str, str]], old: Loaded, new: Loaded) -> bool:
    return renames().get(new.document.file) == old.document.file


def _renames(old: Side, new: Side) -> dict[str, str]:
    assert old.snapshot is not None
    commit = None if new.snapshot is None else new.snapshot.commit
    return git.renames(old.repository.root, old.snapshot.commit, commit)


def _at_revision(repository: Repository, revision: str, label: str) -> Side:
    snapshot = Snapshot(repository.root, revision)
    past = Repository(repository.root, repository.until, snapshot)
    return Side(label, past, snapshot)
