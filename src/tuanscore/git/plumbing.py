"""The git executable: run on a folder, its answers as values, its refusals in plain words.

Only plumbing is asked, with NUL between what it tells: no setting changes its form, and a name or a
text may hold whatever it likes. Paths are relative to the folder that git is run on, which may lie
below the top of the checkout. Nothing is ever written, not even the index is refreshed, and nothing
is started that the configuration of a repository names: no hook, filter, monitor or transport.
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
from tuanscore.source.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

TIMEOUT = 120
"""Seconds that one call may take."""

WHOLE = "这份克隆不全（partial clone），重新克隆，不带 --filter；CI 里去掉 checkout 的 filter"
"""The cure of a clone that lacks objects: they are not fetched, for any command may do that."""

_SETTINGS = {
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "core.fileMode": "false",
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "core.safecrlf": "false",
    "core.splitIndex": "false",
    "core.untrackedCache": "false",
    "core.useReplaceRefs": "true",
}
"""Every setting that could change an answer, start something or write, whoever has set it.

Left alone are those that say how this checkout lies on this disk (line ends, capitals, links) and
whom to trust (safe.directory).
"""
_VARIABLES = {
    "LC_ALL": "C",  # messages are looked into
    "GIT_ALLOW_PROTOCOL": "none",  # a partial clone would fetch what it lacks by any command
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_KEPT = (
    *("GIT_CONFIG_COUNT", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_PARAMETERS"),
    *("GIT_CONFIG_SYSTEM", "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM"),
    *("GIT_EXEC_PATH", "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"),
)
"""Where git and its settings are found.

No other GIT_ variable is ours: hooks and tools set them for a repository of their own.
"""
_FILTER = r"^filter\..*\.(clean|process|required)$"

_RAW = ("--raw", "-z", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--relative")
_SUBMODULE = "160000"


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed from where a branch left another, up to the files as they are on disk."""

    base: str
    """The commit in which both lines of work still agree."""
    files: tuple[str, ...]
    """In their order, relative to the folder asked about; a renamed file is there by both names."""


def run(
    root: Path, *args: str, given: bytes = b"", variables: Mapping[str, str] | None = None
) -> bytes:
    """Run git on a folder and return what it prints; raises TuanscoreError when it refuses."""
    done = _run(root, *args, given=given, variables=variables)
    if done.returncode:
        raise _refusal(root, done.stderr)
    return done.stdout


def top(root: Path) -> Path:
    """Return the top folder of the checkout around a folder."""
    return root / _line(run(root, "rev-parse", "--show-toplevel"))


def checkout(root: Path) -> Path | None:
    """Return the top folder as `top` does, whomever git trusts; None where there is none."""
    for folder in (root, *root.parents):
        mark = folder / ".git"
        if mark.is_file() or (mark / "HEAD").is_file():
            return folder
    return None


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


def since(root: Path, base: str) -> tuple[str, ...]:
    """Return what differs below a folder between a commit and the files as they are on disk.

    With what is not committed, and not yet added.
    """
    with _twin_of_the_index(root) as variables:
        raw = _against_disk(root, base, "--no-renames", variables=variables)
    found = {path for mode, path in _raw(raw) if mode != _SUBMODULE}
    found.update(_fields(run(root, "ls-files", "-z", "--others", "--exclude-standard")))
    return tuple(sorted(found))


def ignored(root: Path, tops: Collection[str]) -> frozenset[str]:
    """Return what lies below some folders and git is told to ignore, folders with ``/`` at the end.

    Nothing is where git does not answer, or where the folder that is asked about is itself ignored:
    then the checkout around it is not its own.
    """
    what = ("ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--", *sorted(tops))
    try:
        done = _run(root, "--literal-pathspecs", *what)
        found = frozenset() if done.returncode else frozenset(_fields(done.stdout))
        if found and not _run(root, "check-ignore", "--quiet", ".").returncode:
            return frozenset()
    except TuanscoreError:
        return frozenset()
    return found


def renames(root: Path, old: str, new: str | None) -> dict[str, str]:
    """Return what files were called before that git takes for renamed, by what they are called now.

    Between two commits, or a commit and the files on disk (None).
    """
    how = ("--find-renames=50%", "-l1000")
    if new is not None:
        raw = run(root, "diff-tree", "-r", *_RAW, *how, old, new)
    else:
        with _twin_of_the_index(root) as variables:
            run(root, "add", "--intent-to-add", "--ignore-errors", "--", ".", variables=variables)
            raw = _against_disk(root, old, *how, variables=variables)
    fields = iter(_fields(raw))
    pairs = {}
    for about in fields:
        path = next(fields)
        if about.rpartition(" ")[2].startswith("R"):
            pairs[next(fields)] = path
    return pairs


def touched(root: Path, commits: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the files below a folder in which commits differ from a parent of theirs.

    Each is given with that parent, empty for one that has none; one that differs in nothing below
    the folder is left out.
    """
    given = "".join(f"{digest} {parent}".rstrip() + "\n" for digest, parent in commits)
    how = ("-r", "--root", "--stdin", "--no-renames", *_RAW)
    found: dict[str, list[str]] = {}
    files: list[str] = []
    fields = iter(_fields(run(root, "diff-tree", *how, given=given.encode())))
    for field in fields:
        if field.startswith(":"):
            files.append(next(fields))
        else:
            files = found.setdefault(field, [])
    return {digest: tuple(names) for digest, names in found.items()}


def sizes(root: Path, objects: Sequence[str]) -> list[int | None]:
    """Return how many bytes objects have; None for those that are not in this clone."""
    told = run(root, "cat-file", "--batch-check=%(objectsize)", given=_listed(objects))
    words = told.decode("ascii", "replace").splitlines()
    return [int(word) if word.isdecimal() else None for word in words]


def contents(root: Path, objects: Sequence[str]) -> list[bytes]:
    """Return the contents of objects by one call; raises TuanscoreError where one is missing."""
    if not objects:
        return []
    told = run(root, "cat-file", "--batch", given=_listed(objects))
    found, at = [], 0
    for _ in objects:
        end = told.index(b"\n", at)
        head = told[at:end].split()
        if len(head) != 3:
            raise TuanscoreError(f"git 里缺 {head[0].decode()[:7]}", WHOLE)
        size = int(head[2])
        found.append(told[end + 1 : end + 1 + size])
        at = end + size + 2
    return found


def _listed(objects: Sequence[str]) -> bytes:
    return "".join(f"{name}\n" for name in objects).encode()


def _against_disk(root: Path, base: str, *how: str, variables: Mapping[str, str]) -> bytes:
    """Return the raw difference between a commit and the files on disk, by a twin of the index."""
    _run(root, "update-index", "-q", "--refresh", variables=variables)  # fails on what differs
    what = ("--ignore-submodules=all", base, "--", ".")
    return run(root, "diff-index", *_RAW, *how, *what, variables=variables)


def _raw(output: bytes) -> Iterator[tuple[str, str]]:
    """Yield the old mode and the path of each file of a raw difference without renames."""
    fields = _fields(output)
    for about, path in zip(fields[::2], fields[1::2], strict=True):
        yield about[1:].partition(" ")[0], path


@contextmanager
def _twin_of_the_index(root: Path) -> Iterator[dict[str, str]]:
    """Lend the variables by which git refreshes another index, and adds to other objects.

    Filters are off in it: one that a repository names would be run on its files.
    """
    index = root / _line(run(root, "rev-parse", "--git-path", "index"))
    objects = root / _line(run(root, "rev-parse", "--git-path", "objects"))
    with TemporaryDirectory(prefix="tuanscore-") as folder:
        twin = Path(folder) / "index"
        if index.exists():
            shutil.copy2(index, twin)  # with its time, by which git knows what it may not trust
        yield {
            "GIT_INDEX_FILE": str(twin),
            "GIT_OBJECT_DIRECTORY": folder,
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(objects),
            **_without_filters(root),
        }


def _without_filters(root: Path) -> dict[str, str]:
    """Return the variables that take away what runs for each filter of the configuration."""
    told = _run(root, "config", "--null", "--name-only", "--get-regexp", _FILTER).stdout
    number = os.environ.get("GIT_CONFIG_COUNT", "")
    start = int(number) if number.isdecimal() else 0
    names = dict.fromkeys(_fields(told))
    found = {"GIT_CONFIG_COUNT": str(start + len(names))}
    for at, name in enumerate(names, start):
        found[f"GIT_CONFIG_KEY_{at}"] = name
        found[f"GIT_CONFIG_VALUE_{at}"] = "false" if name.endswith(".required") else ""
    return found


def _run(
    root: Path, *args: str, given: bytes = b"", variables: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    pinned = (word for item in _SETTINGS.items() for word in ("-c", "=".join(item)))
    command = ["git", "--no-pager", *pinned, *args]
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GIT_") or k.startswith(_KEPT)}
    env = kept | _VARIABLES | dict(variables or {})
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
    partial = _run(root, "config", "--get-regexp", r"^remote\..*\.promisor$").stdout
    hint = WHOLE if partial else "先让 git status 能正常运行"
    return TuanscoreError(f"git 出错了：{lines_of(text.strip() or '没有说原因')[-1]}", hint)


def _line(output: bytes) -> str:
    return os.fsdecode(output).removesuffix("\n")


def _fields(output: bytes) -> list[str]:
    return [os.fsdecode(field) for field in output.split(b"\0")[:-1]]
