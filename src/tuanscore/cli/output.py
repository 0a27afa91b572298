"""Files that a command is asked to write: a print or a receipt, never in place of a source."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from tuanscore.cli.streams import complain

_SOURCES = (".yaml", ".yml")


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


def save(context: typer.Context, path: Path, data: bytes, said: str) -> None:
    """Write a file and say so."""
    from tuanscore.source.rewrite import write_file

    check(context, path)
    write_file(context.obj.directory / path, data)
    complain(f"{said} {path}")
