"""Office files written by hand, part by part: what no library would write is in them too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tuanscore.commands.intake.papers.paper import Cell, Paper, Table, Text
from tuanscore.commands.intake.papers.reading import read

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
_ROOTS |= {"comments": "comments", "header": "hdr", "footer": "ftr"}


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of these parts."""
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """Return a .docx with this inside of w:body, and of styles, numbering, header …"""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(parts)
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(
            f'<Relationship Id="m" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(relations),
    }
    for kind, inside in parts.items():
        root = _ROOTS[kind]
        files[f"word/{kind}.xml"] = f"<w:{root} {_SPACES}>{inside}</w:{root}>"
    return zipped(files)


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def run(text: str) -> str:
    """Return a run of text."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*inside: str, properties: str = "") -> str:
    """Return a paragraph; what is no XML is a run."""
    runs = "".join(part if part.startswith("<") else run(part) for part in inside)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def tc(*inside: str, **properties: str) -> str:
    """Return a cell; a property without a value is written with ``""``."""
    marks = "".join(
        f'<w:{name} w:val="{value}"/>' if value else f"<w:{name}/>"
        for name, value in properties.items()
    )
    content = "".join(part if part.startswith("<w:") else paragraph(part) for part in inside)
    return f"<w:tc><w:tcPr>{marks}</w:tcPr>{content or paragraph('')}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def papered(data: bytes) -> Paper:
    """Return what the readers make of a file."""
    return read(data, "甲.docx")


def texts(paper: Paper) -> list[str]:
    """Return the paragraphs outside tables."""
    return [part.text for part in paper.parts if isinstance(part, Text)]


def tables(parts: Sequence[Table | Text]) -> list[Table]:
    """Return the tables that are not within others."""
    return [part for part in parts if isinstance(part, Table)]


def placed(table: Table) -> list[tuple[int, int, int, int, str]]:
    """Return row, column, rows, columns and text of every cell."""
    return [(cell.row, cell.column, cell.rows, cell.columns, cell.text) for cell in table.cells]


def grid(table: Table) -> list[list[str]]:
    """Return texts row by row; a merged cell stands at its first place, the rest is blank."""
    rows = [["" for _ in range(table.columns)] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def only(paper: Paper) -> Table:
    """Return the one table there is."""
    (table,) = tables(paper.parts)
    return table


def cells(paper: Paper) -> list[Cell]:
    """Return the cells of the one table there is."""
    return list(only(paper).cells)


# ---- PDF -----------------------------------------------------------------------------------------


def pdf(*pages: Sequence[str]) -> bytes:
    """Return a PDF whose pages have these drawing commands; see `word` and `rule`."""
    font = (
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 "
        "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 "
        "/FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 "
        "/StemV 80 >> >>] >>"
    )
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        font,
    ]
    for number, commands in enumerate(pages):
        content = "\n".join(commands)
        page = f"/MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R"
        fonts = "/Resources << /Font << /F 3 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {page} {fonts} >>",
            f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        ]
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode("ascii")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode("ascii")


def word(x: float, y: float, text: str, *, turned: bool = False) -> str:
    """Return the command for a text of 10 points; x from the left, y from the top, in points."""
    matrix = "0 -1 1 0" if turned else "1 0 0 1"
    codes = text.encode("utf-16-be").hex()
    return f"BT /F 10 Tf {matrix} {x} {842 - y} Tm <{codes}> Tj ET"


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """Return the command for a line between two points."""
    return f"{x0} {842 - y0} m {x1} {842 - y1} l S"


def ruled(top: float, edges: Sequence[float], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a table of rows 30 points high; a text's lines are parted by line ends."""
    height = 30 * len(rows)
    commands = [rule(edges[0], top + 30 * n, edges[-1], top + 30 * n) for n in range(len(rows) + 1)]
    commands += [rule(edge, top, edge, top + height) for edge in edges]
    for number, row in enumerate(rows):
        for edge, text in zip(edges, row, strict=False):
            for line, part in enumerate(text.split("\n")):
                if part:
                    commands.append(word(edge + 4, top + 30 * number + 13 + 12 * line, part))
    return commands
