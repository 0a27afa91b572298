"""Making a file say something else, in its own layout, with entries as other files wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore.commands.merge.identity import align, frozen
from tuanscore.commands.merge.versions import Versions
from tuanscore.source.rewrite import rewrite

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

_LAYOUT = (2, 4, 2)


class Writer:
    """Rewrites files; what is new in one looks as it does in the file that it comes from."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts that new entries may come from; they are read when first needed."""
        self._texts = tuple(texts)
        self._written: dict[Hashable, Any] | None = None

    def rewritten(self, text: str, tree: Any) -> str:
        """Return a text changed to say what a tree says; only the changed lines differ."""
        return rewrite(text.encode(), lambda document: self._update(document, tree)).decode()

    def _update(self, node: Any, tree: Any) -> None:
        if isinstance(tree, dict):
            self._update_mapping(node, tree)
        else:
            self._update_list(node, tree)

    def _update_mapping(self, node: Any, tree: dict[str, Any]) -> None:
        for key in [key for key in node if key not in tree]:
            del node[key]
        for index, (key, value) in enumerate(tree.items()):
            if key not in node:
                node.insert(index, key, self._copy(value))
            elif _both_hold_more(node[key], value):
                self._update(node[key], value)
            elif frozen(node[key]) != frozen(value):
                if isinstance(node[key], dict | list):
                    node.ca.items.pop(key, None)  # a comment there would come before the value
                node[key] = self._copy(value)
        if list(node) != list(tree):
            for key in tree:
                node.move_to_end(key)

    def _update_list(self, node: Any, tree: list[Any]) -> None:
        keyed = align(Versions(list(node), tree, tree)).lists
        old, new = keyed.base, keyed.ours
        for index, key in reversed(list(enumerate(old))):
            if key not in new:
                del node[index]
        kept = [key for key in old if key in new]
        if kept != [key for key in new if key in old]:  # moved: taken out and put in again
            while node:
                del node[-1]
            kept = []
        for index, (key, value) in enumerate(new.items()):
            if key not in kept:
                node.insert(index, old[key] if key in old else self._copy(value))
            if _both_hold_more(node[index], value):
                self._update(node[index], value)
            elif frozen(node[index]) != frozen(value):
                node[index] = self._copy(value)

    def _copy(self, value: Any) -> Any:
        """Return a value as one of the files writes it, without comments."""
        if not isinstance(value, dict | list):
            return value
        if self._written is None:
            self._written = {}
            for text in self._texts:
                _collect(_load(text), self._written)
        written = self._written.get(frozen(value))
        if written is not None:
            return _bare(written)
        if isinstance(value, dict):
            return {key: self._copy(entry) for key, entry in value.items()}
        return [self._copy(entry) for entry in value]


def _load(text: str) -> Any:
    from tuanscore.source import untyped

    return untyped.load(text, _LAYOUT)[1]


def _both_hold_more(node: Any, value: Any) -> bool:
    return bool(value) and any(
        isinstance(node, kind) and isinstance(value, kind) for kind in (dict, list)
    )


def _collect(node: Any, found: dict[Hashable, Any]) -> None:
    if isinstance(node, dict | list):
        found.setdefault(frozen(node), node)
        for entry in node.values() if isinstance(node, dict) else node:
            _collect(entry, found)


def _bare(node: Any) -> Any:
    """Return a copy in the same style, flow or block, quoted or plain, without comments."""
    if isinstance(node, str):
        return type(node)(node)
    if not isinstance(node, dict | list):
        return node
    twin: Any = type(node)()
    if node.fa.flow_style():  # type: ignore[union-attr]
        twin.fa.set_flow_style()
    if isinstance(node, dict):
        for key, value in node.items():
            twin[key] = _bare(value)
    else:
        twin.extend(map(_bare, node))
    return twin
