"""Formats of findings, one file each: ``render(report, named)``.

``named`` is how files are called. A format says in ``NAMES_FROM`` where its reader looks for files:
``checkout`` or ``here``; without it files are called from the root. ``ONLY_LINES`` says that
nothing but the findings has a place in it: how many there are is then said beside it.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any


def names() -> tuple[str, ...]:
    """Return the names of the formats."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def names_from(form: str) -> str | None:
    """Return from where a format calls files."""
    return getattr(_module(form), "NAMES_FROM", None)


def only_lines(form: str) -> bool:
    """Say whether a format holds nothing but the findings."""
    return getattr(_module(form), "ONLY_LINES", False)


def _module(form: str) -> Any:
    return import_module(f"{__name__}.{form}") if form in names() else None
