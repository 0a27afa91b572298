"""Files on disk, and others as they would be: a change can be looked at before it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.model.card import fill
from tuanscore.shelf import Card, Repository
from tuanscore.shelf.files import Proposal

if TYPE_CHECKING:
    from collections.abc import Mapping


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
