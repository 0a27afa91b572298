"""One file (or folder) per output format: a report value in, a text out.

A view computes nothing and prints nothing. Each offers ``render(report, **options) -> str``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tuanscore.visible import line as visible

__all__ = ["render", "visible"]

_NAMES = {"text": "terminal"}


def render(report: Any, form: str, **options: Any) -> str:
    """Lay a report out in the format of this name."""
    view = import_module(f"{__name__}.{_NAMES.get(form, form)}")
    text: str = view.render(report, **options)
    return text
