"""What we print comes in again: the same lines from every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run

TRUTH = json.loads((Path(__file__).parent / "data/01-广元八卡.docx.json").read_bytes())


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf"])
def test_a_card_that_was_printed(run: Run, shipped: Path, suffix: str) -> None:
    name = f"苍溪.{suffix}"
    assert run("render", "苍溪", "-o", name, cwd=shipped).code == 0
    ran = run("import", name, "--dry-run", "--format", "json", cwd=shipped)
    (table,) = json.loads(ran.out)["tables"]
    wanted = TRUTH["tables"][0]["rows"]
    assert [row["分值"] for row in table["rows"]] == [row["分值"] for row in wanted]
    assert [len(row["条目"]) for row in table["rows"]] == [len(row["条目"]) for row in wanted]
    assert [row["部分"] for row in table["rows"]] == [row["部分"] for row in wanted]
