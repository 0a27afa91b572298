"""`tuanscore fix` and `tuanscore fmt`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tuanscore.commands.common import FINDINGS, emit
from tuanscore.commands.output import tell
from tuanscore.commands.validate import workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tuanscore.commands.fix.report import Mending
    from tuanscore.shelf import Repository

_Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="文件或文件夹", help="只改这些；不写就是全部。", show_default=False),
]
_Diff = Annotated[
    bool,
    typer.Option("--diff", help="只看会改什么，不写文件；存成文件就是补丁，git apply 认得。"),
]
_Check = Annotated[bool, typer.Option("--check", help="只看哪些文件要改，不写文件。")]


def fix(
    context: typer.Context, paths: _Paths = None, check: _Check = False, diff: _Diff = False
) -> None:
    """改好写错而意思明白的地方：全角冒号和数字、缩进里的制表符、编码的引号、键的顺序。

    改之前逐个核对：改完意思不变，注释一条不少，不会冒出新问题，才写文件；别处一个字节不动。
    拿不准的不改，照 validate 的样子列出来。只想统一版面，用 fmt。

    \b
    例：
      tuanscore fix --diff
      tuanscore fix
      tuanscore fix scorecards/2014/苍溪.yaml

    退出码：0 改好了或没有要改的；1 有改不了的，或 --check、--diff 时有要改的。
    """
    from tuanscore.commands.fix import fixing as mending

    repositories = context.obj.repositories_of(paths or ())
    reports = {known: mending.fix(known, own) for known, own in repositories.items()}
    _finish(context, reports, preview=check or diff, with_diff=diff)


def fmt(
    context: typer.Context, paths: _Paths = None, check: _Check = False, diff: _Diff = False
) -> None:
    """统一版面：缩进、空格、空行、引号、键的顺序；意思一点不变，注释都留着。

    写错的地方（全角冒号之类）它不改，那是 fix 的事。

    \b
    例：
      tuanscore fmt
      tuanscore fmt --check
      tuanscore fmt --diff scorecards/2014

    退出码：0 改好了或没有要改的；1 有读不了的文件，或 --check、--diff 时有要改的。
    """
    from tuanscore.commands.fix import fixing as mending

    repositories = context.obj.repositories_of(paths or ())
    reports = {known: mending.fmt(known, own) for known, own in repositories.items()}
    _finish(context, reports, preview=check or diff, with_diff=diff)


def _finish(
    context: typer.Context,
    reports: Mapping[Repository, Mending],
    *,
    preview: bool,
    with_diff: bool,
) -> None:
    """Write the files unless they are only to be shown, say what was done, and leave.

    A difference that no one looks at, but a file or a program takes, is one that can be applied.
    """
    import sys
    from dataclasses import replace

    from tuanscore.commands.fix import fixing as mending

    for repository, report in reports.items() if not preview else ():
        tell(mending.save(repository, report))
    root = workspace.around(repository.root for repository in reports)
    report = mending.join({k.root.relative_to(root).as_posix(): r for k, r in reports.items()})
    for_people = not with_diff or context.obj.color or sys.stdout.isatty()
    done = replace(report, written=not preview, with_diff=with_diff)
    emit(context, done, "text" if for_people else "patch")
    if report.left or (preview and report.mended):
        raise typer.Exit(FINDINGS)
