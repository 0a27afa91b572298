"""Files that are broken, locked, something else or an attack: one clear message, never a crash."""

from __future__ import annotations

import builtins
import struct
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from office_files import docx, paragraph, pdf, ruled, tbl, tc, tr, zipped
from tuanscore.commands.intake.papers import package, reading
from tuanscore.commands.intake.papers.reading import read
from tuanscore.commands.intake.papers.unreadable import UnreadableError

DATA = Path(__file__).parent / "data"
DOCX = docx(paragraph("甲") + tbl(tr(tc("乙"))))


def workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active["A1"] = "甲"
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def with_part(data: bytes, part: str, content: bytes | str) -> bytes:
    with ZipFile(BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, part: content})


def refused(data: bytes, name: str = "甲.docx") -> str:
    with pytest.raises(UnreadableError) as error:
        read(data, name)
    assert error.value.message.startswith(f"{name} 没有读：")
    assert "\n" not in error.value.message
    return error.value.message.partition("：")[2]


def stored(folder: bytes, *names: str) -> bytes:
    """Return an OLE container with empty streams of these names."""
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    head = folder + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    entries = b""
    for number, name in enumerate(("Root Entry", *names)):
        sibling = number + 1 if 0 < number < len(names) else 0xFFFFFFFF
        text = name.encode("utf-16-le")
        entry = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2, 2, 1)
        entry += struct.pack("<III", 0xFFFFFFFF, sibling, 0xFFFFFFFF if number else 1)
        entries += entry.ljust(128, b"\0")
    return head + table + entries.ljust(512, b"\0")


MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
DOCTYPE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "是空的"),
        (b" \r\n", "是空的"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "是一张图片（PNG），不是文档"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "是一张图片（JPEG），不是文档"),
        (b"BM\x36\0\x0c\0\0\0\0\0", "是一张图片（BMP），不是文档"),
        (b"Rar!\x1a\x07\x01\0", "是压缩包（RAR），不是文档"),
        (b"\x7fELF\x02\x01\x01\0", "看不出是什么文件"),
        (b"{\\rtf1\\ansi }", "是 RTF"),
        (b"<html><table></table></html>", "里面没有看得见的字"),
        (zipped({"甲.txt": "乙"}), "是压缩包，里面不是 Word 文档或 Excel 工作簿"),
        (zipped({"OFD.xml": ""}), "是版式文件 .ofd"),
        (zipped({"xl/workbook.bin": ""}), "是.xlsb"),
        (zipped({"ppt/slides/slide1.xml": ""}), "是演示文稿"),
        (zipped({"mimetype": "x"}), "是OpenDocument（.odt、.ods）"),
        (zipped({"word/other.xml": ""}), "是压缩包，里面不是 Word 文档或 Excel 工作簿"),
        (zipped({"word/document.xml": "<document/>"}), "里面没有正文，不是完整的 Word 文档"),
        (zipped({"word/document.xml": "<document>"}), "XML里面坏了，读不下去"),
        (docx(""), "里面没有看得见的字"),
        (with_part(DOCX, "word/vbaProject.bin", b"x"), "里面有宏"),
        (with_part(workbook(), "xl/vbaProject.bin", b"x"), "里面有宏"),
        (with_part(DOCX, "word/document.xml", f"{DOCTYPE}<a>&b;</a>"), "XML 里有 DOCTYPE"),
        (with_part(DOCX, "_rels/.rels", f"{DOCTYPE}<a/>"), "XML 里有 DOCTYPE"),
        (with_part(workbook(), "xl/styles.xml", f"<!--x-->{DOCTYPE}<a/>"), "XML 里有 DOCTYPE"),
        (with_part(workbook(), "docProps/core.xml", f"{DOCTYPE}<a/>".encode("utf-16")), "DOCTYPE"),
        (with_part(workbook(), "xl/workbook.xml", "<workbook/>"), "里面没有看得见的字"),
        (with_part(workbook(), "xl/workbook.xml", "<workbook>"), "工作簿里面坏了"),
        (docx("<w:p>" * 120 + "</w:p>" * 120), "XML 套了 100 层还没有完"),
        (docx(tbl(tr(tc("甲", gridSpan="99999")))), "有一张表超过 256 列"),
        (DOCX[:400], "压缩包里面坏了"),
        (DOCX[:-30], "压缩包里面坏了"),
        (workbook()[:3000], "压缩包里面坏了"),
        (MAGIC, "文件不完整"),
        (MAGIC + b"\xff" * 2000, "文件不完整"),
        (stored(MAGIC, "EncryptionInfo", "EncryptedPackage"), "是加密的"),
        (stored(MAGIC, "WordDocument", "Macros"), "里面有宏"),
        (stored(MAGIC, "Workbook", "_VBA_PROJECT_CUR"), "里面有宏"),
        (stored(MAGIC, "PowerPoint Document"), "不是 Word、Excel 或 WPS 的文档"),
        (stored(MAGIC, "Workbook"), "工作簿里面坏了"),
        (b"%PDF-1.4\n%%EOF", "PDF里面坏了"),
        (pdf(ruled(80, [50, 100], [["甲"]]))[:500], ""),
        (pdf([]), "没有文字，是扫描件"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_refused(data: bytes, message: str) -> None:
    assert message in refused(data)


def test_too_large() -> None:
    assert refused(bytes(reading.MAX_BYTES + 1)) == "超过 64 MiB"
    assert refused(bytes(100 * 1024 * 1024)) == "超过 64 MiB"


def test_zip_bombs(monkeypatch: pytest.MonkeyPatch) -> None:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(package.MAX_PART_BYTES + 1))
    assert "里面的 word/document.xml 解压后超过 48 MiB" in refused(data.getvalue())
    monkeypatch.setattr(package, "MAX_WHOLE_BYTES", package.MAX_PART_BYTES)
    assert refused(data.getvalue()) == "解压后超过 48 MiB，不解压"
    many = {f"word/document{number}.xml": "" for number in range(package.MAX_PARTS + 1)}
    assert f"最多读 {package.MAX_PARTS} 个" in refused(zipped(many))


def test_a_zip_that_lies_about_its_size() -> None:
    data = BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<document>" + bytes(10**6))
    lying = data.getvalue().replace(struct.pack("<I", 10**6 + 10), struct.pack("<I", 100))
    assert "里面坏了" in refused(lying)


def test_a_locked_document_is_not_given_to_libreoffice() -> None:
    data = bytearray((DATA / "23-专项申报.doc").read_bytes())
    head = data.index(b"\xec\xa5", 512)
    data[head + 11] |= 1
    assert refused(bytes(data)) == "是加密的"


@pytest.mark.parametrize(
    ("library", "data", "extra"),
    [
        ("openpyxl", workbook(), "office"),
        ("xlrd", (DATA / "11-权重与提示语.et").read_bytes(), "office"),
        ("pdfplumber", pdf([]), "pdf"),
    ],
)
def test_a_missing_extra_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, library: str, data: bytes, extra: str
) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.partition(".")[0] == library:
            raise ImportError(name)
        return imported(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableError, match=f"要有 {library} 才能读") as error:
        read(data, "甲")
    assert error.value.hint == f"pip install 'tuanscore[{extra}]'"


def test_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableError, match="要有 LibreOffice 才能读") as error:
        read((DATA / "23-专项申报.doc").read_bytes(), "甲")
    assert error.value.hint == "装好它，或用 Word 或 WPS 打开，另存为 .docx"
