"""`tuanscore validate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tuanscore.cli.common import FINDINGS, emit, processors


def validate(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="文件或文件夹", help="只校验这些；不写就校验全部。", show_default=False
        ),
    ] = None,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", metavar="text|json", help="输出格式。")
    ] = "text",
) -> None:
    """校验文件：格式、目标写法、分值、互相引用。

    \b
    例：
      tuanscore validate
      tuanscore validate scorecards/2014/苍溪.yaml
      tuanscore validate --format json
    """
    from tuanscore import pipeline

    repository = context.obj.repository()
    start = context.obj.directory
    report = pipeline.examine(
        repository, [start / path for path in paths or ()], processors()
    )
    emit(context, report, form)
    if report.failed:
        raise typer.Exit(FINDINGS)
