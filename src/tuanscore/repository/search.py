"""Looking for words in the bytes of files, before any of them is read as YAML.

YAML may write a word in another way: behind a backslash, with doubled quotes, over two lines. Such
a file is found as well, so rather too many are found than one too few.
"""

from __future__ import annotations

import re
from sys import maxunicode
from typing import TYPE_CHECKING
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tuanscore.files import Files

_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r?\n\s*)")


def mentioning(words: Collection[str], names: Sequence[str], files: Files) -> list[str]:
    """Return the files that hold one of these words, written just so."""
    if not all(map(_is_literal, words)):
        return list(names)
    sought = tuple(word.encode() for word in words)
    return [name for name in names if _speaks_of(files.content(name), sought)]


def holding(part: str, names: Sequence[str], files: Files) -> list[str]:
    """Return the files that hold this part of a name; capitals count as small letters."""
    if not _is_literal(part) or _has_one_form(part):
        return mentioning((part,), names, files)
    asked = part.casefold()
    texts = ((name, files.content(name)) for name in names)
    return [
        name
        for name, data in texts
        if b"\\" in data or asked in data.decode("utf-8", "replace").casefold()
    ]


def undisguised(text: str) -> str:
    """Return a text without what YAML may write otherwise: escapes, quotes, line ends, capitals."""
    text = unescaped(text).replace("''", "'")
    return " ".join(text.casefold().split())


def unescaped(text: str) -> str:
    """Return a text with the characters that stand behind backslashes."""
    return _ESCAPE.sub(_unescaped, text)


def _unescaped(escape: re.Match[str]) -> str:
    code = int(escape[escape.lastindex], 16) if escape.lastindex else maxunicode + 1
    return chr(code) if code <= maxunicode else ""


def _is_literal(word: str) -> bool:
    """Say whether a word can stand in a file only as it is, once no backslash is in that.

    A quote is doubled between quotes, and a blank may be the end of a line.
    """
    return bool(word) and word.isprintable() and not any(c in word for c in " '")


def _has_one_form(word: str) -> bool:
    """Say whether nothing else is the same word but for capitals: 汉字, digits and hyphens."""
    return all(category(c) in ("Lo", "Nd", "Pd") for c in word)


def _speaks_of(data: bytes, words: tuple[bytes, ...]) -> bool:
    """Say whether a file holds one of these words, or may hold it behind a backslash escape."""
    return b"\\" in data or any(word in data for word in words)
