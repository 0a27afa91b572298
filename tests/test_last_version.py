"""Old files mean the same: every table of the last version has the scores that it had.

``data/上一版得分.txt`` is what that version said of the shipped files and of the smallest example:
what was asked, the grades, and each line with its least and its most.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKOUT, Run

TOLD = Path(__file__).parent / "data" / "上一版得分.txt"


def tables() -> Iterator[tuple[str, str, list[str]]]:
    """Yield each file, how its score is asked for, and what was said."""
    for block in TOLD.read_text("utf-8").removeprefix("$ ").split("\n$ "):
        first, *lines = block.strip().split("\n")
        asked, _, file = first.partition("  # ")
        yield file, asked, lines


def nodes(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        if {"name", "low", "high", "state"} <= told.keys():
            yield f"{told['name']} {told['low']:.2f} {told['high']:.2f}"
        for value in told.values():
            yield from nodes(value)
    elif isinstance(told, list):
        for value in told:
            yield from nodes(value)


@pytest.mark.parametrize(("file", "asked", "lines"), [*tables()], ids=lambda value: str(value)[:40])
def test_a_table_has_the_score_that_it_had(
    file: str, asked: str, lines: list[str], run: Run
) -> None:
    folder = CHECKOUT / file.partition("/scorecards/")[0] if "examples/" in file else CHECKOUT
    ran = run(*asked.split(), "--format", "json", cwd=folder)
    assert ran.code == 0, ran.err
    told = json.loads(ran.out, parse_float=Decimal)
    assert [f"等次 {'、'.join(told.get('grades', ())) or '—'}", *nodes(told)] == lines
