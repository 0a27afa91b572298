"""Old Word documents, through the programs that read them; they come with the test setup."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from office_files import grid, only, placed, texts
from tuanscore.commands.intake.papers.readers import doc
from tuanscore.commands.intake.papers.reading import read
from tuanscore.commands.intake.papers.unreadable import UnreadableError

LAST = (Path(__file__).parent / "files/表在最后.doc").read_bytes()
"""Of three rows, with a merged label; nothing stands behind it. LibreOffice reads a paragraph."""


def test_the_programs_are_here() -> None:
    """Without them the tests below cannot run: apt-get install libreoffice-writer antiword."""
    assert shutil.which("soffice")
    assert shutil.which("antiword")


def test_a_table_that_libreoffice_takes_apart() -> None:
    paper = read(LAST, "甲.doc")
    assert texts(paper) == ["目标表"]
    assert grid(only(paper)) == [
        ["一级指标", "三级指标", "指标值"],
        ["产出指标", "走访户数", "≥180户"],
        ["", "发放助学包", "≥500份"],
    ]
    assert placed(only(paper))[3] == (1, 0, 1, 1, "产出指标")
    assert [each.what.partition("，")[0] for each in paper.hidden] == ["LibreOffice 把表拆散了"]


def test_the_same_without_antiword(monkeypatch: pytest.MonkeyPatch) -> None:
    found = shutil.which
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "antiword" else found(name))
    with pytest.raises(UnreadableError, match="LibreOffice 把里面的表拆散了") as error:
        read(LAST, "甲.doc")
    assert "antiword" in error.value.hint


def test_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "PATIENCE", 0.05)
    with pytest.raises(UnreadableError, match="还没有读完"):
        read(LAST, "甲.doc")


def test_what_libreoffice_does_not_read() -> None:
    with pytest.raises(UnreadableError, match="没有读"):
        read(LAST[:1500], "甲.doc")
