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

_LINE_NUMBER = r"第 \d+ 行"


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

    def with_excerpts(self, line_at: Callable[[Place], str]) -> Finding:
        """Return the finding with the source lines of all its places."""
        related = tuple(replace(r, excerpt=line_at(r.place)) for r in self.related)
        return replace(self, excerpt=line_at(self.place), related=related)


def fingerprint(finding: Finding, ordinal: int = 0) -> str:
    """Return what a finding is known by from run to run: its content, whatever line it is on.

    The ordinal tells apart findings of equal content, which are counted from 0.
    """
    from hashlib import sha256

    parts = (
        finding.code,
        finding.place.file,
        " ".join(finding.excerpt.split()),
        re.sub(_LINE_NUMBER, "", finding.message),
        str(ordinal),
    )
    text = "\0".join(parts).encode("utf-8", "surrogatepass")
    return sha256(text).hexdigest()[:32]


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return the fingerprint of each finding, unique within a run."""
    seen: dict[str, int] = {}
    marks: list[str] = []
    for finding in findings:
        content = fingerprint(finding)
        ordinal = seen.get(content, 0)
        seen[content] = ordinal + 1
        marks.append(fingerprint(finding, ordinal) if ordinal else content)
    return marks
