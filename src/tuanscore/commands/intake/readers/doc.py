"""Word's and WPS's older documents (.doc, .wps), through LibreOffice and then as .docx.

LibreOffice returns 0 where it failed, makes documents of garbage, and takes the table apart that
stands last in a document: what it gives is looked at, and antiword asked where it is there.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tuanscore.commands.intake.paper import Paper, Table, Text
from tuanscore.commands.intake.readers import docx
from tuanscore.commands.intake.unreadable import UnreadableError

PATIENCE = 120
"""Seconds that LibreOffice may take; a first start on a slow machine takes twenty."""
MAX_OUTPUT_BYTES = 64 * 1024 * 1024

_SECTOR, _HEAD = 512, b"\xec\xa5"
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
_SCATTERED = 3
"""So many cells of antiword's that LibreOffice has as paragraphs: it took a table apart."""


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
        if antiword is not None and _is_scattered(paper, _cells_of(antiword, old)):
            raise UnreadableError("LibreOffice 把里面的表格拆散了，没有照读", _SAVE_AS)
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


def _cells_of(antiword: str, old: Path) -> set[str]:
    """Return the texts, or lines of texts, that antiword prints between the bars of a table."""
    printed = _run(antiword, "-m", "UTF-8.txt", "-w", "0", str(old)).decode("utf-8", "replace")
    rows = (line.strip().strip("|") for line in printed.splitlines() if line.startswith("|"))
    return {_flat(cell) for row in rows for cell in row.split("|")} - {""}


def _is_scattered(paper: Paper, cells: set[str]) -> bool:
    """Say whether paragraphs of a paper are cells, and no cell of the paper has them."""
    outside = {_flat(part.text) for part in paper.parts if isinstance(part, Text)}
    inside = "\n".join(_flat(text) for text in _inside(paper.parts))
    return sum(text not in inside for text in outside & cells) >= _SCATTERED


def _inside(parts: Sequence[Table | Text]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Table):
            for cell in part.cells:
                yield cell.text
                yield from (each.text for each in cell.inner if isinstance(each, Text))
                yield from _inside(cell.inner)


def _flat(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
