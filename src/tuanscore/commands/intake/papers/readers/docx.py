"""Word's .docx, as a person sees it with all changes accepted.

Our own reader over zipfile: python-docx loses tracked insertions, content controls, nested tables
and automatic numbers. What is deleted, hidden or only a prompt is listed, never read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from tuanscore.commands.intake.papers.numbering import Numbers
from tuanscore.commands.intake.papers.package import Package
from tuanscore.commands.intake.papers.paper import Cell, Hidden, Paper, Table, Text
from tuanscore.commands.intake.papers.unreadable import UnreadableError

MAX_COLUMNS = 256
"""Columns of a table; Word itself stops at 63."""

Blocks = tuple[Table | Text, ...]

_OPEN = (
    "bdo",
    "customXml",
    "dir",
    "fldSimple",
    "hyperlink",
    "ins",
    "moveTo",
    "rubyBase",
    "smartTag",
)
"""What stands around rows, cells and runs and shows all of its contents."""
_GONE = {"del": "修订中删除的文字", "moveFrom": "修订中移走的文字"}
_DRAWN = ("drawing", "object", "pict")
_SIGNS = {
    **dict.fromkeys(("f052", "f0fe", "f053", "f0fd", "f054"), "☑"),
    **dict.fromkeys(("f0a3", "f0a8", "f06f", "f030", "f0a1"), "□"),
    **dict.fromkeys(("f0fc", "f050"), "√"),
}
"""Ticked and empty boxes of the fonts Wingdings and Wingdings 2."""
_ASIDE = (("header", "页眉"), ("footer", "页脚"), ("footnotes", "脚注"), ("endnotes", "尾注"))
_NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")


def read(data: bytes, name: str) -> Paper:
    """Return the body, then headers, footers and notes; raises UnreadableError."""
    package = Package(data)
    main = next(iter(package.parts("", "officeDocument")), "word/document.xml")
    body = package.xml(main).find("body") if main in package.names else None
    if body is None:
        raise UnreadableError("里面没有正文，不是完整的 Word 文档")
    styles, numbering = (
        next((package.xml(part) for part in package.parts(main, kind)), None)
        for kind in ("styles", "numbering")
    )
    reading = _Reading(Numbers(numbering, styles))
    parts = reading.blocks(body)
    for kind, place in _ASIDE:
        for part in package.parts(main, kind):
            parts += _aside(package.xml(part), reading, place)
    for part in package.parts(main, "comments"):
        for comment in package.xml(part):
            reading.hide("批注", _letters(comment))
    shown = tuple(part for part in parts if isinstance(part, Table) or part.text.strip())
    return Paper(name, shown, tuple(reading.hidden))


def _aside(root: Element, reading: _Reading, place: str) -> Blocks:
    notes = [root] if root.tag in ("hdr", "ftr") else list(root)
    found: list[Table | Text] = []
    for note in notes:
        if note.get("type") not in _NO_NOTE:
            found += [
                replace(part, at=place) if isinstance(part, Text) else part
                for part in reading.blocks(note)
            ]
    return tuple(found)


@dataclass(slots=True)
class _Merge:
    """A cell that may go on in the rows below."""

    cell: Cell
    rows: int = 1


@dataclass(slots=True)
class _Reading:
    numbers: Numbers
    hidden: list[Hidden] = field(default_factory=list)
    tables: int = 0
    paragraphs: int = 0
    fields: list[bool] = field(default_factory=list)
    """Fields that are open, and whether their instructions still go on."""

    def hide(self, what: str, text: str) -> None:
        if text.strip():
            at = f"表{self.tables}附近" if self.tables else f"第{self.paragraphs + 1}段附近"
            self.hidden.append(Hidden(at, what, (text.strip(),)))

    def children(self, element: Element) -> Iterator[Element]:
        """Yield what an element shows: the inside of what is only wrapped around it."""
        for child in element:
            if child.tag in _OPEN:
                yield from self.children(child)
            elif child.tag in _GONE:
                self.hide(_GONE[child.tag], _letters(child))
            elif child.tag == "sdt":
                yield from self._control(child)
            elif child.tag == "ruby":
                yield from self.children(child)
            elif child.tag == "AlternateContent":
                chosen = child.find("Choice")
                chosen = child.find("Fallback") if chosen is None else chosen
                if chosen is not None:
                    yield from self.children(chosen)
            else:
                yield child

    def _control(self, control: Element) -> Iterator[Element]:
        """Yield the inside of a content control, unless it only says what to write there."""
        content = control.find("sdtContent")
        if content is None:
            return
        if control.find("sdtPr/showingPlcHdr") is None:
            yield from self.children(content)
            return
        self.hide("内容控件里的提示语", _letters(content))
        for child in self.children(content):  # the cell or paragraph stays, without its text
            if child.tag in ("tc", "p"):
                yield Element(child.tag)

    def blocks(self, element: Element) -> Blocks:
        """Return the paragraphs and tables of a body, a cell, a text box or a note."""
        found: list[Table | Text] = []
        joined = ""
        for child in self.children(element):
            if child.tag == "tbl":
                table = self._table(child)
                if table.cells:
                    found.append(table)
            elif child.tag == "p":
                text, boxes = self._paragraph(child)
                found += boxes
                text, joined = joined + text, ""
                if child.find("pPr/rPr/del") is not None:  # its end is deleted: it goes on
                    joined = text
                else:
                    found.append(self._text(text))
        if joined:
            found.append(self._text(joined))
        return tuple(found)

    def _text(self, text: str) -> Text:
        self.paragraphs += 1
        return Text(f"第{self.paragraphs}段", text)

    def _paragraph(self, paragraph: Element) -> tuple[str, Blocks]:
        """Return a paragraph's text and what stands in text boxes anchored in it."""
        self.fields = [False for _ in self.fields]  # no instruction that has words outlasts a line
        pieces: list[str] = []
        boxes: list[Table | Text] = []
        for child in self.children(paragraph):
            if child.tag == "r":
                self._run(child, pieces, boxes)
            elif child.tag in ("oMath", "oMathPara"):
                pieces.append(_formula(child))
        text = "".join(pieces)
        return self.numbers.before(paragraph) + text, tuple(boxes)

    def _run(self, run: Element, pieces: list[str], boxes: list[Table | Text]) -> None:
        if _on(run.find("rPr/vanish")):
            self.hide("隐藏的文字", _letters(run))
            return
        for child in self.children(run):
            if child.tag == "fldChar":
                self._field(child, pieces)
            elif child.tag in _DRAWN:
                boxes += self._boxes(child)
            elif child.tag == "r":
                self._run(child, pieces, boxes)
            elif not any(self.fields):
                pieces.append(_shown(child))

    def _field(self, mark: Element, pieces: list[str]) -> None:
        match mark.get("fldCharType"):
            case "begin":
                box = mark.find("ffData/checkBox")
                if box is not None:
                    state = box.find("checked")
                    pieces.append(
                        "☑" if _on(box.find("default") if state is None else state) else "□"
                    )
                self.fields.append(True)
            case "separate" if self.fields:
                self.fields[-1] = False
            case "end" if self.fields:
                self.fields.pop()

    def _boxes(self, drawing: Element) -> Iterator[Table | Text]:
        open_fields, self.fields = self.fields, []
        for shape in drawing.iter():
            if shape.tag == "txbxContent":
                for part in self.blocks(shape):
                    yield replace(part, at="文本框") if isinstance(part, Text) else part
            elif shape.tag == "textpath" and shape.get("string"):
                yield Text("艺术字", shape.get("string", ""))
        self.fields = open_fields

    # ---- tables ----------------------------------------------------------------------------------

    def _table(self, table: Element) -> Table:
        self.tables += 1
        at = f"表{self.tables}"
        done: list[_Merge] = []
        above: dict[int, _Merge] = {}
        row = columns = 0
        for line in self.children(table):
            if line.tag == "tr" and not self._is_gone(line):
                above, width = self._row(line, row, above)
                done += [merge for merge in above.values() if merge.cell.row == row]
                columns = max(columns, width)
                row += 1
        cells = tuple(replace(merge.cell, rows=merge.rows) for merge in done)
        return Table(at, cells, row, columns)

    def _is_gone(self, line: Element) -> bool:
        """Say whether nobody sees a row, and list it."""
        for mark, what in (("del", "修订中删除的行"), ("hidden", "隐藏的行")):
            if _on(line.find(f"trPr/{mark}")):
                self.hide(what, "｜".join(_letters(cell) for cell in line.iter("tc")))
                return True
        return False

    def _row(
        self, line: Element, row: int, above: dict[int, _Merge]
    ) -> tuple[dict[int, _Merge], int]:
        """Return the cells that touch a row, by their first columns, and the row's width."""
        here: dict[int, _Merge] = {}
        column = _count(line.find("trPr/gridBefore"), 0)
        last: _Merge | None = None
        for element in self.children(line):
            if element.tag != "tc":
                continue
            if element.find("tcPr/cellDel") is not None:
                self.hide("修订中删除的单元格", _letters(element))
                continue
            span = _count(element.find("tcPr/gridSpan"), 1)
            if column + span > MAX_COLUMNS:
                raise UnreadableError(f"有一张表超过 {MAX_COLUMNS} 列")
            cell = self._cell(element, row, column, span)
            if last is not None and _continues(element.find("tcPr/hMerge")):
                last.cell = replace(last.cell, columns=last.cell.columns + span)
                self._covered(cell)
            elif _continues(element.find("tcPr/vMerge")) and column in above:
                last = here[column] = above[column]
                last.rows += 1
                self._covered(cell)
            else:
                last = here[column] = _Merge(cell)
            column += span
        return here, column + _count(line.find("trPr/gridAfter"), 0)

    def _cell(self, element: Element, row: int, column: int, span: int) -> Cell:
        before = self.paragraphs
        parts = self.blocks(element)
        self.paragraphs = before
        first = next((n for n, part in enumerate(parts) if isinstance(part, Table)), len(parts))
        own = [part.text for part in parts[:first] if isinstance(part, Text)]
        inner = tuple(part for part in parts[first:] if isinstance(part, Table) or part.text)
        at = f"第{row + 1}行第{column + 1}列"
        return Cell(row, column, "\n".join(own).strip(" \n"), 1, span, at, inner)

    def _covered(self, cell: Cell) -> None:
        self.hide("合并后看不见的文字", cell.text)


def _shown(element: Element) -> str:
    """Return what a part of a run shows."""
    match element.tag:
        case "t":
            return element.text or ""
        case "tab" | "ptab":
            return "\t"
        case "br" | "cr":
            return "\n"
        case "noBreakHyphen":
            return "-"
        case "sym":
            return _SIGNS.get(element.get("char", "").lower(), "")
    return ""


def _formula(element: Element) -> str:
    """Return an equation on one line: what stands over a bar before what stands under it."""
    if element.tag == "t":
        return element.text or ""
    return "".join(_formula(part) + ("/" if part.tag == "num" else "") for part in element)


def _letters(element: Element) -> str:
    return "".join(part.text or "" for part in element.iter() if part.tag in ("t", "delText"))


def _on(mark: Element | None) -> bool:
    """Say whether a property of Word's is there and not switched off."""
    return mark is not None and mark.get("val", "1") not in ("0", "false", "off")


def _continues(merge: Element | None) -> bool:
    return merge is not None and merge.get("val", "continue") == "continue"


def _count(number: Element | None, default: int) -> int:
    value = "" if number is None else number.get("val", "")
    return int(value) if value.isdecimal() and len(value) < 6 else default
