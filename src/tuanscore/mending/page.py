"""A file on its way to being mended: its text, what it says, and what is wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tuanscore.mending import shapes
from tuanscore.model import kinds
from tuanscore.model.load import load, validate
from tuanscore.model.settings import FILE, Settings
from tuanscore.source import read, spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from tuanscore.finding import Finding, Place
    from tuanscore.source.tree import Document

_BOM = "\ufeff"


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters to replace: from ``start`` to before ``end``."""

    start: int
    end: int
    new: str


class Page:
    """One text with line feeds only; everything about it is found out when first asked for."""

    def __init__(self, text: str, name: str) -> None:
        """Take a text and the name of its file, relative to the root."""
        self.text = text
        self.name = name

    def with_edits(self, edits: Iterable[Edit]) -> Page:
        """Return the page after edits that do not touch each other."""
        pieces, at = [], 0
        for edit in sorted(edits):
            pieces += [self.text[at : edit.start], edit.new]
            at = edit.end
        return Page("".join(pieces) + self.text[at:], self.name)

    @cached_property
    def lines(self) -> list[str]:
        """Its lines without their ends."""
        return self.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    def offset(self, place: Place) -> int:
        """Return which character stands at a place."""
        return self.starts[min(place.line, len(self.lines)) - 1] + place.column - 1

    @cached_property
    def _read(self) -> tuple[Document | None, list[Finding]]:
        return read.read(self.text.encode(), self.name)

    @property
    def document(self) -> Document | None:
        """What it says; None where YAML cannot read it."""
        return self._read[0]

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong with it by itself."""
        document, found = self._read
        if document is None:
            return found
        if self.name == FILE:
            return found + validate(document, Settings)[1]
        return found + load(document)[1]

    @cached_property
    def written(self) -> spans.Written | None:
        """Its parts; None where an edit could not be sure of them."""
        try:
            return spans.parse(self.text) if self.document is not None else None
        except spans.NotPlainError:
            return None

    @cached_property
    def model(self) -> type[BaseModel] | None:
        """The type of the whole document."""
        if self.name == FILE:
            return Settings
        root: Any = self.document.root if self.document is not None else {}
        kind = root.get("类型")
        known = kinds.all_by_name()
        if not isinstance(kind, str) or kind not in known:
            return None
        model: type[BaseModel] = known[kind].model_for(root)
        return model

    @cached_property
    def shaped(self) -> list[shapes.Shaped]:
        """Every part below the top with what the model wants there."""
        if self.written is None or self.model is None:
            return []
        return list(shapes.walk(self.written.root, self.model))

    @cached_property
    def comments(self) -> list[str]:
        """Every comment, sorted, to see that none is lost."""
        assert self.written is not None
        return sorted(self.text[a:b].rstrip() for a, b in self.written.comments)

    @cached_property
    def texts(self) -> set[int]:
        """Lines whose end is inside a text of several lines: blanks there may be content."""
        assert self.written is not None
        inside: set[int] = set()
        for scalar in spans.scalars(self.written.root):
            block = scalar.style in ("|", ">")
            first = scalar.line + 1 if block else scalar.line
            inside.update(range(first, scalar.last_line + block))
        return inside


@dataclass(frozen=True, slots=True)
class Ends:
    """What surrounds the text of a file: byte order mark and line ends, kept as found."""

    mark: str
    line_end: str

    @staticmethod
    def split(data: bytes) -> tuple[str, Ends]:
        """Return the text with line feeds only and a line end at its end, and what to restore.

        Where a file mixes line ends, the most frequent one is its own. A carriage return alone
        (old Macs) ends a line too, to YAML as to us.
        """
        text = data.decode("utf-8")
        mark = _BOM if text.startswith(_BOM) else ""
        text = text.removeprefix(_BOM)
        windows = text.count("\r\n")
        counts = {"\n": text.count("\n") - windows, "\r\n": windows}
        counts["\r"] = text.count("\r") - windows
        ends = Ends(mark, max(counts, key=lambda end: counts[end]))
        text = re.sub("\r\n?", "\n", text)
        return text + ("" if text.endswith("\n") or not text else "\n"), ends

    def join(self, text: str) -> bytes:
        """Return the bytes of a text in the manner of the file."""
        return (self.mark + text.replace("\n", self.line_end)).encode()
