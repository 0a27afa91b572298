"""What an overlay has to say so that an item of the base becomes the item of a card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuanscore.commands.factor.shape import written

if TYPE_CHECKING:
    from tuanscore.commands.factor.shape import Item


@dataclass(frozen=True, slots=True)
class Difference:
    """The entries of one item: under 指标值 and under 条目调整."""

    targets: dict[str, Any]
    changes: dict[str, Any]

    @property
    def lines(self) -> int:
        """How many lines it takes."""
        measures = self.changes.get("考核点", ())
        return len(self.targets) + bool(self.changes) + len(self.changes) + len(measures)

    @property
    def entries(self) -> int:
        """How many targets and texts it says."""
        measures = self.changes.get("考核点")
        said = len(self.changes) if measures is None else len(self.changes) - 1
        return len(self.targets) + said + (max(len(measures), 1) if measures is not None else 0)


def difference(base: Item, item: Item) -> Difference | None:
    """Return the smallest difference; None where no overlay can tell it."""
    if base.texts.get("小类") != item.texts.get("小类") or not {*base.texts} <= {*item.texts}:
        return None
    changes: dict[str, Any] = {
        key: item.texts[key]
        for key in ("内容", "分值", "备注")
        if key in item.texts and base.texts.get(key) != item.texts[key]
    }
    targets = _targets(base.measures, item.measures)
    whole = len(item.measures) + 1 + (not changes)
    if targets is None or len(targets) > whole:
        return Difference({}, {**changes, "考核点": item.measures})
    return Difference(targets, changes)


def override(base: Any, wanted: Any) -> tuple[bool, Any]:
    """Return whether 指标值 can turn one measure into another, and what it says; None: nothing."""
    if written(base) == written(wanted):
        return True, None
    if isinstance(base, str) and isinstance(wanted, str):
        return True, wanted
    old = base if isinstance(base, dict) else {"目标": base}
    new = wanted if isinstance(wanted, dict) else {"目标": wanted}
    if not {*old} <= {*new}:
        return False, None
    said = {k: v for k, v in new.items() if k not in old or written(old[k]) != written(v)}
    if not said:
        return True, None
    return True, said["目标"] if [*said] == ["目标"] else said


def _targets(base: dict[str, Any], wanted: dict[str, Any]) -> dict[str, Any] | None:
    if [*base] != [*wanted]:
        return None
    said = {}
    for name, value in wanted.items():
        possible, words = override(base[name], value)
        if not possible:
            return None
        if words is not None:
            said[name] = words
    return said
