"""Several reports in a year → what counts: the later 截至 wins, measure by measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from tuanscore.finding import Place
from tuanscore.model.kinds.results import BonusClaim, Deduction, Opinion, Result
from tuanscore.repository import Report

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """An entry of a report, where it stands, and the day of the report."""

    value: T
    place: Place
    as_of: date


@dataclass(slots=True)
class Merged:
    """What counts of all reports on a card."""

    as_of: date | None = None
    sample: bool = False
    results: dict[str, Sourced[Result]] = field(default_factory=dict)
    deductions: dict[str, list[Sourced[Deduction]]] = field(default_factory=dict)
    opinions: list[Sourced[Opinion]] = field(default_factory=list)
    bonuses: dict[str, Sourced[BonusClaim]] = field(default_factory=dict)


def merge(reports: Sequence[Report]) -> Merged:
    """Merge reports, the earliest first.

    A later report replaces the 完成 of the measures it names, the 扣分 on the lines it names, the
    加分 for the matters it names, and the 评议 when it has any.
    """
    merged = Merged()
    for report in reports:
        model, document, day = report.model, report.document, report.model.as_of
        merged.as_of = day
        merged.sample = merged.sample or model.sample
        for name, result in model.results.items():
            place = document.place(("完成", name))
            merged.results[name] = Sourced(result, place, day)
        for name in {d.name for d in model.deductions}:
            merged.deductions[name] = []
        for index, deduction in enumerate(model.deductions):
            place = document.place(("扣分", index))
            merged.deductions[deduction.name].append(Sourced(deduction, place, day))
        if model.opinions:
            merged.opinions = [
                Sourced(opinion, document.place(("评议", index)), day)
                for index, opinion in enumerate(model.opinions)
            ]
        for index, bonus in enumerate(model.bonuses):
            merged.bonuses[bonus.item] = Sourced(bonus, document.place(("加分", index)), day)
    return merged
