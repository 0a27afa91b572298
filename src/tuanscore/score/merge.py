"""Several reports in a year → what counts: the later 截至 wins, measure by measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Generic, TypeVar

from tuanscore.finding import Place
from tuanscore.model.kinds.results import BonusClaim, Deduction, Opinion, Result, VetoClaim
from tuanscore.repository import Report
from tuanscore.source.tree import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """An entry of a report, where it stands, and the day of the report."""

    value: T
    place: Place
    as_of: date
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each key of the entry stands, when it is written with keys."""


@dataclass(slots=True)
class Merged:
    """What counts of all reports on a card."""

    as_of: date | None = None
    sample: bool = False
    results: dict[str, Sourced[Result]] = field(default_factory=dict)
    deductions: dict[str, list[Sourced[Deduction]]] = field(default_factory=dict)
    opinions: list[Sourced[Opinion]] = field(default_factory=list)
    bonuses: dict[str, Sourced[BonusClaim]] = field(default_factory=dict)
    vetoes: dict[str, Sourced[VetoClaim]] = field(default_factory=dict)

    def as_claimed(self) -> Merged:
        """Return what the organisation itself says: every 自评, without the 审核 upon it."""
        results = {
            name: replace(told, value=told.value.model_copy(update={"reviewed": None}))
            if told.value.claimed is not None
            else told
            for name, told in self.results.items()
        }
        return replace(self, results=results)


def reported(result: Result, document: Document, name: str, day: date) -> Sourced[Result]:
    """Return what a report says about a measure, and where it says each part of it."""
    route = ("完成", name)
    entry = document.get(route)
    keys = entry if isinstance(entry, dict) else ()
    places = {key: document.place((*route, key)) for key in keys}
    return Sourced(result, document.place(route), day, places)


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
            merged.results[name] = reported(result, document, name, day)
        for name in dict.fromkeys(d.name for d in model.deductions):
            merged.deductions[name] = []
        for index, deduction in enumerate(model.deductions):
            place = document.place(("扣分", index))
            merged.deductions[deduction.name].append(Sourced(deduction, place, day))
        if model.opinions:
            merged.opinions = [
                Sourced(opinion, document.place(("评议", index)), day)
                for index, opinion in enumerate(model.opinions)
            ]
        bonuses: dict[str, Sourced[BonusClaim]] = {}
        for index, bonus in enumerate(model.bonuses):  # a matter counts once in a report
            place = document.place(("加分", index))
            bonuses.setdefault(bonus.item, Sourced(bonus, place, day))
        merged.bonuses |= bonuses
        for index, veto in enumerate(model.vetoes):
            merged.vetoes[veto.matter] = Sourced(veto, document.place(("一票否决", index)), day)
    return merged
