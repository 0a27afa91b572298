"""A difference as `git apply` and `patch -p1` take it: every character and line end as it is."""

from __future__ import annotations

from difflib import unified_diff
from unicodedata import category

_NO_END = "\\ No newline at end of file\n"
_ESCAPED = {'"': '\\"', "\\": "\\\\"}


def lines(name: str, old: bytes, new: bytes) -> tuple[str, ...]:
    """Return the lines of a unified diff between two contents of a file, line ends and all.

    The first line tells git that the name counts from the top of its checkout, wherever it is run.
    """
    before, after = (_lines(data.decode("utf-8")) for data in (old, new))
    written: list[str] = []
    for line in list(unified_diff(before, after))[2:]:
        written += [line] if line.endswith("\n") else [line + "\n", _NO_END]
    path = name.removeprefix("/")
    names = [_quoted(f"{side}/{path}") for side in "ab"]
    plain = [f"{name}\t" if " " in name and not name.startswith('"') else name for name in names]
    head = (f"diff --git {names[0]} {names[1]}\n", f"--- {plain[0]}\n", f"+++ {plain[1]}\n")
    return (*head, *written)


def _lines(text: str) -> list[str]:
    """Split at line feeds only; whatever else may end a line is part of it to these programs."""
    *whole, last = text.split("\n")
    return [line + "\n" for line in whole] + [last] * bool(last)


def _quoted(path: str) -> str:
    """Return a path in the manner of git: quotes and escapes where one could be misread."""
    if any(char in _ESCAPED or _is_odd(char) for char in path):
        return '"' + "".join(map(_escaped, path)) + '"'
    return path


def _escaped(char: str) -> str:
    if _is_odd(char):
        return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))
    return _ESCAPED.get(char, char)


def _is_odd(char: str) -> bool:
    """Say whether a character is not to be shown: a control character, or a byte of no UTF-8."""
    return category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")
