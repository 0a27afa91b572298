"""Safe rewriting: only the lines that a change touches come out different.

ruamel.yaml keeps comments and order but lays some lines out anew. So a file is dumped twice, before
and after the change, and only the difference is carried over to the bytes that were there.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from tuanscore.errors import TuanscoreError
from tuanscore.source.lines import masked
from tuanscore.source.read import read

if TYPE_CHECKING:
    from collections.abc import Callable

_BOM = "\ufeff"
_BLOCK = re.compile(r"[:-]\s+[|>][-+0-9]*(\s|$)")
# The project's own layout first; others are taken when they fit a file better.
_LAYOUTS = ((2, 4, 2), (2, 2, 0), (4, 6, 4), (4, 4, 0))


def rewrite(data: bytes, change: Callable[[Any], None]) -> bytes:
    """Return the bytes of a file after a change to its document, all else as it was.

    The document is a mapping (lists inside) whose scalars are the texts that were written, None
    for nothing. Text that is put in gets quotes where another program would take it for a number
    or a word of YAML; int, Decimal, bool, date and None are written plain. Raises TuanscoreError
    for a file that YAML cannot read.
    """
    try:
        text, back = masked(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise TuanscoreError("文件不是 UTF-8 编码，没有改动", "先用 validate 检查它") from error
    return _rewritten(text, change).translate(back).encode()


def _rewritten(text: str, change: Callable[[Any], None]) -> str:
    from tuanscore.source import untyped

    original = _Text(text)
    before, layout = _best_layout(original)
    yaml, document = untyped.load(original.body, layout)
    change(document)
    after = untyped.dump(yaml, document)
    if after == before:
        return text
    for comments in (True, False):
        merged = original.with_change(before, after, comments=comments)
        if _tree(merged) == _tree(after):
            return merged
    return original.with_lines(after.split("\n"))


class _Text:
    """A file's text, and what ruamel would lose: byte order mark, line ends, last line's end."""

    def __init__(self, text: str) -> None:
        self._bom = _BOM if text.startswith(_BOM) else ""
        text = text.removeprefix(_BOM)
        self._open_end = not text.endswith("\n")
        self._lines = (text + "\n" if self._open_end else text).split("\n")
        self._end = "\r" if self._lines[0].endswith("\r") else ""
        self.body = "\n".join(line.removesuffix("\r") for line in self._lines)

    def with_change(self, before: str, after: str, *, comments: bool) -> str:
        """Carry the difference between two dumps over to these lines.

        To ruamel a comment belongs to the entry above it; here (unless that would be wrong) to the
        entry below it: it stays when the one above goes, and lets a new one in above it.
        """
        old, new = before.split("\n"), after.split("\n")
        ours = _positions(old, self.body.split("\n"))
        lines = self._lines[: ours[0]]
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if i1 not in ours or i2 not in ours:
                return self.with_lines(new)
            if tag == "equal":
                lines += self._lines[ours[i1] : ours[i2]]
                continue
            changed = [line + self._end for line in new[j1:j2]]
            at = len(lines)
            if comments and tag == "insert":
                at -= len(_comments_at_end(lines))
            elif comments:
                texts = any(_BLOCK.search(line) for line in old[i1:i2])
                kept = [] if texts else _comments_at_end(old[i1:i2])
                changed += [line + self._end for line in kept if line not in new[j1:j2]]
            lines[at:at] = changed
        return self._text(lines)

    def with_lines(self, lines: list[str]) -> str:
        """Return other lines in the manner of this file."""
        return self._text([line + self._end for line in lines[:-1]] + lines[-1:])

    def _text(self, lines: list[str]) -> str:
        text = self._bom + "\n".join(lines)
        if self._open_end:
            text = text.removesuffix("\n").removesuffix("\r")
        return text


def _comments_at_end(lines: list[str]) -> list[str]:
    at = len(lines)
    while at and lines[at - 1].strip()[:1] in ("", "#"):
        at -= 1
    return lines[at:]


def _positions(old: list[str], ours: list[str]) -> dict[int, int]:
    """Map line numbers of a dump to those of the file it was made from, where that is certain."""
    positions: dict[int, int] = {}
    for _, i1, i2, j1, j2 in SequenceMatcher(None, old, ours, autojunk=False).get_opcodes():
        positions |= {i1: j1, i2: j2}
        if i2 - i1 == j2 - j1:
            positions |= {i1 + k: j1 + k for k in range(i2 - i1)}
    return positions


def _best_layout(original: _Text) -> tuple[str, tuple[int, int, int]]:
    """Return the dump of an unchanged document that comes closest to its file, and its layout."""
    from ruamel.yaml.error import YAMLError

    from tuanscore.source import untyped

    best: tuple[int, str, tuple[int, int, int]] | None = None
    lines = original.body.split("\n")
    for layout in _LAYOUTS:
        try:
            dumped = untyped.dump(*untyped.load(original.body, layout))
        except YAMLError as error:
            hint = "先用 validate 检查它，改好再运行"
            raise TuanscoreError("文件有 YAML 错误，没有改动", hint) from error
        if dumped == original.body:
            return dumped, layout
        missed = len(set(dumped.split("\n")) - set(lines))
        if best is None or missed < best[0]:
            best = (missed, dumped, layout)
    assert best is not None
    return best[1], best[2]


def _tree(text: str) -> Any:
    document, _ = read(text.encode(), "")
    return document.root if document is not None else None
