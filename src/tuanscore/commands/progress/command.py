"""`tuanscore progress`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from tuanscore.commands.common import FINDINGS, complete_document, complete_year, day, emit


def progress(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="名称", help="单位、预算项目或项目编码。", autocompletion=complete_document
        ),
    ],
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="年度", help="不写就用最近的年度。", autocompletion=complete_year
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", metavar="日期", help="看到这一天为止；不写就是最近一份完成情况的 截至。"
        ),
    ] = None,
    form: Annotated[
        Literal["text", "json", "md"],
        typer.Option("--format", metavar="text|json|md", help="输出格式。"),
    ] = "text",
) -> None:
    """监控进度：每个目标和时间进度比，亮绿、黄、红灯；预算项目还和资金支出计划比。

    \b
    例：
      tuanscore progress 苍溪
      tuanscore progress 苍溪 --as-of 2014-06-30
      tuanscore progress 山海关
      tuanscore progress 130303210YA09YBACA1M9 --format md
    """
    from tuanscore.commands.progress import following
    from tuanscore.commands.validate.report import Examination
    from tuanscore.shelf import TEMPLATES

    repository = context.obj.repository(day(as_of))
    options: dict[str, Any] = {}
    if form == "md":
        options["team_templates"] = repository.root / TEMPLATES / "reports"
    report = following.follow(repository, name, year)
    if isinstance(report, Examination):
        emit(context, report, form)
        raise typer.Exit(FINDINGS)
    emit(context, report, form, **options)
