"""Whatever a specimen holds, no command that shows it breaks on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import Run
from shapes.specimen import HERE
from tuanscore.shelf import Loaded, Repository

pytestmark = pytest.mark.repeated

SHAPES = sorted(folder.name for folder in HERE.iterdir() if (folder / "scorecards").is_dir())


def asked(entry: Loaded) -> Iterator[list[str]]:
    """Yield what may be asked of a document, by its file and by its name."""
    model, file = entry.model, entry.document.file
    yield ["show", file, "--format", "json"]
    yield ["render", file, "--format", "html"]
    if not model.scored:
        return
    year, name = str(model.year), model.names[0]
    yield ["render", file, "--scored", "--format", "html"]
    yield ["render", file, "--scored"]
    yield ["score", year, "--org", name]
    yield ["progress", name, "--year", year]
    yield ["plan", name, "--year", year]
    yield ["diff", name, name, "--year", year]


@pytest.mark.parametrize("shape", SHAPES)
def test_no_command_breaks(shape: str, run: Run) -> None:
    folder = HERE / shape
    lines = [["validate"], ["list"], ["fmt", "--diff"], ["fix", "--diff"]]
    for entry in Repository(Path(folder)).catalog():
        lines += asked(entry)
    for argv in lines:
        ran = run(*argv, cwd=folder)
        assert ran.code in (0, 1, 2), (argv, ran.err)
        assert ran.out or ran.err, argv
        assert "Decimal(" not in ran.out, argv  # no value of ours that nobody has put in words
