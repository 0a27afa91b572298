"""`tuanscore export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from tuanscore.commands import output as files
from tuanscore.commands.common import (
    FINDINGS,
    complete_scored,
    complete_year,
    day,
    emit,
    laid_out,
    leave_if_errors,
)

_FORMS = ("csv", "json", "parquet", "xlsx")


def export(
    context: typer.Context,
    year: Annotated[
        int, typer.Argument(metavar="年度", help="例如 2014。", autocompletion=complete_year)
    ],
    to: Annotated[
        Literal["csv", "json", "parquet", "xlsx"] | None,
        typer.Option(
            "--to",
            metavar="csv|json|parquet|xlsx",
            help="导出成什么；不写时看 -o 文件名的结尾，没有就是 csv。",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写到文件里；不写就打印出来。"),
    ] = None,
    org: Annotated[
        str | None,
        typer.Option(
            "--org", metavar="单位", help="只要一个单位的。", autocompletion=complete_scored
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="只算到这一天为止的完成情况。")
    ] = None,
) -> None:
    """导出一年的数据：一行一个考核点（指标），给 pandas、DuckDB、Excel 用。

    \b
    例：
      tuanscore export 2014 -o 2014.csv
      tuanscore export 2014 --to json
      tuanscore export 2014 -o 2014.parquet
      tuanscore export 2014 --org 苍溪 -o 苍溪.xlsx
    """
    from tuanscore import faces as views
    from tuanscore.commands.export import gathering

    written = files.choose(context, output, to, _FORMS, "--to")
    report = gathering.gather(context.obj.repository(day(as_of)), year, org)
    if output is None:
        emit(context, report, written)
    elif written in files.BYTES:
        files.save(context, output, views.write(report, written), "写好了")
    else:
        files.save(context, output, laid_out(context, report, written).encode("utf-8"), "写好了")
    leave_if_errors(report.findings, shown=False)
    if report.unscored:
        raise typer.Exit(FINDINGS)
