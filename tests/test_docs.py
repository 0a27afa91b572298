"""Everything that the pages show is what happens; after a change run ``tests/pages.py``."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

import pages
import picture
import reference
from tuanscore import methods

TEXTS = {name: pages.read(name) for name in pages.PAGES}
CHINESE, ENGLISH = TEXTS["README.md"], TEXTS["README.en.md"]
CHAINS = list(dict.fromkeys(chain for text in TEXTS.values() for chain in pages.chains(text)))
PARTS = [(name, part) for name, text in TEXTS.items() for part in pages.parts(text)]
ARCHITECTURE = "docs/原理/架构.md"


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain[0].splitlines()[0][2:])
def test_every_command_prints_what_is_shown(chain: pages.Chain) -> None:
    assert all(pages.commands(block) for block in chain)
    assert pages.run(chain) == chain


@pytest.mark.parametrize(("name", "part"), PARTS)
def test_what_the_program_knows_is_what_it_says_now(name: str, part: str) -> None:
    assert pages.parts(TEXTS[name])[part] == reference.draw(part), "run tests/pages.py"


def test_everything_that_can_be_drawn_is_on_a_page() -> None:
    assert sorted(part for _, part in PARTS) == sorted(reference.DRAWN)


def test_a_command_is_shown_in_one_place() -> None:
    chinese = [c for n, t in TEXTS.items() if n != "README.en.md" for c in pages.chains(t)]
    assert len(chinese) == len(set(chinese)) == len(CHAINS)


@pytest.mark.parametrize("name", TEXTS)
def test_links_lead_somewhere(name: str) -> None:
    folder = (pages.ROOT / name).parent
    for link in pages.links(TEXTS[name]):
        path, _, anchor = unquote(link).partition("#")
        target = (folder / path).resolve() if path else pages.ROOT / name
        assert target.exists(), link
        if anchor:
            assert anchor in pages.anchors(target.read_text(encoding="utf-8")), link


def test_every_page_is_reached_from_a_readme() -> None:
    reached: set[str] = set()
    ahead = ["README.md", "README.en.md"]
    while ahead:
        name = ahead.pop()
        if name in TEXTS and name not in reached:
            reached.add(name)
            folder = (pages.ROOT / name).parent
            ahead += [
                Path(folder / unquote(link).partition("#")[0])
                .resolve()
                .relative_to(pages.ROOT)
                .as_posix()
                for link in pages.links(TEXTS[name])
            ]
    assert reached == set(TEXTS)


def test_both_readmes_show_the_same() -> None:
    assert pages.chains(ENGLISH) == pages.chains(CHINESE)
    levels = [[level for level, _ in pages.headings(text)] for text in (CHINESE, ENGLISH)]
    assert levels[0] == levels[1]
    assert pages.setup_commands(ENGLISH) == pages.setup_commands(CHINESE)
    assert max(len(text.splitlines()) for text in (CHINESE, ENGLISH)) <= 150


def test_quoted_files_are_the_files() -> None:
    quoted = [pages.quoted_files(text) for text in TEXTS.values()]
    assert any(quoted)
    for name, text in (pair for found in quoted for pair in found.items()):
        assert (pages.ROOT / name).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["docs/参考/计分.md", "docs/en/start.md"])
def test_every_method_has_a_row(name: str) -> None:
    for method in methods.all_by_name():
        assert f"\n| {method} | " in TEXTS[name]


def test_every_json_schema_is_on_its_page() -> None:
    sources = (pages.ROOT / "src/tuanscore").rglob("*.py")
    found = {
        name
        for path in sources
        for name in re.findall(r'(?:"schema": |SCHEMA = )"tuanscore\.(.*)/1"', path.read_text())
    }
    assert found == set(reference.JSON_FROM)
    for name in found:
        assert f"`tuanscore.{name}/1`" in TEXTS["docs/参考/JSON.md"]


def test_every_room_has_a_row() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ", TEXTS[ARCHITECTURE], re.MULTILINE)
    assert sorted(rows) == sorted(room for layer in reference.layers() for room in layer)


def test_set_up_commands() -> None:
    first, second = pages.setup_commands(CHINESE)
    assert first.endswith("&& .venv/bin/tuanscore score 2014 --org 苍溪")
    assert second.endswith("&& .venv/bin/python tests/run.py")
    assert second in (pages.ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_picture_is_the_real_output() -> None:
    drawn = picture.draw(picture.real_output())
    up_to_date = picture.PICTURE.read_text(encoding="utf-8") == drawn
    assert up_to_date, "the picture is old: run tests/pages.py"
    assert 4_000 < len(drawn.encode()) < 50_000
    ET.fromstring(drawn)
    assert drawn.count("://") == 1  # the name of the SVG namespace; nothing is loaded
    for text in (CHINESE, ENGLISH):
        assert "](examples/score.svg)" in text
