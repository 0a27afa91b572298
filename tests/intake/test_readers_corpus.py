"""Every file of the corpus comes in cell by cell as its truth has it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tuanscore.commands.intake.papers.paper import Paper, Table, Text
from tuanscore.commands.intake.papers.reading import read
from tuanscore.commands.intake.papers.unreadable import UnreadableError

DATA = Path(__file__).parent / "data"
TRUTHS = {path.stem: json.loads(path.read_bytes()) for path in sorted(DATA.glob("*.json"))}
REFUSED = {
    "36-加密.xlsx": "是加密的",
    "37-图片改名.docx": "是一张图片（PNG）",
    "38-扫描件.pdf": "扫描件",
}
READ = [name for name in TRUTHS if name not in REFUSED]
GRIDS = [
    (name, number)
    for name in READ
    for number in range(len(TRUTHS[name]["tables"]))
    if "grid" in TRUTHS[name]["tables"][number] or (DATA / f"{name}.grid").exists()
]
Grid = dict[tuple[int, int], tuple[int, int, str]]


@cache
def paper(name: str) -> Paper:
    return read((DATA / name).read_bytes(), name)


def flat(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def truth(name: str, number: int) -> Grid:
    aside = DATA / f"{name}.grid"
    given: Any = TRUTHS[name]["tables"][number].get("grid")
    if given is None:
        given = json.loads(aside.read_bytes())[number]
    return {(c["r"], c["c"]): (c["rs"], c["cs"], flat(c["text"])) for c in given["cells"]}


def every_table(parts: Sequence[Table | Text]) -> Iterator[Table]:
    for part in parts:
        if isinstance(part, Table):
            yield part
            for cell in part.cells:
                yield from every_table(cell.inner)


def from_row(table: Table, first: int) -> Grid:
    """Return a table without its first rows: truth begins some grids below the title."""
    return {
        (cell.row - first, cell.column): (cell.rows, cell.columns, flat(cell.text))
        for cell in table.cells
        if cell.row >= first
    }


@pytest.mark.parametrize(("name", "number"), GRIDS)
def test_cells(name: str, number: int) -> None:
    wanted = truth(name, number)
    found = [
        from_row(table, first) for table in every_table(paper(name).parts) for first in range(2)
    ]
    assert wanted in found, max(found, key=lambda grid: len(grid.items() & wanted.items()))


@pytest.mark.parametrize("name", [name for name in READ if TRUTHS[name]["text"]])
def test_paragraphs(name: str) -> None:
    parts = paper(name).parts
    told = "".join(flat(part.text) for part in parts if isinstance(part, Text))
    assert [text for text in TRUTHS[name]["text"] if flat(text) not in told] == []


def test_what_is_hidden_is_listed_not_read() -> None:
    hidden = [(hidden.at, hidden.what) for hidden in paper("07-广元.xlsx").hidden]
    assert hidden == [("工作表“苍溪” 第14行", "隐藏的行"), ("工作表“旧稿”", "隐藏的工作表")]
    assert "青年文明号创建不少于9次" in paper("07-广元.xlsx").hidden[0].texts[2]


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    with pytest.raises(UnreadableError, match=re.escape(REFUSED[name])) as refused:
        read((DATA / name).read_bytes(), name)
    assert refused.value.message.startswith(f"{name} 没有读：")
    assert refused.value.hint


def test_two_encodings_are_one_table() -> None:
    assert paper("33-平面表.csv").parts == paper("34-平面表国标码.csv").parts


def test_names_do_not_matter() -> None:
    for name in ("01-广元八卡.docx", "07-广元.xlsx", "39-网页改名.xls", "35-标记表.md"):
        assert read((DATA / name).read_bytes(), "乙.pdf").parts == paper(name).parts
