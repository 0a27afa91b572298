"""Workbooks that went round and came back: told from other papers, answered, annotated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tuanscore import disk
from tuanscore.commands.intake.papers.unreadable import UnreadableError
from tuanscore.commands.intake.report import Answers, CameBack
from tuanscore.commands.intake.returned import annotating, answering, returning
from tuanscore.commands.intake.taking import STDIN, data_of
from tuanscore.errors import TuanscoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from tuanscore.shelf import Repository

_ENDING = ".xlsx"


def books(directory: Path, files: Sequence[Path]) -> dict[Path, bytes]:
    """Return those of some files that `form` made, with their bytes; none where none is.

    Raises TuanscoreError where only some are: they are answered, and others are read.
    """
    found = {}
    for file in files:
        if str(file) != STDIN and file.suffix.lower() == _ENDING:
            data = data_of(directory, file)
            if returning.is_one(data):
                found[file] = data
    if found and len(found) < len({*files}):
        told = "、".join(str(file) for file in found)
        raise TuanscoreError(f"{told} 是填报表，和别的文件分开导入", "分两次运行")
    return found


def answer(
    directory: Path,
    data: Mapping[Path, bytes],
    repository: Repository,
    *,
    annotate: bool,
    dry_run: bool,
) -> Answers:
    """Write what was filled in into the reports; nothing is written where any cell is wrong."""
    sheets = {file: _sheets(file, body) for file, body in data.items()}
    looked = {f: answering.answer(s, repository, dry_run=True) for f, s in sheets.items()}
    told = [CameBack(str(file), answered) for file, answered in looked.items()]
    if not dry_run and Answers(tuple(told)).done:
        told = [
            replace(one, answered=answering.answer(mine, repository, dry_run=False))
            for one, mine in zip(told, sheets.values(), strict=True)
        ]
    if annotate:
        told = [
            _annotated(directory, one, body) for one, body in zip(told, data.values(), strict=True)
        ]
    return Answers(tuple(told))


def _sheets(file: Path, data: bytes) -> tuple[returning.Returned, ...]:
    try:
        return returning.read(data)
    except UnreadableError as error:
        raise TuanscoreError(f"{file} {error.message}", *error.hints) from error


def _annotated(directory: Path, one: CameBack, data: bytes) -> CameBack:
    """Write the workbook with comments beside it, where any cell is wrong."""
    if not one.answered.wrong:
        return one
    name = f"{one.file.removesuffix(_ENDING)}.批注{_ENDING}"
    disk.write_file(directory / name, annotating.annotate(data, one.answered.wrong))
    return replace(one, annotated=name)
