"""Tables that nobody would print: whatever stands in them, nothing is lost and nothing breaks."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thorough import times
from tuanscore.commands.intake.meaning import headings
from tuanscore.commands.intake.meaning.recognising import recognise
from tuanscore.commands.intake.meaning.told import readings
from tuanscore.commands.intake.papers.paper import Cell, Hidden, Paper, Table, Text

KNOWN = headings.known()
WORDS = st.sampled_from(
    [
        *KNOWN.columns,
        *KNOWN.labels,
        *KNOWN.funds,
        *KNOWN.sources,
        *KNOWN.levels,
        *KNOWN.sums,
        *KNOWN.ends,
    ]
)
VALUES = st.sampled_from(
    [
        *("", " ", "≥5次", "100%", "12.5", "1,200.00", "优", "√", "……", "指标1：", "/", "2021年度"),
        *("项目名称：夜校", "产出指标（50分）", "1.开展3次。\n2.参加20人。", "请填写（150字以内）"),
        *("项目支出绩效自评表", "甲县2020年度目标绩效指标", "单位：万元", "人数≥3人；场次：2场"),
    ]
)
TEXTS = st.one_of(WORDS, VALUES, st.text(max_size=4))


@st.composite
def tables(draw: st.DrawFn, depth: int = 1) -> Table:
    """Draw a table without gaps, with merged cells, some of them with tables within."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    loose = depth == 1 and draw(st.booleans())  # a paste has no tables within
    free = {(row, column) for row in range(rows) for column in range(columns)}
    cells = []
    while free:
        row, column = min(free)
        high, wide = draw(st.sampled_from([(1, 1), (1, 1), (1, 1), (2, 1), (1, 2), (3, 1), (2, 2)]))
        covered = {(row + r, column + c) for r in range(high) for c in range(wide)}
        if not covered <= free:
            covered, high, wide = {(row, column)}, 1, 1
        free -= covered
        has_inner = depth > loose and draw(st.booleans())
        inner = draw(st.lists(tables(depth=0), max_size=1)) if has_inner else []
        at = f"第{row + 1}行第{column + 1}列"
        cells.append(Cell(row, column, draw(TEXTS), high, wide, at, tuple(inner)))
    return Table("表", tuple(cells), rows, columns, loose)


PARTS = st.lists(st.one_of(tables(), st.builds(Text, st.just("段"), TEXTS)), max_size=4)


def _named(parts: list[Table | Text], above: str = "") -> tuple[Table | Text, ...]:
    """Return parts in which each says where it is."""
    found: list[Table | Text] = []
    for number, part in enumerate(parts, 1):
        if isinstance(part, Text):
            found.append(Text(f"{above}第{number}段", part.text))
            continue
        at = f"{above}表{number}"
        cells = tuple(
            Cell(*_place(c), c.text, c.rows, c.columns, c.at, _named(list(c.inner), f"{at}{c.at}"))
            for c in part.cells
        )
        found.append(Table(at, cells, part.rows, part.columns, part.loose))
    return tuple(found)


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _written(parts: tuple[Table | Text, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Text):
            yield from [part.at] if part.text.strip() else []
            continue
        for cell in part.cells:
            yield from [f"{part.at} {cell.at}"] if cell.text.strip() else []
            yield from _written(cell.inner)


@pytest.mark.repeated
@settings(max_examples=times(150), deadline=None)
@given(PARTS)
def test_every_cell_of_any_table_is_accounted_for(parts: list[Table | Text]) -> None:
    paper = Paper("任意", _named(parts), (Hidden("第9行", "隐藏的行", ("旧指标",)),))
    intake = recognise(paper, KNOWN)
    places = {reading.told.at for table in intake.tables for reading in readings(table)}
    places |= {left.at for left in intake.left}
    joined = {
        f"{at.rpartition(' ')[0]} {cell}" for at in places for cell in at.split(" ")[-1].split("、")
    }
    joined |= {place for at in places for place in at.split("、")}
    assert set(_written(paper.parts)) <= places | joined
    assert "第9行" in places
