"""What Word shows is read, what it hides is listed, whatever it is wrapped in."""

from __future__ import annotations

import pytest

from office_files import (
    docx,
    grid,
    only,
    papered,
    paragraph,
    placed,
    run,
    tables,
    tbl,
    tc,
    texts,
    tr,
)
from tuanscore.commands.intake.papers.paper import Text

FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
LIST = """
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/>
<w:suff w:val="nothing"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>
"""


def numbered(text: str, level: int = 0, use: int = 5) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{use}"/></w:numPr>'
    return paragraph(text, properties=number)


def test_insertions_stay_and_deletions_are_listed() -> None:
    line = paragraph(
        "不少于",
        f"<w:ins>{run('14')}</w:ins>",
        "<w:del><w:r><w:delText>19</w:delText></w:r></w:del>",
        f"<w:moveTo>{run('名')}</w:moveTo><w:moveFrom>{run('人')}</w:moveFrom>",
    )
    paper = papered(docx(tbl(tr(tc(line)))))
    assert grid(only(paper)) == [["不少于14名"]]
    told = [(hidden.what, hidden.texts) for hidden in paper.hidden]
    assert told == [("修订中删除的文字", ("19",)), ("修订中移走的文字", ("人",))]


def test_a_deleted_paragraph_end_joins_paragraphs() -> None:
    body = paragraph("新建团", properties="<w:rPr><w:del/></w:rPr>") + paragraph("组织2个")
    assert texts(papered(docx(body))) == ["新建团组织2个"]


def test_rows_deleted_and_hidden() -> None:
    table = tbl(
        tr(tc("甲")),
        tr(tc("乙"), properties="<w:del/>"),
        tr(tc("丙"), properties="<w:hidden/>"),
        tr(tc("丁"), properties="<w:ins/>"),
    )
    paper = papered(docx(table))
    assert grid(only(paper)) == [["甲"], ["丁"]]
    told = [(hidden.what, hidden.texts) for hidden in paper.hidden]
    assert told == [("修订中删除的行", ("乙",)), ("隐藏的行", ("丙",))]


def test_hidden_text() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>不印</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>印</w:t></w:r>'
    paper = papered(docx(paragraph(hidden, shown)))
    assert texts(paper) == ["印"]
    assert [each.texts for each in paper.hidden] == [("不印",)]


def test_content_controls_around_everything() -> None:
    def control(inside: str, marks: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{marks}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    prompt = control(paragraph("单击此处输入文字。"), "<w:showingPlcHdr/>")
    row = control(tr(control(tc("项目名称")), tc(control(paragraph("青年之家")))))
    table = control(tbl(row, tr(tc(paragraph(control(run("金额")))), tc(prompt))))
    paper = papered(docx(table))
    assert grid(only(paper)) == [["项目名称", "青年之家"], ["金额", ""]]
    assert [each.texts for each in paper.hidden] == [("单击此处输入文字。",)]


def test_a_table_in_a_cell() -> None:
    inner = tbl(tr(tc("类别"), tc("分值")))
    outer = tbl(tr(tc("标题")), tr(tc("单位：分", inner, "注：甲")))
    (table,) = tables(papered(docx(outer)).parts)
    cell = table.cells[1]
    assert cell.text == "单位：分"
    assert grid(tables(cell.inner)[0]) == [["类别", "分值"]]
    assert [part.text for part in cell.inner if isinstance(part, Text)] == ["注：甲"]


def test_merged_cells_in_every_way() -> None:
    table = tbl(
        tr(tc("一", vMerge="restart"), tc("二", gridSpan="2"), tc("三")),
        tr(tc("", vMerge=""), tc("四"), tc("五", vMerge="restart"), tc("六")),
        tr(tc("", vMerge="continue"), tc("七"), tc("", vMerge=""), tc("八")),
        tr(tc("九"), tc("十", hMerge="restart"), tc("", hMerge="continue"), tc("十一")),
    )
    assert placed(only(papered(docx(table)))) == [
        (0, 0, 3, 1, "一"),
        (0, 1, 1, 2, "二"),
        (0, 3, 1, 1, "三"),
        (1, 1, 1, 1, "四"),
        (1, 2, 2, 1, "五"),
        (1, 3, 1, 1, "六"),
        (2, 1, 1, 1, "七"),
        (2, 3, 1, 1, "八"),
        (3, 0, 1, 1, "九"),
        (3, 1, 1, 2, "十"),
        (3, 3, 1, 1, "十一"),
    ]


def test_columns_left_out_before_and_after() -> None:
    table = tbl(
        tr(tc("甲"), tc("乙"), tc("丙")),
        tr(tc("丁"), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    table_read = only(papered(docx(table)))
    assert (table_read.rows, table_read.columns) == (2, 3)
    assert placed(table_read)[3] == (1, 1, 1, 1, "丁")


def test_a_merge_without_a_beginning_is_a_cell() -> None:
    table = tbl(tr(tc("甲", vMerge="")), tr(tc("", vMerge="")))
    assert placed(only(papered(docx(table)))) == [(0, 0, 2, 1, "甲")]


def test_text_under_a_merged_cell_is_listed() -> None:
    table = tbl(tr(tc("甲", vMerge="restart")), tr(tc("旧", vMerge="")))
    assert [each.what for each in papered(docx(table)).hidden] == ["合并后看不见的文字"]


@pytest.mark.parametrize(
    ("style", "text", "labels"),
    [
        ("decimal", "%1.", ["1. ", "2. "]),
        ("chineseCounting", "%1、", ["一、 ", "二、 "]),
        ("chineseCountingThousand", "（%1）", ["（一） ", "（二） "]),
        ("decimalEnclosedCircle", "%1", ["① ", "② "]),
        ("upperLetter", "%1)", ["A) ", "B) "]),
        ("lowerRoman", "%1.", ["i. ", "ii. "]),
        ("ideographTraditional", "%1", ["甲 ", "乙 "]),
        ("decimalZero", "%1", ["01 ", "02 "]),
        ("bullet", "\uf06c", ["• ", "• "]),
        ("none", "", ["", ""]),
    ],
)
def test_automatic_numbers(style: str, text: str, labels: list[str]) -> None:
    body = numbered("新建") + numbered("改建")
    paper = papered(docx(body, numbering=LIST.format(style=style, text=text)))
    assert texts(paper) == [labels[0] + "新建", labels[1] + "改建"]


def test_numbers_count_by_level_and_start_anew() -> None:
    body = "".join(
        [
            *(numbered("甲"), numbered("乙", 1), numbered("丙", 1), numbered("丁")),
            *(numbered("戊", 1), numbered("己", use=6), numbered("庚"), paragraph("辛")),
            numbered(""),
        ]
    )
    paper = papered(docx(tbl(tr(tc(body))), numbering=LIST.format(style="decimal", text="%1.")))
    lines = only(paper).cells[0].text.split("\n")
    assert lines == ["1. 甲", "1.1乙", "1.2丙", "2. 丁", "2.1戊", "4. 己", "5. 庚", "辛", "6."]


def test_a_column_of_automatic_numbers() -> None:
    """Word shows the number of a paragraph without a text: often all that a cell has."""
    rows = [tr(tc(numbered("")), tc(name)) for name in ("走访", "助学")]
    paper = papered(docx(tbl(*rows), numbering=LIST.format(style="decimal", text="%1")))
    assert grid(only(paper)) == [["1", "走访"], ["2", "助学"]]


def test_numbers_of_a_style() -> None:
    styles = (
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    body = (
        paragraph("甲", properties='<w:pStyle w:val="b"/>')
        + paragraph("乙", properties='<w:pStyle w:val="b"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("丙", properties='<w:pStyle w:val="a"/>')
    )
    numbering = LIST.format(style="chineseCounting", text="%1、")
    assert texts(papered(docx(body, styles=styles, numbering=numbering))) == [
        "一、 甲",
        "乙",
        "二、 丙",
    ]


def test_instructions_of_fields_do_not_leak() -> None:
    code = "<w:r><w:instrText> TC “旧标题” \\l 1 </w:instrText></w:r>"
    leaking = paragraph(FIELD.format("begin"), code, run("旧标题"), FIELD.format("end"), "新标题")
    page = paragraph(
        FIELD.format("begin"),
        "<w:r><w:instrText>= 8+7</w:instrText></w:r>",
        FIELD.format("separate"),
        "15",
        FIELD.format("end"),
        "分",
    )
    simple = paragraph(f'<w:fldSimple w:instr="DATE">{run("2024年")}</w:fldSimple>')
    unclosed = paragraph(FIELD.format("begin"), code) + paragraph("后文")
    assert texts(papered(docx(leaking + page + simple + unclosed))) == [
        *("新标题", "15分", "2024年", "后文")
    ]


def test_boxes_with_text_and_word_art() -> None:
    box = f"<w:txbxContent>{paragraph('文本框里的标题')}</w:txbxContent>"
    drawing = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    art = '<w:r><w:pict><v:shape><v:textpath string="艺术字标题"/></v:shape></w:pict></w:r>'
    paper = papered(docx(paragraph(drawing, art, "正文")))
    assert texts(paper) == ["文本框里的标题", "艺术字标题", "正文"]


def test_breaks_tabs_boxes_and_hyphens() -> None:
    signs = (
        "<w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:noBreakHyphen/><w:softHyphen/>"
        '<w:sym w:font="Wingdings 2" w:char="F052"/><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
    )
    box = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/>'
        "</w:checkBox></w:ffData></w:fldChar></w:r>" + FIELD.format("end")
    )
    assert texts(papered(docx(paragraph(signs, box)))) == ["甲\n乙\t-☑□☑"]


def test_ruby_and_equations() -> None:
    ruby = (
        "<w:r><w:ruby><w:rt><w:r><w:t>jī</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>绩</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    fraction = (
        "<m:oMath><m:f><m:num><m:r><m:t>完成数</m:t></m:r></m:num>"
        "<m:den><m:r><m:t>任务数</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert texts(papered(docx(paragraph(ruby, fraction)))) == ["绩完成数/任务数"]


def test_headers_footers_and_notes_come_last() -> None:
    notes = (
        f'<w:footnote w:type="separator">{paragraph("线")}</w:footnote>'
        f"<w:footnote>{paragraph('注释')}</w:footnote>"
    )
    comment = f"<w:comment>{paragraph('此处待核')}</w:comment>"
    paper = papered(
        docx(
            paragraph("正文"),
            header=paragraph("页眉文字"),
            footer=paragraph("页脚文字"),
            footnotes=notes,
            comments=comment,
        )
    )
    told = [(part.at, part.text) for part in paper.parts if isinstance(part, Text)]
    assert told == [("第1段", "正文"), ("页眉", "页眉文字"), ("页脚", "页脚文字"), ("脚注", "注释")]
    assert [(each.what, each.texts) for each in paper.hidden] == [("批注", ("此处待核",))]


def test_places() -> None:
    body = paragraph("甲") + tbl(tr(tc("乙", gridSpan="2"), tc("丙"))) + paragraph("丁")
    first, table, last = papered(docx(body)).parts
    assert (first.at, table.at, last.at) == ("第1段", "表1", "第2段")
    (only_table,) = tables([table])
    assert [cell.at for cell in only_table.cells] == ["第1行第1列", "第1行第3列"]
