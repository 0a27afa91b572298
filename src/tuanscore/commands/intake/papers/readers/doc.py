"""Word's and WPS's older documents (.doc, .wps), through LibreOffice and then as .docx.

LibreOffice returns 0 where it failed, makes documents of garbage, and takes the table apart that
stands last in a document: what it gives is looked at, and antiword's reading, where it is there,
stands in for it.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, count
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import Element

from tuanscore.commands.intake.papers.package import tree
from tuanscore.commands.intake.papers.paper import Cell, Hidden, Paper, Table, Text
from tuanscore.commands.intake.papers.readers import docx
from tuanscore.commands.intake.papers.unreadable import UnreadableError

PATIENCE = 120
"""Seconds that LibreOffice may take; a first start on a slow machine takes twenty."""
MAX_OUTPUT_BYTES = 64 * 1024 * 1024

_SECTOR, _HEAD = 512, b"\xec\xa5"
_ROW_END = b"\x07\0\x07\0"
"""The marks at the end of a table's row: the last cell's, and the row's."""
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
"""No macro runs, nothing linked is fetched."""
_SAVE_AS = "用 Word 或 WPS 打开，另存为 .docx"
_DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>")
_POINTS = re.compile(r"(\d+(?:\.\d+)?)pt")
_SAME_EDGE = 3.0
"""Points by which edges of one rule may differ."""

Parts = tuple[Table | Text, ...]


def read(data: bytes, name: str) -> Paper:
    """Return what LibreOffice makes of it; raises UnreadableError, also where there is none."""
    if _is_encrypted(data):
        raise UnreadableError("是加密的", "先用密码打开，去掉密码另存一份")
    office = _program(_NAMES, _PLACES)
    if office is None:
        raise UnreadableError(
            "是旧的 .doc 或 .wps，要有 LibreOffice 才能读", f"装好它，或{_SAVE_AS}"
        )
    with TemporaryDirectory(prefix="tuanscore-") as folder:
        old = Path(folder, "in.doc")
        old.write_bytes(data)
        paper = docx.read(_converted(office, old), name)
        antiword = _program(("antiword",))
        other = _printed(antiword, old) if antiword is not None else ()
    if _is_scattered(paper, other):
        return _with_antiword(name, other)
    if _ROW_END in data and not any(isinstance(part, Table) for part in paper.parts):
        raise UnreadableError(
            "LibreOffice 把里面的表拆散了，没有照读", f"装上 antiword，或{_SAVE_AS}"
        )
    return paper


def _is_encrypted(data: bytes) -> bool:
    """Look at the flag in the head of the text stream ([MS-DOC] FibBase, fEncrypted)."""
    for at in range(_SECTOR, len(data) - 12, _SECTOR):
        if data[at : at + 2] == _HEAD:
            return bool(data[at + 11] & 1)
    return False


def _program(names: Sequence[str], places: Sequence[str] = ()) -> str | None:
    found = filter(None, map(shutil.which, (*names, *places)))
    return next(found, None)


def _converted(office: str, old: Path) -> bytes:
    profile = old.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    _run(
        *(office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(old.parent), str(old)),
    )
    new = old.with_suffix(".docx")
    if not new.is_file() or new.stat().st_size > MAX_OUTPUT_BYTES:
        raise UnreadableError("LibreOffice 读不了它", f"看看能不能打开；能打开的，{_SAVE_AS}")
    return new.read_bytes()


def _run(*command: str) -> bytes:
    """Return what a program prints; its children end with it."""
    with subprocess.Popen(  # noqa: S603 - found on PATH, and all it is given is ours
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            return running.communicate(timeout=PATIENCE)[0]
        except subprocess.TimeoutExpired as late:
            raise UnreadableError(f"LibreOffice 过了 {PATIENCE} 秒还没有读完", _SAVE_AS) from late
        finally:
            if running.poll() is None:
                _end(running)


def _end(running: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()


def _printed(antiword: str, old: Path) -> Parts:
    """Return what antiword makes of a document; nothing where it does not read it."""
    printed = _run(antiword, "-m", "UTF-8.txt", "-x", "db", str(old)).decode("utf-8", "replace")
    try:
        return tuple(_parts(tree(_DOCTYPE.sub("", printed, count=1)), count(1)))
    except UnreadableError:
        return ()


def _parts(element: Element, numbers: Iterator[int]) -> Iterator[Table | Text]:
    for child in element:
        if child.tag == "informaltable":
            yield _table(child, f"表{next(numbers)}")
        elif child.tag in ("para", "title") and child.find(".//informaltable") is None:
            yield Text("正文", "".join(child.itertext()).strip())
        else:
            yield from _parts(child, numbers)


def _table(element: Element, at: str) -> Table:
    """Return a table; cells merged side by side are seen by their widths, others are blank."""
    rows: list[list[tuple[float, float, str]]] = []
    for group in element.iterfind("tgroup"):
        widths = [_width(column) for column in group.iterfind("colspec")]
        ends = list(accumulate(widths))
        for row in group.iterfind("tbody/row"):
            entries = ["".join(entry.itertext()).strip() for entry in row.iterfind("entry")]
            rows.append(list(zip([0.0, *ends], ends, entries, strict=False)))
    edges: list[float] = []
    for edge in sorted({edge for row in rows for left, right, _ in row for edge in (left, right)}):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)

    def column(edge: float) -> int:
        return min(range(len(edges)), key=lambda n: abs(edges[n] - edge))

    cells = tuple(
        Cell(
            *(number, column(left), text, 1, max(1, column(right) - column(left))),
            at=f"第{number + 1}行第{column(left) + 1}列",
        )
        for number, row in enumerate(rows)
        for left, right, text in row
    )
    return Table(at, cells, len(rows), max(1, len(edges) - 1))


def _width(column: Element) -> float:
    found = _POINTS.fullmatch(column.get("colwidth", ""))
    return float(found[1]) if found else 0.0


def _is_scattered(paper: Paper, other: Parts) -> bool:
    """Say whether half the cells of a table of antiword's are in no cell of a paper."""
    inside = "\n".join(_flat(text) for text in _inside(paper.parts))
    for table in other:
        if isinstance(table, Table):
            texts = [_flat(cell.text) for cell in table.cells if cell.text]
            if 2 * sum(text not in inside for text in texts) >= len(texts) > 1:
                return True
    return False


def _with_antiword(name: str, parts: Parts) -> Paper:
    """Return antiword's reading, and that it is that."""
    shown = tuple(part for part in parts if isinstance(part, Table) or part.text)
    told = tuple(
        Hidden(
            table.at, "LibreOffice 把表拆散了，改用 antiword 读，上下合并的格只有第一格有字", ("",)
        )
        for table in shown
        if isinstance(table, Table)
    )
    return Paper(name, shown, told)


def _inside(parts: Sequence[Table | Text]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Table):
            for cell in part.cells:
                yield cell.text
                yield from (each.text for each in cell.inner if isinstance(each, Text))
                yield from _inside(cell.inner)


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
