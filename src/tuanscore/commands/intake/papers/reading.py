"""From a file's bytes to a paper: its first bytes say what it is, its name never does."""

from __future__ import annotations

import re

from tuanscore.commands.intake.papers import ole
from tuanscore.commands.intake.papers.package import Package
from tuanscore.commands.intake.papers.paper import Paper
from tuanscore.commands.intake.papers.readers import (
    csv,
    doc,
    docx,
    html,
    markdown,
    pdf,
    text,
    xls,
    xlsx,
    xml_spreadsheet,
)
from tuanscore.commands.intake.papers.unreadable import UnreadableError

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read."""

_SAVE_AS = "用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx"
_BY_CONTENT = "里面的字要先识别成文字"
_UNPACK = "先解压"
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG", "一张图片（PNG）", _BY_CONTENT),
    (b"\xff\xd8\xff", "一张图片（JPEG）", _BY_CONTENT),
    (b"GIF8", "一张图片（GIF）", _BY_CONTENT),
    (b"BM", "一张图片（BMP）", _BY_CONTENT),
    (b"II*\0", "一张图片（TIFF）", _BY_CONTENT),
    (b"MM\0*", "一张图片（TIFF）", _BY_CONTENT),
    (b"RIFF", "一张图片或一段声音", _BY_CONTENT),
    (b"Rar!", "压缩包（RAR）", _UNPACK),
    (b"7z\xbc\xaf", "压缩包（7z）", _UNPACK),
    (b"\x1f\x8b", "压缩包（gzip）", _UNPACK),
)
"""First bytes, what they are the first bytes of, and what to do."""
_PACKAGES = (
    ("OFD.xml", "版式文件 .ofd", "用阅读器转成 .docx 或 .pdf"),
    ("xl/workbook.bin", ".xlsb", _SAVE_AS),
    ("ppt/", "演示文稿", "把表格放进 .docx 或 .xlsx"),
    ("mimetype", "OpenDocument（.odt、.ods）", _SAVE_AS),
    ("", "压缩包，里面不是 Word 文档或 Excel 工作簿", _UNPACK),
)
_MACROS = ("Macros", "_VBA_PROJECT_CUR", "VBA")
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1f\x7f]")


def read(data: bytes, name: str) -> Paper:
    """Return what a file or a pasted text holds; raises UnreadableError, which says the name."""
    try:
        paper = _read(data, name)
        if not paper.parts:
            raise UnreadableError("里面没有看得见的字", "看看是否放错了文件")
        return paper
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
    return _text(data, name)


def _package(data: bytes, name: str) -> Paper:
    package = Package(data)
    if package.has_macros:
        raise UnreadableError("里面有宏", "另存为不带宏的 .docx 或 .xlsx")
    if package.holds("word/document"):
        return docx.read(data, name)
    if package.holds("xl/worksheets/"):
        return xlsx.read(data, name)
    what, cure = next((what, cure) for part, what, cure in _PACKAGES if package.holds(part))
    raise UnreadableError(f"是{what}", cure)


def _old(data: bytes, name: str) -> Paper:
    inside = ole.names(data)
    if "EncryptedPackage" in inside:
        raise UnreadableError("是加密的", "先用密码打开，去掉密码另存一份")
    if inside & set(_MACROS):
        raise UnreadableError("里面有宏", "另存为不带宏的 .docx 或 .xlsx")
    if {each.upper() for each in inside} & {"WORKBOOK", "BOOK"}:
        return xls.read(data, name)
    if "WordDocument" in inside:
        return doc.read(data, name)
    raise UnreadableError("不是 Word、Excel 或 WPS 的文档", _SAVE_AS)


def _text(data: bytes, name: str) -> Paper:
    words = decoded(data)
    if words.startswith("{\\rtf"):
        raise UnreadableError("是 RTF", _SAVE_AS)
    if xml_spreadsheet.is_spreadsheet(words):
        return xml_spreadsheet.read(words, name)
    if html.is_html(words):
        return html.read(words, name)
    if words.lstrip().startswith("<?xml"):
        raise UnreadableError("是 XML，不是文档", _SAVE_AS)
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
    for magic, what, cure in _OTHERS:
        if data.startswith(magic):
            raise UnreadableError(f"是{what}，不是文档", cure)
    raise UnreadableError("看不出是什么文件", _SAVE_AS)
