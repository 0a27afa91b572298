"""What one card has different from the base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tuanscore.commands.factor.base import Refusal
from tuanscore.commands.factor.difference import difference
from tuanscore.model.kinds.scorecard import DROP, KIND

if TYPE_CHECKING:
    from tuanscore.commands.factor.base import Base
    from tuanscore.commands.factor.shape import Item, Shape


@dataclass(frozen=True, slots=True)
class Overlay:
    """One card as an overlay."""

    file: str
    own: dict[str, Any]
    changes: dict[str, Any]
    """标题, 变量, 指标值 and 条目调整, where there are any."""
    remark: str
    entries: int
    """How many targets, texts, variables and dropped items it says."""

    def tree(self, year: str, template: str) -> dict[str, Any]:
        """Return it as it is written."""
        remark = {"备注": self.remark} if self.remark else {}
        head = {"类型": KIND, **self.own, "年度": year, "模板": template}
        return {**head, **self.changes, **remark}


def overlay(card: Shape, base: Base) -> Overlay | Refusal:
    """Return the smallest overlay, or why there is none."""
    title = {"标题": card.title} if card.title != base.title else {}
    variables = {k: v for k, v in card.variables.items() if base.variables.get(k) != v}
    targets: dict[str, Any] = {}
    adjustments: dict[str, Any] = {}
    entries = len(title) + len(variables)
    for name in (name for found in base.spots.values() for name in found):
        item = card.items.get(name)
        if item is None:
            adjustments[name] = DROP
            entries += 1
            continue
        told = difference(base.items[name], item)
        if told is None:
            return Refusal(card.file, _reason(base.items[name], item), card.place(name))
        targets |= told.targets
        adjustments |= {name: told.changes} if told.changes else {}
        entries += told.entries
    parts = {"变量": variables, "指标值": targets, "条目调整": adjustments}
    changes = {**title, **{key: part for key, part in parts.items() if part}}
    return Overlay(card.file, card.own, changes, card.remark, entries)


def _reason(base: Item, item: Item) -> str:
    for key, value in base.texts.items():
        if key not in item.texts:
            return f"条目“{item.id}”没有{key}，别的表有"
        if key == "小类" and item.texts[key] != value:
            return f"条目“{item.id}”的小类是“{item.texts[key]}”，别的表是“{value}”"
    return f"条目“{item.id}”有小类“{item.texts.get('小类')}”，别的表没有"
