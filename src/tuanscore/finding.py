"""What a room says about a document: a coded finding with its place, as data and never raised."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

Route = tuple[str | int, ...]
"""The way to a value inside a document, such as ``("部分", 0, "类别", 2, "分值")``."""

_NUMBERS = re.compile(r"第 [0-9]+ |(“(?:(?!第 [0-9]+ )[^”])*”)|[0-9][0-9.,]*")
"""Numbers in a message, and what it quotes, in which they are words of the reader's."""


class Severity(StrEnum):
    """How much a finding weighs; only errors make a command fail."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: file relative to the root, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding speaks of, with what is there."""

    place: Place
    message: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """What a view tells of the decision (豁免) that a finding was waived by."""

    number: str
    """批准文号: what the decision is filed under."""
    approver: str
    reason: str
    expires: date
    """The last day on which it waives."""
    place: Place
    """Where the decision is recorded."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a document: what, where, and what to do about it."""

    code: str
    message: str
    place: Place
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()
    excerpt: str = ""
    """The source line at the place, as it stands in the file."""
    waiver: Waiver | None = None
    """The decision it was waived by; a waived finding stays visible and fails nothing."""
    about: str | None = None
    """What it is about in the words of its own file, where the message speaks of other files."""
    root: str = ""
    """The folder of its repository, where places are relative to one further up."""

    def with_excerpts(self, line_at: Callable[[Place], str]) -> Finding:
        """Return the finding with the source lines of all its places."""
        related = tuple(replace(r, excerpt=line_at(r.place)) for r in self.related)
        return replace(self, excerpt=line_at(self.place), related=related)


def fingerprint(finding: Finding, ordinal: int = 0) -> str:
    """Return what a finding is known by from run to run, whatever is in other files.

    That is its code, its file, what it is about, and the reader's own words there; never a line, a
    place among others or a count. The ordinal tells apart equal ones, which are counted from 0.
    """
    about = finding.about
    return digest(
        finding.code,
        finding.place.file.removeprefix(f"{finding.root}/"),
        " ".join(finding.excerpt.split()),
        _NUMBERS.sub(r"\1", finding.message) if about is None else about,
        str(ordinal),
    )


def digest(*parts: str) -> str:
    """Return 32 hexadecimal digits for some texts."""
    from hashlib import sha256

    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return sha256(text).hexdigest()[:32]


def fingerprints(
    findings: Sequence[Finding], mark: Callable[[Finding, int], str] = fingerprint
) -> list[str]:
    """Return the fingerprint of each finding, unique within a run."""
    seen: dict[str, int] = {}
    marks: list[str] = []
    for finding in findings:
        content = mark(finding, 0)
        ordinal = seen.get(content, 0)
        seen[content] = ordinal + 1
        marks.append(mark(finding, ordinal) if ordinal else content)
    return marks
