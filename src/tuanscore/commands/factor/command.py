"""`tuanscore factor` and `tuanscore rebase`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tuanscore.commands.common import FINDINGS, completer, emit
from tuanscore.commands.output import tell

if TYPE_CHECKING:
    from tuanscore.commands.factor.report import Factoring
    from tuanscore.shelf import Repository

_Form = Annotated[
    Literal["text", "json"], typer.Option("--format", metavar="text|json", help="输出格式。")
]


def _templates(repository: Repository) -> list[str]:
    return [entry.model.name for entry in repository.templates()]


def factor(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="文件或文件夹", help="一年的几份评分表；文件夹里只看评分表。"),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="templates/名称.yaml",
            help="写出模板，文件名就是它的名称；已有的不覆盖。不写就只看结果。",
            show_default=False,
        ),
    ] = None,
    overlays: Annotated[
        Path | None,
        typer.Option(
            metavar="文件夹", help="把覆盖写到这里，原来的评分表不动。", show_default=False
        ),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--write", help="用覆盖替换原来的评分表；要和 -o 一起写。")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="--write 时里面的注释丢了也不要紧。")
    ] = False,
    form: _Form = "text",
) -> None:
    """归并：从几份整张的评分表得出共同的模板，每份只留和模板不同的。

    写之前逐份核对：展开后和原来一模一样才算数；覆盖表达不了的（类别的分值不同之类），
    说明在哪里，那一份原样留着。已经用模板的评分表先展开，可以重新归并。

    \b
    例：
      tuanscore factor scorecards/2014
      tuanscore factor scorecards/2014 -o templates/县区团委-2014.yaml
      tuanscore factor scorecards/2014 -o templates/县区团委-2014.yaml --write

    \b
    不写 -o：什么也不写，只看会怎样。
    只写 -o：写出模板，评分表不动。
    再加 --write：评分表换成覆盖（文件开头的注释留着，里面的注释不带过去；
    里面有注释的，要先原样提交到 git，否则不写；不要注释了再加 --force）。
    再加 --overlays 文件夹：覆盖另外存放。

    退出码：0 都归并了；1 有归并不了、原样留着的。
    """
    from tuanscore.commands.factor import factoring

    _agree(output, overlays, replace)
    repository: Repository = context.obj.repository()
    start: Path = context.obj.directory
    name = _name(repository, start / output) if output is not None else None
    report = factoring.factor(repository, [start / path for path in paths], name)
    if output is not None:
        files = _files(repository, report, start / output, overlays and start / overlays, replace)
        if replace and not force:
            factoring.refuse_loss(repository, report)
        tell(factoring.save(repository, report, files))
        report = _written(report, files, start, replaced=replace)
    emit(context, report, form)
    if report.left:
        raise typer.Exit(FINDINGS)


def _agree(output: Path | None, overlays: Path | None, replace: bool) -> None:
    from tuanscore.errors import TuanscoreError

    if output is None and (replace or overlays is not None):
        option = "--write" if replace else "--overlays"
        raise TuanscoreError(
            f"{option} 要和 -o 一起写：先有模板，才有覆盖",
            "加上 -o templates/名称.yaml",
        )
    if replace and overlays is not None:
        raise TuanscoreError("--write 和 --overlays 只能写一个", "替换原来的，或另外存放")


def _name(repository: Repository, path: Path) -> str:
    """Return the 名称 of the template at a path; raises TuanscoreError where it may not be."""
    from tuanscore.commands.factor import factoring
    from tuanscore.errors import TuanscoreError
    from tuanscore.shelf import TEMPLATES

    full = Path(os.path.abspath(path))
    folder = repository.root / TEMPLATES
    if (
        full.parent.resolve() != folder.resolve()
        or full.suffix != ".yaml"
        or full.stem.startswith(".")
    ):
        message = f"模板要放在 {folder} 里，以 .yaml 结尾"
        raise TuanscoreError(message, f"例如 -o {TEMPLATES}/县区团委-2014.yaml")
    if os.path.lexists(full):
        raise TuanscoreError(f"{path} 已经有了，没有改动", "换一个名称")
    factoring.refuse_taken(repository, full.stem)
    return full.stem


def _files(
    repository: Repository, report: Factoring, output: Path, folder: Path | None, replace: bool
) -> dict[Path, bytes]:
    """Return what to write where; raises TuanscoreError where two would be one file."""
    from tuanscore.errors import TuanscoreError

    files = {output: report.template}
    for card in report.cards if replace or folder is not None else ():
        source = repository.root / card.file
        path = source if folder is None else folder / source.name
        if path in files or (folder is not None and path.resolve() == source.resolve()):
            hint = "换一个文件夹；要替换原来的评分表，用 --write"
            raise TuanscoreError(f"{path} 会写两次，或者盖掉原来的评分表", hint)
        files[path] = card.new if folder is None else _without_modeline(card.new)
    return files


def _without_modeline(data: bytes) -> bytes:
    """Take away the line that tells editors where a file's schema is, seen from its old folder."""
    lines = data.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b"# yaml-language-server:"))


def _written(
    report: Factoring, files: dict[Path, bytes], start: Path, *, replaced: bool
) -> Factoring:
    from dataclasses import replace

    names = tuple(Path(os.path.relpath(path, start)).as_posix() for path in files)
    return replace(report, written=names, replaced=replaced)


def rebase(
    context: typer.Context,
    template: Annotated[
        str | None,
        typer.Argument(
            metavar="模板",
            help="模板的名称；不写就是所有模板。",
            show_default=False,
            autocompletion=completer(_templates),
        ),
    ] = None,
    to_write: Annotated[
        bool, typer.Option("--write", help="删掉多余的；矛盾和落空的要自己改。")
    ] = False,
    form: _Form = "text",
) -> None:
    """模板改了以后，看各份评分表里哪些话多余、矛盾、落空。

    \b
    多余：和模板现在说的一样，可以删。
    矛盾：两处说法不一致，或者和模板对不上。
    落空：说的考核点、条目、变量，模板里已经没有了。

    \b
    例：
      tuanscore rebase
      tuanscore rebase 县区团委-2014
      tuanscore rebase 县区团委-2014 --write

    \b
    --write 只删多余的。说这一处的注释（行末的、里面的、紧挨在上面的）一起删，
    逐条列出来；其余的注释不动。删完展开和原来一模一样才写；
    目标只是写法不同的（95%以上 和 ≥95%），印出来的文字不变才删。

    退出码：0 没有要改的；1 有。
    """
    from tuanscore.commands.factor import rebasing

    repository = context.obj.repository()
    report = rebasing.rebase(repository, template)
    if to_write:
        report, kept = rebasing.prune(repository, report)
        tell(kept)
    emit(context, report, form)
    if not report.done:
        raise typer.Exit(FINDINGS)
