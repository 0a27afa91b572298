"""Checks: one file per defect that a reviewer would name, found without a list.

A module's docstring is its manual: one sentence, **Why** (and whose rule), **Fail** and **Pass**
(whole small files; a first line such as ``# scorecards/2014/甲.yaml`` names the file where that
matters). It declares ``CODE``, ``SEVERITY`` and the models it ``LOOKS_AT``, and one function:
``check(model)`` where the document says enough by itself, ``compare(model, repository)`` where it
is held against others. Both yield `Defect` values; they speak in routes, and become findings with
places only here.

What is looked at are whole documents: an overlay is resolved before. Every check is run on every
document, so what it finds out about one text or target is worth remembering (``lru_cache``): the
cards of a year share most of theirs.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from tuanscore import registry
from tuanscore.finding import Finding, Related, Route, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

    from tuanscore.model.base import Entry
    from tuanscore.repository import Repository
    from tuanscore.source.tree import Document


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


def examine(model: Entry, document: Document, repository: Repository) -> list[Finding]:
    """Run every check that looks at this kind of document."""
    return _run(_looking_at(type(model)), model, document, repository)


def errors(model: Entry, document: Document, repository: Repository) -> list[Finding]:
    """Run only the checks whose defects make a score meaningless."""
    modules = [m for m in _looking_at(type(model)) if m.SEVERITY is Severity.ERROR]
    return _run(modules, model, document, repository)


def all_modules() -> tuple[ModuleType, ...]:
    """Return every check, in the order of the codes."""
    modules = (m for m in registry.modules(__name__) if hasattr(m, "CODE"))
    return tuple(sorted(modules, key=lambda m: str(m.CODE)))


def codes() -> set[str]:
    """Return the code of every check."""
    return {module.CODE for module in all_modules()}


@cache
def _looking_at(kind: type[Entry]) -> tuple[ModuleType, ...]:
    return tuple(module for module in all_modules() if issubclass(kind, module.LOOKS_AT))


def _run(
    modules: Iterable[ModuleType], model: Entry, document: Document, repository: Repository
) -> list[Finding]:
    return [
        _finding(module, defect, document)
        for module in modules
        for defect in _defects(module, model, repository)
    ]


def _defects(module: ModuleType, model: Entry, repository: Repository) -> Iterator[Defect]:
    if hasattr(module, "compare"):
        return module.compare(model, repository)  # type: ignore[no-any-return]
    return module.check(model)  # type: ignore[no-any-return]


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
