"""What is left of a document once all that is not valid is taken out: to be held against others.

So a misspelt key does not hide that other lines of the same file name what nobody knows. Nothing
is scored or printed of a remainder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from tuanscore.model.kinds import all_by_name
from tuanscore.model.messages import route_of
from tuanscore.source.tree import Document, Mapping, Sequence, empty, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.finding import Route
    from tuanscore.model.base import Kind
    from tuanscore.source.tree import Node

_SOME_DAY = "2000-01-01"
"""Stands for a 截至 that is wrong or missing: no name depends on it."""
_SAYS_NOTHING: dict[str, Node] = {"完成": Mapping(不适用="-"), "指标值": "定性"}
"""By the key above them, what stands for the values of names that are wrong."""
_COSTS_NOTHING = {"扣分": ("指标", {"分值": "0", "原因": "-"}), "一票否决": ("事项", {"原因": "-"})}
"""By the key above them, what an entry of a list goes by, and what stands for the rest of it."""
_LINES = {*_SAYS_NOTHING, *_COSTS_NOTHING, "评议", "加分", "条目调整"}
"""Keys below which every line stands for itself."""


def of(document: Document) -> tuple[Document, Kind] | None:
    """Return the valid part of a document and its model; None where too much is missing.

    Only kinds are taken apart whose lines stand each for itself: a report's, and the targets that
    an overlay changes. Of a whole card, what is left would contradict itself.
    """
    kind = all_by_name().get(str(document.root.get("类型")))
    model = kind.model_for(document.root) if kind is not None else None
    if model is None or not model.by_lines:
        return None
    wrong = _wrong(model, document.root)
    root = _without(document.root, wrong)
    _leave_out_doubtful(root, document, wrong)
    if _wrong(model, root):
        return None
    return Document(document.file, root), model.model_validate(root)


def _wrong(model: type[Kind], root: Mapping) -> set[Route]:
    """Return the routes to the lines, or else to the keys of the top, that are not valid."""
    try:
        model.model_validate(root)
    except ValidationError as error:
        routes = map(route_of, error.errors(include_url=False))
        return {route[: 2 if route[:1] and route[0] in _LINES else 1] for route in routes}
    return set()


def _without(root: Mapping, wrong: set[Route]) -> Mapping:
    """Return the top of a document without what is wrong; names stay, and say nothing."""
    left = root.copy()
    for key, node in root.items():
        lines = {route[1] for route in wrong if route[:1] == (key,) and len(route) > 1}
        if (key,) in wrong:
            del left[key]
        elif lines and isinstance(node, Mapping):
            left[key] = _names(key, node, lines)
        elif lines and isinstance(node, Sequence):
            left[key] = _entries(key, node, lines)
    if ("截至",) in wrong:
        left["截至"] = _SOME_DAY
    return left


def _names(key: str, node: Mapping, wrong: set[str | int]) -> Mapping:
    left = empty(node)
    for name, value in node.items():
        if name not in wrong:
            left.put(name, node)
        elif key in _SAYS_NOTHING and name and value is not None:  # ``{甲:3}`` is no name
            left.put(name, node)
            left[name] = _SAYS_NOTHING[key]
    return left


def _entries(key: str, node: Sequence, wrong: set[str | int]) -> Sequence:
    kept = [
        (_only_named(key, entry) if index in wrong else entry, mark)
        for index, (entry, mark) in enumerate(zip(node, node.marks, strict=True))
    ]
    left = Sequence(entry for entry, _ in kept if entry is not None)
    left.mark, left.marks = node.mark, [mark for entry, mark in kept if entry is not None]
    return left


def _only_named(key: str, entry: Node) -> Mapping | None:
    """Return an entry that says nothing but whom it is about; None where it does not say that."""
    name, rest = _COSTS_NOTHING.get(key, ("", {}))
    if not isinstance(entry, Mapping) or not isinstance(entry.get(name), str) or not entry[name]:
        return None
    left = empty(entry)
    left.put(name, entry)
    left.update(rest)
    return left


def _leave_out_doubtful(overlay: Mapping, document: Document, wrong: set[Route]) -> None:
    """Take out of an overlay's 指标值 what the wrong parts of the document may have brought."""
    targets = overlay.get("指标值")
    if not isinstance(targets, Mapping):
        return
    said = [text for route in wrong for text in _texts(document.get(route))]
    said += [str(step) for r in wrong if r[:1] != ("指标值",) for step in r[-1:]]
    overlay["指标值"] = left = empty(targets)
    for name in targets:
        if not any(name in text for text in said):
            left.put(name, targets)


def _texts(node: Node) -> Iterator[str]:
    """Yield every key and every value of a node."""
    for route, value in walk(node):
        yield from (step for step in route[-1:] if isinstance(step, str))
        if isinstance(value, str):
            yield value
