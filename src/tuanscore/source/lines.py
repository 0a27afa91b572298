r"""Lines of a text, as an editor counts them: ended by ``\n``, ``\r\n`` or ``\r``, by nothing else.

To libyaml, which reads YAML 1.1, U+0085, U+2028 and U+2029 end a line too; to YAML 1.2 (5.4), to
editors and to git they are characters like any other. So every reader of YAML gets other characters
in their place, one for one: each place is what an editor shows, and no text is folded, cut off or
taken out of a comment where nobody sees a line end.
"""

from __future__ import annotations

import re
from io import StringIO
from itertools import chain, islice

ONLY_TO_YAML = "\u0085\u2028\u2029"
"""What ends a line to YAML 1.1 alone."""
_ENCODED = tuple(char.encode() for char in ONLY_TO_YAML)
_END = r"\r\n|[\r\n]"


def lines_of(text: str) -> list[str]:
    """Return the lines of a text without their ends and the byte order mark.

    What follows the last end is a line too, if an empty one.
    """
    return re.split(_END, text.removeprefix("\ufeff"))


def with_ends(text: str) -> list[str]:
    """Return the lines of a text with their ends; none after the last end."""
    return list(StringIO(text, newline=""))


def masked(text: str) -> tuple[str, dict[int, str]]:
    """Return a text with other characters for those of `ONLY_TO_YAML`, and what turns them back."""
    there = [char for char in ONLY_TO_YAML if char in text]
    if not there:
        return text, {}
    used = set(text)
    # More than any file may hold; U+FEFF and what follows U+FFFD mean something else.
    codes = chain(range(0xE000, 0xFEFF), range(0x10000, 0x110000))
    free = (char for char in map(chr, codes) if char not in used)
    mask = dict(zip(there, islice(free, len(there)), strict=True))
    masks = {ord(old): new for old, new in mask.items()}
    return text.translate(masks), {ord(new): old for old, new in mask.items()}


def masked_bytes(data: bytes) -> tuple[bytes, dict[int, str]]:
    """Do the same for bytes that may be no text."""
    if not any(char in data for char in _ENCODED):
        return data, {}
    text, back = masked(data.decode("utf-8", "surrogateescape"))
    return text.encode("utf-8", "surrogateescape"), back
