"""PDF: the page of HTML on paper, with the fonts in it, by WeasyPrint.

Margins and page numbers are those of GB/T 9704-2012 (see `faces.docx`). Nothing is fetched: what a
team's template names outside of the page, other than by ``data:``, is left out. The same page gives
the same bytes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import SubElement

from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

from tuanscore.faces import html

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from tuanscore.sheets.sheet import Sheet

_WIDTH = re.compile(r"width: ([\d.]+)%")
_LONG = 300
"""Letters."""
_UPRIGHT, _ACROSS = "37mm 26mm 35mm 28mm", "28mm 35mm 26mm 37mm"
_PAPER = """
@page { margin: %s !important; @bottom-center { content: none !important; } }
@page :right { @bottom-right { %s padding-right: 14pt; } }
@page :left { @bottom-left { %s padding-left: 14pt; } }
body { padding: 0 !important; box-shadow: none !important; background: none !important; }
.long { break-inside: auto !important; }
table::after { display: none !important; }
tfoot td { padding: 0 !important; border-width: 0.75pt 0 0 !important; height: 0; line-height: 0; }
body {
  font-family: "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong",
    "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", serif !important;
}
"""
_NUMBER = (
    'content: "— " counter(page) " —"; vertical-align: top; padding-top: 7mm;'
    ' font: 14pt "SimSun", "宋体", "Noto Serif CJK SC", serif;'
)


def write(sheet: Sheet, team_templates: Path | None = None) -> bytes:
    """Return the document as the bytes of a .pdf file."""
    page = html.render(sheet, team_templates=team_templates)
    paper = _PAPER % (_ACROSS if sheet.landscape else _UPRIGHT, _NUMBER, _NUMBER)
    document = HTML(string=page, url_fetcher=URLFetcher(allowed_protocols=["data"]))
    for table in document.etree_element.iter("table"):
        _fit(table)
    data: bytes = document.write_pdf(
        stylesheets=[CSS(string=paper)], pdf_identifier=b"tuanscore", pdf_tags=True
    )
    return data


def _fit(table: Element) -> None:
    """Let long rows be cut by the end of a page, and close merged cells that go on on the next."""
    for row in table.iter("tr"):
        if any(
            len("".join(cell.itertext())) > _LONG for cell in row if "rowspan" not in cell.attrib
        ):
            for cell in row:
                cell.set("class", f"{cell.get('class', '')} long".strip())
    columns = table.findall("colgroup/col")
    widths = [float(found[1]) for c in columns if (found := _WIDTH.search(c.get("style", "")))]
    for column, width in zip(columns, widths, strict=False):  # together as wide as the page
        column.set("style", f"width: {width * 100 / sum(widths):.4f}%")
    foot = SubElement(SubElement(table, "tfoot"), "tr")
    SubElement(foot, "td", colspan=str(len(columns)))
