"""Taking entries out of a file by exact edits: all else stays, and no comment goes unsaid.

A comment is about an entry where it stands behind it, in it, or straight above it and no further
in; it goes with the entry. What a blank line keeps apart, the head of the file, and comments about
what stays are left where they are. ruamel would move them: to it they belong to the entry above.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuanscore.source import spans

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from tuanscore.source.spans import Pairs, Part, Scalar, Written

Keys = tuple[str, ...]
"""The way to an entry of a mapping, through mappings only."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that went with an entry: the line it stood on, and its words."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Removed:
    """A file without some of its entries."""

    data: bytes
    comments: tuple[Comment, ...]
    """What went with the entries, from top to bottom."""
    kept: tuple[Keys, ...]
    """Entries that are so written that only a person can take them out."""


def remove(data: bytes, entries: Collection[Keys]) -> Removed:
    """Return the file without these entries, and without the mappings that this leaves empty."""
    text = data.decode("utf-8")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    end = "\r\n" if "\r\n" in text else "\n"
    body = text.removeprefix(mark)
    body = body.replace("\r\n", "\n") if body.count("\n") == body.count("\r\n") else body
    try:
        gone = _topmost(spans.parse(body).root, entries)
    except spans.NotPlainError:
        return Removed(data, (), tuple(entries))
    comments: list[Comment] = []
    kept: list[Keys] = []
    for keys in reversed(gone):  # those below first: so the lines above keep their numbers
        left = _Cut(body, keys).made()
        if left is None:
            kept += [entry for entry in entries if entry[: len(keys)] == keys]
            continue
        body, went = left
        comments += went
    comments.sort(key=lambda comment: comment.line)
    return Removed((mark + body.replace("\n", end)).encode(), tuple(comments), tuple(kept))


def _topmost(root: Pairs, entries: Collection[Keys]) -> list[Keys]:
    """Return what is to be cut out, in the order of the file: a mapping where all of it goes."""
    found: list[Keys] = []

    def goes(part: Part, keys: Keys) -> bool:
        if keys in entries:
            return True
        if not keys or not isinstance(part, spans.Pairs) or not part.entries:
            return False
        return all(goes(value, (*keys, key.value)) for key, value in part.entries)

    def look(part: Part, keys: Keys) -> None:
        for key, value in part.entries if isinstance(part, spans.Pairs) else ():
            inner = (*keys, key.value)
            if goes(value, inner):
                found.append(inner)
            else:
                look(value, inner)

    look(root, ())
    return found


def _pruned(told: Any, keys: Keys) -> Any:
    """Return what a text says (as `spans.meaning`) without one entry."""
    if len(keys) == 1:
        return [(key, value) for key, value in told if key != keys[0]]
    return [(k, _pruned(v, keys[1:]) if k == keys[0] else v) for k, v in told]


class _Cut:
    """One entry and what stands around it in the text."""

    def __init__(self, text: str, keys: Keys) -> None:
        self._text = text
        self._keys = keys
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._written: Written = spans.parse(text)
        self._parent: Pairs = self._written.root
        for step in keys[:-1]:
            value = next(v for k, v in self._parent.entries if k.value == step)
            assert isinstance(value, spans.Pairs)
            self._parent = value
        names = [key.value for key, _ in self._parent.entries]
        self._at = names.index(keys[-1])
        self._key, self._value = self._parent.entries[self._at]

    def made(self) -> tuple[str, list[Comment]] | None:
        """Return the text without the entry, and the comments that went; None: not safely."""
        span = self._whole_lines() or self._in_line()
        if span is None:
            return None
        start, end = span
        text = self._text[:start] + self._text[end:]
        wanted = _pruned(spans.meaning(self._written.root), self._keys)
        try:
            if spans.meaning(spans.parse(text).root) != wanted:
                return None
        except spans.NotPlainError:
            return None
        went = [
            Comment(self._text.count("\n", 0, first) + 1, self._text[first:last].rstrip())
            for first, last in self._written.comments
            if start <= first < end
        ]
        return text, went

    def _whole_lines(self) -> tuple[int, int] | None:
        """Return the lines of an entry that shares none, with the comments that are about it."""
        first, last = self._key.line, self._last_line()
        if self._lines[first][: self._key.column].strip():
            return None
        rest = self._text[self._end() : self._starts[last + 1] - 1]
        if rest.split("#")[0].strip(" \t") not in ("", ","):
            return None
        while first and self._column(first - 1) in range(self._key.column + 1):
            first -= 1
        if first < self._key.line and self._is_head():
            first = self._key.line
        line = last + 1
        while line < len(self._lines) and self._is_inner(line):
            last = line if self._lines[line].strip() else last
            line += 1
        return self._starts[first], min(self._starts[last + 1], len(self._text))

    def _in_line(self) -> tuple[int, int] | None:
        """Return the words of an entry between braces and the comma that goes with it."""
        if not self._parent.flow:
            return None
        gaps = []
        if self._at + 1 < len(self._parent.entries):
            gaps.append((self._key.start, self._parent.entries[self._at + 1][0].start))
        if self._at:
            before = _end(*self._parent.entries[self._at - 1])
            gaps.append((before, self._end()))
        gaps = [gap for gap in gaps if not any(gap[0] <= c < gap[1] for c in self._comments)]
        return min(gaps, key=lambda gap: "\n" in self._text[slice(*gap)], default=None)

    @property
    def _comments(self) -> Iterator[int]:
        return (start for start, _ in self._written.comments)

    def _end(self) -> int:
        return _end(self._key, self._value)

    def _last_line(self) -> int:
        """Return the last line of the entry; blank ones at the end of a block are no part of it."""
        end = self._end()
        line = self._text.count("\n", 0, end)
        if end == self._starts[line]:
            line -= 1
        while not self._lines[line].strip():
            line -= 1
        return line

    def _column(self, line: int) -> int:
        """Return where a line that is a comment begins; -1 for any other."""
        blanks = len(self._lines[line]) - len(self._lines[line].lstrip(" "))
        return blanks if self._starts[line] + blanks in set(self._comments) else -1

    def _is_inner(self, line: int) -> bool:
        return not self._lines[line].strip() or self._column(line) > self._key.column

    def _is_head(self) -> bool:
        """Say whether what stands above the entry is the head of the file."""
        return self._key is self._written.root.entries[0][0]


def _end(key: Scalar, value: Part) -> int:
    """Return where the last character of an entry stands, and one further."""
    ends = [key.end]
    for part in spans.parts(value):
        if isinstance(part, spans.Scalar):
            ends += [] if part.missing else [part.end]
        elif part.flow:  # the end of a block is the start of what follows it
            ends.append(part.end)
    return max(ends)
