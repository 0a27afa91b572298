"""diff --rev: two states of a repository, and what lies between them in meaning."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tuanscore.commands.diff.reviewing import cards, projects, sides, templates
from tuanscore.finding import Severity
from tuanscore.model import codes
from tuanscore.shelf import crew
from tuanscore.triage.settling import without_cyclic_gc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tuanscore.commands.diff.review import Review, Unreadable
    from tuanscore.commands.diff.reviewing.sides import Identity, Side
    from tuanscore.finding import Finding
    from tuanscore.shelf import Repository


def review(repository: Repository, span: str, strict: bool = False, jobs: int = 1) -> Review:
    """Compare two states of a repository: ``main...HEAD``, ``a..b``, or one against the files.

    ``jobs`` is how many processes may share the work.
    """
    from tuanscore.commands.diff.review import Review

    with without_cyclic_gc():
        old, new = sides.take(repository, span)
        changed = sides.changed(old, new)
        bases = tuple(templates.review(old, new, changed, strict=strict))
        pairs = sorted(cards.affected(old, new, changed))
        compared = partial(cards.review, old, new, templates=bases, strict=strict)
        told = [card for card in crew.work(compared, pairs, jobs) if card is not None]
        everything = cards.changes_rules(old, new, changed)
        repositories = old.repository, new.repository
        told += projects.review(*repositories, None if everything else changed, strict)
        unreadable = tuple(_unreadable(old, new, changed, pairs))
    return Review(old.label, new.label, bases, tuple(told), unreadable)


def _unreadable(
    old: Side, new: Side, changed: set[str], affected: Iterable[Identity]
) -> Iterator[Unreadable]:
    """Yield the files that could not be understood, and so are not compared, on either side."""
    from tuanscore.commands.diff.review import Unreadable

    for side in (old, new):
        broken = side.repository.broken(changed)
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


def _unresolved(side: Side, affected: Iterable[Identity]) -> Iterator[Finding]:
    """Yield what is wrong with cards that are valid by themselves and do not resolve."""
    for identity in affected:
        entry = side.cards.get(identity)
        if entry is not None:
            yield from side.repository.card(entry)[1]
