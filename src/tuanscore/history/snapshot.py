"""The files of a repository as they were in one commit; nothing is checked out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tuanscore.finding import Finding, Place
from tuanscore.history import git
from tuanscore.source import codes
from tuanscore.source.naming import is_document
from tuanscore.source.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tuanscore.source.read import Result

_AT_ONCE = 200
"""Files that one call of git reads; who asks for one asks for those after it as a rule."""
_REGULAR = ("100644", "100755", "100664")


class Snapshot:
    """Files of one commit below a folder, read from git's objects."""

    def __init__(self, root: Path, revision: str) -> None:
        """List the files of the commit; raises TuanscoreError when there is no such commit."""
        self.commit = git.commit(root, revision)
        self._root = root
        self._blobs: dict[str, str] = {}
        for line in git.run(root, "ls-tree", "-r", "-z", self.commit).split(b"\0")[:-1]:
            about, _, path = line.partition(b"\t")
            mode, _, blob = about.decode().split(" ")
            if mode in _REGULAR:
                self._blobs[os.fsdecode(path)] = blob
        self._names = list(self._blobs)
        self._order = {name: index for index, name in enumerate(self._names)}
        self._contents: dict[str, bytes] = {}

    def names(self) -> tuple[str, ...]:
        """Return every file of the commit, in its order."""
        return tuple(self._names)

    def blob(self, name: str) -> str | None:
        """Return what git calls the content of a file; None where there is no such file."""
        return self._blobs.get(name)

    def below(self, top: str) -> Iterator[str]:
        """Yield the YAML files below a folder in the order of names, hidden ones left out."""
        inside = (n for n in sorted(self._names) if n.startswith(top + "/"))
        for name in inside:
            if is_document(name):
                yield name

    def has(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        return name in self._blobs

    def read(self, name: str) -> Result:
        """Return the document of a file, or None and what is wrong with it."""
        if name not in self._blobs:
            reason = f"版本 {self.commit[:7]} 里没有这个文件"
            return None, [Finding(codes.UNREADABLE, reason, Place(name), "换一个版本")]
        return read(self.content(name), name)

    def content(self, name: str) -> bytes:
        """Return the bytes of a file; there are none of one that the commit does not have."""
        if name not in self._blobs:
            return b""
        if name not in self._contents:
            at = self._order[name]
            after = (n for n in self._names[at + 1 : at + _AT_ONCE] if is_document(n))
            group = [name, *after]
            told = git.contents(self._root, [self._blobs[n] for n in group])
            self._contents = dict(zip(group, told, strict=True))
        return self._contents[name]
