"""One file (or folder) per output format: a report value in, a text out.

A view computes nothing and prints nothing. Each offers ``render(report, **options) -> str``.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

_NAMES = {"text": "terminal"}
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What moves the cursor, begins a line, turns the direction of writing, or is not seen at all."""


def render(report: Any, form: str, **options: Any) -> str:
    """Lay a report out in the format of this name."""
    view = import_module(f"{__name__}.{_NAMES.get(form, form)}")
    text: str = view.render(report, **options)
    return text


def visible(text: str) -> str:
    r"""Show control characters in a value as escapes such as ``\n``, which do nothing any more."""
    return _CONTROLS.sub(lambda match: ascii(match[0])[1:-1], text)
