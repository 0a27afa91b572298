"""Faces: a report value in, a text out. A face computes nothing, reads nothing and prints nothing.

Formats that every room has are here: text, json, md and html; how a report is laid out in them
lies in the report's own room (``text_…``, ``json_…``, or a template of its name). A format that one
room alone has is a file in its ``formats``. Each offers ``render(report, **options) -> str``.

A printed document is also a file of an office program (docx, xlsx, pdf): those are bytes, and ask
for libraries that not everybody has; each offers ``write(sheet, **options) -> bytes``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from tuanscore.errors import NotInstalledError
from tuanscore.visible import line as visible

__all__ = ["OFFICE", "face", "opened", "render", "visible", "write"]

OFFICE = ("docx", "xlsx", "pdf")
"""The formats that are bytes."""

_SHARED = {"text": "terminal", "json": "json", "md": "md", "html": "html"}
_EXTRAS = {
    "docx": ("python-docx", "office"),
    "xlsxwriter": ("XlsxWriter", "office"),
    "weasyprint": ("WeasyPrint", "pdf"),
    "pyarrow": ("PyArrow", "parquet"),
}
"""What each library that is imported is called, and the extra that brings it."""


def render(report: Any, form: str, **options: Any) -> str:
    """Lay a report out in the format of this name."""
    shared = _SHARED.get(form)
    name = f"{__name__}.{shared}" if shared else f"{_room(report)}.formats.{form}"
    text: str = import_module(name).render(report, **options)
    return text


def write(report: Any, form: str, **options: Any) -> bytes:
    """Lay a report out in a format that is bytes; raises NotInstalledError."""
    own = type(report).__name__ != "Sheet"
    data: bytes = opened(form, _room(report) + ".formats" if own else __name__).write(
        report, **options
    )
    return data


def opened(form: str, where: str = __name__) -> Any:
    """Return the module that writes a format; raises NotInstalledError."""
    try:
        return import_module(f"{where}.{form}")
    except ModuleNotFoundError as error:
        if error.name not in _EXTRAS:
            raise
        raise NotInstalledError(f"写 .{form} ", *_EXTRAS[error.name]) from error


def face(report: Any, form: str) -> Any:
    """Return the module of the report's own room that lays it out as ``text`` or ``json``."""
    return import_module(f"{_room(report)}.{form}_{type(report).__name__.lower()}")


def _room(report: Any) -> str:
    return type(report).__module__.rpartition(".")[0]
