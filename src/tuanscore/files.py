"""Where the files of a repository lie: in a folder on disk, or wherever else bytes have names.

A file is called by its path below the root, with ``/`` between folders; one outside of the root
by its absolute path.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from tuanscore import disk
from tuanscore.errors import TuanscoreError
from tuanscore.source.naming import is_document
from tuanscore.source.read import read, read_file

if TYPE_CHECKING:
    from tuanscore.source.read import Result


class Files(Protocol):
    """What a repository asks of the place that its files lie in."""

    def below(self, top: str) -> Iterator[str]:
        """Yield the YAML files below a folder in the order of names, hidden ones left out."""
        ...

    def has(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        ...

    def read(self, name: str) -> Result:
        """Return the document of a file, or None and what is wrong with it."""
        ...

    def content(self, name: str) -> bytes:
        """Return the bytes of a file for showing; of one that cannot be read there are none."""
        ...


class Folder:
    """Files on disk."""

    def __init__(self, root: Path) -> None:
        """Look below this folder."""
        self._root = root

    def below(self, top: str) -> Iterator[str]:
        """Yield the YAML files below a folder; raises TuanscoreError where one may not look."""
        for folder, folders, files in os.walk(self._root / top, onerror=_unreadable):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            relative = Path(folder).relative_to(self._root).as_posix()
            for name in sorted(files):
                if is_document(name):
                    yield f"{relative}/{name}"

    def has(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        path = self._root / name
        return os.path.lexists(path) and not path.is_dir()

    def read(self, name: str) -> Result:
        """Return the document of a file, or None and what is wrong with it."""
        return read_file(name, name, around(self._root, name))

    def content(self, name: str) -> bytes:
        """Return the bytes of a file for showing; of one that cannot be read there are none."""
        try:
            return disk.read(around(self._root, name), name)
        except OSError:
            return b""


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

    def below(self, top: str) -> Iterator[str]:
        """Yield the files below a folder in the order of names."""
        added = (name for name in self._proposed if name.startswith(top + "/"))
        yield from sorted({*super().below(top), *added})

    def has(self, name: str) -> bool:
        """Say whether there is a file of this name, or would be."""
        return name in self._proposed or super().has(name)

    def read(self, name: str) -> Result:
        """Return the document of a file as it would be."""
        return read(self._proposed[name], name) if name in self._proposed else super().read(name)

    def content(self, name: str) -> bytes:
        """Return the bytes of a file as they would be."""
        return self._proposed[name] if name in self._proposed else super().content(name)


def _unreadable(error: OSError) -> None:
    if isinstance(error, FileNotFoundError):
        return
    raise TuanscoreError(
        f"文件夹读不了：{error.filename}（{disk.reason_of(error)}）", "检查权限"
    ) from error
