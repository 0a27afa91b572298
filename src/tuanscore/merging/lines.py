"""Merging line by line, as git does where it knows nothing of a file."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tuanscore.errors import TuanscoreError

if TYPE_CHECKING:
    from tuanscore.merging.versions import Versions

_LABELS = ("-L", "我们", "-L", "原来", "-L", "对方")
_FAILED = 128
"""Exit codes of git merge-file up to here count conflicts."""


class Merged(NamedTuple):
    """A text, and whether all of it could be merged."""

    text: bytes
    clean: bool


def merge(texts: Versions[bytes], *options: str) -> Merged:
    """Merge three texts by git merge-file; raises TuanscoreError where it cannot."""
    import subprocess
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        files = []
        for name, text in zip(("ours", "base", "theirs"), _in_order(texts), strict=True):
            files.append(Path(folder, name))
            files[-1].write_bytes(text)
        command = ["git", "merge-file", "-p", "-q", *_LABELS, *options, *map(str, files)]
        try:
            done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
        except OSError as error:
            raise TuanscoreError("没有找到 git 程序", "装上 git（https://git-scm.com）") from error
    if done.returncode < 0 or done.returncode >= _FAILED:
        raise TuanscoreError(
            "git 逐行合并不了：不是文本文件", "选一边：git checkout --ours 或 --theirs"
        )
    return Merged(done.stdout, done.returncode == 0)


def unite(texts: Versions[str]) -> str:
    """Return what all three have, what either side added, and nothing that either took away."""
    base = texts.base.split("\n")
    (ours_gone, ours_new), (theirs_gone, theirs_new) = (
        _edits(base, side.split("\n")) for side in (texts.ours, texts.theirs)
    )
    united = []
    for at in range(len(base) + 1):
        ours, theirs = ours_new.get(at, []), theirs_new.get(at, [])
        united += ours if ours == theirs else ours + theirs
        if at < len(base) and at not in ours_gone and at not in theirs_gone:
            united.append(base[at])
    return "\n".join(united)


def _edits(base: list[str], side: list[str]) -> tuple[set[int], dict[int, list[str]]]:
    """Return which lines went, and which came before which line."""
    gone: set[int] = set()
    new = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, base, side, autojunk=False).get_opcodes():
        if tag != "equal":
            gone.update(range(i1, i2))
            new[i1] = side[j1:j2]
    return gone, new


def _in_order(texts: Versions[bytes]) -> tuple[bytes, bytes, bytes]:
    return texts.ours, texts.base, texts.theirs
