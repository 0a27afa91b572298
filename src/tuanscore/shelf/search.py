"""Looking for words in the bytes of files, before any of them is read as YAML.

YAML may write a word in another way: behind a backslash, with doubled quotes, over two lines; and
people, with other characters that look the same. Such a file is found as well, so rather too many
are found than one too few.
"""

from __future__ import annotations

import re
from sys import maxunicode
from typing import TYPE_CHECKING

from tuanscore.source.tree import fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from tuanscore.shelf.files import Files

_PLAIN = re.compile("[a-z0-9-\u3400-\u9fff\U00020000-\U0002ebef]+")
"""Words in small letters, digits and 汉字, of which all other forms hold one of the disguises."""
_DISGUISES = re.compile(
    r"[\\\xaa\xad\xb2\xb3\xb9\xba\xbc-\xbe\xdf\u0100-\u07ff\u1000-\u1fff\u200b-\u200d\u2040-\u20bf\u2100-\u217f"
    r"\u2189\u2440-\u24ff\u2c40-\u2c7f\u2e80-\u2fff\u3038-\u303a\u3190-\u319f\u3200-\u33ff"
    r"\ua680-\ua7ff\uab00-\uabff\uf900-\ufb3f\ufe63\ufeff\uff0d\uff10-\uff19\uff21-\uff3a"
    r"\uff41-\uff5a\ufffd]"
)
"""What may be another form of a letter, a digit or a 汉字, or is not seen; up to U+FFFF."""
_BEYOND = b"\xf0"
"""Begins all characters beyond, in UTF-8, that have another form."""
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|\r?\n\s*)")


def mentioning(words: Collection[str], names: Sequence[str], files: Files) -> list[str]:
    """Return the files that hold one of these words, as names are looked up."""
    if not all(map(_is_literal, words)):
        return list(names)
    sought = {fold_name(word) for word in words}
    plain = all(map(_PLAIN.fullmatch, sought))
    return [name for name in names if _may_hold(files.content(name), sought, plain=plain)]


def undisguised(text: str) -> str:
    """Return a text without what YAML may write otherwise: escapes, quotes, line ends, capitals."""
    text = unescaped(text).replace("''", "'")
    return " ".join(fold_name(text).split())


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


def _may_hold(data: bytes, words: Collection[str], *, plain: bool) -> bool:
    """Say whether a file holds one of these words, or may hold it in disguise."""
    text = data.decode("utf-8-sig", "replace")
    if not plain:
        folded = fold_name(text)
        return "\\" in text or any(word in folded for word in words)
    small = text.lower()
    return (
        any(word in small for word in words)
        or _BEYOND in data
        or _DISGUISES.search(text) is not None
    )
