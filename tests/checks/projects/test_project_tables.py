"""Whole tables as a budget unit writes them: the good raise nothing, the bad what is marked.

In ``tables/bad`` a comment at the end of a line holds the codes that a reviewer of 财政 would put
there, worked out by hand; a line without one is in order.
"""

import re
from pathlib import Path

import pytest

from conftest import Make, found

TABLES = Path(__file__).parent / "tables"
AT = "scorecards/2021/甲县/项目.yaml"
MARKED = re.compile(r"# (TS5[0-9]{2}(?: TS5[0-9]{2})*)$")


def tables(folder: str) -> list[Path]:
    return sorted((TABLES / folder).glob("*.yaml"))


def raised(make: Make, table: Path) -> list[tuple[int, str, str]]:
    findings = found(make({AT: table.read_text(encoding="utf-8")}))
    return sorted((f.place.line, f.code, f.message) for f in findings)


@pytest.mark.parametrize("table", tables("good"), ids=lambda p: p.stem)
def test_good_tables_raise_nothing(table: Path, make: Make) -> None:
    assert raised(make, table) == []


@pytest.mark.parametrize("table", tables("bad"), ids=lambda p: p.stem)
def test_bad_tables_raise_what_a_reviewer_would_mark(table: Path, make: Make) -> None:
    lines = table.read_text(encoding="utf-8").splitlines()
    marked = [
        (number, code)
        for number, line in enumerate(lines, 1)
        for match in MARKED.finditer(line)
        for code in match[1].split()
    ]
    assert [(line, code) for line, code, _ in raised(make, table)] == marked
