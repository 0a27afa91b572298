"""From a file's bytes to a paper: its first bytes say what it is, its name never does."""

from __future__ import annotations

import re

from tuanscore.commands.intake import ole
from tuanscore.commands.intake.package import Package
from tuanscore.commands.intake.paper import Paper
from tuanscore.commands.intake.readers import csv, doc, docx, html, markdown, pdf, text, xls, xlsx
from tuanscore.commands.intake.unreadable import UnreadableError

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read."""

_SAVE_AS = "用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx"
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1f\x7f]")


def read(data: bytes, name: str) -> Paper:
    """Return what a file or a pasted text holds; raises UnreadableError, which says the name."""
    try:
        return _read(data, name)
    except UnreadableError as error:
        raise UnreadableError(f"{name} 没有读：{error.message}", *error.hints) from error


def _read(data: bytes, name: str) -> Paper:
    if len(data) > MAX_BYTES:
        raise UnreadableError(f"超过 {MAX_BYTES // 2**20} MiB", "看看是否放错了文件")
    if not data.strip():
        raise UnreadableError("是空的", "看看是否放错了文件")
    if data.startswith(b"PK\x03\x04"):
        return _package(data, name)
    if data.startswith(ole.MAGIC):
        return _old(data, name)
    if b"%PDF-" in data[:1024]:
        return pdf.read(data, name)
    if html.is_archive(data):
        return html.read_archive(data, name)
    for magic, kind in _PICTURES:
        if data.startswith(magic):
            raise UnreadableError(f"是一张图片（{kind}），不是文档", "里面的字要先识别成文字")
    return _text(data, name)


def _package(data: bytes, name: str) -> Paper:
    package = Package(data)
    if package.has_macros:
        raise UnreadableError("里面有宏", "另存为不带宏的 .docx 或 .xlsx")
    if any(part.startswith("word/") for part in package.names):
        return docx.read(data, name)
    if any(part.startswith("xl/worksheets/") and part.endswith(".xml") for part in package.names):
        return xlsx.read(data, name)
    raise UnreadableError("是压缩包，不是 .docx 或 .xlsx", "先解压；别的格式" + _SAVE_AS)


def _old(data: bytes, name: str) -> Paper:
    inside = ole.names(data)
    if "EncryptedPackage" in inside:
        raise UnreadableError("是加密的", "先用密码打开，去掉密码另存一份")
    if any(macro in inside for macro in ("Macros", "_VBA_PROJECT_CUR", "VBA")):
        raise UnreadableError("里面有宏", "另存为不带宏的 .docx 或 .xlsx")
    if any(book in inside for book in ("Workbook", "Book", "WORKBOOK", "BOOK")):
        return xls.read(data, name)
    if "WordDocument" in inside:
        return doc.read(data, name)
    raise UnreadableError("不是 Word、Excel 或 WPS 的文档", _SAVE_AS)


def _text(data: bytes, name: str) -> Paper:
    words = decoded(data)
    if html.is_html(words):
        return html.read(words, name)
    if markdown.is_markdown(words):
        return markdown.read(words, name)
    records = csv.records(words)
    return text.read(words, name) if records is None else csv.read(records, name)


def decoded(data: bytes) -> str:
    """Return bytes as text: UTF-16 with its mark, UTF-8, or GB18030; raises UnreadableError."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            words = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(words):
            return words
    raise UnreadableError("看不出是什么文件", _SAVE_AS)
