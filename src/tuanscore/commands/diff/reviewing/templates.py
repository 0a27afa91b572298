"""diff --rev on templates: what each says now, and the files that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.commands.diff.change import Comparison
    from tuanscore.commands.diff.reviewing.sides import Side
    from tuanscore.shelf import Base


def review(old: Side, new: Side, changed: set[str], *, strict: bool) -> Iterator[Comparison]:
    """Yield the differences of each template whose own file or whose 引用 changed."""
    from tuanscore.commands.diff import comparison as diff

    for name in _changed(old, new, changed):
        before, after = old.template(name), new.template(name)
        if before is not None and after is not None and before.sound and after.sound:
            compared = diff.compare(before, after, strict)
            if not compared.same:
                yield compared


def sources(base: Base) -> set[str]:
    """Return the files that a template is put together from."""
    routes = (("部分", index, "类别", 0) for index in range(len(base.model.sections)))
    return {base.document.file, *(base.document.place(route).file for route in routes)}


def _changed(old: Side, new: Side, changed: set[str]) -> list[str]:
    """Return the names of templates on both sides that rest on a file that changed."""
    names: dict[str, None] = {}
    for side in (new, old):
        for entry in side.repository.templates():
            base = side.template(entry.model.name)
            if base is not None and not changed.isdisjoint(sources(base)):
                names[base.model.name] = None
    return list(names)
