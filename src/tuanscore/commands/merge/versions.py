"""The three versions of one thing that a merge is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Versions(Generic[T]):
    """What it was, and what each side made of it."""

    base: T
    ours: T
    theirs: T

    def each(self, make: Callable[[T], U]) -> Versions[U]:
        """Return what is made of each of the three."""
        return Versions(make(self.base), make(self.ours), make(self.theirs))

    def __iter__(self) -> Iterator[T]:
        return iter((self.base, self.ours, self.theirs))


class Absent:
    """Stands for what a version does not have."""


ABSENT = Absent()
