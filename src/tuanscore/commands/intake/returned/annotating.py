"""The same workbook again, with a comment on each cell that is wrong, and nothing else changed.

Only the parts of the package that a comment needs are added or changed; formats, columns and other
sheets stay as their bytes are. Comments of ours from the time before go, those of others stay.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tuanscore.commands.intake.papers.package import Package
from tuanscore.commands.intake.papers.unreadable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tuanscore.commands.intake.returned.answering import Wrong

AUTHOR = "tuanscore"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems"),
    *("tableParts", "extLst"),
)
"""What stands behind ``legacyDrawing`` in a worksheet (ECMA-376 part 1, CT_Worksheet)."""


def annotate(data: bytes, wrong: Sequence[Wrong]) -> bytes:
    """Return the workbook with comments; raises UnreadableError for one that is broken."""
    package = Package(data)
    package.check()
    changed: dict[str, bytes] = {}
    sheets = _sheets(package)
    for number, tab in enumerate(dict.fromkeys(one.tab for one in wrong), 1):
        if tab in sheets:
            told = {one.cell: one for one in wrong if one.tab == tab and one.cell}
            _Sheet(package, sheets[tab], number, changed).comment(told)
    return _packed(data, changed)


def _packed(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """Return a package with some parts changed or added, the others as they are."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            body = changed.get(part.filename, old.read(part))
            new.writestr(part, body, zipfile.ZIP_DEFLATED)
        for name, body in changed.items():
            if name not in old.namelist():
                made = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                new.writestr(made, body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _sheets(package: Package) -> dict[str, str]:
    """Return the part of each worksheet by its name."""
    book = package.read("xl/workbook.xml").decode("utf-8")
    targets = _relations(package.read("xl/_rels/workbook.xml.rels").decode("utf-8"))
    found = {}
    for tag in re.findall(r"<(?:\w+:)?sheet\b[^>]*>", book):
        given = dict(re.findall(r'([\w:]+)="([^"]*)"', tag))
        id_ = next((v for k, v in given.items() if k.endswith(":id")), "")
        target = targets.get(id_, ("", ""))[1]
        if target:
            path = target[1:] if target.startswith("/") else posixpath.join("xl", target)
            found[_plain(given.get("name", ""))] = posixpath.normpath(path)
    return found


def _plain(text: str) -> str:
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        text = text.replace(entity, char)
    return re.sub(r"&#(\d+);", lambda m: chr(int(m[1])), text).replace("&amp;", "&")


def _relations(text: str) -> dict[str, tuple[str, str]]:
    """Return type and target of each relation by its id."""
    found = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", text):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        found[given.get("Id", "")] = given.get("Type", ""), given.get("Target", "")
    return found


class _Sheet:
    """One worksheet that gets comments."""

    def __init__(self, package: Package, part: str, number: int, changed: dict[str, bytes]) -> None:
        self._package, self._part, self._number, self._changed = package, part, number, changed
        folder, name = posixpath.split(part)
        self._rels = posixpath.join(folder, "_rels", f"{name}.rels")

    def comment(self, told: Mapping[str, Wrong]) -> None:
        comments, drawing = self._beside("comments"), self._beside("vmlDrawing")
        others = self._read(comments) if comments is not None else ""
        comments = comments or f"xl/tuanscoreComments{self._number}.xml"
        drawing_ = drawing or f"xl/drawings/tuanscoreDrawing{self._number}.vml"
        self._changed[comments] = _comments(told, others)
        shapes = self._shapes(drawing, told) if drawing is not None else _drawing(told)
        self._changed[drawing_] = shapes
        self._relate(comments, drawing_)
        self._declare(comments, drawing_)

    def _read(self, part: str) -> str:
        body = self._changed.get(part)
        return (self._package.read(part) if body is None else body).decode("utf-8")

    def _beside(self, kind: str) -> str | None:
        """Return the part of a kind that the worksheet has already."""
        if self._rels not in self._package.names:
            return None
        for type_, target in _relations(self._read(self._rels)).values():
            if type_.endswith(f"/{kind}"):
                folder = posixpath.dirname(self._part)
                path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
                return posixpath.normpath(path)
        return None

    def _shapes(self, drawing: str, told: Mapping[str, Wrong]) -> bytes:
        """Return the drawing with a box for each comment of ours, those from before taken out."""
        text = re.sub(
            rf'<v:shape [^>]*id="{AUTHOR}_[^"]*".*?</v:shape>', "", self._read(drawing), flags=re.S
        )
        return text.replace("</xml>", "".join(map(_box, told)) + "</xml>").encode()

    def _relate(self, comments: str, drawing: str) -> None:
        """Add the relations of the worksheet, and let it name its drawing."""
        text = f'{_XML}<Relationships xmlns="{_RELS}"></Relationships>'
        if self._rels in self._package.names:
            text = self._read(self._rels)
        known = {type_.rpartition("/")[2] for type_, _ in _relations(text).values()}
        added = ""
        for kind, part in (("comments", comments), ("vmlDrawing", drawing)):
            if kind not in known:
                added += (
                    f'<Relationship Id="tuanscore_{kind}" Type="{_REL}/{kind}" Target="/{part}"/>'
                )
        text = re.sub(r"<Relationships([^>]*)/>", r"<Relationships\1></Relationships>", text)
        self._changed[self._rels] = text.replace(
            "</Relationships>", f"{added}</Relationships>"
        ).encode()
        sheet = self._read(self._part)
        if re.search(r"<(?:\w+:)?legacyDrawing\b(?!HF)", sheet) is None:
            self._changed[self._part] = _with_drawing(sheet).encode()

    def _declare(self, comments: str, drawing: str) -> None:
        """Say in the table of contents what the new parts are."""
        types = self._read("[Content_Types].xml")
        added = ""
        if f'PartName="/{comments}"' not in types:
            added += f'<Override PartName="/{comments}" ContentType="{_COMMENTS}"/>'
        if not re.search(r'Extension="vml"', types) and drawing.endswith(".vml"):
            types = re.sub(
                r"(<Types[^>]*>)", rf'\1<Default Extension="vml" ContentType="{_DRAWING}"/>', types
            )
        self._changed["[Content_Types].xml"] = types.replace(
            "</Types>", f"{added}</Types>"
        ).encode()


def _with_drawing(sheet: str) -> str:
    """Return a worksheet that names its drawing, where the order of its parts wants it."""
    prefix = re.search(r"<(\w+:)?worksheet\b", sheet)
    if prefix is None:
        raise UnreadableError("工作簿里面坏了，读不下去", "用 Excel 或 WPS 打开，另存一份再试")
    name = prefix[1] or ""
    tag = f'<{name}legacyDrawing xmlns:tsr="{_REL}" tsr:id="tuanscore_vmlDrawing"/>'
    after = re.search(rf"<{name}(?:{'|'.join(_AFTER)})\b", sheet)
    at = after.start() if after is not None else sheet.rindex(f"</{name}worksheet>")
    return sheet[:at] + tag + sheet[at:]


def _comments(told: Mapping[str, Wrong], others: str) -> bytes:
    """Return the part of comments, those of others kept; a cell has one comment."""
    if not others:
        others = (
            f'{_XML}<comments xmlns="{_MAIN}">'
            "<authors></authors><commentList></commentList></comments>"
        )
    others = others.replace("<authors/>", "<authors></authors>")
    others = others.replace("<commentList/>", "<commentList></commentList>")
    authors = [a or b for a, b in re.findall(r"<author>(.*?)</author>|<author()/>", others)]
    at = authors.index(AUTHOR) if AUTHOR in authors else len(authors)
    if at == len(authors):
        others = others.replace("</authors>", f"<author>{AUTHOR}</author></authors>")
    ours = [f'authorId="{at}"', *(f'ref="{cell}"' for cell in told)]
    for mark in ours:
        others = re.sub(rf"<comment [^>]*{mark}[ />].*?</comment>", "", others, flags=re.S)
    mine = "".join(_comment(one, cell, at) for cell, one in told.items())
    return others.replace("</commentList>", f"{mine}</commentList>").encode()


def _comment(one: Wrong, cell: str, author: int) -> str:
    said = f"{one.message}。{one.hint}" if one.hint else one.message
    return (
        f'<comment ref={quoteattr(cell)} authorId="{author}"><text><r>'
        f'<t xml:space="preserve">{escape(said)}</t></r></text></comment>'
    )


def _drawing(told: Mapping[str, Wrong]) -> bytes:
    """Return the drawing of the boxes that comments are shown in."""
    head = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office'
        ':office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" '
        'coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke '
        'joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
    )
    return f"{head}{''.join(map(_box, told))}</xml>".encode()


def _box(cell: str) -> str:
    match = re.fullmatch("([A-Z]+)([0-9]+)", cell)
    assert match is not None  # the address of a cell
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2]) - 1
    anchor = f"{column}, 15, {row}, 2, {column + 3}, 15, {row + 5}, 2"
    return (
        f'<v:shape id="{AUTHOR}_{cell}" type="#_x0000_t202" style="position:absolute;'
        'visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False"
        f"</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData>"
        "</v:shape>"
    )
