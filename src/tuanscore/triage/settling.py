"""What every command does with findings: severities, source lines, order."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding, Place, Severity
from tuanscore.shelf import BUILT_IN, Card, LoadedAs, Repository
from tuanscore.source.lines import lines_of
from tuanscore.triage import severities
from tuanscore.visible import word

if TYPE_CHECKING:
    from tuanscore.model.kinds.scorecard import AnyCard

_NEAR = 20
"""Of how many files the lines are kept that findings show."""
_NAMED = 3
"""How many of the files that were left aside are named."""


def settle(
    findings: Iterable[Finding], repository: Repository, reasons: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """Apply the repository's severities, add the source lines, and sort by place.

    Errors among the ``reasons`` for which something is refused are told whatever the severities.
    """
    kept = []
    fixed = {finding for finding in reasons if finding.severity is Severity.ERROR}
    for finding in dict.fromkeys(findings):
        known = finding in fixed
        severity = finding.severity if known else severities.weigh(finding, repository.settings)
        if severity is not None:
            kept.append(replace(finding, severity=severity, hint=_within_reach(finding)))
    excerpts = _Excerpts(repository)
    kept.sort(key=lambda f: (f.place, f.code))
    return tuple(f.with_excerpts(excerpts.line_at) for f in kept)


def _within_reach(finding: Finding) -> str:
    """Return the hint; for a file that comes with the program, with how to get one to change."""
    if not finding.place.file.startswith(BUILT_IN):
        return finding.hint
    name = PurePosixPath(finding.place.file).stem
    return f"{finding.hint}（内置的改不了，先照抄：tuanscore new 模板 {name} --from {name}）"


class _Excerpts:
    """Lines of files for findings."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._lines: dict[str, list[str]] = {}

    def line_at(self, place: Place) -> str:
        if place.file not in self._lines:
            self._lines = dict(list(self._lines.items())[-_NEAR:])  # places come in their order
            self._lines[place.file] = lines_of(self._repository.text(place.file))
        lines = self._lines[place.file]
        return lines[place.line - 1] if place.line <= len(lines) else ""


def sound_card(entry: LoadedAs[AnyCard], repository: Repository) -> Card:
    """Resolve a card; raises TuanscoreError when it has errors."""
    card, findings = repository.card(entry)
    refuse(findings)
    assert card is not None  # only errors keep a card from being resolved
    return card


def refuse(findings: Iterable[Finding]) -> None:
    """Raise TuanscoreError where one is an error: nothing is printed or vouched for over it."""
    error = next((f for f in findings if f.severity is Severity.ERROR), None)
    if error is not None:
        raise TuanscoreError(
            f"{error.place} 有错误，先改好：{error.message}",
            error.hint or f"tuanscore validate {word(error.place.file)}",
        )


def asides(repository: Repository) -> Iterator[str]:
    """Yield what was found by a part of its name, and which files with errors were left aside."""
    for typed, found in repository.by_part.items():
        yield f"按“{typed}”找到 {found}"
    if files := list(repository.beside):
        named = "、".join(files[:_NAMED]) + (" 等" if len(files) > _NAMED else "")
        told = f"另有 {len(files)} 份文件有错误，和这里问的无关：{named}"
        yield f"{told}（看是哪些错误：tuanscore validate）"


@contextmanager
def without_cyclic_gc() -> Iterator[None]:
    """Documents hold no cycles; looking for some costs a fifth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
