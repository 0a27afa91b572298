"""The page says the limits that the readers keep."""

from __future__ import annotations

import re

import pages
from tuanscore.commands.intake.papers import package, reading, spreadsheet
from tuanscore.commands.intake.papers.readers import doc, docx, html, pdf

MIB = 1024 * 1024


def test_limits() -> None:
    text = pages.read("docs/参考/导入的文件.md").partition("| 限度 | 最多 |")[2]
    said = dict(re.findall(r"^\| ([^|]+) \| (\d+) [^|]+ \|$", text, re.MULTILINE))
    assert {name: int(most) for name, most in said.items()} == {
        "一个文件": reading.MAX_BYTES / MIB,
        "压缩包里的部件": package.MAX_PARTS,
        "一个部件解压后": package.MAX_PART_BYTES / MIB,
        "全部部件解压后": package.MAX_WHOLE_BYTES / MIB,
        "XML 套的层数": package.MAX_DEPTH,
        "工作簿或网页里的格子": spreadsheet.MAX_CELLS,
        "Word 表格的列": docx.MAX_COLUMNS,
        "网页表格的列": html.MAX_COLUMNS,
        "网页里表套表": html.MAX_NESTED,
        "PDF": pdf.MAX_PAGES,
        "PDF 一页的字或线": pdf.MAX_OBJECTS,
        "PDF 里一段数据解压后": pdf.MAX_STREAM_BYTES / MIB,
        "LibreOffice 读一个文件": doc.PATIENCE,
    }
    assert html.MAX_CELLS == spreadsheet.MAX_CELLS
    assert doc.MAX_OUTPUT_BYTES == reading.MAX_BYTES
