"""Where the files of a repository lie: in a folder on disk, or wherever else bytes have names.

A file is called by its path below the root, with ``/`` between folders; one outside of the root
by its absolute path. One that links lead to is called by where it really lies, so that it is the
same file whichever way it was reached.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from tuanscore import disk
from tuanscore.errors import TuanscoreError
from tuanscore.source.naming import HIDDEN, is_document, meant
from tuanscore.source.read import read, read_file

if TYPE_CHECKING:
    from tuanscore.source.read import Result


class Files(Protocol):
    """What a repository asks of the place that its files lie in."""

    def below(self, *tops: str) -> Iterator[str]:
        """Yield each YAML file below some folders once, in a fixed order, hidden ones left out.

        Links are followed; one that cannot be, for it leads out of the root or nowhere, is yielded
        itself, and `read` says what is wrong with it.
        """
        ...

    def real(self, name: str) -> str | None:
        """Return what a file is called that is named by a link; None where it leads out."""
        ...

    def has(self, name: str) -> bool:
        """Say whether there is anything but a folder of this name."""
        ...

    def read(self, name: str) -> Result:
        """Return the document of a file, or None and what is wrong with it."""
        ...

    def content(self, name: str) -> bytes:
        """Return the bytes of a file for showing; of one that cannot be read there are none."""
        ...


class _Found(NamedTuple):
    """One file that was come across."""

    name: str
    called: str
    """Its own name, or that of the link to it."""
    lost: bool = False
    """Whether it is a link that may lead to a whole folder, and cannot be followed."""


class Folder:
    """Files on disk."""

    def __init__(self, root: Path) -> None:
        """Look below this folder."""
        self._root = root
        self._asked: set[str] = set()
        self._ignored: set[str] = set()

    def below(self, *tops: str) -> Iterator[str]:
        """Yield the YAML files below some folders; raises TuanscoreError where one may not look."""
        found = (each.name for each in self._walk(tops) if each.lost or is_document(each.called))
        return iter(dict.fromkeys(found))

    def misnamed(self, *tops: str) -> Iterator[str]:
        """Yield the files below some folders that nobody reads for what they are called."""
        return (each.name for each in self._walk(tops) if meant(each.called) is not None)

    def ignored(self, names: Iterable[str]) -> set[str]:
        """Return those of some files that git is told to ignore."""
        names = set(names)
        self._ask({name.partition("/")[0] for name in names})
        return {name for name in names if name in self._ignored}

    def _walk(self, tops: Iterable[str]) -> Iterator[_Found]:
        """Yield every file that is not ignored, those that links lead to last.

        Of what is hidden only files that someone has written, not those that a system puts there.
        """
        self._ask(set(tops))
        links = [top for top in tops if os.path.islink(os.path.join(self._root, top))]
        folders = [top for top in tops if top not in links][::-1]
        seen: set[str] = set()
        while folders or links:
            if not folders:
                yield from self._followed(links.pop(0), folders)
                continue
            folder = folders.pop()
            if folder in seen:
                continue
            seen.add(folder)
            inner = []
            for entry, name in self._entries(folder):
                if entry.is_symlink():
                    links.append(name)
                elif entry.is_dir(follow_symlinks=False):
                    inner.append(name)
                else:
                    yield _Found(name, entry.name)
            folders += reversed(inner)

    def _entries(self, folder: str) -> Iterator[tuple[os.DirEntry[str], str]]:
        """Yield what is in a folder in the order of names, with its name below the root."""
        try:
            with os.scandir(os.path.join(self._root, folder)) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except (FileNotFoundError, NotADirectoryError):
            return
        except OSError as error:
            message = f"文件夹读不了：{error.filename}（{disk.reason_of(error)}）"
            raise TuanscoreError(message, "检查权限") from error
        for entry in entries:
            name = entry.name if folder == "." else f"{folder}/{entry.name}"
            ignored = self._ignored and (name in self._ignored or f"{name}/" in self._ignored)
            if not _is_hidden(entry) and not ignored:
                yield entry, name

    def _followed(self, link: str, folders: list[str]) -> Iterator[_Found]:
        """Yield the file that a link leads to, or the link where there is none to read.

        A folder inside of the root is put on the list, unless the link is in it.
        """
        target = os.path.realpath(os.path.join(self._root, link))
        called = posixpath.basename(link)
        name = self.real(link)
        if name is None or not os.path.exists(target):
            bare = not posixpath.splitext(called)[1] and not os.path.exists(target)
            yield _Found(link, called, lost=bare or os.path.isdir(target))
        elif name != "." and not link.startswith(f"{name}/") and not self.ignored([name]):
            if os.path.isdir(target):
                folders.append(name)
            else:
                yield _Found(name, called)

    def real(self, name: str) -> str | None:
        """Return what a file is called that is named by a link; None where it leads out."""
        root, path = (Path(os.path.realpath(p)) for p in (self._root, self._root / name))
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else None

    def has(self, name: str) -> bool:
        """Say whether there is anything but a folder of this name."""
        path = self._root / name
        return os.path.lexists(path) and not path.is_dir()

    def _ask(self, tops: set[str]) -> None:
        """Ask git once about each folder at the top, where there is a checkout around the root."""
        new = tops - self._asked
        self._asked |= new
        if new and any((folder / ".git").exists() for folder in (self._root, *self._root.parents)):
            from tuanscore.git import plumbing as git

            self._ignored |= git.ignored(self._root, new)

    def read(self, name: str) -> Result:
        """Return the document of a file, or None and what is wrong with it."""
        return read_file(name, name, around(self._root, name))

    def content(self, name: str) -> bytes:
        """Return the bytes of a file for showing; of one that cannot be read there are none."""
        try:
            return disk.read(around(self._root, name), name)
        except OSError:
            return b""


def _is_hidden(entry: os.DirEntry[str]) -> bool:
    system = entry.name.startswith(("._", ".#"))  # macOS keeps attributes so, Emacs locks
    return entry.name.startswith(HIDDEN) and (system or not entry.is_file(follow_symlinks=False))


def around(root: Path, name: str) -> Path | None:
    """Return what a file must not lead out of; who names one elsewhere means it."""
    elsewhere = os.path.isabs(name) and not Path(name).is_relative_to(root)
    return None if elsewhere else root


class Proposal(Folder):
    """Files on disk with proposed ones in their place or beside them."""

    def __init__(self, root: Path, proposed: Mapping[str, bytes]) -> None:
        """Take the contents of the proposed files by their names."""
        super().__init__(root)
        self._proposed = proposed

    def below(self, *tops: str) -> Iterator[str]:
        """Yield the files below some folders in the order of names."""
        added = (name for name in self._proposed if name.startswith(tuple(f"{t}/" for t in tops)))
        yield from sorted({*super().below(*tops), *added})

    def read(self, name: str) -> Result:
        """Return the document of a file as it would be."""
        return read(self._proposed[name], name) if name in self._proposed else super().read(name)

    def content(self, name: str) -> bytes:
        """Return the bytes of a file as they would be."""
        return self._proposed[name] if name in self._proposed else super().content(name)
