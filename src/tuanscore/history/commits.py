"""The commits of a repository, the latest first, with the files that each of them touched."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tuanscore.history import git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FIELDS = ("%H", "%P", "%an", "%aI", "%s")
_START = "%x01"


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: who made it, when, and what they said."""

    digest: str
    parents: tuple[str, ...]
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
    told = git.run(
        root,
        *("log", "-z", "--topo-order", "--name-only", "--no-renames", "--relative"),
        *("--diff-merges=first-parent", f"--format={_START}{'%x00'.join(_FIELDS)}%x00"),
        *(git.commit(root, revision), "--", "."),
    )
    for record in told.split(b"\x01")[1:]:
        digest, parents, author, when, subject, *files = record.split(b"\0")
        names = (os.fsdecode(file.removeprefix(b"\n")) for file in files)
        yield Commit(
            digest.decode(),
            tuple(parents.decode().split()),
            author.decode("utf-8", "replace"),
            datetime.fromisoformat(when.decode()),
            subject.decode("utf-8", "replace"),
            tuple(name for name in names if name),
        )
