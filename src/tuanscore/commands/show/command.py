"""`tuanscore show`, `list` and `render`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tuanscore.commands import output as files
from tuanscore.commands.common import (
    complete_document,
    complete_org,
    complete_year,
    completer,
    emit,
)

if TYPE_CHECKING:
    from tuanscore.shelf import Repository


def _forms(repository: Repository) -> list[str]:
    from tuanscore.model.printed import PRINTED

    return repository.forms(*PRINTED)


def show(
    context: typer.Context,
    org: Annotated[
        str,
        typer.Argument(
            metavar="单位", help="简称、全称、别名，或其中一部分。", autocompletion=complete_org
        ),
    ],
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="年度", help="不写就用最近的年度。", autocompletion=complete_year
        ),
    ] = None,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", metavar="text|json", help="输出格式。")
    ] = "text",
) -> None:
    """展开一个单位的评分表：每个目标是多少，写在哪个文件的哪一行。

    \b
    例：
      tuanscore show 苍溪
      tuanscore show 苍溪 --year 2014 --format json
    """
    from tuanscore.commands.show import presenting

    emit(context, presenting.show(context.obj.repository(), org, year), form)


def list_(
    context: typer.Context,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", metavar="text|json", help="输出格式。")
    ] = "text",
) -> None:
    """列出这里有哪些评分表、模板、项目和完成情况。

    \b
    例：
      tuanscore list
    """
    from tuanscore.commands.show import presenting

    emit(context, presenting.take_stock(context.obj.repository()), form)


def render(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="名称", help="单位、模板、项目编码或文件。", autocompletion=complete_document
        ),
    ],
    form: Annotated[
        Literal["md", "html", "docx", "xlsx", "pdf"] | None,
        typer.Option(
            "--format",
            metavar="md|html|docx|xlsx|pdf",
            help="输出格式；不写时看 -o 文件名的结尾，没有就是 md。",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="文件", help="写到文件里；不写就打印出来。"),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="年度", help="不写就用最近的年度。", autocompletion=complete_year
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option("--kind", metavar="类型", help="同名的文件不止一种时，写类型或它的一部分。"),
    ] = None,
    scored: Annotated[bool, typer.Option("--scored", help="带上完成情况和得分。")] = False,
    layout: Annotated[
        str | None,
        typer.Option(
            "--form",
            metavar="表式",
            help="用哪一种表式打印；不写就用这种文件的第一种。",
            autocompletion=completer(_forms),
        ),
    ] = None,
) -> None:
    """照原表的样子打印：评分表、保障指标、预算项目绩效目标表、部门整体绩效目标、部门整体支出绩效自评表。

    \b
    例：
      tuanscore render 苍溪 -o 苍溪.html
      tuanscore render 苍溪 --scored
      tuanscore render 苍溪 --scored -o 苍溪.docx
      tuanscore render 山海关 --kind 部门
      tuanscore render 130303210YA09YBACA1M9 -o 项目.html
      tuanscore render 130303210YA09YBACA1M9 --form 绩效目标申报表
    """
    from tuanscore.commands.show import presenting
    from tuanscore.shelf import TEMPLATES

    written = files.choose(context, output, form, ("md", "html", "docx", "xlsx", "pdf"))
    repository = context.obj.repository()
    sheet = presenting.print_out(repository, name, year, kind, scored, layout)
    team = repository.root / TEMPLATES / "reports"
    if output is None:
        emit(context, sheet, written, team_templates=team)
        return
    from tuanscore import faces as views

    if written in views.OFFICE:
        data = views.write(sheet, written, team_templates=team)
    else:
        data = views.render(sheet, written, team_templates=team).encode("utf-8")
    files.save(context, output, data, "写好了")
