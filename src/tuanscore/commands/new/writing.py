"""Writing YAML by hand: quotes where they are needed, comments in a column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from tuanscore import mending, resources
from tuanscore.commands.schema import schemas

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PLAIN = re.compile(r"(?:[0-9]+(?=[\u4e00-\u9fff])|[^\W\d_])[\w（）《》〔〕“”、，。；·－-]*")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}
_NAME = re.compile(r"@([^@\s]+)@")
_WIDEST = 32


def scalar(text: str) -> str:
    """Return a text as YAML, in quotes unless every program reads it as this very text."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return "'" + text.replace("'", "''") + "'"


def flow(texts: Iterable[str]) -> str:
    """Return a list of texts as YAML on one line."""
    return f"[{', '.join(map(scalar, texts))}]"


def modeline(path: str) -> str:
    """Return the line that tells editors the schema of a file at this path."""
    up = "../" * path.count("/")
    return schemas.modeline(f"{up}{schemas.FOLDER}" if up else f"./{schemas.FOLDER}") + "\n"


def lines(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Return entries that wait behind ``#`` to be filled in, their explanations in a column."""
    shown = [(entry, said, _cells(entry)) for entry, said in rows]
    width = max((cells for _, said, cells in shown if said and cells <= _WIDEST), default=0)
    return [
        f"# {entry}{' ' * (width - cells)}  # {said}" if said else f"# {entry}".rstrip()
        for entry, said, cells in shown
    ]


def fill(name: str, values: Mapping[str, str]) -> str:
    """Return a file that comes with the program, each ``@word@`` in it replaced by its value.

    The values are YAML already, or whatever the file is written in.
    """
    text = (resources.templates() / name).read_text(encoding="utf-8")
    return _NAME.sub(lambda match: values[match[1]], text)


def laid_out(path: str, text: str) -> str:
    """Return a document's text as `fmt` leaves it."""
    return mending.fmt(text.encode(), path).data.decode()


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)
