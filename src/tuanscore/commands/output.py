"""Files that a command is asked to write: where they may not be, and in which format."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import typer

from tuanscore.commands.streams import complain

_SOURCES = (".yaml", ".yml")
_FORMATS = {
    ".txt": "text",
    ".json": "json",
    ".md": "md",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".docx": "docx",
    ".xlsx": "xlsx",
    ".pdf": "pdf",
    ".parquet": "parquet",
}
"""The format that the ending of a file's name stands for."""
_TEXTS, _TABLES = (".doc", ".docx", ".wps", ".odt"), (".xls", ".xlsx", ".et", ".ods")
_OFFICE = (".pdf", *_TEXTS, *_TABLES)
"""How the names of files end that no program opens when text is in them."""
BYTES = ("docx", "xlsx", "pdf", "parquet")
"""Formats that are written to files alone."""


def check(context: typer.Context, path: Path | None) -> None:
    """Raise TuanscoreError when writing to a path would replace a source file."""
    from tuanscore.errors import TuanscoreError

    if path is None:
        return
    target: Path = context.obj.directory / path
    names = (target, Path(os.path.realpath(target)))
    if os.path.isfile(target) and any(name.suffix.lower() in _SOURCES for name in names):
        message = f"{path} 是已有的 YAML 文件，不能用输出覆盖它"
        raise TuanscoreError(message, "换一个文件名，例如 输出.json、输出.md 或 输出.html")


def meant(path: Path | None) -> str | None:
    """Return the format that a file's name ends in, of those that are text."""
    form = _FORMATS.get(path.suffix.lower()) if path is not None else None
    return form if form not in BYTES else None


def choose(
    context: typer.Context,
    path: Path | None,
    asked: str | None,
    forms: Sequence[str],
    option: str = "--format",
) -> str:
    """Return the format to write in: as asked, else as the file's name ends, else the first.

    Raises TuanscoreError for a file that may not be written, for an ending that promises an office
    document of another format, for an office document without its ending, and for an ending that
    stands for no format where none is asked for.
    """
    from tuanscore.errors import TuanscoreError

    check(context, path)
    ending = path.suffix.lower() if path is not None else ""
    form = _FORMATS.get(ending)
    if asked is not None and ((ending not in _OFFICE and asked not in BYTES) or form == asked):
        return asked
    if asked in BYTES:
        name = "名称" if path is None else path.with_suffix("").name
        raise TuanscoreError(f"{asked} 要写到 .{asked} 文件里", f"用 -o {name}.{asked}")
    if not ending or ending[1:].isdecimal():  # 苍溪2014.12
        return forms[0]
    if form is not None and form in forms and asked in (None, form):
        return form
    raise TuanscoreError(f"{path}：写不出 {ending} 文件", *_hints(ending, asked, forms, option))


def _hints(ending: str, asked: str | None, forms: Sequence[str], option: str) -> Iterator[str]:
    """Say which endings there are, and what else leads to a file of this one."""
    form = _FORMATS.get(ending)
    if form in forms:
        yield f"要 {ending} 文件：去掉 {option} {asked}"
        return
    yield "文件名的结尾可以是 " + "、".join(e for e, f in _FORMATS.items() if f in forms)
    if ending == ".pdf" and "html" in forms:
        yield "要 PDF：先写成 .html，用浏览器打开，再打印成 PDF"
    elif ending in _TEXTS and {"docx", "html"} & {*forms}:
        own = "docx" if "docx" in forms else "html"
        yield f"要 Word、WPS 文件：先写成 .{own}，用 Word 或 WPS 打开，再另存为 {ending}"
    elif ending in _TABLES and {"xlsx", "csv"} & {*forms}:
        own = "xlsx" if "xlsx" in forms else "csv"
        yield f"要 Excel 表：先写成 .{own}，用 Excel 或 WPS 打开，再另存为 {ending}"
    elif ending not in _OFFICE:
        yield f"要用别的结尾，就用 {option} 写明格式"


def save(context: typer.Context, path: Path, data: bytes, said: str) -> None:
    """Write a file and say so."""
    from tuanscore.disk import write_file

    check(context, path)
    context.obj.refuse_parts()
    tell(write_file(context.obj.directory / path, data))
    complain(f"{said} {path}")


def tell(kept: Sequence[str]) -> None:
    """Say what of files that were written could not be kept, such as their other names."""
    for what in kept:
        complain(what)
