"""Two documents of any kind: as the module here does that names the kind, else key by key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore import registry
from tuanscore.commands.diff.change import Change, Comparison, Kind
from tuanscore.commands.diff.words import literal, reworded
from tuanscore.source.tree import leaves

if TYPE_CHECKING:
    from types import ModuleType

    from tuanscore.model.base import Kind as Model
    from tuanscore.shelf import Loaded


def is_comparable(model: Model) -> bool:
    """Say whether two states of a document are compared by themselves."""
    return model.by_key or model.kind in _ways()


def _ways() -> dict[str, ModuleType]:
    return registry.named("tuanscore.commands.diff", "KIND")


def compare(old: Loaded, new: Loaded, strict: bool = False) -> Comparison:
    """Compare two documents of one kind in the order of the old one."""
    own = _ways().get(old.model.kind)
    if own is not None:
        compared: Comparison = own.compare(old, new, strict)
        return compared
    befores, afters = dict(leaves(old.document)), dict(leaves(new.document))
    changes = []
    for route in dict.fromkeys([*befores, *afters]):
        before, after = befores.get(route), afters.get(route)
        words = reworded(literal(before or ""), literal(after or ""))
        if words is not None:
            kind = Kind.ADDED if before is None else Kind.REMOVED if after is None else words.kind
            key, *below = (str(step + 1) if isinstance(step, int) else step for step in route)
            changes.append(
                Change(
                    kind,
                    *(key, "", "", "·".join(below)),
                    old=before,
                    new=after,
                    old_spans=words.old,
                    new_spans=words.new,
                    old_place=None if before is None else old.document.place(route),
                    new_place=None if after is None else new.document.place(route),
                )
            )
    return Comparison(old.model.title_beside, new.model.title_beside, tuple(changes), strict)
