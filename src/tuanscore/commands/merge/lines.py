"""Merging line by line, as git does where it knows nothing of a file."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from tuanscore.commands.merge.versions import Versions
from tuanscore.errors import TuanscoreError

_LABELS = ("-L", "我们", "-L", "原来", "-L", "对方")
BESIDE = "\x01"
"""Begins a line that is to go behind the one above it; no YAML file holds this character."""
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


def marked(texts: Versions[str], marker_size: int) -> str:
    """Return a text with markers around all that the three do not share.

    For texts in which there is nothing left to merge: git would take what one side alone changed.
    """
    base, ours, theirs = texts.each(lambda text: text.split("\n"))
    in_base, in_theirs = _shared(ours, base), _shared(ours, theirs)
    marks = [mark * marker_size for mark in "<|=>"]
    out: list[str] = []
    at = Versions(0, 0, 0)
    for i in [*sorted(in_base.keys() & in_theirs.keys()), len(ours)]:
        here = Versions(in_base.get(i, len(base)), i, in_theirs.get(i, len(theirs)))
        was, mine = base[at.base : here.base], ours[at.ours : i]
        yours = theirs[at.theirs : here.theirs]
        if was or mine or yours:
            out += [f"{marks[0]} 我们", *mine, f"{marks[1]} 原来", *was, marks[2], *yours]
            out.append(f"{marks[3]} 对方")
        out += ours[i : i + 1]
        at = here.each(lambda index: index + 1)
    return "\n".join(out)


def _shared(one: list[str], other: list[str]) -> dict[int, int]:
    """Map the lines of one text to the same ones of another, in order."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return {a + k: b + k for a, b, size in matcher.get_matching_blocks() for k in range(size)}


def unite(texts: Versions[str]) -> str:
    """Return what all three have, what either side added, and nothing that either took away."""
    base = texts.base.split("\n")
    (ours_gone, ours_new), (theirs_gone, theirs_new) = (
        _edits(base, side.split("\n")) for side in (texts.ours, texts.theirs)
    )
    united = []
    for at in range(len(base) + 1):
        ours, theirs = ours_new.get(at, []), theirs_new.get(at, [])
        united += ours if ours == theirs else _in_turn(ours, theirs)
        if at < len(base) and at not in ours_gone and at not in theirs_gone:
            united.append(base[at])
    return "\n".join(united)


def _in_turn(ours: list[str], theirs: list[str]) -> list[str]:
    """Return the lines of both, first those that go behind what is above."""
    mine, yours = (len(list(takewhile(_is_beside, side))) for side in (ours, theirs))
    return ours[:mine] + theirs[:yours] + ours[mine:] + theirs[yours:]


def _is_beside(line: str) -> bool:
    return line.startswith(BESIDE)


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
