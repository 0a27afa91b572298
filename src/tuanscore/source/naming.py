"""Which files are ours, by their names alone."""

from __future__ import annotations

_ENDINGS = (".yaml", ".yml")


def is_document(path: str) -> bool:
    """Say whether a file of this relative path is one of ours: YAML, and not hidden."""
    return path.lower().endswith(_ENDINGS) and not any(
        part.startswith(".") for part in path.split("/")
    )
