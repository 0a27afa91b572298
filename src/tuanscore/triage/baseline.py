"""The baseline: findings that were there before, so that only new ones are shown.

A finding is known by its content and never by its line, so lines put in above it change nothing,
and by nothing that other files say. Version 1 knew it by the whole message, which may count them.
One finding is one line of the file, in the order of their files: a merge shows what came and went.

Errors that make a file unusable are never known: nothing that stands in such a file has been
checked, and silence would look like success.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuanscore import disk
from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding, digest, fingerprints
from tuanscore.triage.severities import hides_others, is_fixed
from tuanscore.visible import word

if TYPE_CHECKING:
    from pathlib import Path

SCHEMA = "tuanscore.baseline/2"
_FORMER = "tuanscore.baseline/1"
_LINE_NUMBER = re.compile(r"第 \d+ 行")


@dataclass(frozen=True, slots=True)
class Compared:
    """What a run has against its baseline."""

    known: int
    """Findings that were there before, and are not shown."""
    gone: int | None
    """Lines of the baseline without a finding; None where not everything could be looked at."""


def lay_out(findings: Sequence[Finding]) -> bytes:
    """Return the file that makes these findings known; waived ones are answered for."""
    open_ones = recordable(findings)
    lines = sorted(
        (f.place.file, f.code, f.message, mark)
        for f, mark in zip(open_ones, fingerprints(open_ones), strict=True)
    )
    names = ("file", "code", "message", "fingerprint")
    entries = (
        json.dumps(dict(zip(names, line, strict=True)), ensure_ascii=False) for line in lines
    )
    body = ",\n".join(f"    {entry}" for entry in entries)
    inside = f"\n{body}\n  " if body else ""
    text = f'{{\n  "schema": "{SCHEMA}",\n  "findings": [{inside}]\n}}\n'
    return text.encode("utf-8", "surrogatepass")


def read(path: Path) -> frozenset[str]:
    """Return the marks in a baseline; raises TuanscoreError when it is none."""
    again = f"重新写一份：tuanscore validate --write-baseline {word(path.name)}"
    removed = f"文件名写错了就改；是写坏的基线，就删掉它，{again}"
    try:
        content: Any = json.loads(disk.read_named(path))
    except OSError as error:
        raise TuanscoreError(f"基线 {path} 读不了：{disk.reason_of(error)}", again) from error
    except (ValueError, RecursionError) as error:
        raise TuanscoreError(f"基线 {path} 不是 JSON，可能写坏了", removed) from error
    try:
        if content["schema"] not in (SCHEMA, _FORMER):
            raise KeyError(SCHEMA)
        return frozenset(str(entry["fingerprint"]) for entry in content["findings"])
    except (KeyError, TypeError) as error:
        raise TuanscoreError(f"{path} 不是 tuanscore 的基线（{SCHEMA}）", removed) from error


def check_replaceable(path: Path) -> None:
    """Raise TuanscoreError for a file that holds anything but a baseline."""
    if not path.is_file() or not path.stat().st_size:
        return
    try:
        read(path)
    except TuanscoreError as error:
        message = f"{path} 已经有了，不是 tuanscore 的基线（{SCHEMA}），不能覆盖"
        hint = "换一个文件名；要是写坏的基线，先删掉它"
        raise TuanscoreError(message, hint) from error


def hide(
    findings: Sequence[Finding], known: frozenset[str], whole: bool
) -> tuple[tuple[Finding, ...], Compared]:
    """Take the known findings away; ``whole`` says that all that is known could be found."""
    open_ones = recordable(findings)
    both = zip(fingerprints(open_ones), fingerprints(open_ones, _former), strict=True)
    marks = {id(f): {*each} for f, each in zip(open_ones, both, strict=True)}
    new = tuple(f for f in findings if known.isdisjoint(marks.get(id(f), ())))
    whole = whole and not any(map(hides_others, new))  # who knows what stands in such a file
    gone = len(known.difference(*marks.values())) if whole else None
    return new, Compared(len(findings) - len(new), gone)


def recordable(findings: Sequence[Finding]) -> list[Finding]:
    """Return what a baseline may hold: neither waived, nor an error that must be mended."""
    return [f for f in findings if f.waiver is None and not is_fixed(f)]


def _former(finding: Finding, ordinal: int) -> str:
    """Return the mark of a finding in a baseline of version 1."""
    words, message = " ".join(finding.excerpt.split()), _LINE_NUMBER.sub("", finding.message)
    return digest(finding.code, finding.place.file, words, message, str(ordinal))
