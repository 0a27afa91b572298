"""`tuanscore verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tuanscore.commands.common import FINDINGS, emit


def verify(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="凭据", help="score --receipt 写出的文件。")],
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", metavar="text|json", help="输出格式。")
    ] = "text",
) -> None:
    """核对凭据：按现在的文件重新计算，和凭据一致就以 0 退出，不一致以 1 退出。

    \b
    例：
      tuanscore score 2014 --org 苍溪 --receipt 苍溪.json
      tuanscore verify 苍溪.json
    """
    from tuanscore import disk
    from tuanscore.commands.verify import receipt, vouching
    from tuanscore.errors import TuanscoreError

    try:
        data = disk.read_named(context.obj.directory / path)
    except OSError as error:
        raise TuanscoreError(f"{path} 读不了：{disk.reason_of(error)}", "检查文件名") from error
    told = receipt.read(data, str(path))
    report = vouching.verify(context.obj.repository(told.until), told, str(path))
    emit(context, report, form)
    if not report.agrees:
        raise typer.Exit(FINDINGS)
