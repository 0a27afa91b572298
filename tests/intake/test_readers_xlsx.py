"""Workbooks as a person sees them: formats applied, merged cells once, what is hidden listed."""

from __future__ import annotations

import re
import subprocess
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from office_files import grid, only, placed, tables, texts, zipped
from tuanscore.commands.intake.papers.paper import Paper
from tuanscore.commands.intake.papers.reading import read
from tuanscore.commands.intake.papers.unreadable import UnreadableError


def saved(book: Workbook) -> bytes:
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def sheet(book: Workbook) -> Worksheet:
    active = book.active
    assert isinstance(active, Worksheet)
    active.title = "苍溪"
    return active


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """Return a workbook with one of its parts edited as text."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    assert re.search(old, text)
    return zipped({**parts, part: re.sub(old, new, text)})


def full() -> Workbook:
    """Return a workbook with everything that a reader can lose."""
    book = Workbook()
    page = sheet(book)
    rows: list[tuple[str | float | date, str]] = [
        (12.5, '0.00"平方米"'),
        (90, '"≥"0'),
        (0.9, "0%"),
        (datetime(2022, 11, 1), 'yyyy"年"m"月"'),
        (date(2022, 11, 5), "yyyy/m/d"),
        (1234567, "#,##0"),
        ("优", '@"级"'),
        (True, "General"),
        ("第一行\n第二行", "General"),
        (35, 'General"分"'),
    ]
    for number, (value, code) in enumerate(rows, 2):
        cell = page.cell(number, 2, value)
        cell.number_format = code
    page["A1"] = "指标"
    page.merge_cells("A1:B1")
    page["A2"] = "产出"
    page.merge_cells("A2:A6")
    page["C1"], page["C3"], page["D1"] = "藏", "藏的值", "备注"
    page.column_dimensions["C"].hidden = True
    page.row_dimensions[4].hidden = True
    page["D1"].comment = Comment("待核", "丁")
    old = book.create_sheet("旧稿")
    old["A1"] = "去年的"
    old.sheet_state = "hidden"
    book.create_sheet("空的")
    return book


SEEN = [
    ["指标", "", "备注"],
    ["产出", "12.50平方米", ""],
    ["", "≥90", ""],
    ["", "2022年11月", ""],
    ["", "2022/11/5", ""],
    ["", "1,234,567", ""],
    ["", "优级", ""],
    ["", "TRUE", ""],
    ["", "第一行\n第二行", ""],
    ["", "35分", ""],
]
HIDDEN = [
    ("工作表“苍溪” C列", "隐藏的列", ("藏", "藏的值")),
    ("工作表“苍溪” 第4行", "隐藏的行", ("90%",)),
    ("工作表“苍溪” D1", "批注", ("待核",)),
    ("工作表“旧稿”", "隐藏的工作表", ("去年的",)),
]


def check(paper: Paper) -> None:
    table = only(paper)
    assert grid(table) == SEEN
    merged = [cell[:4] for cell in placed(table) if cell[2:4] != (1, 1)]
    assert merged == [(0, 0, 1, 2), (1, 0, 4, 1)]
    assert {cell.at for cell in table.cells} >= {"A1", "B2", "D11"}
    told = [(each.at, each.what, each.texts) for each in paper.hidden]
    assert [(at, what, tuple(map(str.strip, lines))) for at, what, lines in told] == HIDDEN


def test_everything_that_a_reader_can_lose() -> None:
    check(read(saved(full()), "甲.xlsx"))


@pytest.mark.parametrize("office", ["soffice"])
def test_older_workbooks_too(tmp_path: Path, office: str) -> None:
    """LibreOffice writes the .xls: no library does."""
    (tmp_path / "甲.xlsx").write_bytes(saved(full()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "xls", "甲.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    check(read((tmp_path / "甲.xls").read_bytes(), "甲.et"))


def test_formats_by_number_only() -> None:
    book = Workbook()
    sheet(book)["A1"] = 44866
    data = changed(saved(book), "xl/worksheets/sheet1.xml", 'r="A1"', 'r="A1" s="0"')
    data = changed(data, "xl/styles.xml", r'(<cellXfs[^>]*><xf[^>]*numFmtId=)"0"', r'\1"57"')
    assert grid(only(read(data, "甲.xlsx"))) == [["2022年11月"]]


def test_results_of_formulas() -> None:
    book = Workbook()
    page = sheet(book)
    page["A1"], page["B1"], page["C1"] = "=1+1", "=A1*2", 7
    data = saved(book)
    assert [(each.at, each.what, each.texts) for each in read(data, "甲.xlsx").hidden] == [
        ("工作表“苍溪” A1", "公式没有存下结果", ("=1+1",)),
        ("工作表“苍溪” B1", "公式没有存下结果", ("=A1*2",)),
    ]
    data = changed(data, "xl/worksheets/sheet1.xml", r"<v */>|<v></v>", "<v>2</v>")
    assert grid(only(read(data, "甲.xlsx"))) == [["2", "2", "7"]]


def test_errors_comments_and_escapes() -> None:
    book = Workbook()
    page = sheet(book)
    page["A1"], page["B1"], page["C1"] = "#DIV/0!", "甲_x000D_\n乙", "丙"
    page["C1"].comment = Comment("待核", "丁")
    paper = read(saved(book), "甲.xlsx")
    assert grid(only(paper)) == [["#DIV/0!", "甲\n乙", "丙"]]
    assert [(each.at, each.what) for each in paper.hidden] == [("工作表“苍溪” C1", "批注")]
    assert "待核" in paper.hidden[0].texts[0]


def test_a_merge_over_hidden_rows() -> None:
    book = Workbook()
    page = sheet(book)
    page["A1"], page["B1"], page["B2"], page["B3"] = "产出", "一", "二", "三"
    page.merge_cells("A1:A3")
    page.row_dimensions[1].hidden = True
    paper = read(saved(book), "甲.xlsx")
    assert placed(only(paper)) == [
        (0, 0, 2, 1, "产出"),
        (0, 1, 1, 1, "二"),
        (1, 1, 1, 1, "三"),
    ]
    assert [each.texts for each in paper.hidden] == [("一",)]


def test_a_table_away_from_the_corner() -> None:
    book = Workbook()
    page = sheet(book)
    page["C4"], page["D5"] = "甲", "乙"
    table = only(read(saved(book), "甲.xlsx"))
    assert grid(table) == [["甲", ""], ["", "乙"]]
    assert [cell.at for cell in table.cells] == ["C4", "D4", "C5", "D5"]


def test_several_sheets() -> None:
    book = Workbook()
    sheet(book)["A1"] = "甲"
    book.create_sheet("旺苍")["A1"] = "乙"
    found = tables(read(saved(book), "甲.xlsx").parts)
    assert [table.at for table in found] == ["工作表“苍溪”", "工作表“旺苍”"]


def test_formatted_to_the_last_row() -> None:
    """Whole columns are often given a style: that makes no table of a million rows."""
    book = Workbook()
    page = sheet(book)
    page["A1"] = "甲"
    page.cell(1048576, 16384).number_format = "0.00"
    assert grid(only(read(saved(book), "甲.xlsx"))) == [["甲"]]


@pytest.mark.parametrize(
    ("area", "message"),
    [("A1:XFD1048576", "超过 300000 格"), ("B2:B400000", "超过 300000 格")],
)
def test_merges_without_end(area: str, message: str) -> None:
    book = Workbook()
    page = sheet(book)
    page["A1"] = "甲"
    page.merge_cells("A1:B1")
    data = changed(saved(book), "xl/worksheets/sheet1.xml", 'ref="A1:B1"', f'ref="{area}"')
    with pytest.raises(UnreadableError, match=message):
        read(data, "甲.xlsx")


def test_words_far_apart() -> None:
    book = Workbook()
    page = sheet(book)
    page["A1"], page["XFD1048576"] = "甲", "乙"
    with pytest.raises(UnreadableError, match="工作表“苍溪”从A1到XFD1048576，超过 300000 格"):
        read(saved(book), "甲.xlsx")


def test_text_boxes() -> None:
    book = Workbook()
    sheet(book)["A1"] = "甲"
    drawing = (
        '<d:wsDr xmlns:d="x" xmlns:a="y"><d:txBody><a:p><a:r><a:t>目标</a:t></a:r>'
        "<a:r><a:t>表</a:t></a:r></a:p><a:p/></d:txBody><d:txBody/></d:wsDr>"
    )
    with ZipFile(BytesIO(saved(book))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    paper = read(zipped({**parts, "xl/drawings/drawing1.xml": drawing}), "甲.xlsx")
    assert texts(paper) == ["目标表"]
