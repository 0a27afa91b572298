"""The document tree: what was written, as text, and where.

A node is ``None`` (nothing written), ``str`` (a scalar exactly as written), `Mapping` or
`Sequence`. Containers remember where their parts stand, so a tree put together from several files
still knows the place of everything in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol
from unicodedata import normalize

from tuanscore.finding import Place, Route

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


class Mark(Protocol):
    """A position as libyaml gives it: line and column counted from 0."""

    @property
    def name(self) -> str:
        """The file, as findings call it."""

    @property
    def line(self) -> int:
        """Lines above it."""

    @property
    def column(self) -> int:
        """Characters before it in its line."""


class Mapping(dict[str, Any]):
    """A mapping; ``marks`` holds (mark of key, mark of value, style) for each key.

    The style is that of a scalar value: ``''`` plain, ``'`` or ``"`` quoted, ``|`` or ``>`` block;
    None for a value that is no scalar.
    """

    __slots__ = ("mark", "marks")
    mark: Mark
    marks: dict[str, tuple[Mark, Mark, str | None]]

    def put(self, key: str, source: Mapping, source_key: str | None = None) -> None:
        """Take a value over from another mapping, together with its place."""
        self[key] = source[source_key or key]
        self.marks[key] = source.marks[source_key or key]

    def copy(self) -> Mapping:
        """Return a shallow copy that keeps all places."""
        twin = Mapping(self)
        twin.mark, twin.marks = self.mark, dict(self.marks)
        return twin


class Sequence(list[Any]):
    """A list; ``marks`` holds the mark of each entry."""

    __slots__ = ("mark", "marks")
    mark: Mark
    marks: list[Mark]


Node = None | str | Mapping | Sequence


def empty(like: Mapping) -> Mapping:
    """Return a mapping without entries that stands where the other stands."""
    twin = Mapping()
    twin.mark, twin.marks = like.mark, {}
    return twin


@lru_cache(maxsize=65536)
def fold(key: str) -> str:
    """Return the form in which keys are compared: NFKC, without invisible characters."""
    return _folded(key)


def _folded(key: str) -> str:
    folded = normalize("NFKC", key).translate(_INVISIBLE).strip()
    return key if folded == key else folded


def fold_name(name: str) -> str:
    """Return the form in which names are looked up: as keys are compared, without capitals."""
    return fold(name).casefold()


def fold_for_good(name: str) -> str:
    """Return it likewise for one of very many names, of which none will be asked for again."""
    return _folded(name).casefold()


def meant(typed: str, known: Iterable[str]) -> str:
    """Return the known name that someone typed, in whatever form; else what was typed."""
    return next((name for name in known if fold_name(name) == fold_name(typed)), typed)


def place_of(mark: Mark) -> Place:
    """Turn a mark into a place counted from 1."""
    return Place(mark.name, mark.line + 1, mark.column + 1)


@dataclass(frozen=True, slots=True)
class Document:
    """One document: the file it came from and its tree."""

    file: str
    root: Mapping
    blocks: tuple[Mark, ...] = ()
    """Where scalars in block style (``|`` and ``>``) stand."""

    def place(self, route: Route) -> Place:
        """Return where the value at the route stands, or the deepest part of it that exists."""
        return place_of(self._marks(route)[1])

    def key_place(self, route: Route) -> Place:
        """Return where the key at the end of the route stands; for list entries, the entry."""
        return place_of(self._marks(route)[0])

    def get(self, route: Route) -> Node:
        """Return the node at the route, or None where the route leads nowhere."""
        node: Any = self.root
        for step in route:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                return None
        return node  # type: ignore[no-any-return]

    def style(self, route: Route) -> str | None:
        """Return the style of the scalar at the route; None where it is not a mapping's scalar."""
        parent = self.get(route[:-1])
        if route and isinstance(parent, Mapping) and route[-1] in parent.marks:
            return parent.marks[str(route[-1])][2]
        return None

    def _marks(self, route: Route) -> tuple[Mark, Mark]:
        marks = (self.root.mark, self.root.mark)
        node: Any = self.root
        for step in route:
            if isinstance(node, Mapping) and step in node.marks:
                key, value, _ = node.marks[str(step)]
                marks = (key, value)
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.marks):
                marks = (node.marks[step], node.marks[step])
            else:
                continue
            node = node[step]
        return marks


def leaves(document: Document) -> Iterator[tuple[Route, str]]:
    """Yield every value of a document that says something, in its order."""
    yield from ((route, node) for route, node in walk(document.root) if isinstance(node, str))


def walk(node: Node, route: Route = ()) -> Iterator[tuple[Route, Node]]:
    """Yield every node below and including this one with its route, in document order."""
    yield route, node
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield from walk(value, (*route, key))
    elif isinstance(node, Sequence):
        for index, value in enumerate(node):
            yield from walk(value, (*route, index))
