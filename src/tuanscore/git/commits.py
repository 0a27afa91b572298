"""The commits of a repository, the latest first, with the files that each of them touched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

from tuanscore.git import plumbing as git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AUTHOR = re.compile(rb"([^<]*)(?:<.*>\s*(\d+)\s+([+-]\d\d)(\d\d)$)?")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""What git shows for a time that is none."""


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: who made it, when, and what they said."""

    digest: str
    parents: tuple[str, ...]
    """Those that this clone has: none of the first commit of a shallow one."""
    author: str
    when: datetime
    subject: str
    files: tuple[str, ...]
    """What it touched, relative to the folder asked about; of a merge, against its first parent."""

    @property
    def short(self) -> str:
        """The first seven digits."""
        return self.digest[:7]

    @property
    def day(self) -> str:
        """The day, where the author was."""
        return self.when.date().isoformat()


def before(root: Path, revision: str = "HEAD") -> Iterator[Commit]:
    """Yield the commits that led to a revision and touched the folder, children before parents."""
    asked = ("--topo-order", "--format=%H %P", git.commit(root, revision), "--", ".")
    told = git.run(root, "rev-list", *asked).decode().splitlines()[1::2]  # after “commit …”
    family = {digest: tuple(parents) for digest, *parents in map(str.split, told)}
    files = git.touched(root, [(digest, next(iter(p), "")) for digest, p in family.items()])
    for digest, data in zip(family, git.contents(root, list(family)), strict=True):
        yield _read(digest, family[digest], data, files.get(digest, ()))


def _read(digest: str, parents: tuple[str, ...], data: bytes, files: tuple[str, ...]) -> Commit:
    """Return what the object of a commit says; it may hold anything."""
    head, _, message = data.partition(b"\n\n")
    said = dict(line.partition(b" ")[::2] for line in head.split(b"\n"))
    encoding = said.get(b"encoding", b"utf-8").decode("ascii", "replace")
    author = _AUTHOR.match(said.get(b"author", b""))
    assert author is not None  # it matches nothing, too
    lines = (line.strip() for line in _decoded(message, encoding).split("\n"))
    return Commit(
        digest,
        parents,
        _decoded(author[1].strip(), encoding),
        _when(author),
        " ".join(takewhile(bool, dropwhile(lambda line: not line, lines))),
        files,
    )


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except (LookupError, ValueError):  # no such encoding, or none of texts
        return data.decode("utf-8", "replace")


def _when(author: re.Match[bytes]) -> datetime:
    """Return a time in the zone it is told in, in UTC where there is no such zone."""
    if author[2] is None:
        return _NEVER
    hours, minutes = int(author[3]), int(author[3][:1] + author[4])
    try:
        zone = timezone(timedelta(hours=hours, minutes=minutes))
    except ValueError:
        zone = UTC
    try:
        return datetime.fromtimestamp(int(author[2]), zone)
    except (ValueError, OverflowError, OSError):
        return _NEVER
