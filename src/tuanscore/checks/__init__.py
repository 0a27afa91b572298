"""Checks: one file per defect that a reviewer would name, found without a list.

A module's docstring is its manual: one sentence, **Why** (and whose rule), **Fail** and **Pass**
(whole small files). It declares ``CODE``, ``SEVERITY`` and the models it ``LOOKS_AT``, and one
function ``check(model)`` that yields `Defect` values; they speak in routes, and become findings
with places only in `examine`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tuanscore import registry
from tuanscore.finding import Finding, Related, Route

if TYPE_CHECKING:
    from types import ModuleType

    from tuanscore.model.base import Kind
    from tuanscore.source.tree import Document


@dataclass(frozen=True, slots=True)
class Defect:
    """What a check found: at which route, in which words, and which other routes it speaks of."""

    route: Route
    message: str
    hint: str
    related: tuple[tuple[Route, str], ...] = ()


def examine(model: Kind, document: Document) -> list[Finding]:
    """Run every check that looks at this kind of document."""
    return [
        _finding(module, defect, document)
        for module in registry.modules(__name__)
        if isinstance(model, module.LOOKS_AT)
        for defect in module.check(model)
    ]


def codes() -> set[str]:
    """Return the code of every check."""
    return {module.CODE for module in registry.modules(__name__)}


def _finding(module: ModuleType, defect: Defect, document: Document) -> Finding:
    related = tuple(Related(document.place(route), words) for route, words in defect.related)
    return Finding(
        module.CODE,
        defect.message,
        document.place(defect.route),
        defect.hint,
        module.SEVERITY,
        related,
    )
