"""CSV, Markdown and what was pasted: a table is a table however its cells are parted."""

from __future__ import annotations

import pytest

from office_files import grid, only, tables, texts
from tuanscore.commands.intake.papers.paper import Paper, Table
from tuanscore.commands.intake.papers.reading import read
from tuanscore.commands.intake.papers.unreadable import UnreadableError


def pasted(text: str, encoding: str = "utf-8") -> Paper:
    return read(text.encode(encoding), "-")


ROWS = [["三级指标", "指标值", "分值"], ["走访户数", "≥180户", "10"], ["发放助学包", "", "1,200"]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_separators_and_encodings(separator: str, encoding: str, end: str) -> None:
    lines = [separator.join(f'"{field}"' for field in row) for row in ROWS]
    table = only(pasted(end.join(lines) + end, encoding))
    assert grid(table) == ROWS
    assert not table.loose
    assert table.cells[4].at == "第2行第2列"


def test_quotes_in_a_csv() -> None:
    table = only(pasted('名称,"值"\n"甲""乙""","一,\n二"\n丙,三\n'))
    assert grid(table) == [["名称", "值"], ['甲"乙"', "一,\n二"], ["丙", "三"]]


def test_quotes_that_do_not_match_are_text() -> None:
    assert grid(only(pasted('名称,值\n"甲,乙\n丙,丁\n'))) == [
        ["名称", "值"],
        ['"甲', "乙"],
        ["丙", "丁"],
    ]


def test_few_rows_under_titles() -> None:
    table = only(pasted("目标表\n单位：万元\n填报人：甲\n名称,值,分值\n乙,1,10\n"))
    assert grid(table)[3:] == [["名称", "值", "分值"], ["乙", "1", "10"]]


def test_pasted_from_excel() -> None:
    text = (
        "表一\t\t\n一级指标\t三级指标\t指标值\n"
        '产出指标\t"走访\n户数"\t≥180户\n\t发放助学包\t≥500份\n'
    )
    table = only(pasted(text))
    assert grid(table) == [
        ["表一", "", ""],
        ["一级指标", "三级指标", "指标值"],
        ["产出指标", "走访\n户数", "≥180户"],
        ["", "发放助学包", "≥500份"],
    ]
    assert not table.loose


def test_pasted_from_word_with_merged_cells() -> None:
    """Word writes no tab for what a merged cell covers: rows are of many lengths."""
    text = (
        "项目支出绩效自评表\n项目名称\t青年之家\n主管部门\t团委\t实施单位\t青少年宫\n"
        "一级指标\t二级指标\t三级指标\t指标值\t分值\n产出指标\t数量指标\t走访户数\t≥180户\t10\n"
        "总分\t100\n注：自评90分以上为优。\n"
    )
    paper = pasted(text)
    assert texts(paper) == ["项目支出绩效自评表", "注：自评90分以上为优。"]
    table = only(paper)
    assert table.loose
    assert [cell.text for cell in table.cells if cell.row == 1] == [
        *("主管部门", "团委", "实施单位", "青少年宫")
    ]


@pytest.mark.parametrize("gap", [" ", "  ", "　", "\xa0", "\u2003 "])
def test_pasted_from_a_web_page(gap: str) -> None:
    lines = [gap.join(["三级指标", "指标值", "分值"]), gap.join(["走访户数", "≥180户", "10"])]
    lines += [gap.join(["发放助学包", "10"])]
    paper = pasted("\n".join(["　　绩效目标表", *lines, "", "上一篇：没有了"]))
    assert texts(paper) == ["绩效目标表", "上一篇：没有了"]
    table = only(paper)
    assert table.loose
    assert [cell.text for cell in table.cells] == [
        *("三级指标", "指标值", "分值", "走访户数", "≥180户", "10", "发放助学包", "10")
    ]
    assert table.cells[0].at == "第2行第1格"


def test_blank_lines_between_the_rows_of_a_table() -> None:
    table = only(pasted("三级指标 指标值\n\n走访户数 ≥180户\n\n发放助学包 ≥500份\n"))
    assert table.rows == 3


def test_prose_is_no_table() -> None:
    text = "一、总体目标\n今年走访困境青少年180户，其中 甲镇60户。\n二、措施\n"
    assert tables(pasted(text).parts) == []
    assert texts(pasted(text))[0] == "一、总体目标"


def test_markdown() -> None:
    text = """# 目标表

说明 **一**。

| 类别 | 内容 | 分值 |
|:--|---|--:|
| **组织** | 1. 甲\\|乙。<br>2. `丙`。 | 25 |
|  | \\*丁 &lt; 5 | |

> 注：戊

一级 | 值
--- | ---
己 | 1
"""
    paper = pasted(text)
    assert texts(paper) == ["目标表", "说明 一。", "注：戊"]
    first, second = tables(paper.parts)
    assert grid(first) == [
        ["类别", "内容", "分值"],
        ["组织", "1. 甲|乙。\n2. 丙。", "25"],
        ["", "*丁 < 5", ""],
    ]
    assert [cell.at for cell in first.cells[3:5]] == ["第7行第1格", "第7行第2格"]
    assert grid(second) == [["一级", "值"], ["己", "1"]]


PAGE = """<html><head><meta charset="gb2312"><title>不是正文</title>
<style>td{mso-number-format:"\\@"}</style></head><body><h2>目标表</h2><p>单位：<b>团委</b></p>
<table><caption>表一</caption>
<tr><th rowspan=2>一级<th colspan=2>指标</tr>
<tr><td>名称<td>值
<tr style="display:none"><td>作废<td>旧<td>1
<tr><td rowspan=0>产出<td>甲<br>乙<td>&ge;5&permil;
<tr><td>丙 <span style="display:none">藏</span><td hidden>不见</td><td>&nbsp;</td></tr>
</table><script>if (a < b) {}</script>
<p>注：丁</body></html>"""


def test_web_page() -> None:
    paper = pasted(PAGE, "gb18030")
    assert texts(paper) == ["目标表", "单位：团委", "表一", "注：丁"]
    table = only(paper)
    assert [
        (cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells
    ] == [
        (0, 0, 2, 1, "一级"),
        (0, 1, 1, 2, "指标"),
        (1, 1, 1, 1, "名称"),
        (1, 2, 1, 1, "值"),
        (2, 0, 2, 1, "产出"),
        (2, 1, 1, 1, "甲\n乙"),
        (2, 2, 1, 1, "≥5‰"),
        (3, 1, 1, 1, "丙"),
        (3, 2, 1, 1, ""),
    ]
    assert [(each.what, each.texts) for each in paper.hidden] == [
        ("隐藏的行", ("作废", "旧", "1")),
        ("隐藏的文字", ("藏",)),
        ("隐藏的单元格", ("不见",)),
    ]


def test_tables_within_tables() -> None:
    page = "<table><tr><td>标题<table><tr><td>甲<td>乙</table>注</table>"
    cell = only(pasted(page)).cells[0]
    assert cell.text == "标题"
    (inner, note) = cell.inner
    assert isinstance(inner, Table)
    assert grid(inner) == [["甲", "乙"]]
    assert not isinstance(note, Table)
    assert note.text == "注"


def test_spans_without_end() -> None:
    page = '<table><tr><td rowspan="999999999">甲<td colspan="0">乙<tr><td>丙</table>'
    assert [(cell.rows, cell.columns) for cell in only(pasted(page)).cells] == [
        *((2, 1), (1, 1), (1, 1))
    ]
    with pytest.raises(UnreadableError, match="超过 1000 列"):
        pasted(f"<table><tr>{'<td colspan=1000>甲' * 2}</table>")


def test_fields_of_a_form() -> None:
    page = '<table><tr><td>名称<td><input value="青年之家"><input type="hidden" value="x"></table>'
    assert grid(only(pasted(page))) == [["名称", "青年之家"]]


def test_web_archive() -> None:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
    part = "--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<table><tr><td>{}</table>\r\n"
    found = tables(pasted(head + part.format("甲") + part.format("乙") + "--x--\r\n").parts)
    assert [grid(table) for table in found] == [[["甲"]], [["乙"]]]
