"""`tuanscore log` and `blame`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from tuanscore.commands.common import complete_org, complete_year, emit

Org = Annotated[
    str,
    typer.Argument(
        metavar="单位", help="简称、全称、别名，或其中一部分。", autocompletion=complete_org
    ),
]
YearOption = Annotated[
    int | None,
    typer.Option(
        "--year", metavar="年度", help="不写就用最近的年度。", autocompletion=complete_year
    ),
]
Form = Annotated[
    Literal["text", "json"], typer.Option("--format", metavar="text|json", help="输出格式。")
]


def log(
    context: typer.Context,
    org: Org,
    name: Annotated[
        str | None,
        typer.Argument(metavar="考核点", help="只看这个考核点或条目。", show_default=False),
    ] = None,
    year: YearOption = None,
    form: Form = "text",
) -> None:
    """一份评分表（或其中一个考核点）在 git 里的历史：谁、什么时候、从多少改成多少。

    \b
    例：
      tuanscore log 苍溪
      tuanscore log 苍溪 西部计划志愿者
    """
    from tuanscore.commands.history import tracing

    emit(context, tracing.log(context.obj.repository(), org, year, name), form)


def blame(context: typer.Context, org: Org, year: YearOption = None, form: Form = "text") -> None:
    """每个目标最后一次是哪个提交改的，写在本单位的文件里还是模板里。

    \b
    例：
      tuanscore blame 苍溪
    """
    from tuanscore.commands.history import tracing

    emit(context, tracing.blame(context.obj.repository(), org, year), form)
