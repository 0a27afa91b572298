"""`tuanscore verify`, and the receipts that `tuanscore score --receipt` writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tuanscore.cli import output
from tuanscore.cli.common import FINDINGS, emit

if TYPE_CHECKING:
    from tuanscore.report.scores import Scored
    from tuanscore.repository import Repository


def issue(
    context: typer.Context, repository: Repository, report: Scored, path: Path | None
) -> None:
    """Write the receipt of a score to a file, where one was asked for."""
    from tuanscore import receipt
    from tuanscore.pipeline import vouching

    if path is None:
        return
    data = receipt.write(vouching.issue(repository, report.score.short_name, report.score.year))
    output.save(context, path, data, "写好了凭据")


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
    from tuanscore import disk, receipt
    from tuanscore.errors import TuanscoreError
    from tuanscore.pipeline import vouching

    try:
        data = disk.read_named(context.obj.directory / path)
    except OSError as error:
        raise TuanscoreError(f"{path} 读不了：{disk.reason_of(error)}", "检查文件名") from error
    told = receipt.read(data, str(path))
    report = vouching.verify(context.obj.repository(told.until), told, str(path))
    emit(context, report, form)
    if not report.agrees:
        raise typer.Exit(FINDINGS)
