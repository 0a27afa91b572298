"""Files in the shapes of the field, and shapes of our own, each against its truth.

Nothing may be wrong and nothing extra, at most one field in twenty missing; every cell of a file
that is not empty went somewhere or is listed.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from compared import judge
from conftest import Run
from tuanscore.commands.intake.papers import reading
from tuanscore.commands.intake.papers.paper import Table, Text

HERE = Path(__file__).parent
FILES = sorted(
    truth.with_suffix("")
    for folder in ("data", "shapes")
    for truth in HERE.glob(f"{folder}/*.json")
)


def _truth(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.with_name(f"{file.name}.json").read_bytes())
    return found


READ = [file for file in FILES if "refuse" not in _truth(file)]
REFUSED = [file for file in FILES if "refuse" in _truth(file)]


def _name(file: Path) -> str:
    return file.name


@pytest.mark.parametrize("file", READ, ids=_name)
def test_reads_what_is_printed_and_loses_nothing(file: Path, run: Run) -> None:
    ran = run("import", file, "--dry-run", "--format", "json")
    assert ran.code == 0, ran.err
    said = json.loads(ran.out)
    judgement = judge(_truth(file), said)
    assert not judgement.counts["wrong"], "\n".join(judgement.lines)
    assert not judgement.counts["extra"], "\n".join(judgement.lines)
    assert judgement.missing <= 5, "\n".join(judgement.lines)
    assert judgement.counts["right"]

    told = [cell for table in said["tables"] for cell in table["cells"]]
    places = {place for one in (*told, *said["left"]) for place in _each(one["at"])}
    paper = reading.read(file.read_bytes(), file.name)
    assert not set(_places(paper.parts)) - places
    assert {part.at for part in paper.hidden} <= places


@pytest.mark.parametrize("file", REFUSED, ids=_name)
def test_refuses_what_cannot_be_read(file: Path, run: Run, tmp_path: Path) -> None:
    ran = run("import", file, "-o", tmp_path)
    assert ran.code == 2
    assert file.name in ran.err
    assert not ran.out
    assert not list(tmp_path.iterdir())


def _each(at: str) -> Iterator[str]:
    """Yield the place of a cell, and each of one that was broken over two lines of a paste."""
    table, _, cells = at.rpartition(" ")
    yield from (f"{table} {cell}".strip() for cell in cells.split("、"))
    yield from at.split("、")
    yield at


def _places(parts: tuple[Table | Text, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Text):
            yield from [part.at] if part.text.strip() else []
            continue
        for cell in part.cells:
            yield from [f"{part.at} {cell.at}"] if cell.text.strip() else []
            yield from _places(cell.inner)
