"""What the repository knows about an organisation, whatever the year."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from tuanscore.commands.new.request import as_file_name
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.finding import Severity
from tuanscore.model.base import Organisation
from tuanscore.shelf import is_of, lookup
from tuanscore.source.tree import fold_name
from tuanscore.visible import word

if TYPE_CHECKING:
    from tuanscore.model.base import Kind
    from tuanscore.model.kinds.scorecard import AnyCard
    from tuanscore.shelf import Card, Loaded, LoadedAs, Repository

K = TypeVar("K", bound="Kind")


def organisation(repository: Repository, name: str) -> Organisation:
    """Return the organisation that has exactly this name, in its latest words."""
    as_file_name(name, "单位")  # also where it is but an alias of a known one
    known = Organisation(name.strip())
    for _, told in bearers(repository, name):
        own, other = (known, told) if told.org is None else (told, known)
        known = Organisation(
            told.short_name,
            told.org or known.org,
            own.aliases or other.aliases,
            told.former or known.former,
            told.budget_unit or known.budget_unit,
        )
    as_file_name(known.short_name, "简称")
    return known


def bearers(repository: Repository, name: str) -> list[tuple[int, Organisation]]:
    """Return the organisation of exactly this name as each year's documents have it, latest last.

    Only documents count that are scored.
    """
    asked = fold_name(name)
    models = (entry.model for entry in repository.catalog() if entry.model.scored)
    told = [(model.year, model.owner) for model in models if model.owner is not None]
    met = [(year, owner) for year, owner in told if asked in map(fold_name, owner.names)]
    return sorted(met, key=lambda one: one[0])


def card(repository: Repository, name: str, year: int | None) -> Card:
    """Return the whole card of an organisation, the latest unless a year is given."""
    return sound(repository, lookup.card(repository, name, year))


def sound(repository: Repository, entry: LoadedAs[AnyCard]) -> Card:
    """Resolve a card; raises TuanscoreError when it has errors."""
    found, findings = repository.card(entry)
    if found is None or any(f.severity is Severity.ERROR for f in findings):
        file = entry.document.file
        raise TuanscoreError(f"{file} 有错误，先改好", f"tuanscore validate {word(file)}")
    return found


def source(
    repository: Repository, query: str, year: int | None, kind: str, model: type[K]
) -> LoadedAs[K]:
    """Return the document of a kind that is to be copied, the latest unless a year is given."""
    entry = lookup.document(repository, query, year, kind)
    if not is_of(entry, model):
        raise NotFoundError(f"{query} 不是{kind}", "写它的名称")
    return entry


def refuse_second(entry: Loaded | None, what: str) -> None:
    """Raise TuanscoreError when there is a document already that says what a new one would."""
    if entry is not None:
        raise TuanscoreError(f"{what}已经有了，没有改动", f"在 {entry.document.file} 里改")
