"""Ruled tables of PDF, drawn here rule by rule and word by word."""

from __future__ import annotations

import re
import zlib
from itertools import pairwise

import pytest

from office_files import grid, only, pdf, placed, rule, ruled, tables, texts, word
from tuanscore.commands.intake.papers.readers import pdf as pdf_reader
from tuanscore.commands.intake.papers.readers.pdf import MAX_PAGES
from tuanscore.commands.intake.papers.reading import read
from tuanscore.commands.intake.papers.unreadable import UnreadableError

EDGES = [50, 120, 320, 380, 440]
HEAD = ["类别", "内容", "分值", "得分"]


def test_lines_around_a_table() -> None:
    page = [
        word(200, 50, "目标表"),
        *ruled(80, EDGES, [HEAD, ["组织", "新建团组织2个", "10", ""]]),
        word(50, 180, "注：甲"),
        word(280, 820, "— 1 —"),
    ]
    paper = read(pdf(page), "甲.pdf")
    assert texts(paper) == ["目标表", "注：甲", "— 1 —"]
    assert [part.at for part in paper.parts] == ["第1页", "表1", "第1页", "第1页"]
    assert grid(only(paper)) == [HEAD, ["组织", "新建团组织2个", "10", ""]]


def test_merged_cells() -> None:
    page = [rule(50, 80, 440, 80), rule(120, 110, 440, 110), rule(50, 140, 440, 140)]
    page += [rule(x, 80, x, 140) for x in (50, 120, 440)] + [rule(320, 110, 320, 140)]
    page += [word(54, 100, "资金"), word(124, 100, "全年"), word(124, 130, "年初")]
    page += [word(324, 130, "5.00")]
    assert placed(only(read(pdf(page), "甲"))) == [
        (0, 0, 2, 1, "资金"),
        (0, 1, 1, 2, "全年"),
        (1, 1, 1, 1, "年初"),
        (1, 2, 1, 1, "5.00"),
    ]


def test_words_broken_over_lines() -> None:
    """A full line goes on in the next one; a short one ends there, and so does an item."""
    row = ["年度\n指标值", "一二三四五六七八九十一二三四五六七八九\n续", "1", "2"]
    items = ["x", "1.二三四五六七八九十一二三四五六七八九\n2.乙", "1", "2"]
    assert grid(only(read(pdf(ruled(80, EDGES, [row, items])), "甲"))) == [
        ["年度\n指标值", "一二三四五六七八九十一二三四五六七八九续", "1", "2"],
        ["x", "1.二三四五六七八九十一二三四五六七八九\n2.乙", "1", "2"],
    ]


def test_turned_labels_and_one_character_a_line() -> None:
    page = ruled(80, EDGES, [HEAD])
    page += [rule(50, 110, 50, 210), rule(120, 110, 120, 210), rule(440, 110, 440, 210)]
    page += [rule(50, 210, 440, 210), rule(320, 110, 320, 210)]
    page += [word(95, 115, "（50分）", turned=True), word(80, 115, "产出", turned=True)]
    page += [word(124, 125 + 12 * n, sign) for n, sign in enumerate("自身建设")]
    table = only(read(pdf(page), "甲"))
    assert [cell.text for cell in table.cells if cell.row == 1] == ["（50分）产出", "自身建设", ""]


def over_pages(*pages: list[list[str]]) -> list[list[str]]:
    drawn = [
        [*ruled(80, EDGES, rows), word(280, 820, f"- {number} -")]
        for number, rows in enumerate(pages, 1)
    ]
    return grid(only(read(pdf(*drawn), "甲")))


def test_a_table_over_pages() -> None:
    one, two = ["组织", "新建团组织2个", "10", "9"], ["青年", "培训40人", "5", "5"]
    assert over_pages([HEAD, one], [two]) == [HEAD, one, two]


def test_headings_again_on_the_next_page() -> None:
    one, two = ["组织", "新建团组织2个", "10", "9"], ["青年", "培训40人", "5", "5"]
    assert over_pages([HEAD, one], [HEAD, two], [HEAD, one]) == [HEAD, one, two, one]
    paper = read(pdf(ruled(80, EDGES, [HEAD, one]), ruled(80, EDGES, [HEAD, two])), "甲")
    assert [(each.at, each.what) for each in paper.hidden] == [("第2页", "续页上重复的表头")]


def test_a_row_broken_by_a_page() -> None:
    above = ["组织", "1.一二三四五六七八九十一二三四五六七", "10", "9"]
    assert over_pages([HEAD, above], [["", "九十个", "", ""], ["青年", "乙", "5", "5"]]) == [
        HEAD,
        ["组织", "1.一二三四五六七八九十一二三四五六七九十个", "10", "9"],
        ["青年", "乙", "5", "5"],
    ]
    items = ["组织", "1.甲。\n2.乙。", "10", "9"]
    assert over_pages([HEAD, items], [["", "3.丙。", "", ""]])[1][1] == "1.甲。\n2.乙。\n3.丙。"


def test_a_row_of_its_own_after_a_page() -> None:
    above = ["组织", "1.一二三四五六七八九十一二三四五六七", "10", "9"]
    own = ["", "培训团干部40人", "5", ""]
    assert over_pages([HEAD, above], [own]) == [HEAD, above, own]


def test_another_table_on_the_next_page() -> None:
    first = ruled(80, EDGES, [HEAD])
    second = ruled(80, [50, 200, 440], [["项目名称", "青年之家"]])
    third = [word(50, 60, "表三"), *ruled(80, EDGES, [HEAD])]
    found = tables(read(pdf(first, second, third), "甲").parts)
    assert [(table.at, table.columns) for table in found] == [("表1", 4), ("表2", 2), ("表3", 4)]


def cut(top: str, rows: list[list[str]], bottom: str) -> list[str]:
    """Return a part of a table whose first column is one cell; no rule is where a page cuts it."""
    page = ruled(80, EDGES[1:], rows)
    end = 80 + 30 * len(rows)
    page += [rule(EDGES[0], 80, EDGES[0], end)]
    page += [rule(EDGES[0], 80, EDGES[1], 80)] if top else []
    return page + ([rule(EDGES[0], end, EDGES[1], end)] if bottom else [])


def test_a_merged_cell_that_a_page_cuts() -> None:
    """Excel draws no rule there, and the text again on every page, also beyond the page's end."""
    row, last = ["新建团组织2个", "10", "9"], ["培训40人", "5", "5"]
    first = [*cut("drawn", [row, row], ""), word(54, 160, "组织")]
    second = [*cut("", [last, last], "drawn"), word(54, 70, "组织")]
    table = only(read(pdf(first, second), "甲"))
    assert placed(table)[0] == (0, 0, 4, 1, "组织")
    assert [cell.text for cell in table.cells if cell.column == 1] == [row[0]] * 2 + [last[0]] * 2


def test_a_table_without_rules_at_its_sides() -> None:
    page = [rule(50, y, 440, y) for y in (80, 110, 140)] + [rule(200, 80, 200, 140)]
    page += [
        word(54, 100, "指标"),
        word(204, 100, "分值"),
        word(54, 130, "走访"),
        word(204, 130, "5"),
    ]
    assert grid(only(read(pdf(page), "甲"))) == [["指标", "分值"], ["走访", "5"]]


def test_a_frame_round_the_page_is_no_table() -> None:
    page = ["20 20 555 802 re S", word(200, 50, "目标表"), *ruled(80, EDGES, [HEAD])]
    paper = read(pdf(page), "甲")
    assert texts(paper) == ["目标表"]
    assert grid(only(paper)) == [HEAD]


def test_rules_drawn_as_thin_boxes_cell_by_cell() -> None:
    page = []
    for left, right in pairwise(EDGES):
        page += [f"{left} {842 - 110} {right - left} 30 re S"]
        page += [f"{left} {842 - 140} {right - left} 0.5 re f", f"{left} 702 0.5 30 re f"]
    page += [f"{EDGES[-1]} 702 0.5 30 re f"]
    page += [word(54, 100, "类别"), word(124, 130, "新建")]
    assert grid(only(read(pdf(page), "甲"))) == [["类别", "", "", ""], ["", "新建", "", ""]]


def test_a_text_too_long_for_its_cell() -> None:
    """Excel lets it run over the empty cell beside, and over the edge of the table."""
    page = ruled(80, EDGES, [["一二三四五六七八九十", "", "", "超过最后一格的字"], HEAD])
    assert grid(only(read(pdf(page), "甲"))) == [
        ["一二三四五六七八九十", "", "", "超过最后一格的字"],
        HEAD,
    ]


def test_one_sheet_after_another() -> None:
    """Every sheet of a workbook begins with its title, on a page of its own."""

    def page(title: str) -> list[str]:
        drawn = [rule(50, 50, 440, 50), rule(50, 50, 50, 80), rule(440, 50, 440, 80)]
        return [*drawn, *ruled(80, EDGES, [HEAD]), word(60, 70, title)]

    assert len(tables(read(pdf(page("苍溪"), page("旺苍")), "甲").parts)) == 2


def test_too_many_pages() -> None:
    with pytest.raises(UnreadableError, match=f"最多读 {MAX_PAGES} 页"):
        read(pdf(*[[] for _ in range(MAX_PAGES + 1)]), "甲")


def test_a_stream_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "MAX_STREAM_BYTES", 2**20)
    for packed in (zlib.compress(bytes(2**20)), zlib.compress(zlib.compress(bytes(2**20)))):
        data = pdf(["q"]).replace(b"\nq\n", b"\n" + packed + b"\n")
        data = re.sub(rb"/Length 1 ", b"/Filter /FlateDecode /Length %d " % len(packed), data)
        with pytest.raises(UnreadableError, match="解压后超过 1 MiB"):
            read(data, "甲")
