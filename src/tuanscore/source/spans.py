"""Where every word of a text stands: libyaml's events as parts with offsets, for exact edits.

`read` is for what a document says; this is for how it is written. Every part knows its first and
last character, and what lies between two parts is nothing but indicators, blanks and comments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from tuanscore.source.lines import masked
from tuanscore.source.read import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = r"(?<![^\s])#[^\n]*"
_MARKER = r"(?m)^---(?=\s|$)"
_INDICATORS = r"[\s:,\-{}\[\]]*"
_ODD_BREAK = r"[\r\ufeff]"


class NotPlainError(Exception):
    """A text that uses what no one who edits it by hand would: anchors, tags, ``? ``, …"""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or a text, quotes included; an empty one that stands nowhere has no characters."""

    start: int
    end: int
    line: int
    column: int
    last_line: int
    """The line that its last character is on."""
    value: str
    style: str

    @property
    def missing(self) -> bool:
        """Whether nothing is written."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping; where it is no flow mapping, ``end`` is the start of what follows."""

    start: int
    end: int
    line: int
    column: int
    last_line: int
    flow: bool
    entries: tuple[tuple[Scalar, Part], ...]


@dataclass(frozen=True, slots=True)
class Entries:
    """A list; the start of one that is no flow list is its first dash."""

    start: int
    end: int
    line: int
    column: int
    last_line: int
    flow: bool
    entries: tuple[Part, ...]


Part = Scalar | Pairs | Entries


@dataclass(frozen=True, slots=True)
class Written:
    """A whole text: its parts, and its comments as (start, end)."""

    root: Pairs
    comments: tuple[tuple[int, int], ...]


def parse(text: str) -> Written:
    """Return the parts of a text with line feeds only.

    Raises NotPlainError for what an edit could not be sure of.
    """
    if re.search(_ODD_BREAK, text):
        raise NotPlainError
    text, back = masked(text)
    try:
        root = _Reader(text, back).read()
    except YAMLError as error:
        raise NotPlainError from error
    if not isinstance(root, Pairs):
        raise NotPlainError
    comments: list[tuple[int, int]] = []
    at = 0
    for scalar in [*scalars(root), None]:
        end = len(text) if scalar is None else scalar.start
        comments += _comments(text, at, end)
        at = at if scalar is None else max(at, scalar.end)
    return Written(root, tuple(comments))


def parts(part: Part) -> Iterator[Part]:
    """Yield a part and everything in it, keys too, in the order of the text."""
    yield part
    if isinstance(part, Pairs):
        for key, value in part.entries:
            yield key
            yield from parts(value)
    elif isinstance(part, Entries):
        for entry in part.entries:
            yield from parts(entry)


def scalars(part: Part) -> Iterator[Scalar]:
    """Yield every word below a part that has characters, in the order of the text."""
    return (p for p in parts(part) if isinstance(p, Scalar) and not p.missing)


def meaning(part: Part) -> Any:
    """Return what a part says, as lists of texts and of pairs that keep their order."""
    if isinstance(part, Scalar):
        return None if part.missing else part.value
    if isinstance(part, Pairs):
        return [(key.value, meaning(value)) for key, value in part.entries]
    return [meaning(entry) for entry in part.entries]


def _comments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    gap = text[start:end]
    found = [m.span() for m in re.compile(_COMMENT).finditer(text, start, end)]
    bare = re.sub(_MARKER, "", re.sub(_COMMENT, "", gap))
    if not re.fullmatch(_INDICATORS, bare):
        raise NotPlainError
    return found


class _Reader:
    def __init__(self, text: str, back: dict[int, str]) -> None:
        self._next: Any = CParser(text).get_event
        self._back = back

    def read(self) -> Part:
        self._next()
        if isinstance(self._next(), StreamEndEvent):
            raise NotPlainError
        root = self._part(self._next(), 1)
        self._next()
        if not isinstance(self._next(), StreamEndEvent):
            raise NotPlainError
        return root

    def _part(self, event: Any, depth: int) -> Part:
        odd = isinstance(event, AliasEvent) or event.anchor is not None or event.tag is not None
        if odd or depth > MAX_DEPTH:
            raise NotPlainError
        if isinstance(event, ScalarEvent):
            return _scalar(event, event.value.translate(self._back))
        if isinstance(event, MappingStartEvent):
            return self._pairs(event, depth)
        return self._entries(event, depth)

    def _pairs(self, start: Any, depth: int) -> Pairs:
        entries = []
        while not isinstance(event := self._next(), MappingEndEvent):
            key = self._part(event, depth + 1)
            if not isinstance(key, Scalar):
                raise NotPlainError
            entries.append((key, self._part(self._next(), depth + 1)))
        return Pairs(*_ends(start, event), tuple(entries))

    def _entries(self, start: Any, depth: int) -> Entries:
        entries = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            entries.append(self._part(event, depth + 1))
        return Entries(*_ends(start, event), tuple(entries))


def _ends(start: Any, end: Any) -> tuple[int, int, int, int, int, bool]:
    first, last = start.start_mark, end.end_mark if start.flow_style else end.start_mark
    return first.index, last.index, first.line, first.column, last.line, start.flow_style


def _scalar(event: Any, text: str) -> Scalar:
    first, last = event.start_mark, event.end_mark
    line = last.line - (last.column == 0 and last.line > first.line)
    return Scalar(first.index, last.index, first.line, first.column, line, text, event.style or "")
