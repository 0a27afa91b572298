"""Workbooks in the XML of Excel 2003."""

from __future__ import annotations

import pytest

from office_files import grid, only, placed
from tuanscore.commands.intake.papers.reading import read
from tuanscore.commands.intake.papers.unreadable import UnreadableError

BOOK = """<?xml version="1.0" encoding="gb2312"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="a"><NumberFormat ss:Format="0%"/></Style>
<Style ss:ID="b"><NumberFormat ss:Format="yyyy&quot;年&quot;m&quot;月&quot;"/></Style>
<Style ss:ID="c"><NumberFormat ss:Format="Standard"/></Style></Styles>
<Worksheet ss:Name="目标"><Table><Column ss:Index="4" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="2"><Data ss:Type="String">目标表</Data></Cell>
<Cell><Data ss:Type="String">藏</Data></Cell></Row>
<Row ss:Index="3"><Cell ss:MergeDown="1"><Data ss:Type="String">产出</Data></Cell>
<Cell ss:StyleID="a"><Data ss:Type="Number">0.95</Data></Cell>
<Cell ss:StyleID="b"><Data ss:Type="DateTime">2022-11-01T00:00:00.000</Data></Cell></Row>
<Row><Cell ss:Index="2" ss:StyleID="c"><Data ss:Type="Number">1234.5</Data></Cell>
<Cell><ss:Data ss:Type="String"><html:B>粗</html:B>体</ss:Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="String">作废</Data></Cell></Row>
</Table></Worksheet>
<Worksheet ss:Name="旧"><Table><Row><Cell><Data ss:Type="String">去年</Data></Cell></Row></Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>
</WorksheetOptions></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_workbook(encoding: str) -> None:
    paper = read(BOOK.encode(encoding), "甲.xls")
    table = only(paper)
    assert grid(table) == [
        ["目标表", "", ""],
        ["", "", ""],
        ["产出", "95%", "2022年11月"],
        ["", "1,234.50", "粗体"],
    ]
    assert placed(table)[0] == (0, 0, 1, 3, "目标表")
    assert [(each.at, each.what, each.texts) for each in paper.hidden] == [
        ("工作表“目标” D列", "隐藏的列", ("藏",)),
        ("工作表“目标” 第5行", "隐藏的行", ("作废",)),
        ("工作表“旧”", "隐藏的工作表", ("去年",)),
    ]


def test_values_that_are_not_what_they_say() -> None:
    text = BOOK.replace(">0.95<", ">约95%<").replace("2022-11-01T00:00:00.000", "年底")
    assert grid(only(read(text.encode(), "甲")))[2] == ["产出", "约95%", "年底"]


def test_merges_without_end() -> None:
    text = BOOK.replace('ss:MergeDown="1"', 'ss:MergeDown="9999999"')
    with pytest.raises(UnreadableError, match="超过 300000 格"):
        read(text.encode(), "甲")


def test_doctype() -> None:
    text = BOOK.replace("<Workbook", '<!DOCTYPE a [<!ENTITY b "c">]><Workbook', 1)
    with pytest.raises(UnreadableError, match="XML 里有 DOCTYPE"):
        read(text.encode(), "甲")


def test_another_xml() -> None:
    with pytest.raises(UnreadableError, match="是 XML，不是文档"):
        read(b"<?xml version='1.0'?><a>b</a>", "甲")
