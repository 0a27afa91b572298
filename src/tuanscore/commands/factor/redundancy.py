"""What an overlay says that its template says as well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuanscore.commands.factor.shape import Shape, item, plain, read, written
from tuanscore.grammar.target import parse
from tuanscore.model.kinds.scorecard import DROP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.finding import Route
    from tuanscore.source.tree import Document


@dataclass(frozen=True, slots=True)
class Redundancy:
    """An entry that can go."""

    route: Route
    origin: Route
    """Where the same is said: in the template, or in the overlay's own 条目调整."""
    own: bool = False
    """Whether it is the overlay that says it twice."""
    words: tuple[str, str] | None = None
    """The target there and here, where they mean the same in other words."""


def redundant(overlay: Document, template: Document) -> Iterator[Redundancy]:
    """Yield each entry that can go; the template is expanded.

    All of them can go together: what 指标值 says is held against the item as 条目调整 leaves it.
    """
    told, base = plain(overlay.root), read(template)
    if told.get("标题") == base.title:
        yield Redundancy(("标题",), ("标题",))
    for name, value in (told.get("变量") or {}).items():
        if base.variables.get(name) == value:
            yield Redundancy(("变量", name), ("变量", name))
    adjustments = told.get("条目调整") or {}
    for name, change in adjustments.items():
        if name in base.items and change != DROP:
            yield from _in_adjustment(name, change, base)
    for name, value in (told.get("指标值") or {}).items():
        found = _said(name, adjustments, base)
        if found is None:
            continue
        own, spelling = found[1][0] == "条目调整", _spelling(found[0], value)
        if _says_nothing_new(found[0], value):
            yield Redundancy(("指标值", name), found[1], own)
        elif spelling is not None:
            yield Redundancy(("指标值", name), found[1], own, spelling)


def owners(base: Shape) -> dict[str, str]:
    """Return the item of each measure."""
    return {name: item_.id for item_ in base.items.values() for name in item_.measures}


def _in_adjustment(name: str, change: dict[str, Any], base: Shape) -> Iterator[Redundancy]:
    old = base.items[name]
    new = item({"编号": name, "内容": old.text, **change})
    same = [key for key in change if key != "考核点" and old.texts.get(key) == new.texts[key]]
    if "考核点" in change and written(old.measures) == written(new.measures):
        same.append("考核点")
    at = base.route(name)
    if len(same) == len(change):
        yield Redundancy(("条目调整", name), at)
        return
    for key in same:
        yield Redundancy(("条目调整", name, key), (*at, key))


def _said(name: str, adjustments: dict[str, Any], base: Shape) -> tuple[Any, Route] | None:
    """Return what a measure is before 指标值, and where that is said; None where it is not."""
    for old in base.items.values():
        change = adjustments.get(old.id, {})
        if change == DROP:
            continue
        if "考核点" in change:
            now = item({"编号": old.id, "内容": old.text, **change})
            if name in now.measures:
                return now.measures[name], ("条目调整", old.id, "考核点", name)
        elif name in old.measures:
            return old.measures[name], (*base.route(old.id), "考核点", name)
    return None


def _spelling(old: Any, new: Any) -> tuple[str, str] | None:
    """Return two targets that mean the same in other words, where they differ in nothing else."""
    had = old if isinstance(old, dict) else {"目标": old}
    said = new if isinstance(new, dict) else {"目标": new}
    was, now = had.get("目标"), said.get("目标")
    if not isinstance(was, str) or not isinstance(now, str) or was == now:
        return None
    if not _says_nothing_new(had, {**said, "目标": was}):
        return None
    return (was, now) if parse(was).canonical == parse(now).canonical else None


def _says_nothing_new(old: Any, new: Any) -> bool:
    if isinstance(old, str) and isinstance(new, str):
        return old == new
    had = old if isinstance(old, dict) else {"目标": old}
    said = new if isinstance(new, dict) else {"目标": new}
    return all(key in had and written(had[key]) == written(said[key]) for key in said)
