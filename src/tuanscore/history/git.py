"""The git executable: run on a folder, its answers as values, its refusals in plain words.

Paths are always asked for with ``-z``, for git quotes Chinese names else, and are relative to the
folder that git is run on, which may lie below the top of the checkout. Nothing is ever written: not
even the index is refreshed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tuanscore.errors import TuanscoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

TIMEOUT = 120
"""Seconds that one call may take."""

_OURS = {
    "LC_ALL": "C",  # messages are looked into
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_NOT_OURS = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
)
"""Set inside hooks and by other tools for a repository of their own; ours is that of the folder."""

_SUBMODULE = "160000"


@dataclass(frozen=True, slots=True)
class Change:
    """One file that is not what it was; a renamed one is two: gone here, new there."""

    path: str
    """Relative to the folder that was asked about."""
    before: str | None
    """The blob it was; None for a new file."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from where a branch left another, up to the files as they are on disk."""

    base: str
    """The commit in which both lines of work still agree."""
    files: tuple[Change, ...]
    """In the order of their paths; with what is not committed, and not yet added."""


def run(root: Path, *args: str, given: bytes = b"", index: Path | None = None) -> bytes:
    """Run git on a folder and return what it prints; raises TuanscoreError when it refuses."""
    done = _run(root, *args, given=given, index=index)
    if done.returncode:
        raise _refusal(root, done.stderr)
    return done.stdout


def top(root: Path) -> Path:
    """Return the top folder of the checkout around a folder."""
    return root.joinpath(os.fsdecode(run(root, "rev-parse", "--show-toplevel")).rstrip("\n"))


def commit(root: Path, revision: str) -> str:
    """Return the commit that a revision means; raises TuanscoreError for one that means none."""
    top(root)  # says so where there is no repository
    found = _commit(root, revision)
    if found is None:
        raise TuanscoreError(f"git 里没有“{revision}”这个版本", _cure(root, revision))
    return found


def short(root: Path, revision: str) -> str:
    """Return what a revision is called on screen: as asked for, and its commit in short."""
    digest = commit(root, revision)[:7]
    return digest if digest.startswith(revision) else f"{revision}（{digest}）"


def merge_base(root: Path, revision: str, head: str = "HEAD") -> str:
    """Return the commit in which one line of work left another."""
    other = commit(root, revision)
    done = _run(root, "merge-base", other, commit(root, head))
    if done.returncode:
        message = f"“{revision}”和{'现在的版本' if head == 'HEAD' else f'“{head}”'}没有共同的历史"
        raise TuanscoreError(message, _deeper(root) or "换一个从它分出来的版本")
    return done.stdout.decode().split()[0]


def changed(root: Path, revision: str) -> Changes:
    """Return what changed below a folder since HEAD left another line of work."""
    base = merge_base(root, revision)
    return Changes(base, since(root, base))


def since(root: Path, base: str) -> tuple[Change, ...]:
    """Return what differs below a folder between a commit and the files as they are on disk."""
    how = ("--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--relative")
    with _twin_of_the_index(root) as index:
        what = ("--ignore-submodules=all", base, "--", ".")
        raw = run(root, "diff", *how, *what, index=index)
    before: dict[str, str | None] = {}
    fields = _fields(raw)
    for about, path in zip(fields[::2], fields[1::2], strict=True):
        mode, _, blob, _, _ = about.removeprefix(":").split(" ")
        if mode != _SUBMODULE:
            before[path] = blob if blob.strip("0") else None
    for path in _fields(run(root, "ls-files", "-z", "--others", "--exclude-standard")):
        before.setdefault(path, None)
    return tuple(Change(path, before[path]) for path in sorted(before))


def contents(root: Path, blobs: list[str]) -> list[bytes]:
    """Return the contents of blobs by one call, however many there are."""
    if not blobs:
        return []
    told = run(root, "cat-file", "--batch", given="".join(f"{b}\n" for b in blobs).encode())
    found, at = [], 0
    for _ in blobs:
        end = told.index(b"\n", at)
        head = told[at:end].split()
        size = int(head[2]) if len(head) == 3 else 0  # else: missing, as in a partial clone
        found.append(told[end + 1 : end + 1 + size])
        at = end + 1 + (size + 1 if len(head) == 3 else 0)
    return found


@contextmanager
def _twin_of_the_index(root: Path) -> Iterator[Path]:
    """Lend git an index to refresh: diff writes what it learns about unchanged files into it."""
    index = root / os.fsdecode(run(root, "rev-parse", "--git-path", "index")).rstrip("\n")
    with TemporaryDirectory(prefix="tuanscore-") as folder:
        twin = Path(folder) / "index"
        if index.exists():
            shutil.copy2(index, twin)  # with its time, by which git knows what it may not trust
        yield twin


def _run(
    root: Path, *args: str, given: bytes = b"", index: Path | None = None
) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=false", *args]
    env = {name: value for name, value in os.environ.items() if name not in _NOT_OURS} | _OURS
    if index is not None:
        env["GIT_INDEX_FILE"] = str(index)
    try:
        return subprocess.run(  # noqa: S603 (no shell; the arguments are ours)
            command,
            cwd=root,
            env=env,
            input=given,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except FileNotFoundError as error:
        hint = "装上 git（https://git-scm.com），或去掉要用 git 的选项"
        raise TuanscoreError("没有找到 git 程序", hint) from error
    except subprocess.TimeoutExpired as error:
        raise TuanscoreError(f"git {args[0]} 超过 {TIMEOUT} 秒没有答复", "再试一次") from error


def _commit(root: Path, revision: str) -> str | None:
    done = _run(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    return None if done.returncode else done.stdout.decode().strip()


def _cure(root: Path, revision: str) -> str:
    """Return what to do about a revision that means nothing here."""
    if revision == "HEAD":
        return "还没有提交过，先 git commit"
    if _commit(root, f"origin/{revision}") is not None:
        return f"是不是“origin/{revision}”？"
    return _deeper(root) or "看看 git branch -a，或先 git fetch"


def is_shallow(root: Path) -> bool:
    """Say whether a checkout lacks most of its history."""
    return run(root, "rev-parse", "--is-shallow-repository").strip() == b"true"


def _deeper(root: Path) -> str:
    """Return the cure of a checkout that lacks most of its history; empty for any other."""
    if not is_shallow(root):
        return ""
    return (
        "检出的历史不全：CI 里给 actions/checkout 写 fetch-depth: 0，或运行 git fetch --unshallow"
    )


def _refusal(root: Path, told: bytes) -> TuanscoreError:
    """Say in plain words why git refused."""
    text = told.decode("utf-8", "replace")
    if "dubious ownership" in text:
        message = f"git 不信任 {root}：文件夹是别的用户的"
        return TuanscoreError(message, f"git config --global --add safe.directory {root}")
    if "not a git repository" in text or "must be run in a work tree" in text:
        return TuanscoreError(f"{root} 不在 git 仓库里", "到仓库里运行，或去掉要用 git 的选项")
    lines = text.strip().splitlines() or ["没有说原因"]
    return TuanscoreError(f"git 出错了：{lines[-1]}", "先让 git status 能正常运行")


def _fields(output: bytes) -> list[str]:
    return [os.fsdecode(field) for field in output.split(b"\0")[:-1]]
