"""The files of a repository as they were in one commit; nothing is checked out."""

from __future__ import annotations

import os
import posixpath
from functools import cached_property
from typing import TYPE_CHECKING

from tuanscore.errors import TuanscoreError
from tuanscore.finding import Finding, Place
from tuanscore.git import plumbing as git
from tuanscore.source import codes
from tuanscore.source.naming import is_document
from tuanscore.source.read import MAX_BYTES, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tuanscore.source.read import Result

_AT_ONCE = 200
"""Files that one call of git reads; who asks for one asks for those after it as a rule."""
_TOO_LARGE = bytes(MAX_BYTES + 1)
_REGULAR = ("100644", "100755", "100664")
_LINK = "120000"
_HOPS = 40
"""Links that may lead from one to the next, as in Linux."""


class Snapshot:
    """Files of one commit below a folder, read from git's objects."""

    def __init__(self, root: Path, revision: str) -> None:
        """List the files of the commit; raises TuanscoreError when there is no such commit."""
        self.commit = git.commit(root, revision)
        self._root = root
        self._blobs: dict[str, str] = {}
        self._linking: dict[str, str] = {}
        for line in git.run(root, "ls-tree", "-r", "-z", self.commit).split(b"\0")[:-1]:
            about, _, path = line.partition(b"\t")
            mode, _, blob = about.decode().split(" ")
            if mode in _REGULAR:
                self._blobs[os.fsdecode(path)] = blob
            elif mode == _LINK:
                self._linking[os.fsdecode(path)] = blob
        self._names = list(self._blobs)
        self._order = {name: index for index, name in enumerate(self._names)}
        self._contents: dict[str, bytes] = {}

    def names(self) -> tuple[str, ...]:
        """Return every file of the commit, in its order."""
        return tuple(self._names)

    def blob(self, name: str) -> str | None:
        """Return what git calls the content of a file; None where there is no such file."""
        return self._blobs.get(name)

    def was_link(self, name: str) -> bool:
        """Say whether there was a symbolic link of this name."""
        return name in self._linking

    def has(self, name: str) -> bool:
        """Say whether there was a file or a link of this name."""
        return name in self._blobs or name in self._linking

    @cached_property
    def _links(self) -> dict[str, bytes]:
        """The links of the commit, each with what is written in it."""
        told = git.contents(self._root, [*self._linking.values()])
        return dict(zip(self._linking, told, strict=True))

    def below(self, *tops: str) -> Iterator[str]:
        """Yield the YAML files below some folders in the order of names, hidden ones left out.

        Links are followed inside the commit; those that lead elsewhere are yielded themselves.
        """
        names = [n for top in tops for n in sorted(self._names) if n.startswith(top + "/")]
        found = dict.fromkeys(name for name in names if is_document(name))
        inside = tuple(f"{top}/" for top in tops)
        links = [n for n in self._linking if n in tops or n.startswith(inside)]
        for link in links:  # which grow by those in the folders that they lead to
            found |= dict.fromkeys(self._followed(link, links))
        return iter(found)

    def _followed(self, link: str, links: list[str]) -> Iterator[str]:
        """Yield the files that a link leads to; the link where there are none to read."""
        target, called = self.real(link), posixpath.basename(link)
        if target is None:
            if is_document(called) or not posixpath.splitext(called)[1]:
                yield link
        elif target in self._blobs:
            if is_document(called):
                yield target
        elif target != "." and not link.startswith(f"{target}/"):
            inner = f"{target}/"
            links += [n for n in self._linking if n.startswith(inner) and n not in links]
            ours = (n for n in sorted(self._names) if n.startswith(inner))
            yield from (n for n in ours if is_document(n.removeprefix(inner)))

    def real(self, name: str, hops: int = _HOPS) -> str | None:
        """Return the file or folder that a path leads to; None outside of the commit."""
        parts = name.split("/")
        for length in range(1, len(parts) + 1):
            head = "/".join(parts[:length])
            if head in self._linking:
                told = os.fsdecode(self._links[head])
                onward = posixpath.join(posixpath.dirname(head), told, *parts[length:])
                onward = posixpath.normpath(onward)
                outside = not hops or told.startswith("/") or onward.split("/")[0] == ".."
                return None if outside else self.real(onward, hops - 1)
        there = (
            name == "." or name in self._blobs or any(n.startswith(f"{name}/") for n in self._names)
        )
        return name if there else None

    def read(self, name: str) -> Result:
        """Return the document of a file, or None and what is wrong with it."""
        if name in self._linking:
            message, hint = "链接指到仓库外面，或指的东西没有了", "把文件本身放进仓库里"
            return None, [Finding(codes.UNREADABLE, message, Place(name), hint)]
        if name not in self._blobs:
            reason = f"版本 {self.commit[:7]} 里没有这个文件"
            return None, [Finding(codes.UNREADABLE, reason, Place(name), "换一个版本")]
        data = self.content(name)
        return read(data if name in self._contents else _TOO_LARGE, name)

    def content(self, name: str) -> bytes:
        """Return the bytes of a file; none of one that the commit lacks, or that is too large.

        Raises TuanscoreError for what this clone does not have.
        """
        if name not in self._blobs:
            return b""
        if name not in self._contents:
            at = self._order[name]
            after = (n for n in self._names[at + 1 : at + _AT_ONCE] if is_document(n))
            self._contents = self._read_together([name, *after])
        return self._contents.get(name, b"")

    def _read_together(self, names: list[str]) -> dict[str, bytes]:
        """Return the contents of files, those left out that are too large; the first is asked for.

        Of the others none is asked for that this clone does not have.
        """
        blobs = [self._blobs[name] for name in names]
        sizes = git.sizes(self._root, blobs)
        if sizes[0] is None:
            message = f"{names[0]} 在版本 {self.commit[:7]} 里的内容不在这份克隆里"
            raise TuanscoreError(message, git.WHOLE)
        found = {
            name: blob
            for name, blob, size in zip(names, blobs, sizes, strict=True)
            if size is not None and size <= MAX_BYTES
        }
        return dict(zip(found, git.contents(self._root, list(found.values())), strict=True))
