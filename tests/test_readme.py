"""Everything that the READMEs show is what happens; after a change run ``tests/readme.py``."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import picture
import readme
from tuanscore import methods
from tuanscore.checks import manual

CHINESE, ENGLISH = (readme.read(name) for name in readme.READMES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return readme.sandbox(tmp_path_factory.mktemp("readme"))


@pytest.mark.parametrize("block", readme.blocks(CHINESE), ids=lambda b: b.splitlines()[0][2:])
def test_every_command_prints_what_is_shown(block: str, folder: Path) -> None:
    assert readme.commands(block)
    assert readme.run(block, folder) == block


@pytest.mark.parametrize("command", readme.tables(CHINESE))
def test_every_table_is_what_its_command_writes(command: str, folder: Path) -> None:
    assert readme.table(command, folder) == readme.tables(CHINESE)[command]


def test_every_code_has_a_row() -> None:
    table = readme.tables(CHINESE)["tuanscore checks --format md"]
    for code in manual.every():
        assert f"\n| {code} | " in table


def test_both_readmes_show_the_same() -> None:
    assert readme.blocks(ENGLISH) == readme.blocks(CHINESE)
    assert readme.headings(ENGLISH) == readme.headings(CHINESE)
    assert readme.quoted_files(ENGLISH) == readme.quoted_files(CHINESE)
    assert readme.setup_commands(ENGLISH) == readme.setup_commands(CHINESE)


def test_quoted_files_are_the_files() -> None:
    quoted = readme.quoted_files(CHINESE)
    assert quoted
    for name, text in quoted.items():
        assert (readme.ROOT / name).read_text(encoding="utf-8") == text


def test_every_method_has_a_row() -> None:
    for name in methods.all_by_name():
        assert f"\n| {name} | " in CHINESE
        assert f"\n| {name} | " in ENGLISH


def test_set_up_commands() -> None:
    first, second = readme.setup_commands(CHINESE)
    assert first.endswith("&& .venv/bin/tuanscore score 2014 --org 苍溪")
    assert second.endswith("&& .venv/bin/python tests/run.py")
    assert second in (readme.ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_picture_is_the_real_output() -> None:
    drawn = picture.draw(picture.real_output())
    up_to_date = picture.PICTURE.read_text(encoding="utf-8") == drawn
    assert up_to_date, "the picture is old: run tests/readme.py"
    assert 10_000 < len(drawn.encode()) < 150_000
    ET.fromstring(drawn)
    assert drawn.count("://") == 1  # the name of the SVG namespace; nothing is loaded
    for text in (CHINESE, ENGLISH):
        assert "](examples/score.svg)" in text
