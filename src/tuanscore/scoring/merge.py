"""Several reports in a year → what counts: the later 截至 wins, measure by measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from tuanscore.finding import Place, Route
from tuanscore.model.card import CardBody
from tuanscore.model.kinds.results import (
    BonusClaim,
    Deduction,
    Opinion,
    Result,
    Results,
    VetoClaim,
)
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.shelf import Report
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


@dataclass(frozen=True, slots=True)
class Totals:
    """What the latest report says that everything comes to, as it was filled in."""

    total: Decimal | None = None
    grade: str | None = None
    parts: Mapping[str, Decimal] = field(default_factory=dict)
    """小计, by the name of the part or class."""


Opinions = dict[str, list[Sourced[Opinion]]]
"""评议 by the part of the card that it is about."""


@dataclass(slots=True)
class Merged:
    """What counts of all reports on a card."""

    as_of: date | None = None
    sample: bool = False
    results: dict[str, Sourced[Result]] = field(default_factory=dict)
    deductions: dict[str, list[Sourced[Deduction]]] = field(default_factory=dict)
    opinions: Opinions = field(default_factory=dict)
    bonuses: dict[str, Sourced[BonusClaim]] = field(default_factory=dict)
    vetoes: dict[str, list[Sourced[VetoClaim]]] = field(default_factory=dict)
    totals: Totals = Totals()

    def as_claimed(self) -> Merged:
        """Return what the organisation itself says: every 自评, without the 审核 upon it."""
        results = {
            name: replace(
                told, value=told.value.model_copy(update={"reviewed": None, "reviewed_facts": {}})
            )
            if told.value.claimed is not None or told.value.facts
            else told
            for name, told in self.results.items()
        }
        return replace(self, results=results)


def totals(model: Results | SelfAssessment) -> Totals:
    """Return what a report says that everything comes to."""
    return Totals(model.stated, model.stated_grade, model.subtotals)


def reported(result: Result, document: Document, name: str, day: date) -> Sourced[Result]:
    """Return what a report says about a measure, and where it says each part of it."""
    route = ("完成", name)
    entry = document.get(route)
    keys = entry if isinstance(entry, dict) else ()
    places = {key: document.place((*route, key)) for key in keys}
    return Sourced(result, document.place(route), day, places)


def merge(reports: Sequence[Report], card: CardBody) -> Merged:
    """Merge reports on a card, the earliest first.

    A later report replaces the 完成 of the measures it names, the 扣分 on the lines it names, the
    加分 for the matters it names, the 一票否决 of the matters it names, and the 评议 of the parts
    it names, of what those are in and of what is in them. What names no line of the card is left
    out, and so is 评议 inside a part that is rated as a whole: `tuanscore.references` reports it.
    """
    merged = Merged()
    for report in reports:
        model, document, day = report.model, report.document, report.model.as_of
        merged.as_of = day
        merged.sample = merged.sample or model.sample
        merged.totals = totals(model)
        for name, result in model.results.items():
            merged.results[name] = reported(result, document, name, day)
        losses: dict[str, list[Sourced[Deduction]]] = {}
        for index, loss in enumerate(model.deductions):
            if loss.name in card.deductible:
                told = Sourced(loss, document.place(("扣分", index)), day)
                losses.setdefault(card.deductible[loss.name][0], []).append(told)
        merged.deductions |= losses
        if model.opinions:
            merged.opinions = _opinions(merged.opinions, report, card)
        bonuses: dict[str, Sourced[BonusClaim]] = {}
        for index, bonus in enumerate(model.bonuses):  # a matter counts once in a report
            place = document.place(("加分", index))
            before = bonuses.get(bonus.item)
            if before is None or _gives(bonus, card) > _gives(before.value, card):
                bonuses[bonus.item] = Sourced(bonus, place, day)
        merged.bonuses |= bonuses
        vetoes: dict[str, list[Sourced[VetoClaim]]] = {}
        for index, veto in enumerate(model.vetoes):
            told_ = Sourced(veto, document.place(("一票否决", index)), day)
            vetoes.setdefault(veto.matter, []).append(told_)
        merged.vetoes |= vetoes
    return merged


def _gives(claim: BonusClaim, card: CardBody) -> Decimal:
    """Return what a matter that is told twice is weighed by: with 事项 the higher counts."""
    kinds = card.bonus.kinds if card.bonus is not None else {}
    if not kinds:
        return Decimal(0)
    return claim.points if claim.points is not None else kinds.get(claim.kind or "", Decimal(0))


def _opinions(before: Opinions, report: Report, card: CardBody) -> Opinions:
    """Return the 评议 that counts once a report has been added."""
    told: Opinions = {}
    for index, opinion in enumerate(report.model.opinions):
        part = card.rated_part(opinion.name)
        if part is not None:
            place = report.document.place(("评议", index))
            told.setdefault(part, []).append(Sourced(opinion, place, report.model.as_of))
    at = {part: card.ratable[part] for part in (*before, *told)}
    whole = [p for p in told if not any(q != p and _within(at[p], at[q]) for q in told)]
    kept = [
        part
        for part in before
        if not any(_within(at[part], at[p]) or _within(at[p], at[part]) for p in whole)
    ]
    return {part: before[part] for part in kept} | {part: told[part] for part in whole}


def _within(inner: Route, outer: Route) -> bool:
    return inner[: len(outer)] == outer
