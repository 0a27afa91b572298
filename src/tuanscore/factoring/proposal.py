"""Files on disk, and others as they would be: a change can be looked at before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.files import Folder
from tuanscore.model.card import fill
from tuanscore.repository import Card, Repository
from tuanscore.source.read import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tuanscore.source.read import Result


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


def proposed(repository: Repository, files: Mapping[str, bytes]) -> Repository:
    """Return the repository as it would be with these files."""
    return Repository(repository.root, files=Proposal(repository.root, files))


def unchanged(before: Card, after: Card | None, *, but_spelling: bool = False) -> bool:
    """Say whether a card is exactly the same, in the order and the digits of everything.

    ``but_spelling``: targets may be written otherwise where they mean and print the same.
    """
    if after is None:
        return False
    if not but_spelling:
        return repr(before.model) == repr(after.model)
    return _said(before) == _said(after)


def _said(card: Card) -> tuple[str, list[str]]:
    """Return a card without the spelling of its targets, and its texts as they are printed."""
    model = card.model
    words = model.words()
    told = repr(model)
    for _, _, _, measure in model.measures():
        if measure.target is not None:
            told = told.replace(repr(measure.target), measure.target.canonical)
    texts = [item.text for _, item in model.items()]
    texts += [model.title, *(section.text or "" for section in model.sections)]
    return told, [fill(text, words) for text in texts]
