"""diff --rev on budget projects, with their 自评, and on kinds that are compared key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.diff import documents
from tuanscore.commands.diff.review import Reviewed, Standing, standing
from tuanscore.commands.score.budgeting import score_one_project
from tuanscore.model.kinds.project import Project
from tuanscore.shelf import is_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tuanscore.model.base import Identity
    from tuanscore.shelf import Loaded, LoadedAs, Repository


def review(
    old: Repository, new: Repository, changed: Collection[str] | None, strict: bool
) -> Iterator[Reviewed]:
    """Yield the documents that read or score differently; ``changed`` None means all may."""
    befores, afters = _by_identity(old), _by_identity(new)
    for identity in sorted({*befores, *afters}):
        sides = (befores.get(identity), old), (afters.get(identity), new)
        if changed is None or any(_rests_on(*side) & set(changed) for side in sides):
            told = _reviewed(*sides, strict=strict)
            if told is not None:
                yield told


def _by_identity(repository: Repository) -> dict[Identity, Loaded]:
    found: dict[Identity, Loaded] = {}
    for entry in repository.catalog():
        if documents.is_comparable(entry.model):
            found.setdefault(entry.model.identity, entry)
    return found


def _rests_on(entry: Loaded | None, repository: Repository) -> set[str]:
    """Return the files that a document and its score rest on."""
    table = _table(entry)
    told = repository.assessments_for(table.model) if table is not None else []
    return {one.document.file for one in (entry, *told) if one is not None}


def _table(entry: Loaded | None) -> LoadedAs[Project] | None:
    return entry if is_of(entry, Project) else None


def _reviewed(
    before: tuple[Loaded | None, Repository],
    after: tuple[Loaded | None, Repository],
    *,
    strict: bool,
) -> Reviewed | None:
    entry = after[0] or before[0]
    assert entry is not None  # the document is of one side at least
    hidden = [not side[0] and _hidden(entry, side[1]) for side in (before, after)]
    compared = None
    if before[0] is not None and after[0] is not None:
        compared = documents.compare(before[0], after[0], strict)
    told = Reviewed(
        " ".join(entry.model.thing[1:]),
        entry.model.year,
        entry.document.file,
        before[0].document.file if before[0] is not None else "",
        compared,
        0,
        _standing(*before),
        _standing(*after),
        new=before[0] is None and not hidden[0],
        removed=after[0] is None and not hidden[1],
    )
    alike = compared is not None and compared.same and not told.score_changed and not told.renamed
    return None if alike or (compared is None and not (told.new or told.removed)) else told


def _hidden(entry: Loaded, repository: Repository) -> bool:
    """Say whether a document may stand in a file that could not be understood."""
    return bool(repository.doubt.speaking_of(*entry.model.known_by, str(entry.model.year)))


def _standing(entry: Loaded | None, repository: Repository) -> Standing | None:
    table = _table(entry)
    score = score_one_project(table, repository)[0] if table is not None else None
    return standing(score, score.tree if score is not None else None)
