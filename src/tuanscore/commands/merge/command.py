"""`tuanscore git-merge` and `git-textconv`, which git runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tuanscore.commands.common import FINDINGS
from tuanscore.commands.streams import complain, write

if TYPE_CHECKING:
    from tuanscore.commands.merge.merging import Outcome

FAILED = 129
"""Above 128: to git no conflict, but a driver that could not do its work."""


def git_merge(
    context: typer.Context,
    base: Annotated[Path, typer.Argument(metavar="原来", help="两边分开以前的文件（%O）。")],
    ours: Annotated[
        Path, typer.Argument(metavar="我们", help="我们的文件，结果也写在这里（%A）。")
    ],
    theirs: Annotated[Path, typer.Argument(metavar="对方", help="对方的文件（%B）。")],
    name: Annotated[
        str, typer.Argument(metavar="路径", help="仓库里的路径（%P）。", show_default=False)
    ] = "",
    marker_size: Annotated[
        int, typer.Argument(metavar="记号长度", help="冲突记号几个字符（%L）。")
    ] = 7,
) -> None:
    """合并时由 git 运行：按条目和考核点合并，不按行；用 init --git 设好，一般不用自己运行。

    \b
    两个人改了不同的考核点，不冲突，写在同一行里也不冲突；
    改了同一个考核点，在文件里标出两边和原来的值，列在屏幕上。
    rebase、cherry-pick 时，“我们”是接上去的那个分支，“对方”是正在接的提交。

    \b
    例：
      tuanscore git-merge 原来.yaml 我们.yaml 对方.yaml scorecards/2014/苍溪.yaml

    退出码：0 合并好了；1 有冲突；129 合并不了，文件没有动。
    """
    from tuanscore import disk
    from tuanscore.commands.merge import merging
    from tuanscore.commands.merge.versions import Versions
    from tuanscore.errors import TuanscoreError

    folder: Path = context.obj.directory
    target = folder / ours
    try:
        files = Versions(*(disk.read_named(folder / path) for path in (base, ours, theirs)))
        outcome = merging.merge(files, marker_size)
        if outcome.data != files.ours:
            disk.write_file(target, outcome.data)
    except (TuanscoreError, OSError) as error:
        reason = disk.reason_of(error) if isinstance(error, OSError) else str(error)
        complain(f"{name or ours}：合并不了：{reason}", *getattr(error, "hints", ()))
        raise typer.Exit(FAILED) from None
    _say(outcome, name or str(ours))
    if not outcome.clean:
        raise typer.Exit(FINDINGS)


def _say(outcome: Outcome, name: str) -> None:
    """Name every conflict with what each side has, and what is to be known besides."""
    for conflict in outcome.conflicts:
        base, ours, theirs = conflict.values.each(_shown)
        complain(f"{name}：{conflict.name}：我们 {ours}，对方 {theirs}，原来 {base}")
    for note in outcome.notes:
        complain(f"{name}：{note}")


def _shown(value: object) -> str:
    """Return a value in one line, as it may stand in a message."""
    from tuanscore.commands.merge import naming
    from tuanscore.commands.merge.versions import ABSENT

    if value is ABSENT:
        return "没有"
    if isinstance(value, dict):
        return naming.shortened(
            "{" + "，".join(f"{k}：{_shown(v)}" for k, v in value.items()) + "}", 40
        )
    if isinstance(value, list):
        return naming.shortened("[" + "，".join(map(_shown, value)) + "]", 40)
    return naming.shortened(str(value or "（空）"), 40)


def git_textconv(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="文件", help="要看的文件。")],
) -> None:
    """比较时由 git 运行：一行一个值，写着全名；用 init --git 设好，git diff、git log -p 就这样看。

    \b
    读不懂的文件照原样打印。只看这份文件自己写了什么，不展开模板。

    \b
    例：
      tuanscore git-textconv scorecards/2014/苍溪.yaml
    """
    from tuanscore import disk
    from tuanscore.commands.merge.outline import outline

    data = disk.read_named(context.obj.directory / file)
    write(outline(data))
