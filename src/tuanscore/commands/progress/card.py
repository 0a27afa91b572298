"""A scorecard against the calendar: its targets in printed order, and what else has happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.commands.progress.elapsed import Elapsed
from tuanscore.commands.progress.lights import Light, Rule, for_targets
from tuanscore.commands.progress.line import Histories, Line, counts, histories, line_of
from tuanscore.commands.progress.standing import Ground
from tuanscore.model import states
from tuanscore.model.card import Measure, fill
from tuanscore.scoring.merge import Merged, Sourced, merge

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuanscore.finding import Finding, Place, Route
    from tuanscore.methods import Levels
    from tuanscore.model.card import Item
    from tuanscore.model.kinds.results import Deduction, Opinion
    from tuanscore.model.settings import Settings
    from tuanscore.shelf import Card, Report


@dataclass(frozen=True, slots=True)
class Event:
    """Something that no calendar paces: a deduction, an opinion, a bonus, a veto."""

    kind: str
    """扣分, 评议, 加分 or 一票否决."""
    name: str
    text: str
    as_of: date | None
    """The day of the report that says so; None where nothing is reported."""
    place: Place


@dataclass(frozen=True, slots=True)
class CardProgress:
    """One organisation's targets, each with its light."""

    org: str
    short_name: str
    year: int
    title: str
    elapsed: Elapsed
    reported: tuple[date, ...]
    """The days of the reports that it rests on, the earliest first."""
    sample: bool
    remarks: tuple[str, ...]
    """Which reports are 草稿 or 退回."""
    lines: tuple[Line, ...]
    events: tuple[Event, ...]
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    place: Place

    @property
    def counts(self) -> dict[Light, int]:
        """Return how many targets have each light."""
        return counts(self.lines)

    @property
    def overdue(self) -> tuple[Line, ...]:
        """Return the targets whose day has passed and that are not met."""
        return tuple(line for line in self.lines if line.standing.overdue)


def follow(
    card: Card,
    reports: Sequence[Report],
    day: date,
    settings: Settings,
    levels: Levels,
    findings: tuple[Finding, ...] = (),
) -> CardProgress:
    """Hold a card against the calendar on a day; the earliest report first."""
    model, merged = card.model, merge(reports, card.model)
    elapsed = Elapsed(model.year, day)
    ground = Ground(elapsed, settings.monitoring, levels)
    walk = _Walk(card, merged, histories(reports), ground)
    return CardProgress(
        org=model.org,
        short_name=model.short_name,
        year=model.year,
        title=fill(model.title, model.words()),
        elapsed=elapsed,
        reported=tuple(report.model.as_of for report in reports),
        sample=merged.sample,
        remarks=states.said(report.model for report in reports),
        lines=tuple(walk.lines()),
        events=tuple(walk.events()),
        rules=for_targets(settings.monitoring),
        findings=findings,
        place=card.document.place(()),
    )


class _Walk:
    """One walk over one card, in printed order."""

    def __init__(self, card: Card, merged: Merged, past: Histories, ground: Ground) -> None:
        self.card = card
        self.merged = merged
        self.past = past
        self.ground = ground

    def lines(self) -> Iterator[Line]:
        """Yield every target; what can only lose points, and 评议, are no targets."""
        for s, section in enumerate(self.card.model.sections):
            if section.deducts or section.rated:
                continue
            route: Route = ("部分", s)
            if not section.categories:
                yield self._line(section.name, "", section.name, _JUDGED, route)
            for c, category in enumerate(section.categories):
                heading = "·".join(name for name in (section.name, category.name) if name)
                for i, item in enumerate(category.items):
                    yield from self._item(heading, item, (*route, "类别", c, "条目", i))

    def _item(self, heading: str, item: Item, route: Route) -> Iterator[Line]:
        if not item.measures:
            yield self._line(heading, item.id, item.id, _JUDGED, (*route, "编号"))
        for name, measure in item.measures.items():
            if not measure.deducts:
                at: Route = (*route, "考核点", name)
                yield self._line(heading, item.id, name, measure, at)

    def _line(self, heading: str, item: str, name: str, measure: Measure, route: Route) -> Line:
        place = self.card.document.place(route)
        told = self.merged.results.get(name)
        result = told.value if told is not None else None
        return line_of((heading, item, name), measure, result, self.past, self.ground, place)

    def events(self) -> Iterator[Event]:
        """Yield what was deducted, added, vetoed, and what people think."""
        merged = self.merged
        losses = chain.from_iterable(merged.deductions.values())
        for loss in sorted(losses, key=lambda entry: (entry.as_of, entry.place)):
            yield Event("扣分", loss.value.name, _loss(loss.value), loss.as_of, loss.place)
        for bonus in merged.bonuses.values():
            claim = bonus.value
            text = f"{claim.kind}，照评分表加" if claim.points is None else f"加 {claim.points} 分"
            yield Event("加分", claim.item, text, bonus.as_of, bonus.place)
        for veto in chain.from_iterable(merged.vetoes.values()):
            matter, reason = veto.value.matter, veto.value.reason
            yield Event("一票否决", matter, reason, veto.as_of, veto.place)
        yield from self._opinions()

    def _opinions(self) -> Iterator[Event]:
        told: dict[int | str, list[Sourced[Opinion]]] = {}
        for part, opinions in self.merged.opinions.items():
            told.setdefault(self.card.model.ratable[part][1], []).extend(opinions)
        for s, section in enumerate(self.card.model.sections):
            if section.rated and s not in told:
                place = self.card.document.place(("部分", s))
                yield Event("评议", section.name, "还没有评议", None, place)
            for opinion in told.get(s, ()):
                said = opinion.value
                about = f"{said.name} " if said.name is not None else ""
                people = f"（{said.people} 人）" if said.people is not None else ""
                text = f"{about}{said.mark} 分{people}"
                yield Event("评议", said.source, text, opinion.as_of, opinion.place)


_JUDGED = Measure.model_construct(target=None, method=methods.default_for(None))
"""A line without a target, which can only be judged as a whole."""


def _loss(entry: Deduction) -> str:
    amount = f"扣 {entry.points} 分" if entry.points is not None else "按规定扣分"
    times = f"，{entry.times} 起" if entry.times != 1 else ""
    kind = f"，{entry.kind}" if entry.kind is not None else ""
    return f"{amount}{times}{kind}：{entry.reason}"
