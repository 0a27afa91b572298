"""`tuanscore import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tuanscore.commands.common import FINDINGS, complete_org, complete_year, completer, emit

if TYPE_CHECKING:
    from tuanscore.commands.intake.report import Answers
    from tuanscore.shelf import Repository


def _templates(repository: Repository) -> list[str]:
    return [entry.model.label[0] for entry in repository.templates()]


def _kinds(incomplete: str) -> list[str]:
    from tuanscore.commands.intake.meaning.classing import KINDS

    return [kind for kind in KINDS if incomplete in kind]


def import_(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="文件", help="要读的文件，可以几份；- 是粘贴进来的文字。"),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="文件夹",
            help="写进这个文件夹；不写就是现在的仓库。",
            show_default=False,
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="类型",
            help="认错了，由它说了算；可以只写一部分，如 监控。",
            autocompletion=_kinds,
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            "--year", metavar="年度", help="表上没有印年度时用。", autocompletion=complete_year
        ),
    ] = None,
    org: Annotated[
        str | None,
        typer.Option("--org", metavar="单位", help="是谁的表。", autocompletion=complete_org),
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            metavar="模板",
            help="评分表写成这个模板上的改动。",
            autocompletion=completer(_templates),
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", metavar="文件", help="改写这一份已经有的；先说有什么不同。"),
    ] = None,
    notes: Annotated[
        bool, typer.Option("--notes", help="在文件里注明每个值是从哪个格子读来的。")
    ] = False,
    annotate: Annotated[
        bool, typer.Option("--annotate", help="填报表里填得不对的格子，加上批注另存一份。")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看读出了什么，不写文件。")] = False,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", metavar="text|json", help="输出格式。")
    ] = "text",
) -> None:
    """把 Word、Excel、WPS、PDF、CSV 和粘贴的文字里的表读成评分文件。

    认得 .docx .xlsx .xls .et .csv .pdf .doc .wps .md .html 和文字，看内容，不看文件名。
    一份文件里可以有几张表。读成了什么、有多大把握、什么留下没有用，都列出来；猜不准的照原样留着。

    \b
    例：
      tuanscore import 县区指标.docx --dry-run
      tuanscore import 县区指标.docx --template 县区团委-2014
      tuanscore import 自评表.xlsx 绩效目标表.xls --year 2024
      tuanscore import 粘贴.txt --dry-run
      tuanscore import 填报表.xlsx --annotate

    退出码：0 都写好了；1 有写不了的；2 有读不了的文件，什么也没有写。
    """
    from tuanscore.commands.intake.meaning import headings
    from tuanscore.commands.intake.report import Import
    from tuanscore.commands.intake.taking import take

    directory: Path = context.obj.directory
    if back := _came_back(context, directory, files, annotate=annotate, dry_run=dry_run):
        emit(context, back, form)
        if not back.done:
            raise typer.Exit(FINDINGS)
        return
    repository = _repository(context, output, needed=not dry_run)
    own = None if repository is None else repository.settings.headings.model_dump(by_alias=True)
    intakes = take(directory, files, headings.known(own), kind, year)
    written = None
    if repository is not None:
        from tuanscore.commands.intake.drafting.writing import Request, write

        name = None if into is None else _below(repository.root, directory / into)
        written = write(intakes, Request(repository, year, org, template, name, notes, dry_run))
    emit(context, Import(tuple(intakes), written), form)
    if written is not None and not written.done and not dry_run:
        raise typer.Exit(FINDINGS)


def _came_back(
    context: typer.Context, directory: Path, files: list[Path], *, annotate: bool, dry_run: bool
) -> Answers | None:
    """Return what became of workbooks that `form` made; None where the files are others."""
    from tuanscore.commands.intake import came_back

    books = came_back.books(directory, files)
    if not books:
        return None
    repository = context.obj.repository()
    return came_back.answer(directory, books, repository, annotate=annotate, dry_run=dry_run)


def _repository(context: typer.Context, output: Path | None, *, needed: bool) -> Repository | None:
    """Return where the files go: the folder that was named, or the repository around."""
    from tuanscore.errors import TuanscoreError
    from tuanscore.shelf import Repository

    if output is not None:
        return Repository((context.obj.directory / output).resolve())
    try:
        found: Repository = context.obj.repository()
    except TuanscoreError:
        if needed:
            raise
        return None
    return found


def _below(root: Path, path: Path) -> str:
    """Return the name of a file below a root; raises TuanscoreError for one that is elsewhere."""
    from tuanscore.errors import TuanscoreError

    if not path.resolve().is_relative_to(root):
        raise TuanscoreError(f"{path} 不在 {root} 里", "用 -C 或 -o 指到它所在的仓库")
    return path.resolve().relative_to(root).as_posix()
