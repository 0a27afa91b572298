"""Checks: one file per defect that a reviewer would name, found without a list.

A module's docstring is its manual: one sentence, **Why** (and whose rule), **Fail** (whole small
files; a first line such as ``# scorecards/2014/甲.yaml`` names the file where that matters) and
**Pass** (what changes on them: each run of ``-`` and ``+`` lines below the line before it). It
declares ``CODE``, ``SEVERITY`` and the models it ``LOOKS_AT``, and one function:
``check(model)`` where the document says enough by itself, ``compare(model, repository)`` where it
is held against others, ``look(model, file, root)`` where it is held against what lies around it on
disk. They yield `Defect` values, which speak in routes and become findings with places only here.
What a check of all scorecards of a year (``over(rows)``) yields is said at `across`.

Whoever reads a score must know of some defects, such as a bonus that does not count: a module says
with ``ON_SCORE`` for which models.

What is looked at are whole documents: an overlay is resolved before. Every check is run on every
document, so what it finds out about one text or target is worth remembering (``lru_cache``): the
cards of a year share most of theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from sys import intern
from typing import TYPE_CHECKING, Any

from tuanscore import registry
from tuanscore.finding import Finding, Place, Related, Route, Severity
from tuanscore.grammar.target import Target, parse
from tuanscore.model.base import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from tuanscore.model.base import Entry
    from tuanscore.model.kinds.scorecard import Scorecard
    from tuanscore.shelf import Repository
    from tuanscore.source.tree import Document


_MANY = 3
"""How many findings of one cell are too many to read."""
_GRAVITY = {severity: at for at, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Defect:
    """What a check found: at which route, in which words, and which other places it speaks of."""

    route: Route
    message: str
    hint: str
    related: tuple[tuple[Route, str], ...] = ()
    elsewhere: tuple[Related, ...] = ()
    """Places in other documents."""
    at_key: bool = False
    """Whether the key is what is wrong, and not the value under it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One scorecard of a year, as little of it as a check of all of them needs."""

    file: str
    short_name: str
    year: int
    names: tuple[str, ...]
    """The measures that have a target, in printed order; cards with the same ones share it."""
    targets: tuple[str, ...]
    """Their targets as written, which `tuanscore.grammar.target.parse` reads."""
    items: tuple[str, ...]
    """The 编号 of every item, in printed order; cards with the same items share the tuple."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes, and share again what cards share."""
        about = (self.file, self.short_name, self.year)
        return _arrived, (*about, self.names, self.targets, self.items)


@dataclass(frozen=True, slots=True)
class Standout:
    """A scorecard that differs from the others of its year, and what about it."""

    file: str
    name: str
    """The measure or the item of that card; empty for the card as a whole."""
    message: str
    hint: str
    about: str
    """What of that card stands out, in its own words."""


def row(file: str, card: Scorecard) -> Row:
    """Return what the checks of a whole year look at of one resolved scorecard."""
    targets = {
        name: _as_read(measure.target)
        for item in card.lines
        for name, measure in item.measures.items()
        if measure.target is not None
    }
    names = _shared(tuple(map(intern, targets)))
    items = _shared(tuple([intern(item.id) for item in card.lines]))
    return Row(file, card.short_name, card.year, names, tuple(targets.values()), items)


def _as_read(target: Target) -> str:
    """Return a target as written, or with the comparator by which it was read."""
    return target.text if parse(target.text) == target else target.canonical


def _arrived(
    file: str,
    short_name: str,
    year: int,
    names: tuple[str, ...],
    targets: tuple[str, ...],
    items: tuple[str, ...],
) -> Row:
    texts = tuple(map(intern, targets))
    return Row(file, short_name, year, _shared(names), texts, _shared(items))


@lru_cache(maxsize=4096)
def _shared(names: tuple[str, ...]) -> tuple[str, ...]:
    return names


def across(rows: Iterable[Row]) -> list[tuple[ModuleType, Standout]]:
    """Hold all scorecards of each year against one another, by every check that does."""
    modules = registry.modules(f"{__name__}.organisations")
    found: list[tuple[ModuleType, Standout]] = []
    for _, group in groupby(sorted(rows, key=lambda r: (r.year, r.file)), key=lambda r: r.year):
        of_year = tuple(group)
        found += [(module, standout) for module in modules for standout in module.over(of_year)]
    return found


def examine(model: Entry, document: Document, repository: Repository) -> list[Finding]:
    """Run every check that looks at this kind of document.

    Of what is said of one cell of a project only the gravest is told: it is mended at once.
    """
    found = _run(_looking_at(type(model)), model, document, repository)
    found += _otherwise_read(model, document, repository, lambda module, told: True)
    return _foremost(found) if isinstance(model, Kind) and model.tabular else found


def _otherwise_read(
    model: Entry,
    document: Document,
    repository: Repository,
    asked: Callable[[ModuleType, Entry], bool],
) -> list[Finding]:
    """Run checks on the other ways in which a document can be read, if there are any."""
    found = []
    rooms = (room for room in registry.packages(__name__) if hasattr(room, "views"))
    views = [view for room in rooms for view in room.views(model, document, repository)]
    for view in views:
        kind: type[Entry] = type(view.model)
        modules = (m for m in _looking_at(kind) if _name(m) not in view.without)
        fitting = [module for module in modules if asked(module, view.model)]
        found += _run(fitting, view.model, view.document, view.repository)
    return found


def _foremost(findings: list[Finding]) -> list[Finding]:
    """Keep the gravest findings about each place, and of three and more the first."""
    at: dict[Place, list[Finding]] = {}
    for finding in findings:
        at.setdefault(finding.place, []).append(finding)
    kept: set[int] = set()
    for about in at.values():
        gravest = min(_GRAVITY[finding.severity] for finding in about)
        grave = [finding for finding in about if _GRAVITY[finding.severity] == gravest]
        kept.update(map(id, grave if len(grave) < _MANY else grave[:1]))
    return [finding for finding in findings if id(finding) in kept]


def errors(model: Entry, document: Document, repository: Repository) -> list[Finding]:
    """Run only the checks whose defects make a score meaningless."""
    modules = [m for m in _looking_at(type(model)) if m.SEVERITY is Severity.ERROR]
    return _run(modules, model, document, repository)


def on_score(model: Entry, document: Document, repository: Repository) -> list[Finding]:
    """Run only the checks whose defects whoever reads a score must know of."""
    modules = [m for m in _looking_at(type(model)) if _is_on_score(m, model)]
    found = _run(modules, model, document, repository)
    return found + _otherwise_read(model, document, repository, _is_on_score)


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


def _is_on_score(module: ModuleType, model: Entry) -> bool:
    return isinstance(model, getattr(module, "ON_SCORE", ()))


def all_modules() -> tuple[ModuleType, ...]:
    """Return every check, in the order of the codes."""
    modules = (m for m in registry.modules(__name__) if hasattr(m, "CODE"))
    return tuple(sorted(modules, key=lambda m: str(m.CODE)))


def codes() -> set[str]:
    """Return the code of every check."""
    return {module.CODE for module in all_modules()}


@cache
def _looking_at(kind: type[Entry]) -> tuple[ModuleType, ...]:
    """Return the checks of one kind of document, each by itself; other rooms are not entered."""
    rooms = (room for room in registry.packages(__name__) if issubclass(kind, room.LOOKS_AT))
    modules = [m for room in rooms for m in registry.modules(room.__name__)]
    alone = (m for m in modules if hasattr(m, "CODE") and not hasattr(m, "over"))
    return tuple(module for module in alone if issubclass(kind, module.LOOKS_AT))


def _run(
    modules: Iterable[ModuleType], model: Entry, document: Document, repository: Repository
) -> list[Finding]:
    return [
        _finding(module, defect, document)
        for module in modules
        for defect in _door(module)(model, document, repository)
    ]


Door = Callable[["Entry", "Document", "Repository"], "Iterable[Defect]"]


@cache
def _door(module: ModuleType) -> Door:
    """Return the function of a check, whatever it is held against."""
    if hasattr(module, "compare"):
        return lambda model, document, repository: module.compare(model, repository)
    if hasattr(module, "look"):
        return lambda model, document, repository: module.look(
            model, repository.root / document.file, repository.root
        )
    return lambda model, document, repository: module.check(model)


def _finding(module: ModuleType, defect: Defect, document: Document) -> Finding:
    place = document.key_place if defect.at_key else document.place
    related = tuple(Related(document.place(route), words) for route, words in defect.related)
    return Finding(
        module.CODE,
        defect.message,
        place(defect.route),
        defect.hint,
        module.SEVERITY,
        (*related, *defect.elsewhere),
    )
