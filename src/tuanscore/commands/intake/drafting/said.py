"""Values on their way from a paper into a file: texts that know which cell said them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tuanscore.commands.intake.meaning.recognised import Left, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tuanscore.commands.intake.meaning.recognised import Value
    from tuanscore.finding import Route


_ENDS = "，。；：、,;:（(“"
"""After which a line goes on in the next without a blank."""
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


class Said(str):
    """A text of a file, and where in the paper it was read; empty where it was not read there."""

    __slots__ = ("at",)
    at: str

    def __new__(cls, text: str, at: str = "") -> Said:
        """Take a text and the cell that said it."""
        made = super().__new__(cls, text)
        made.at = at
        return made


class Values:
    """The values of a head or a row, and which of them a file has taken."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        """Take the values by the field's words."""
        self._values = values
        self._taken: set[str] = set()

    def take(self, *keys: str) -> Said | None:
        """Return the first of these that says something, its lines as one text; None for none."""
        for key in keys:
            if (said := self._text(key)) is not None:
                self._taken.add(key)
                return said
        return None

    def every(self, *keys: str) -> list[Said]:
        """Return what the first of these keys that is there says, one by one."""
        for key in keys:
            told = [said for one in _several(self._values.get(key, ())) if (said := _said(one))]
            if told:
                self._taken.add(key)
                return told
        return []

    def named(self, key: str) -> dict[str, Said]:
        """Return what is said by names under a key, blank cells left out."""
        value = self._values.get(key)
        if not isinstance(value, Mapping):
            return {}
        self._taken.add(key)
        return {name: said for name, told in value.items() if (said := _said(told))}

    def add(self, key: str, said: Said) -> None:
        """Put something back that a file could not take where it belongs."""
        self._values = {**self._values, key: Told(str(said), said.at)}
        self._taken.discard(key)

    def drop(self, *keys: str) -> None:
        """Note that these were looked at and say nothing that a file needs."""
        self._taken.update(keys)

    def rest(self) -> Iterator[tuple[str, Said]]:
        """Yield what nobody has taken."""
        for key in self._values:
            if key not in self._taken and (said := self._text(key)) is not None:
                yield key, said

    def _text(self, key: str) -> Said | None:
        value = self._values.get(key, ())
        if isinstance(value, Mapping):
            return kept((name, said) for name, told in value.items() if (said := _said(told)))
        return joined((said for one in _several(value) if (said := _said(one))), " ")


def joined(texts: Iterable[Said | None], between: str = "") -> Said | None:
    """Return texts as one, and where all of them were said; None where there is none."""
    told = [text for text in texts if text is not None]
    if not told:
        return None
    places = dict.fromkeys(text.at for text in told if text.at)
    return Said(between.join(told), "、".join(places))


def kept(values: Iterable[tuple[str, Said]]) -> Said | None:
    """Return what no key of a file takes as one text to be kept beside it."""
    return joined((Said(f"{key}：{text}", text.at) for key, text in values), "；")


def left(values: Iterable[tuple[str, Said]], why: str) -> tuple[Left, ...]:
    """Return the same as it is to be reported."""
    return tuple(Left(f"{key}：{text}", text.at, why) for key, text in values)


def filled(tree: dict[str, Any]) -> dict[str, Any]:
    """Return a tree without the keys under which nothing is."""
    return {
        key: value for key, value in tree.items() if value is not None and value not in ({}, [])
    }


def places(tree: Any, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Yield the route of each text that was read in the paper, and where."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from places(value, (*route, key))
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from places(value, (*route, index))
    elif isinstance(tree, Said) and tree.at:
        yield route, tree.at


def plain(tree: Any) -> Any:
    """Return a tree of texts that know nothing."""
    if isinstance(tree, dict):
        return {str(key): plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [plain(value) for value in tree]
    return str(tree)


def _several(value: Value) -> tuple[Told, ...]:
    if isinstance(value, Mapping):
        return tuple(value.values())
    return (value,) if isinstance(value, Told) else value


def _said(told: Told) -> Said:
    return Said(_on_one_line(told.text), told.at)


def _on_one_line(text: str) -> str:
    """Return a text without the line ends of its cell, and without what nobody sees."""
    lines = ("".join(c if c.isprintable() else " " for c in line) for line in text.split("\n"))
    joined = ""
    for line in filter(None, map(_trimmed, lines)):
        joined += line if not joined or joined[-1] in _ENDS else f" {line}"
    return joined


def _trimmed(line: str) -> str:
    return line.translate(_INVISIBLE).strip()
