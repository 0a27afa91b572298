"""The same tables laid out otherwise: what they say must not change.

Each printed grid of the corpus is taken apart as files take it apart: merged cells lost, broken
over two pages, a blank row or column put in.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from compared import judge
from tuanscore.commands.intake import json_import
from tuanscore.commands.intake.meaning import headings
from tuanscore.commands.intake.meaning.recognising import recognise
from tuanscore.commands.intake.papers.paper import Cell, Paper, Table, Text
from tuanscore.commands.intake.report import Import

Place = tuple[int, int, int, int, str]
"""Row, column, rows, columns and text of a cell."""
Case = tuple[dict[str, Any], str, list[Place], int, int]
KNOWN = headings.known()
DATA = Path(__file__).parent / "data"
_IN_PARAGRAPHS = {"23": ("单位",)}
"""What a file says outside of its grid."""
_LOST_UNMERGED = {"20": ("类别得分",)}
"""What only a merged cell says."""


def _cases() -> Iterator[Case]:
    for file in sorted(DATA.glob("*.json")):
        truth = json.loads(file.read_bytes())
        beside = file.with_suffix(".grid")
        grids = json.loads(beside.read_bytes()) if beside.exists() else []
        for number, table in enumerate(truth.get("tables", ())):
            grid = grids[number] if grids else table.get("grid")
            if grid is None:
                continue
            of_it = [t for t in truth["tables"] if t is table or ("grid" not in t and not grids)]
            tables = [t for t in of_it if t["kind"] != "部门整体绩效目标"]
            cells = [
                (c["r"], c["c"], c.get("rs", 1), c.get("cs", 1), c["text"]) for c in grid["cells"]
            ]
            yield {"tables": tables}, file.name[:2], cells, grid["rows"], grid["cols"]


_ALIKE = (
    "共青团旺苍",
    "共青团剑阁",
    "共青团青川",
    "共青团利州",
    "共青团昭化",
    "共青团朝天",
    "广元",
)
"""Whose cards are laid out as others are."""
CASES = [case for case in _cases() if not case[0]["tables"][0]["title"].startswith(_ALIKE)]
NAMES = [f"{name}-{case[0]['tables'][0]['title']}" for case in CASES if (name := case[1])]


def _table(cells: list[Place], rows: int, columns: int, at: str = "表1") -> Table:
    made = (
        Cell(row, column, text, high, wide, f"第{row + 1}行第{column + 1}列")
        for row, column, high, wide, text in sorted(cells)
    )
    return Table(at, tuple(made), rows, columns)


def _agrees(case: Case, *tables: Table, lost: tuple[str, ...] = ()) -> None:
    first = case[0]["tables"][0]
    year = [Text("第2段", f"（{first['年度']}年度）")] if "年度" in first else []
    paper = Paper("表", (Text("第1段", first["title"]), *year, *tables))
    shown = json_import.SHAPES[Import](Import((recognise(paper, KNOWN),)))  # type: ignore[operator]
    unsaid = {*lost, *_IN_PARAGRAPHS.get(case[1], ())}
    truth = [{k: v for k, v in table.items() if k not in unsaid} for table in case[0]["tables"]]
    judgement = judge({"tables": truth}, shown)
    assert not judgement.lines, "\n".join(judgement.lines)


def _put_in(cells: list[Place], at: int, columns: int) -> list[Place]:
    """Return cells with a blank row put in before one."""
    moved: list[Place] = []
    covered: set[int] = set()
    for row, column, high, wide, text in cells:
        longer = row < at < row + high
        moved.append((row + (row >= at), column, high + longer, wide, text))
        covered |= set(range(column, column + wide)) if longer else set()
    moved += [(at, column, 1, 1, "") for column in range(columns) if column not in covered]
    return moved


def _turned(cells: list[Place]) -> list[Place]:
    """Return cells with rows as columns."""
    return [(column, row, wide, high, text) for row, column, high, wide, text in cells]


def _every_case(test: Callable[[Case], None]) -> Callable[[Case], None]:
    return pytest.mark.parametrize("case", CASES, ids=NAMES)(test)


@_every_case
def test_merged_cells_that_a_file_has_lost(case: Case) -> None:
    _, name, cells, rows, columns = case
    texts = {(row, column): text for row, column, _, _, text in cells}
    flat = [
        (row, column, 1, 1, texts.get((row, column), ""))
        for row in range(rows)
        for column in range(columns)
    ]
    if name != "23":  # amounts under two rows of headings, of which nothing says that they are two
        _agrees(case, _table(flat, rows, columns), lost=_LOST_UNMERGED.get(name, ()))


@_every_case
def test_a_table_on_two_pages(case: Case) -> None:
    _, _, cells, rows, columns = case
    for at in range(1, rows, 2):
        upper = [(r, c, min(h, at - r), w, t) for r, c, h, w, t in cells if r < at]
        lower = [
            (max(r - at, 0), c, r + h - max(r, at), w, t if r >= at else "")
            for r, c, h, w, t in cells
            if r + h > at
        ]
        _agrees(case, _table(upper, at, columns), _table(lower, rows - at, columns, at="表2"))


@_every_case
def test_a_blank_row(case: Case) -> None:
    _, _, cells, rows, columns = case
    for at in range(0, rows + 1, 2):
        _agrees(case, _table(_put_in(cells, at, columns), rows + 1, columns))


@_every_case
def test_a_blank_column(case: Case) -> None:
    _, _, cells, rows, columns = case
    for at in range(columns + 1):
        wider = _turned(_put_in(_turned(cells), at, rows))
        _agrees(case, _table(wider, rows, columns + 1))
