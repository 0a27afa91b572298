"""The lines of ``.gitattributes`` by which git compares and merges our files with this program."""

from __future__ import annotations

from tuanscore.shelf import CARDS, TEMPLATES
from tuanscore.source.lines import lines_of

FILE = ".gitattributes"
DRIVER = "tuanscore"
"""What git's configuration calls this program."""

_PATTERNS = tuple(
    f"{folder}/**/*{suffix}" for folder in (CARDS, TEMPLATES) for suffix in (".yaml", ".yml")
)
_WANTED = ("diff", "merge")
_HEADING = "# 按条目和考核点比较、合并；每份检出各运行一次 tuanscore init --git 才起作用"


def with_drivers(text: str) -> str:
    """Return the text with the lines that are missing; what it says of a pattern already stays."""
    lines = [line for pattern in _PATTERNS for line in _missing(pattern, text)]
    if not lines:
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text or text.endswith("\n") else end
    return text + gap + (end if text else "") + "".join(line + end for line in (_HEADING, *lines))


def _missing(pattern: str, text: str) -> list[str]:
    said = {
        word.lstrip("-!").partition("=")[0]
        for line in lines_of(text)
        if (words := line.split())[:1] == [pattern]
        for word in words[1:]
    }
    wanted = [f"{name}={DRIVER}" for name in _WANTED if name not in said]
    return [" ".join((pattern, *wanted))] if wanted else []
