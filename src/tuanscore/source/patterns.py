"""File patterns, as in tuanscore.yaml and in a 豁免: ``scorecards/2014/**``, ``*/苍溪.yaml``.

``*`` and ``?`` stay inside a folder, ``**`` does not. What names a folder means all that is in it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

_PARTS = re.compile(r"\*\*/|/\*\*$|\*\*|\*|\?")
_MEANING = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(pattern: str, file: str) -> bool:
    """Say whether a pattern means a file, both relative to the root."""
    return _compiled(pattern).fullmatch(normalize("NFC", file)) is not None


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    text = normalize("NFC", pattern).replace("\\", "/").removeprefix("./").strip("/")
    whole, at = "", 0
    for part in _PARTS.finditer(text):
        whole += re.escape(text[at : part.start()]) + _MEANING[part[0]]
        at = part.end()
    return re.compile(whole + re.escape(text[at:]) + "(?:/.*)?", re.DOTALL)
