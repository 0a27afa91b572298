"""What each comment of a text is about, so that none comes to stand by something else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from tuanscore.commands.merge.identity import Who, who
from tuanscore.source.spans import NotPlainError, Pairs, Scalar, meaning, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tuanscore.commands.merge.versions import Versions
    from tuanscore.source.spans import Part

Step = str | Who
"""A key, or what an entry of a list is known by; a word is known by itself."""
Route = tuple[Step, ...]

_BESIDE, _ABOVE = "beside", "above"
_COMMENT = r"#.*?(?=\s+#|$)"
"""A comment; what was put behind another one on its line is one of its own."""


class _Anchor(NamedTuple):
    """A key or an entry of a list, and the line and offset where it begins."""

    start: int
    line: int
    column: int
    last_line: int
    route: Route


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment: beside or above what it is about, or at the end of what it is in."""

    text: str
    manner: Literal["beside", "above", "below"]
    route: Route
    start: int
    end: int


class Page:
    """A text with its comments; one that only a machine would write has none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = True
        self._anchors: list[_Anchor] = []
        spans: tuple[tuple[int, int], ...] = ()
        try:
            written = parse(text)
        except NotPlainError:
            self.plain = False
        else:
            self._anchors = list(_anchors(written.root, ()))
            spans = tuple(
                piece.span()
                for start, end in written.comments
                for piece in re.compile(_COMMENT, re.MULTILINE).finditer(text, start, end)
            )
        self._routes = {anchor.route for anchor in self._anchors}
        self.remarks = tuple(self._remark(start, end) for start, end in spans)
        self._by_text: dict[str, list[Remark]] = {}
        for remark in self.remarks:
            self._by_text.setdefault(remark.text, []).append(remark)

    def says(self, remark: Remark, page: Page) -> bool:
        """Say whether a remark of another page stands here, by the same."""
        return self._times(remark, page) > 0

    def without_strays(self, pages: Versions[Page]) -> str:
        """Return the text without the comments that on no other page are about the same."""
        return self._without(r for r in self.remarks if not any(p.says(r, self) for p in pages))

    def without_deleted(self, pages: Versions[Page]) -> str:
        """Return the text without the comments that a side took away or that stand here twice.

        Where an entry moved, the lines alone do not tell what of it is new and what was there.
        """
        gone = []
        kept: Counter[tuple[str, str, Route]] = Counter()
        for remark in self.remarks:
            sides = [page._times(remark, self) for page in (pages.ours, pages.theirs)]
            times = min(sides) if pages.base.says(remark, self) else max(sides)
            key = (remark.text, remark.manner, remark.route)
            if kept[key] >= times:
                gone.append(remark)
            kept[key] += 1
        return self._without(gone)

    def _times(self, remark: Remark, page: Page) -> int:
        """Return how often a remark of another page stands here, by the same."""
        if not self.plain:
            return self.text.count(remark.text)
        return sum(self._is_same(own, remark, page) for own in self._by_text.get(remark.text, ()))

    def _without(self, remarks: Iterable[Remark]) -> str:
        text = self.text
        for remark in reversed(list(remarks)):
            start = text.rindex("\n", 0, remark.start) + 1 if "\n" in text[: remark.start] else 0
            if remark.manner == _BESIDE:
                text = text[: remark.start].rstrip(" \t") + text[remark.end :]
            else:
                text = text[:start] + text[remark.end :].removeprefix("\n")
        return text

    def missing_from(self, page: Page, sides: list[Page]) -> Iterator[Remark]:
        """Yield the comments of what is on another page, though not on every side."""
        for remark in self.remarks:
            in_conflict = any(remark.route not in side._routes for side in sides)
            if in_conflict and remark.route in page._routes and not page.says(remark, self):
                yield remark

    def with_remarks(self, remarks: Iterable[Remark], page: Page) -> str:
        """Return the text with remarks of another page, each by what it is about."""
        lines = self.text.split("\n")
        above: dict[int, list[str]] = {}
        anchors = {anchor.route: anchor for anchor in reversed(self._anchors)}
        for remark in remarks:
            anchor = anchors[remark.route]
            lead = page.text[page.text.rfind("\n", 0, remark.start) + 1 : remark.start]
            if remark.manner == _BESIDE:
                lines[anchor.line] += lead[len(lead.rstrip()) :] + remark.text
            elif remark.manner == _ABOVE:
                line = lines[anchor.line]
                indent = line[: len(line) - len(line.lstrip())]
                above.setdefault(anchor.line, []).append(indent + remark.text)
            else:
                above.setdefault(anchor.last_line + 1, []).append(lead + remark.text)
        for at in sorted(above, reverse=True):
            lines[at:at] = above[at]
        return "\n".join(lines)

    def _is_same(self, own: Remark, other: Remark, page: Page) -> bool:
        if own.manner != other.manner:
            return False
        shorter = min(len(own.route), len(other.route))
        if own.manner == _BESIDE and shorter and own.route[:shorter] == other.route[:shorter]:
            return True  # a mapping may be on one line or on several
        return own.route == other.route or (
            own.route[:-1] == other.route[:-1]
            and _is_word(own.route)
            and _is_word(other.route)
            and own.route not in page._routes
            and other.route not in self._routes
        )

    def _remark(self, start: int, end: int) -> Remark:
        """Find what a comment is about; one that is set in deeper than what follows is no title."""
        begin = self.text.rfind("\n", 0, start) + 1
        before = [anchor for anchor in self._anchors if anchor.start < start]
        after = next((anchor for anchor in self._anchors if anchor.start > start), None)
        text, column = self.text[start:end].rstrip(), start - begin
        if self.text[begin:start].strip():
            on_line = next((anchor for anchor in before if anchor.start >= begin), before[-1])
            return Remark(text, "beside", on_line.route, start, end)
        if after is not None and column <= self._indent(after):
            return Remark(text, "above", after.route, start, end)
        last = next((anchor for anchor in reversed(before) if anchor.column <= column), None)
        route: Route = ()
        if last is not None:
            route = last.route[:-1] if last.column == column else last.route
        return Remark(text, "below", route, start, end)

    def _indent(self, anchor: _Anchor) -> int:
        """Return the column in which the line of an anchor begins, as with the dash of an entry."""
        line = self.text[self.text.rfind("\n", 0, anchor.start) + 1 : anchor.start]
        return len(line) - len(line.lstrip(" "))


def _is_word(route: Route) -> bool:
    return bool(route) and isinstance(route[-1], tuple) and route[-1][:1] == (("", ""),)


def _anchors(part: Part, route: Route) -> Iterator[_Anchor]:
    """Yield every key and entry, in the order of the text."""
    if isinstance(part, Scalar):
        return
    if isinstance(part, Pairs):
        for key, value in part.entries:
            last = max(key.last_line, _last_line(value))
            yield _Anchor(key.start, key.line, key.column, last, (*route, key.value))
            yield from _anchors(value, (*route, key.value))
        return
    for entry in part.entries:
        inner = (*route, _step(entry))
        yield _Anchor(entry.start, entry.line, entry.column, _last_line(entry), inner)
        yield from _anchors(entry, inner)


def _last_line(part: Part) -> int:
    """Return the last line of a part; for a block, that of the last word in it."""
    if isinstance(part, Scalar) or part.flow:
        return part.last_line
    if isinstance(part, Pairs):
        key, value = part.entries[-1]
        return max(key.last_line, _last_line(value))
    return _last_line(part.entries[-1])


def _step(entry: Part) -> Who:
    if isinstance(entry, Scalar):
        return (("", ""), ("", entry.value))
    return who(dict(meaning(entry))) if isinstance(entry, Pairs) else ()
