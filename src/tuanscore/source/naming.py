"""Which files are ours, by their names alone."""

from __future__ import annotations

from unicodedata import normalize

_ENDINGS = (".yaml", ".yml")
ADDED = ".txt"
HIDDEN = "."


def is_document(path: str) -> bool:
    """Say whether a file of this relative path is one of ours: YAML, and not hidden."""
    return path.lower().endswith(_ENDINGS) and not any(
        part.startswith(".") for part in path.split("/")
    )


def meant(path: str) -> str | None:
    """Return the name of one of ours that a file of this name was meant to be, if it is none.

    That is an ending that an editor has added, a blank, one typed in full width, or a dot in front.
    """
    bare = path[: -len(ADDED)] if path.lower().endswith(ADDED) else path
    whole = bare.strip().lstrip(HIDDEN)
    for ending in _ENDINGS:
        if normalize("NFKC", whole[-len(ending) :]).lower() == ending:
            whole = whole[: -len(ending)] + ending if not is_document(whole) else whole
    return whole if whole != path and is_document(whole) else None
