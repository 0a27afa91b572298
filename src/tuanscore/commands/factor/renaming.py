"""What a name of a template became: by its older versions in git, else not known."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from tuanscore.commands.factor import shape
from tuanscore.commands.factor.redundancy import owners
from tuanscore.errors import TuanscoreError
from tuanscore.model.kinds.template import Template
from tuanscore.model.load import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tuanscore.commands.factor.shape import Shape
    from tuanscore.shelf import Repository

_COMMITS = 20
"""How many versions of a template are looked into."""
_ALIKE = 0.6


class Past:
    """A template and its older versions, read when first asked for."""

    def __init__(self, repository: Repository, template: str) -> None:
        """Take the 名称 of a template."""
        self._repository = repository
        self._template = template

    @cached_property
    def now(self) -> Shape:
        """The template as it is, expanded; it must be sound."""
        base = self._repository.template(self._template)
        assert base is not None
        return shape.read(base.document)

    def item(self, name: str) -> str:
        """Return what an item is called now; empty where nobody knows."""
        for old in self._versions:
            if name in old.items:
                new = [item for item in self.now.items if item not in old.items]
                texts = {item: self.now.items[item].text for item in new}
                return _closest(old.items[name].text, texts)
        return ""

    def measure(self, name: str) -> str:
        """Return what a measure is called now; empty where nobody knows."""
        for old in self._versions:
            owner = owners(old).get(name)
            if owner is not None:
                home = owner if owner in self.now.items else self.item(owner)
                new = self.now.items[home].names if home else ()
                added = [measure for measure in new if measure not in old.items[owner].measures]
                at = old.items[owner].names.index(name)
                return added[0] if len(added) == 1 else _in_place(added, new, at)
        return ""

    @cached_property
    def _versions(self) -> list[Shape]:
        try:
            return list(self._read())
        except TuanscoreError:  # no git, or no repository of it
            return []

    def _read(self) -> Iterator[Shape]:
        """Yield the older versions, the latest first."""
        from tuanscore.git import commits
        from tuanscore.git.snapshot import Snapshot

        root, file = self._repository.root, self.now.file
        touching = (c for c in commits.before(root) if file in c.files)
        for commit in islice(touching, _COMMITS):
            document, _ = Snapshot(root, commit.digest).read(file)
            if document is not None and validate(document, Template)[0] is not None:
                yield shape.read(document)


def _closest(text: str, others: dict[str, str]) -> str:
    alike = {name: SequenceMatcher(None, text, other).ratio() for name, other in others.items()}
    best = max(alike, key=lambda name: alike[name], default="")
    return best if best and alike[best] >= _ALIKE else ""


def _in_place(added: Iterable[str], names: tuple[str, ...], at: int) -> str:
    """Return the new measure that stands where the old one stood."""
    return names[at] if at < len(names) and names[at] in added else ""
