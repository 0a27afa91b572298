"""`tuanscore new`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tuanscore.commands.common import complete_org, complete_year, completer, day
from tuanscore.commands.new.placing import as_typed, is_taken, place
from tuanscore.commands.streams import write
from tuanscore.visible import line as visible

if TYPE_CHECKING:
    from tuanscore.commands.new.draft import Draft
    from tuanscore.shelf import Repository


def _kinds(incomplete: str) -> list[str]:
    from tuanscore.commands.new import kinds

    return [kind for kind in kinds.all_by_name() if kind.startswith(incomplete)]


def _names(repository: Repository) -> list[str]:
    from tuanscore.shelf import lookup

    return [*lookup.scored_names(repository), *lookup.project_names(repository)]


def _templates(repository: Repository) -> list[str]:
    return [entry.model.label[0] for entry in repository.templates()]


def new(
    context: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(metavar="类型", help="类型，或其中一部分。", autocompletion=_kinds),
    ],
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="名称",
            help="单位简称；模板、方案的名称；自评是项目编码；豁免是检查编号。",
            show_default=False,
            autocompletion=completer(_names),
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year",
            metavar="年度",
            help="不写时用今年；完成情况、自评和豁免用最近的年度。",
            autocompletion=complete_year,
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="全称", help="单位全称；以前的文件里有就不用写。"),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            metavar="模板",
            help="评分表用的模板；那一年只有一个就不用写。",
            autocompletion=completer(_templates),
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="名称",
            help="照抄这一份：评分表抄和模板不同的，其余的抄全文。",
            autocompletion=completer(_names),
        ),
    ] = None,
    source_year: Annotated[
        int | None,
        typer.Option(
            "--from-year",
            metavar="年度",
            help="照抄本单位这一年的。",
            autocompletion=complete_year,
        ),
    ] = None,
    code: Annotated[
        str | None, typer.Option("--code", metavar="项目编码", help="预算项目的编码。")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--name", metavar="项目名称", help="预算项目的名称。")
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="日期",
            help="完成情况、自评、监控的截至日，调整的申请日；不写时是年底，今年的是今天。",
        ),
    ] = None,
    org: Annotated[
        str | None,
        typer.Option(
            "--org",
            metavar="单位",
            help="豁免哪个单位的；和 --file 二选一。",
            autocompletion=complete_org,
        ),
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--file", metavar="文件", help="豁免哪一份文件的。")
    ] = None,
    line: Annotated[
        str | None,
        typer.Option("--line", metavar="指标", help="只豁免这个条目、考核点；不写就是整份文件的。"),
    ] = None,
) -> None:
    """新建一份文件：评分表、完成情况、模板、项目、自评、监控、调整、部门、部门自评、方案、豁免……；已有的不动。

    \b
    例：
      tuanscore new 模板 乡镇团委-2026
      tuanscore new 评分表 城关 --unit 共青团城关镇委员会
      tuanscore new 评分表 苍溪 --year 2015 --from-year 2014
      tuanscore new 完成情况 苍溪
      tuanscore new 项目 山海关 --code 130303220YA01 --name 团委活动经费
      tuanscore new 自评 130303210YA09YBACA1M9
      tuanscore new 监控 130303210YA09YBACA1M9 --as-of 2021-07-31
      tuanscore new 调整 130303210YA09YBACA1M9
      tuanscore new 部门 山海关
      tuanscore new 部门自评 山海关
      tuanscore new 方案 本市项目自评
      tuanscore new 豁免 TS701 --org 苍溪 --line 辅导员培训

    只有人才知道的，写成“待填”或加 # 的空行，校验时会提醒。
    """
    from datetime import date

    from tuanscore.commands.new import kinds
    from tuanscore.commands.new.request import Request

    repository = context.obj.repository()
    request = Request(
        today=date.today(),
        name=name,
        year=year,
        unit=unit,
        template=template,
        source=source,
        source_year=source_year,
        code=code,
        title=title,
        as_of=day(as_of),
        org=org,
        file=None if file is None else _from_root(file, repository.root, context.obj.directory),
        line=line,
    )
    draft = kinds.draft(kind, request, repository)
    context.obj.refuse_parts()
    _make(repository.root, draft, context.obj.directory)


def _from_root(file: Path, root: Path, start: Path) -> str:
    """Return a file as findings name it, whether it was typed so or from where one stands."""
    typed = (start / file).resolve()  # the root is, too
    return Path(os.path.relpath(typed, root)).as_posix() if typed.exists() else file.as_posix()


def _make(root: Path, draft: Draft, start: Path) -> None:
    """Write the file and say what to do with it."""
    from tuanscore.errors import TuanscoreError

    path = root / draft.path
    shown = as_typed(path, start)
    if is_taken(path):
        raise TuanscoreError(f"{draft.path} 已经有了，没有改动", f"在里面改，或先看看：{shown}")
    place(root, [draft])
    notes = (f"  {note}" for note in draft.notes)
    lines = (
        f"新建 {draft.path}",
        *notes,
        "下一步：填好它，再校验",
        f"  tuanscore validate {shown}",
    )
    write("".join(f"{visible(line)}\n" for line in lines))
