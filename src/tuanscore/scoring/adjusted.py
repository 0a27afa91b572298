"""What 绩效目标调整 did to a table, in figures and in words, for whoever reads a score by it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tuanscore.finding import Place
    from tuanscore.grammar.target import Target
    from tuanscore.model.kinds.adjustment import Change, GoalAdjustment
    from tuanscore.shelf import LoadedAs
    from tuanscore.shelf.adjusting import InForce

CHANGED, SAME, GONE, NEW = "调整", "不变", "取消", "新增"
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Altered:
    """One row, or the budget, before and after."""

    name: str
    kind: str
    """调整, 不变, 取消 or 新增."""
    before: str | None
    after: str | None
    change: Decimal | None
    """In percent of what was before, to 0.01; None where that is no number."""
    place: Place

    @property
    def words(self) -> str:
        """Return what became of it."""
        if self.kind == GONE:
            return f"{self.name} 取消"
        if self.kind == NEW:
            return f"{self.name} 新增 {self.after}"
        by = "" if self.change is None else f"（{self.change:+.2f}%）"
        return f"{self.name} {self.before} → {self.after}{by}"


@dataclass(frozen=True, slots=True)
class Adjusted:
    """One adjustment that counts."""

    effective: date | None
    budget: Altered | None
    rows: tuple[Altered, ...]
    place: Place

    @property
    def words(self) -> str:
        """Return what it changes, in one sentence."""
        told = [] if self.budget is None else [self.budget]
        changed = [each.words for each in (*told, *self.rows) if each.kind != SAME]
        what = f"：{'；'.join(changed)}" if changed else ""
        return f"按 {self.effective} 生效的绩效目标调整（{self.place.file}）算{what}"


def used(found: InForce) -> tuple[Adjusted, ...]:
    """Return what each adjustment that counts changed, the earliest first."""
    return tuple(map(_adjusted, found.used))


def said(found: InForce) -> Iterator[str]:
    """Yield which adjustments count and what they change, and which do not and why."""
    yield from (adjusted.words for adjusted in used(found))
    for entry in found.idle:
        model = entry.model
        why = model.idle_because or f"{model.effective} 才生效，那以前按原来的目标和预算算"
        still = "不起作用" if model.idle_because else "还不起作用"
        yield f"{model.applied} 申请的绩效目标调整（{entry.document.file}）{still}：{why}"


def _adjusted(entry: LoadedAs[GoalAdjustment]) -> Adjusted:
    model, document = entry.model, entry.document
    rows = (
        _altered(change, document.place(("指标", index)))
        for index, change in enumerate(model.changes)
    )
    budget = None
    if model.budget is not None:
        unit = model.money_in or "元"
        before, after = (a.told(unit) for a in (model.budget.before, model.budget.after))
        change = None if model.amounts is None else percent(*model.amounts)
        budget = Altered("预算", CHANGED, before, after, change, document.place(("预算",)))
    return Adjusted(model.effective, budget, tuple(rows), document.place(()))


def _altered(change: Change, place: Place) -> Altered:
    old, new = change.targets
    before, after = (None if target is None else target.text for target in (old, new))
    if old is None:
        return Altered(change.name, NEW, before, after, None, place)
    if new is None:
        return Altered(change.name, GONE, before, after, None, place)
    kind = SAME if before == after and change.points_after is None else CHANGED
    return Altered(change.name, kind, before, after, _by(old, new), place)


def _by(old: Target, new: Target) -> Decimal | None:
    if not old.measures_alike(new):
        return None
    (_, (before, *_)), (_, (after, *_)) = old.amount, new.amount
    return percent(before, after)


def percent(before: Decimal, after: Decimal) -> Decimal | None:
    """Return a change in percent of what was before, half up to 0.01; None where that is 0."""
    if not before:
        return None
    return ((after - before) * 100 / before).quantize(_CENT, ROUND_HALF_UP)
