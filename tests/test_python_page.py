"""The page about Python says what Python says."""

import doctest
import os
from contextlib import chdir
from pathlib import Path

from conftest import CHECKOUT

PAGE = CHECKOUT / "docs/做法/在Python里用.md"


def test_every_block_answers_as_written(tmp_path: Path) -> None:
    os.symlink(CHECKOUT, tmp_path / "绩效")
    text = PAGE.read_text(encoding="utf-8").replace("```python\n", "").replace("```\n", "")
    page = doctest.DocTestParser().get_doctest(text, {}, PAGE.name, str(PAGE), 0)
    assert len(page.examples) > 12
    told: list[str] = []
    with chdir(tmp_path):
        doctest.DocTestRunner(verbose=False).run(page, out=told.append)
    assert "".join(told) == ""
