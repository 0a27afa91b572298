"""Last year's file as this year's: the same lines, with other words at the top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore.commands.new.writing import modeline
from tuanscore.source.lines import with_ends

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from tuanscore.shelf import Loaded, Repository


def copy(
    repository: Repository,
    entry: Loaded,
    path: str,
    changes: Mapping[str, Any],
    without: Mapping[str, Collection[str]],
) -> str:
    """Return a document's text with other values at its top; a value of None takes a key out.

    ``without`` says which entries below a key to leave out. What stands above the first key is
    about the old file (where it was copied from, say) and does not go along.
    """
    from tuanscore.source.rewrite import rewrite

    text = repository.text(entry.document.file)
    body = text[_start_of_first_key(text) :]

    def change(document: Any) -> None:
        for key, value in changes.items():
            if value is None:
                document.pop(key, None)
            elif document.get(key) != value:  # what stays the same stays as it was laid out
                document[key] = value
        for key, names in without.items():
            for name in [n for n in document.get(key) or () if n in names]:
                del document[key][name]
            if key in document and not document[key]:
                del document[key]

    return modeline(path) + rewrite(body.encode(), change).decode()


def _start_of_first_key(text: str) -> int:
    start = 0
    for line in with_ends(text):
        if line.strip() and line[0] not in "#-%":
            break
        start += len(line)
    return start
