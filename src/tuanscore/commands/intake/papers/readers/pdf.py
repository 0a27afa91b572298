"""PDF with a text layer, by pdfplumber: ruled tables, also over pages, and lines around them."""

from __future__ import annotations

import logging
import re
import zlib
from io import BytesIO

from tuanscore.commands.intake.papers.continued import joined
from tuanscore.commands.intake.papers.paper import Paper
from tuanscore.commands.intake.papers.ruling import Grid, Line, ruled
from tuanscore.commands.intake.papers.unreadable import UnreadableError, broken, needs

MAX_PAGES = 200
MAX_OBJECTS = 20_000
"""Characters, and pieces of rules, of one page; a page of small print has 4000."""
MAX_STREAM_BYTES = 256 * 1024 * 1024
"""One stream, unpacked: a page scanned in colour at 600 dpi has 100 MiB."""

_STREAM = re.compile(rb"stream\r?\n")


def read(data: bytes, name: str) -> Paper:
    """Return tables and lines of all pages; raises UnreadableError, also where nothing is text."""
    with needs("pdf", "pdfplumber"):
        import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    for library in ("pdfminer", "pdfplumber"):  # they talk of every oddity
        logging.getLogger(library).addHandler(logging.NullHandler())
    _refuse_bombs(data)
    pages: list[list[Grid | Line]] = []
    with broken("PDF", PSException, PdfminerException, MalformedPDFException):
        try:
            document = pdfplumber.open(BytesIO(data))
        except PdfminerException as error:
            if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
                raise UnreadableError("是加密的", "先用密码打开，去掉密码另存一份") from error
            raise
        with document:
            if len(document.pages) > MAX_PAGES:
                raise UnreadableError(f"有 {len(document.pages)} 页，最多读 {MAX_PAGES} 页")
            for page in document.pages:
                if max(len(page.chars), len(page.edges)) > MAX_OBJECTS:
                    raise UnreadableError(f"第{page.page_number}页太密，没有读")
                pages.append(ruled(page))
                page.close()
    if not any(pages):
        raise UnreadableError("没有文字，是扫描件", "先用识别文字的软件转成 Word，核对后再导入")
    return Paper(name, *joined(pages))


def _refuse_bombs(data: bytes) -> None:
    """Refuse a stream that unpacks to more than is read: pdfminer would unpack all of it."""
    for found in _STREAM.finditer(data):
        packed: bytes = data[found.end() : found.end() + 2]
        if packed[:1] == b"x":
            unpacked = _unpacked(data, found.end())
            if unpacked[:1] == b"x":  # packed twice
                _unpacked(unpacked, 0)


def _unpacked(data: bytes, start: int) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        unpacked = unpacking.decompress(memoryview(data)[start:], MAX_STREAM_BYTES)
    except zlib.error:
        return b""
    if len(unpacked) >= MAX_STREAM_BYTES:
        raise UnreadableError(f"解压后超过 {MAX_STREAM_BYTES // 2**20} MiB，不解压")
    return unpacked
