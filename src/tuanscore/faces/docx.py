"""Word: a printed document laid out as official papers are, in real styles.

Figures of GB/T 9704-2012: A4, margins 37, 35, 28 and 26 mm, the title in 小标宋 of 22 pt, the body
in 仿宋 of 16 pt on lines of 28.95 pt, headings in 黑体 and 楷体, page numbers of 14 pt between
dashes, on the outer side. A page turned on its side keeps its margins, which turn with it. Tables
are smaller, as those of the page of HTML. The same document gives the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from copy import deepcopy
from datetime import datetime
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from tuanscore import visible
from tuanscore.faces import grid
from tuanscore.sheets.sheet import Heading, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from docx.document import Document
    from docx.section import Section

    from tuanscore.faces.grid import Placed
    from tuanscore.sheets.sheet import Block, Sheet

SAMPLE = "样例数据：数据是虚构的，只作演示"
_DAY = datetime(2000, 1, 1)
_LATIN = "Times New Roman"
_SONG, _FANG, _HEI, _KAI = "宋体", "仿宋_GB2312", "黑体", "楷体_GB2312"
_TITLE = "方正小标宋简体"
_FALLBACKS = {
    _FANG: "仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
    _KAI: "楷体,KaiTi,华文楷体,Noto Serif CJK SC",
    _TITLE: "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,宋体,Noto Serif CJK SC",
    _HEI: "SimHei,Noto Sans CJK SC",
    _SONG: "SimSun,Noto Serif CJK SC",
}
"""What else a font goes by, and what stands in for it, the nearest first."""
_PARAGRAPHS = {"body": "Normal", "note": "Note", "right": "Right"}
_CELLS = {"head": "TableHead", "label": "TableHead", "number": "TableText", "sum": "TableSum"}
_RED = "B00020"
_NARROW = '<w:tcMar><w:left w:w="30" w:type="dxa"/><w:right w:w="30" w:type="dxa"/></w:tcMar>'
"""Less room beside a figure, which must not be broken over two lines."""
_LONG = 10
"""Lines."""


def write(sheet: Sheet, **_: Any) -> bytes:
    """Return the document as the bytes of a .docx file."""
    document = docx.Document()
    _strip(document)
    width = _lay(document.sections[0], sheet)
    body = document.element.body
    for element in _content(sheet, width):
        body.insert(len(body) - 1, element)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = sheet.title, "", ""
    properties.comments, properties.language = "", "zh-CN"
    properties.created = properties.modified = _DAY
    return _packed(document)


def _content(sheet: Sheet, width: int) -> Iterator[Any]:
    if sheet.sample:
        yield _paragraph(SAMPLE, "Sample")
    yield _paragraph(sheet.title, "Title")
    last: Block | None = None
    for block, after in zip_longest(sheet.blocks, sheet.blocks[1:]):
        if isinstance(block, Table):
            if isinstance(last, Table):
                yield _paragraph("", "Joint")
            yield _table(block, width, dense=sheet.dense or len(block.widths) > 5)
        elif isinstance(block, Heading):
            yield _paragraph(block.text, f"Heading{min(block.level, 4) - 1}")
        else:
            style, keep = _PARAGRAPHS[block.style], isinstance(after, Table)
            yield _paragraph(block.text, style, keep=keep)
        last = block
    if isinstance(last, Table):  # Word asks for a paragraph behind the last table
        yield _paragraph("", "Joint")


# ---- tables ----------------------------------------------------------------------------------


def _table(table: Table, width: int, *, dense: bool) -> Any:
    columns = _shares(table.widths, width)
    rows: list[list[Placed | None]] = [[] for _ in table.rows]
    for placed in grid.place(table):
        for number in range(placed.row, min(placed.bottom, len(rows) - 1) + 1):
            rows[number].append(placed)
    style = "TableDense" if dense else "TablePlain"
    written = "".join(
        _row(table, number, sorted(filter(None, row), key=lambda p: p.column), columns, dense)
        for number, row in enumerate(rows)
    )
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0000"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
        + f"</w:tblGrid>{written}</w:tbl>"
    )


def _row(
    table: Table, number: int, cells: Iterable[Placed], columns: list[int], dense: bool
) -> str:
    head = "<w:tblHeader/>" if number < table.head_rows else ""
    keep = number < table.head_rows or grid.is_sum(table, number + 1)
    placed = [*cells]
    written = (_cell(table, number, each, columns, keep=keep, dense=dense) for each in placed)
    whole = "" if any(_is_long(each, columns, dense=dense) for each in placed) else "<w:cantSplit/>"
    return f"<w:tr><w:trPr>{whole}{head}</w:trPr>{''.join(written)}</w:tr>"


def _is_long(placed: Placed, columns: list[int], *, dense: bool) -> bool:
    """Say whether a cell of one row is so long that the row may be cut by the end of a page."""
    room = sum(columns[placed.column : placed.right + 1]) / 20 - 8
    long = grid.lines_of(placed.cell, room, 10 if dense else 11) > _LONG
    return long and placed.cell.rowspan == 1


def _cell(
    table: Table, number: int, placed: Placed, columns: list[int], *, keep: bool, dense: bool
) -> str:
    cell = placed.cell
    width = sum(columns[placed.column : placed.right + 1])
    wide = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    tall, lines = "", cell.lines
    if cell.rowspan > 1:
        first = number == placed.row
        tall = f"<w:vMerge{' w:val=' + quoteattr('restart') if first else ''}/>"
        lines = lines if first else ("",)
    paper = {"head": "F0F0F0", "sum": "F7F7F7"}.get(cell.style)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{paper}"/>' if paper else ""
    open_ = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "right"))
    bare = cell.style == "bare"
    borders = f"<w:tcBorders>{open_}</w:tcBorders>" if bare else ""
    side = "right" if bare and placed.column else grid.align(cell, table, dense=dense)
    style = _CELLS.get(cell.style, "TableText") + ("Dense" if dense else "")
    figure = cell.style in ("number", "sum") and cell.colspan == 1
    text = "".join(_words(line, style, side, keep) for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{wide}{tall}{borders}{shade}'
        f'{_NARROW if figure else ""}<w:vAlign w:val="center"/></w:tcPr>{text}</w:tc>'
    )


def _words(line: str, style: str, side: str, keep: bool) -> str:
    next_ = "<w:keepNext/>" if keep else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{next_}<w:jc w:val="{side}"/></w:pPr>'
        f"{_run(line)}</w:p>"
    )


def _shares(widths: tuple[int, ...], whole: int) -> list[int]:
    """Return the columns in twentieths of a point, which together are the whole width."""
    total, ends = sum(widths), [0]
    for width in widths:
        ends.append(ends[-1] + width)
    marks = [end * whole // total for end in ends]
    return [right - left for left, right in pairwise(marks)]


# ---- paragraphs and styles -----------------------------------------------------------------------


def _paragraph(text: str, style: str, *, keep: bool = False) -> Any:
    """Return a paragraph; it is kept on the page of what follows where that is asked for."""
    named = f'<w:pStyle w:val="{style}"/>' if style != "Normal" else ""
    properties = f"<w:pPr>{named}{'<w:keepNext/>' if keep else ''}</w:pPr>"
    return parse_xml(f"<w:p {nsdecls('w')}>{properties}{_run(text)}</w:p>")


def _run(text: str) -> str:
    if not text:
        return ""
    lines = (escape(visible.xml(line)) for line in text.replace("\r", "").split("\n"))
    told = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>{told}</w:r>'


def _style(
    name: str,
    shown: str,
    font: str,
    size: float,
    paragraph: str = "",
    run: str = "",
    based: str = "",
) -> str:
    """Return a paragraph style; ``paragraph`` and ``run`` are its properties beside the font."""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    default = ' w:default="1"' if name == "Normal" else ' w:customStyle="1"'
    if shown in ("Title", "header", "footer") or shown.startswith("heading"):
        default = ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{shown}"/>{base}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{_font(font)}{run}"
        f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr></w:style>'
    )


def _font(name: str) -> str:
    return (
        f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:cs="{_LATIN}" w:eastAsia="{name}"'
        ' w:hint="eastAsia"/>'
    )


def _line(points: float, before: float = 0, after: float = 0, rule: str = "exact") -> str:
    given = (round(n * 20) for n in (before, after, points))
    before_, after_, height = given
    return (
        f'<w:spacing w:before="{before_}" w:after="{after_}" w:line="{height}"'
        f' w:lineRule="{rule}"/>'
    )


def _styles() -> Iterator[str]:
    yield (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        + _font(_FANG)
        + '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    indent, centre = '<w:ind w:firstLineChars="200" w:firstLine="640"/>', '<w:jc w:val="center"/>'
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    keep, bold = "<w:keepNext/><w:keepLines/>", "<w:b/>"
    body = f'<w:widowControl/>{_line(28.95)}{indent}<w:jc w:val="both"/>'
    yield _style("Normal", "Normal", _FANG, 16, body)
    title = f"{keep}{_line(30, 0, 14, 'atLeast')}{flush}{centre}"
    yield _style("Title", "Title", _TITLE, 22, title, based="Normal")
    for level, font, run in ((1, _HEI, ""), (2, _KAI, bold), (3, _FANG, bold)):
        own = f'{keep}{_line(28.95, 6)}{flush}<w:outlineLvl w:val="{level - 1}"/>'
        yield _style(f"Heading{level}", f"heading {level}", font, 16, own, run, "Normal")
    small = f"{_line(16, 2, 2)}{flush}"
    yield _style("Note", "注", _FANG, 10.5, small, based="Normal")
    yield _style(
        "Right", "表上说明", _FANG, 10.5, f'{keep}{small}<w:jc w:val="right"/>', "", "Normal"
    )
    box = "".join(
        f'<w:{side} w:val="single" w:sz="12" w:space="3" w:color="{_RED}"/>'
        for side in ("top", "left", "bottom", "right")
    )
    mark = f"{keep}<w:pBdr>{box}</w:pBdr>{_line(21, 0, 12)}{flush}{centre}"
    red = f'<w:b/><w:color w:val="{_RED}"/>'
    yield _style("Sample", "样例标记", _HEI, 14, mark, red, "Normal")
    yield _style("Joint", "表间", _FANG, 1, f"{_line(1)}{flush}", based="Normal")
    for suffix, shown, size in (("", "", 11), ("Dense", "（密）", 10)):
        text = f"{_line(size * 1.4)}{flush}"
        name = f"TableText{suffix}"
        yield _style(name, f"表格文字{shown}", _FANG, size, text, based="Normal")
        yield _style(f"TableHead{suffix}", f"表头{shown}", _HEI, size, based=name)
        yield _style(f"TableSum{suffix}", f"合计{shown}", _FANG, size, run=bold, based=name)
    yield _style(
        "Header", "header", _HEI, 9, f'{_line(12)}{flush}<w:jc w:val="right"/>', "", "Normal"
    )
    yield _style("Footer", "footer", _SONG, 14, f"{_line(18)}{flush}", "", "Normal")
    yield (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        '<w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr>'
        "</w:style>"
    )
    for name, shown, above, beside in (
        ("TablePlain", "公文表格", 60, 80),
        ("TableDense", "公文表格（密）", 40, 60),
    ):
        yield _table_style(name, shown, above, beside)


def _table_style(name: str, shown: str, above: int, beside: int) -> str:
    """Return a table style: a grid of lines, with room in the cells in twentieths of a point."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="6" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    sides = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
    room = "".join(f'<w:{side} w:w="{wide}" w:type="dxa"/>' for side, wide in sides)
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders>'
        f"<w:tblCellMar>{room}</w:tblCellMar></w:tblPr></w:style>"
    )


def _fonts() -> Iterator[str]:
    for name in (_FANG, _KAI, _TITLE, _HEI, _SONG):
        family = "modern" if name == _HEI else "roman"
        yield (
            f'<w:font w:name="{name}"><w:altName w:val="{_FALLBACKS[name]}"/>'
            f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="default"/>'
            "</w:font>"
        )


# ---- the page ------------------------------------------------------------------------------------


def _lay(section: Section, sheet: Sheet) -> int:
    """Set paper, margins, the mark of sample data above and page numbers below.

    Returns the width of the text in twentieths of a point.
    """
    top, bottom, left, right = 37, 35, 28, 26
    width, height = 210, 297
    if sheet.landscape:
        top, bottom, left, right = left, right, bottom, top
        width, height = height, width
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance, section.footer_distance = Mm(15), Mm(bottom - 7 - 6)
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        footer.paragraphs[0]._p.getparent().replace(footer.paragraphs[0]._p, _number(side))
    for header in (section.header, section.even_page_header):
        header.is_linked_to_previous = False
        text = "样例数据" if sheet.sample else ""
        header.paragraphs[0]._p.getparent().replace(
            header.paragraphs[0]._p, _paragraph(text, "Header")
        )
    room: int = round(Mm(width - left - right).pt * 20)
    return room


def _number(side: str) -> Any:
    """Return ``— 1 —``, one character in from the outer side."""
    field = "".join(
        f"<w:r>{part}</w:r>"
        for part in (
            '<w:fldChar w:fldCharType="begin"/>',
            '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>1</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
        f"{_run('— ')}{field}{_run(' —')}</w:p>"
    )


# ---- the file ------------------------------------------------------------------------------------

_KEPT = ("styles", "fontTable", "settings", "theme", "header", "footer")
"""What is kept of the parts that the text needs: by the end of the name of its relationship."""
_KEPT_AROUND = ("officeDocument", "core-properties", "extended-properties")


def _strip(document: Document) -> None:
    """Take out what the template of python-docx brings, and put our styles and fonts in."""
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            kind = relation.reltype.rpartition("/")[2]
            own = relations is document.part.rels
            if kind not in (_KEPT if own else _KEPT_AROUND):
                del relations[key]
            elif kind == "fontTable":
                fonts = f"<w:fonts {nsdecls('w')}>{''.join(_fonts())}</w:fonts>"
                relation.target_part._blob = f'<?xml version="1.0"?>{fonts}'.encode()
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    ours = parse_xml(f"<w:styles {nsdecls('w')}>{''.join(_styles())}</w:styles>")
    styles.extend(deepcopy(child) for child in ours)
    document.settings.odd_and_even_pages_header_footer = True
    for zoom in document.settings.element.findall(qn("w:zoom")):
        document.settings.element.remove(zoom)


def _packed(document: Document) -> bytes:
    """Return the file with the same time on all that is in it."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return packed.getvalue()
