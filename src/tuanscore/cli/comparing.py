"""`tuanscore diff`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from tuanscore.cli.common import FINDINGS, complete_org, complete_year, emit


def diff(
    context: typer.Context,
    left: Annotated[
        str,
        typer.Argument(
            metavar="单位", help="简称、全称、别名，或其中一部分。", autocompletion=complete_org
        ),
    ],
    right: Annotated[
        str | None,
        typer.Argument(metavar="另一个单位", help="不写就和模板比。", autocompletion=complete_org),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="年度", help="不写就用最近的年度。", autocompletion=complete_year
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="只差空白、标点的也逐条显示。")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="有不同就以 1 退出。")] = False,
    form: Annotated[
        Literal["text", "json", "md"],
        typer.Option("--format", metavar="text|json|md", help="输出格式。"),
    ] = "text",
) -> None:
    """比较两个单位的评分表，或一个单位和它的模板。

    \b
    例：
      tuanscore diff 苍溪 旺苍
      tuanscore diff 苍溪
      tuanscore diff 苍溪 旺苍 --strict --exit-code
    """
    from tuanscore import pipeline

    report = pipeline.compare(context.obj.repository(), left, right, year, strict)
    emit(context, report, form)
    if exit_code and not report.same:
        raise typer.Exit(FINDINGS)
