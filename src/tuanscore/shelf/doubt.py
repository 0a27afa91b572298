"""What is in the way of an answer: files with errors that may be about what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.model import kinds
from tuanscore.shelf import search
from tuanscore.shelf.claims import Claim, claim
from tuanscore.shelf.documents import CARDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from tuanscore.finding import Finding
    from tuanscore.shelf.documents import Documents
    from tuanscore.shelf.index import Index


class Doubt:
    """The files with errors, by what they may be about."""

    def __init__(
        self, documents: Documents, index: Callable[[], Index], until: date | None
    ) -> None:
        """Take the documents, a way to learn which is what, and the day after which none counts."""
        self._documents, self._index, self._until = documents, index, until
        self._claims: dict[str, Claim] = {}

    def of(self, file: str) -> list[Finding]:
        """Return what is wrong with a file, if it has errors."""
        return self._documents.read(file)[1] if self._documents.sound(file) is None else []

    def on(self, names: Collection[str], year: int, *about: str) -> list[str]:
        """Return the files with errors that may be on who has these names.

        ``about`` are the kinds that are looked for. A file is judged by what it says it is; where
        it does not say whose it is, by all that it speaks of.
        """
        index, looked_for = self._index(), ((*about, ""), (year, 0))
        files = {*index.called(names, *looked_for), *index.unnamed(*looked_for)}
        sought = [search.undisguised(name) for name in names]
        return [
            file
            for file in self._broken(index.in_order(files))
            if (said := self._said(file)).kind in about or said.kind not in kinds.all_by_name()
            if said.year in (None, year)
            and (self._until is None or said.as_of is None or said.as_of <= self._until)
            and (any(map(said.is_called, names)) or (not said.named and self._speaks(file, sought)))
        ]

    def called(self, part: str, year: int | None = None) -> list[str]:
        """Return the files with errors that go by this part of a name."""
        sought = [search.undisguised(part)]
        return [
            file
            for file in self._broken(self._documents.names)
            if (said := self._said(file)).year in (None, year) or year is None
            if said.speaks_of(part) or (not said.named and self._speaks(file, sought))
        ]

    def within(self, year: int, *about: str, sure: bool = True) -> list[str]:
        """Return the files with errors of these kinds and this year.

        Unless it must be ``sure``, also those that may be: they do not say which year they are of,
        or they lie among reports and cards and no kind goes by what they say they are.
        """
        known, index = kinds.all_by_name(), self._index()
        return [
            file
            for file in self._broken(index.of((*about, ""), (year, 0)))
            if (said := self._said(file)).year == year or (said.year is None and not sure)
            if said.kind in about
            or (not sure and file.startswith(CARDS) and said.kind not in known)
        ]

    def speaking_of(self, *words: str) -> list[str]:
        """Return the files with errors that speak of all these words."""
        sought = [search.undisguised(word) for word in words]
        return [
            file
            for file in self._broken(self._documents.names)
            if all(self._speaks(file, [word]) for word in sought)
        ]

    def _broken(self, files: Iterable[str]) -> list[str]:
        """Return those of some files that have errors."""
        return [file for file in files if self.of(file)]

    def _said(self, file: str) -> Claim:
        if file not in self._claims:
            self._claims[file] = claim(file, search.unescaped(self._documents.text(file)))
        return self._claims[file]

    def _speaks(self, file: str, words: Collection[str]) -> bool:
        text = search.undisguised(f"{file}\n{self._documents.text(file)}")
        return any(word in text for word in words)
