"""`tuanscore form`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tuanscore.commands.common import complete_year, completer, day

if TYPE_CHECKING:
    from tuanscore.shelf import Repository


def _names(repository: Repository) -> list[str]:
    from tuanscore.shelf import lookup

    return [*lookup.scored_names(repository), *lookup.project_names(repository)]


def form(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="名称",
            help="单位、项目或部门；写年度就是那一年的全部，一张一页。",
            autocompletion=completer(_names),
        ),
    ],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="填报表.xlsx", help="写到这个文件里。"),
    ],
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="年度",
            help="不写就用最近的年度。",
            autocompletion=complete_year,
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="日期", help="填到哪一天；不写就接着填最近的一份。"),
    ] = None,
) -> None:
    """填报表：给填报的人一个 Excel 工作簿，填好了再 import 回来。

    目标锁着，只填浅黄色的格子：完成值、得分、原因、佐证；目前得几分有公式。
    已经报过的填在里面。保护没有密码。

    \b
    例：
      tuanscore form 苍溪 -o 苍溪.xlsx
      tuanscore form 2014 -o 2014年.xlsx
      tuanscore import 苍溪.xlsx
      tuanscore import 苍溪.xlsx --annotate
    """
    from datetime import date

    from tuanscore.commands import output as files
    from tuanscore.commands.form.drawing import draw
    from tuanscore.commands.form.filling import subjects
    from tuanscore.errors import TuanscoreError

    if output.suffix.lower() != ".xlsx":
        raise TuanscoreError(f"{output}：填报表是 Excel 工作簿", "文件名以 .xlsx 结尾")
    repository = context.obj.repository()
    found = subjects(repository, name, year, day(as_of), date.today())
    context.obj.refuse_parts()
    files.save(context, output, draw(found), f"写好了 {len(found)} 张表")
