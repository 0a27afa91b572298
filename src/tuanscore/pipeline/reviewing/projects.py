"""diff --rev on budget projects: what their tables and their 自评 say and score now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.diff import projects
from tuanscore.diff.review import Reviewed, Standing, standing_of_project
from tuanscore.model.kinds.project import Project
from tuanscore.pipeline.budgeting import score_one_project

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tuanscore.repository import Loaded, Repository

Identity = tuple[int, str]
"""The 年度 and the 项目编码 of a project."""


def review(
    old: Repository, new: Repository, changed: Collection[str] | None, strict: bool
) -> Iterator[Reviewed]:
    """Yield the projects that read or score differently; ``changed`` None means all may."""
    befores, afters = _by_code(old), _by_code(new)
    for identity in sorted({*befores, *afters}):
        sides = (befores.get(identity), old), (afters.get(identity), new)
        if changed is None or any(_rests_on(*side) & set(changed) for side in sides):
            told = _reviewed(*sides, strict=strict)
            if told is not None:
                yield told


def _by_code(repository: Repository) -> dict[Identity, Loaded]:
    found: dict[Identity, Loaded] = {}
    for entry in repository.catalog():
        if isinstance(entry.model, Project):
            found.setdefault((entry.model.year, entry.model.code), entry)
    return found


def _rests_on(entry: Loaded | None, repository: Repository) -> set[str]:
    """Return the files that a project's table and its score rest on."""
    if entry is None or not isinstance(entry.model, Project):
        return set()
    told = {a.document.file for a in repository.assessments_for(entry.model)}
    return {entry.document.file, *told}


def _reviewed(
    before: tuple[Loaded | None, Repository],
    after: tuple[Loaded | None, Repository],
    *,
    strict: bool,
) -> Reviewed | None:
    entry = after[0] or before[0]
    assert entry is not None  # the project is of one side at least
    assert isinstance(entry.model, Project)
    name = f"{entry.model.short_name} {entry.model.name}"
    hidden = [not side[0] and _hidden(entry, side[1]) for side in (before, after)]
    compared = None
    if before[0] is not None and after[0] is not None:
        compared = projects.compare(_side(before[0]), _side(after[0]), strict)
    told = Reviewed(
        name,
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
    """Say whether a project may stand in a file that could not be understood."""
    assert isinstance(entry.model, Project)
    return bool(repository.broken_about(entry.model.code, str(entry.model.year)))


def _side(entry: Loaded) -> projects.Side:
    assert isinstance(entry.model, Project)
    return projects.Side(entry.model, entry.document)


def _standing(entry: Loaded | None, repository: Repository) -> Standing | None:
    return standing_of_project(score_one_project(entry, repository)[0]) if entry else None
