"""What is left of a document once all that is not valid is taken out: to be held against others.

So a misspelt key does not hide that other lines of the same file name what nobody knows. Nothing
is scored or printed of a remainder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import ValidationError

from tuanscore.model.kinds import all_by_name
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.scorecard import Overlay
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.model.messages import route_of
from tuanscore.source.tree import Document, Mapping, Sequence, empty

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from tuanscore.finding import Route
    from tuanscore.model.base import Kind


def of(document: Document) -> tuple[Document, Kind] | None:
    """Return the valid part of a document and its model; None where too much is missing.

    Only kinds are taken apart whose lines stand each for itself: a report's, and the targets that
    an overlay changes. Of a whole card, what is left would contradict itself.
    """
    kind = all_by_name().get(str(document.root.get("类型")))
    model = kind.model_for(document.root) if kind is not None else None
    if model is None or not issubclass(model, Results | SelfAssessment | Overlay):
        return None
    wrong = set(map(_taken_out, _errors(model, document.root)))
    if () in wrong or (model is Overlay and not all(r[0] == "指标值" for r in wrong)):
        return None
    root = _without(document.root, wrong)
    if _errors(model, root):
        return None
    return Document(document.file, root), model.model_validate(root)


def _errors(model: type[Kind], root: Mapping) -> list[ErrorDetails]:
    try:
        model.model_validate(root)
    except ValidationError as error:
        return error.errors(include_url=False)
    return []


def _taken_out(error: ErrorDetails) -> Route:
    """Return the route to the line that is wrong: without one of its parts it means another."""
    route = route_of(error)
    return route[: min(2, len(route) - (error["type"] == "missing"))]


def _without(root: Mapping, wrong: set[Route]) -> Mapping:
    """Return the top of a document without some keys of it, and without some entries below."""
    left = root.copy()
    below: dict[str | int, set[str | int]] = {}
    for first, *rest in wrong:
        below.setdefault(first, set()).update(rest)
    for key, node in root.items():
        gone = below.get(key)
        if (key,) in wrong:
            del left[key]
        elif gone and isinstance(node, Mapping):
            left[key] = empty(node)
            for name in (name for name in node if name not in gone):
                left[key].put(name, node)
        elif gone and isinstance(node, Sequence):
            left[key] = kept = Sequence(n for i, n in enumerate(node) if i not in gone)
            kept.mark = node.mark
            kept.marks = [mark for i, mark in enumerate(node.marks) if i not in gone]
    return left
