"""Drafts: the first text of a new file, made from what the repository knows already.

A draft says nothing that nobody knows: what only a person can tell is a comment to be filled in, or
a text that starts with 待填, which `validate` reports until someone has written it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """One file to be made: its path relative to the root, its text, and what to know about it."""

    path: str
    text: str
    notes: tuple[str, ...] = ()
