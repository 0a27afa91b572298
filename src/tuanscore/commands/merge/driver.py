"""Telling the git of a checkout to compare and merge by this program."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from tuanscore.commands.output import tell


def set_up(root: Path) -> list[str]:
    """Tell the git of one checkout to compare and merge by this program; return what was done."""
    from tuanscore import disk
    from tuanscore.commands.merge.attributes import FILE, with_drivers
    from tuanscore.errors import TuanscoreError
    from tuanscore.git import plumbing as git

    path = root / FILE
    try:
        before = disk.read(root, FILE) if path.exists() else b""
    except OSError as error:
        message = f"{FILE} 读不了：{disk.reason_of(error)}"
        raise TuanscoreError(message, "改好它，再运行一次") from error
    after = with_drivers(before.decode("utf-8", "surrogateescape"))
    after_bytes = after.encode("utf-8", "surrogateescape")
    if after_bytes != before:
        tell(disk.write_file(path, after_bytes))
    wanted = _configuration(_python())
    done: list[str] = []
    for key, value in wanted.items():
        try:
            git.run(root, "config", "--local", key, value)
        except TuanscoreError as error:
            told = f"已经写好：{'、'.join([FILE, *done])}；没有设：{key}"
            raise TuanscoreError(f"{error.message}；{told}", error.hint) from error
        done.append(key)
    return [
        f"{'补上' if before else '新建'} {FILE}" if after_bytes != before else f"{FILE} 已经有了",
        f"设好这份检出的 git 配置：{'、'.join(wanted)}",
        "现在 git diff、git log -p 一行显示一个值，git merge、rebase 按条目和考核点合并",
        "",
        f"{FILE} 要提交；git 配置不随仓库走，别人克隆以后各运行一次 tuanscore init --git",
        f"用的程序是 {_python()}；它移走以后 git 按行比较和合并，在新的地方再运行一次",
        "要让 git 照样显示中文路径：git config core.quotepath false",
    ]


def _python() -> str:
    """Return what runs this program, as a path that sh can take on any system."""
    return Path(sys.executable).as_posix()


def _configuration(python: str) -> dict[str, str]:
    """Return git's settings; where this program is gone or fails, git's own ways take over.

    ``-P`` keeps Python from importing what happens to lie in the folder that git runs in.
    """
    from tuanscore.commands.merge.attributes import DRIVER

    run = f"{shlex.quote(python)} -P"
    program = f"{run} -m tuanscore"
    gone = shlex.quote(f"tuanscore：{python} 运行不了，按行合并；重新运行 tuanscore init --git")
    merge = (
        f"if {run} -c 'import tuanscore' 2>/dev/null;"
        f" then {program} git-merge %O %A %B %P %L; code=$?; test $code -gt 1 || exit $code;"
        f" else echo {gone} >&2; fi;"
        " git merge-file -q -L 我们 -L 原来 -L 对方 --marker-size=%L %A %O %B"
    )
    show = f'{program} git-textconv "$1" 2>/dev/null || cat "$1"'
    return {
        f"diff.{DRIVER}.textconv": f"show() {{ {show}; }}; show",
        f"merge.{DRIVER}.name": "按条目和考核点合并评分文件",
        f"merge.{DRIVER}.driver": merge.replace(python, python.replace("%", "%%")),
    }
