"""What the repository knows about an organisation, whatever the year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuanscore import lookup
from tuanscore.drafts.request import as_file_name
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.finding import Severity
from tuanscore.model.kinds.department import Department
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.scorecard import Overlay, Scorecard
from tuanscore.repository import names_of
from tuanscore.source.tree import fold_name
from tuanscore.visible import word

if TYPE_CHECKING:
    from tuanscore.model.base import Kind
    from tuanscore.repository import Card, Loaded, Repository


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation by its names; ``org`` is None when nobody has said it yet."""

    short_name: str
    org: str | None = None
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    budget_unit: str | None = None


def organisation(repository: Repository, name: str) -> Organisation:
    """Return the organisation that has exactly this name, in its latest words."""
    as_file_name(name, "单位")  # also where it is but an alias of a known one
    known = Organisation(name.strip())
    for model in bearers(repository, name):
        if isinstance(model, Overlay | Scorecard | Department):
            aliases = model.aliases or known.aliases
            told = () if isinstance(model, Department) else model.former
            former = told or known.former
            known = Organisation(model.short_name, model.org, aliases, former, known.budget_unit)
        else:
            aliases = known.aliases or model.aliases
            known = Organisation(model.short_name, known.org, aliases, known.former, model.unit)
    as_file_name(known.short_name, "简称")
    return known


def bearers(repository: Repository, name: str) -> list[Overlay | Scorecard | Department | Project]:
    """Return all that is about the organisation that has exactly this name, the latest last."""
    asked = fold_name(name)
    models = (entry.model for entry in repository.catalog())
    met = [m for m in models if isinstance(m, lookup.SCORED) and asked in _names(m)]
    return sorted(met, key=lambda model: model.year)


def _names(model: Kind) -> set[str]:
    if isinstance(model, Overlay | Scorecard):
        return {fold_name(n) for n in names_of(model)}
    if isinstance(model, Department):
        return {fold_name(n) for n in (model.short_name, model.org, *model.aliases)}
    if isinstance(model, Project):
        return {fold_name(n) for n in (model.short_name, model.unit, *model.aliases)}
    return set()


def card(repository: Repository, name: str, year: int | None) -> Card:
    """Return the whole card of an organisation, the latest unless a year is given."""
    return sound(repository, lookup.card(repository, name, year))


def sound(repository: Repository, entry: Loaded) -> Card:
    """Resolve a card; raises TuanscoreError when it has errors."""
    found, findings = repository.card(entry)
    if found is None or any(f.severity is Severity.ERROR for f in findings):
        file = entry.document.file
        raise TuanscoreError(f"{file} 有错误，先改好", f"tuanscore validate {word(file)}")
    return found


def source(repository: Repository, query: str, year: int | None, kind: str) -> Loaded:
    """Return the document of a kind that is to be copied, the latest unless a year is given."""
    entry = lookup.document(repository, query, year, kind)
    if entry.model.kind != kind:
        raise NotFoundError(f"{query} 不是{kind}", "写它的名称")
    return entry


def refuse_second(entry: Loaded | None, what: str) -> None:
    """Raise TuanscoreError when there is a document already that says what a new one would."""
    if entry is not None:
        raise TuanscoreError(f"{what}已经有了，没有改动", f"在 {entry.document.file} 里改")
