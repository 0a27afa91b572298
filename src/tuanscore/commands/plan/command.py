"""`tuanscore plan`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from tuanscore.commands.common import FINDINGS, complete_org, complete_year, day, emit


def plan(
    context: typer.Context,
    org: Annotated[
        str,
        typer.Argument(
            metavar="单位", help="简称、全称、别名，或其中一部分。", autocompletion=complete_org
        ),
    ],
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="等次", help="要达到的等次；不写就是再高一等。"),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="年度", help="不写就用最近的年度。", autocompletion=complete_year
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="只算到这一天为止的完成情况。")
    ] = None,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", metavar="text|json", help="输出格式。")
    ] = "text",
) -> None:
    """到一个等次怎么走：每个考核点还值多少分，哪几步最省、最少，或者为什么到不了。

    到不了以 1 退出。

    \b
    例：
      tuanscore plan 旺苍
      tuanscore plan 昭化 --to 良
    """
    from tuanscore.commands.plan import planning
    from tuanscore.commands.validate.report import Examination

    report = planning.plan(context.obj.repository(day(as_of)), org, year, to)
    emit(context, report, form)
    if isinstance(report, Examination) or not report.reachable:
        raise typer.Exit(FINDINGS)
