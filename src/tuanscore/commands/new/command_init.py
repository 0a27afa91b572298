"""`tuanscore init`."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tuanscore import __version__
from tuanscore.commands.merge.driver import set_up
from tuanscore.commands.new.placing import as_typed, is_taken, place
from tuanscore.commands.streams import complain, write
from tuanscore.visible import line as visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tuanscore.commands.new.draft import Draft

_PUBLISHED = f"tuanscore=={__version__}"
"""What pip installs where nothing is known but the version."""


def init(
    context: typer.Context,
    directory: Annotated[
        Path | None,
        typer.Argument(metavar="文件夹", help="不写就是当前文件夹。", show_default=False),
    ] = None,
    forge: Annotated[
        Literal["github", "gitlab", "none"] | None,
        typer.Option(
            "--ci",
            metavar="github|gitlab|none",
            help="自动校验放在哪里；不写时看 git 的远程地址，看不出就是 github。",
        ),
    ] = None,
    requirement: Annotated[
        str | None,
        typer.Option(
            "--install",
            metavar="来源",
            help="自动校验时 pip 装什么，如 git+https://…；不写时同这一份。",
        ),
    ] = None,
    drivers: Annotated[
        bool,
        typer.Option(
            "--git", help="让 git 按条目和考核点比较、合并；已经是评分仓库的，只做这一步。"
        ),
    ] = False,
) -> None:
    """建一个评分仓库：设置、说明、第一份模板、自动校验；已有的文件一律不动。

    \b
    例：
      tuanscore init 青山县团委
      tuanscore init
      tuanscore init --ci gitlab
      tuanscore init --git
    """
    from datetime import date

    from tuanscore.commands.new import founding

    start: Path = context.obj.directory
    root = Path(os.path.abspath(start / (directory or ".")))
    top, remotes = _git(root)
    if drivers:
        _require_git(root, top)
        known = _around(root)
        if known is not None and (directory is None or known == root.resolve()):
            write("\n".join(map(visible, set_up(known))) + "\n")
            return
    if directory is None:
        _refuse_inside_another(root)
    nested = top is not None and top != root.resolve()
    chosen = forge or ("none" if nested else _forge(root, remotes))
    needed = _requirement(requirement)
    drafts = founding.drafts(
        founding.Foundation(
            name=root.name or "评分仓库",
            year=date.today().year,
            requirement=needed,
            forge=chosen,
            hooks=not nested,
            first_template=not _has_documents(root),
        )
    )
    missing = [draft for draft in drafts if not is_taken(root / draft.path)]
    place(root, missing)
    write(_said(root, start, drafts, missing, top if nested and forge is None else None))
    if requirement is None and needed == _PUBLISHED and any(needed in d.text for d in missing):
        hint = (
            "这一版没有发布到 PyPI 的，--install 写它从哪里装（如 git+https://…），或改这几个文件"
        )
        complain(f"自动校验和 pre-commit 里装的是 {needed}", hint)
    if drivers:
        write("\n" + "\n".join(map(visible, set_up(root))) + "\n")


def _refuse_inside_another(root: Path) -> None:
    """Raise TuanscoreError where a repository would be made inside another by mistake."""
    from tuanscore.errors import TuanscoreError

    around = _around(root)
    if around is not None and around != root.resolve():
        message = f"{root} 在评分仓库 {around} 里面，没有动"
        there = shlex.quote(str(around))
        hint = f"要补齐那个仓库：tuanscore -C {there} init；要另建一个，写上文件夹名"
        raise TuanscoreError(message, hint)


def _around(folder: Path) -> Path | None:
    """Return the root of the repository of scorecards around a folder; None without one."""
    from tuanscore.errors import TuanscoreError
    from tuanscore.shelf import find_root

    try:
        return find_root(folder)
    except TuanscoreError:
        return None


def _require_git(root: Path, top: Path | None) -> None:
    """Raise TuanscoreError where there is no git repository to set up."""
    from tuanscore.errors import TuanscoreError

    if top is None:
        hint = "先在那里运行 git init（没有 git 的先装上：https://git-scm.com），再运行一次"
        raise TuanscoreError(f"{root} 不在 git 仓库里，--git 没有可设的，没有动", hint)


def _has_documents(root: Path) -> bool:
    """Say whether there is a card or template already."""
    from tuanscore.shelf import CARDS, TEMPLATES
    from tuanscore.shelf.files import Folder

    return any(Folder(root).below(CARDS, TEMPLATES))


def _git(root: Path) -> tuple[Path | None, str]:
    """Return the top of the git repository around a folder, and its remote addresses."""
    from tuanscore.errors import TuanscoreError
    from tuanscore.git import plumbing as git

    here = next(folder for folder in (root, *root.parents) if folder.is_dir())
    try:
        return git.top(here).resolve(), os.fsdecode(git.run(here, "remote", "-v"))
    except TuanscoreError:  # no git, or no repository of it
        return None, ""


def _forge(root: Path, remotes: str) -> str:
    """Return where the repository lives, by what is there already or the remote's address."""
    from tuanscore.commands.new.founding import FORGES

    for name, files in FORGES.items():
        if any(is_taken(root / file) for file in files):
            return name
    return "gitlab" if "gitlab" in remotes.lower() else "github"


def _requirement(asked: str | None) -> str:
    """Return what pip is to install: what was asked for, where this copy came from, or its version.

    A git address is noted by pip as it installs (direct_url.json); any other place is this
    machine's own.
    """
    import json
    from importlib import metadata

    if asked is not None:
        return _plain(asked)
    told = [
        found.read_text("direct_url.json") for found in metadata.distributions(name="tuanscore")
    ]
    noted = json.loads((told or [None])[0] or "{}")
    version = noted.get("vcs_info", {})
    if version.get("vcs") == "git":
        return f"tuanscore @ git+{noted['url']}@{version['commit_id']}"
    return _PUBLISHED


def _plain(requirement: str) -> str:
    """Return what pip is to install; raises TuanscoreError for what quotes cannot hold."""
    from tuanscore.commands.new.request import as_line
    from tuanscore.errors import TuanscoreError

    if not requirement.strip() or "'" in requirement:
        message = f"--install 后面的“{requirement}”不能用"
        raise TuanscoreError(message, "写 pip 认得的来源，如 tuanscore==0.1.0，不带引号")
    return as_line(requirement, "安装来源")


def _said(
    root: Path, start: Path, drafts: Sequence[Draft], missing: Sequence[Draft], top: Path | None
) -> str:
    """Return what was made, what was left alone, and what to type next."""
    kept = [draft.path for draft in drafts if draft not in missing]
    lines = [f"新建 {draft.path}" for draft in missing]
    if not missing:
        lines.append("都有了，没有改动")
    elif kept:
        lines.append(f"已有的没有动：{'、'.join(kept)}")
    if top is not None:
        lines.append(f"这里在 git 仓库 {top} 里面，自动校验要写在那一层，没有建；要建就写 --ci")
    elsewhere = root.resolve() != start.resolve()
    enter = [f"cd {as_typed(root, start)}"] if elsewhere else []
    new = ["tuanscore new 评分表 城关 --unit 共青团城关镇委员会      # 换成自己的单位"]
    first = new if any(draft.path.startswith("templates/") for draft in missing) else []
    if missing:
        steps = [*enter, *first, "tuanscore validate"]
        lines += ["", "接下来：", *(f"  {step}" for step in steps)]
    return "\n".join(map(visible, lines)) + "\n"
