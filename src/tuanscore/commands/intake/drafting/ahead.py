"""A repository as it will be: with the files that are to be written, before they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tuanscore.commands.factor.proposal import proposed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tuanscore.shelf import Repository


@dataclass(frozen=True)
class Ahead:
    """A repository with files beside those that it has."""

    repository: Repository
    files: Mapping[str, bytes]

    @cached_property
    def shelf(self) -> Repository:
        """The repository with these files."""
        return proposed(self.repository, self.files)

    def plus(self, path: str, data: bytes) -> Repository:
        """Return the repository with one file more, or another in its place."""
        return proposed(self.repository, {**self.files, path: data})
