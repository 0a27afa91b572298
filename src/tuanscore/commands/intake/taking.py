"""From files to what they mean: read each, recognise its tables, settle what the user knows."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tuanscore import disk
from tuanscore.commands.intake.meaning.classing import KINDS
from tuanscore.commands.intake.meaning.recognised import Intake, Recognised, Told
from tuanscore.commands.intake.meaning.recognising import recognise
from tuanscore.commands.intake.papers.reading import MAX_BYTES, read
from tuanscore.errors import NotFoundError, TuanscoreError

if TYPE_CHECKING:
    from tuanscore.commands.intake.meaning.headings import Headings

STDIN = "-"


def take(
    directory: Path,
    files: Sequence[Path],
    known: Headings,
    kind: str | None = None,
    year: int | None = None,
) -> list[Intake]:
    """Return what each file holds; raises TuanscoreError for one that cannot be read.

    ``kind`` is what a table is where it could be that; ``year`` stands where none is printed.
    """
    wanted = _kind(kind) if kind is not None else None
    found = []
    for file in files:
        paper = read(data_of(directory, file), "粘贴的文字" if str(file) == STDIN else str(file))
        intake = recognise(paper, known, wanted)
        tables = tuple(_dated(table, year) for table in intake.tables)
        found.append(replace(intake, tables=tables))
    return found


def _kind(typed: str) -> str:
    matches = [kind for kind in KINDS if typed in kind]
    if typed in KINDS:
        return typed
    if len(matches) != 1:
        told = "不止一种：" if matches else "没有这种表；有的是："
        raise NotFoundError(f"“{typed}”{told}{'、'.join(matches or KINDS)}", "类型写全")
    return matches[0]


def data_of(directory: Path, file: Path) -> bytes:
    """Return the bytes of a file that was named; raises TuanscoreError."""
    if str(file) == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        return disk.read_named(directory / file, MAX_BYTES)
    except OSError as error:
        hint = getattr(error, "hint", "检查文件名和权限")
        raise TuanscoreError(f"{file} 没有读：{disk.reason_of(error)}", hint) from error


def _dated(table: Recognised, year: int | None) -> Recognised:
    if year is None or "年度" in table.head:
        return table
    return replace(table, head={**table.head, "年度": Told(str(year), "--year")})
