"""Faces: a report value in, a text out. A face computes nothing, reads nothing and prints nothing.

Formats that every room has are here: text, json, md and html; how a report is laid out in them
lies in the report's own room (``text_…``, ``json_…``, or a template of its name). A format that one
room alone has is a file in its ``formats``. Each offers ``render(report, **options) -> str``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tuanscore.visible import line as visible

__all__ = ["face", "render", "visible"]

_SHARED = {"text": "terminal", "json": "json", "md": "md", "html": "html"}


def render(report: Any, form: str, **options: Any) -> str:
    """Lay a report out in the format of this name."""
    shared = _SHARED.get(form)
    name = f"{__name__}.{shared}" if shared else f"{_room(report)}.formats.{form}"
    text: str = import_module(name).render(report, **options)
    return text


def face(report: Any, form: str) -> Any:
    """Return the module of the report's own room that lays it out as ``text`` or ``json``."""
    return import_module(f"{_room(report)}.{form}_{type(report).__name__.lower()}")


def _room(report: Any) -> str:
    return type(report).__module__.rpartition(".")[0]
