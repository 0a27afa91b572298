"""A card as a sheet: every line that a report may name, and its deductions, opinions, bonuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore import methods
from tuanscore.commands.form.subject import DONE, NAMED, PROOF, SCORE, WHY, Row, Subject, Way
from tuanscore.commands.new.kinds.results import suffix, until
from tuanscore.commands.new.known import sound
from tuanscore.commands.new.request import as_file_name
from tuanscore.commands.score.scoring import score_card
from tuanscore.grammar.target import Form
from tuanscore.model.card import fill, short_measure
from tuanscore.model.kinds.results import KIND
from tuanscore.shelf import CARDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from tuanscore.model.card import Item, Measure
    from tuanscore.model.kinds.results import Result, Results
    from tuanscore.model.kinds.scorecard import AnyCard, Scorecard
    from tuanscore.shelf import LoadedAs, Report, Repository

_SPARE = 5
"""Empty rows for what is told apart from the lines."""
HEADS = ("部分", "类别", "条目", "考核点")


def subject(
    entry: LoadedAs[AnyCard], repository: Repository, as_of: date | None, today: date
) -> Subject:
    """Return the sheet of a card, with the latest report or that of the day asked for."""
    card = sound(repository, entry)
    model = card.model
    reports = repository.results_for(model)
    day = as_of or (reports[-1].model.as_of if reports else until(model.year, today))
    report = next((one for one in reports if one.model.as_of == day), None)
    name = as_file_name(model.short_name, "简称")
    path = f"{CARDS}/{model.year}/完成情况/{name}{suffix(model.year, day)}.yaml"
    points = {
        node.key or node.name: node.points for node in score_card(card, repository).card.nodes()
    }
    lines = _Lines(model, report, points, repository.levels(model))
    return Subject(
        tab=model.short_name,
        title=f"{model.org} {model.year} 年完成情况（截至 {day}）",
        kind=KIND,
        path=path if report is None else report.document.file,
        head={
            "类型": KIND,
            "单位": model.short_name,
            "年度": str(model.year),
            "截至": day.isoformat(),
        },
        rows=(*lines.rows(), *lines.beside()),
        heads=HEADS,
    )


class _Lines:
    """The rows of one card, beside what a report says of them."""

    def __init__(
        self,
        card: Scorecard,
        report: Report | None,
        points: Mapping[str, Decimal | None],
        levels: methods.Levels,
    ) -> None:
        self._card = card
        self._told: Results | None = None if report is None else report.model
        self._points = points
        self._levels = levels
        self._words = card.words()

    def rows(self) -> Iterator[Row]:
        for section in self._card.sections:
            if section.method is not None:
                continue
            if not section.categories:
                text = fill(section.text or "", self._words)
                yield from self._row(section.name, None, (section.name, "", text, ""))
            for category in section.categories:
                labels = (section.name, category.name or "")
                for item in category.items:
                    yield from self._item(item, labels)

    def _item(self, item: Item, above: tuple[str, str]) -> Iterator[Row]:
        text = fill(item.text, self._words)
        if not item.measures:
            yield from self._row(item.id, None, (*above, text, item.id))
        for name, measure in item.measures.items():
            if not measure.deducts:
                yield from self._row(name, measure, (*above, text, name))

    def _row(
        self, name: str, measure: Measure | None, labels: tuple[str, str, str, str]
    ) -> Iterator[Row]:
        measure = measure or short_measure("定性")
        result = self._told.results.get(name) if self._told is not None else None
        yield asked(
            Way.RESULT,
            ("完成", name),
            labels,
            measure,
            self._points.get(name),
            result,
            self._levels,
        )
        yield from beneath(("完成", name), measure, result)

    def beside(self) -> Iterator[Row]:
        """Yield what is told apart from the lines, with room for more."""
        told, card = self._told, self._card
        names = tuple(card.deductible)
        if names:
            had = [] if told is None else [_deduction(one) for one in told.deductions]
            yield from _spare(Way.DEDUCTION, had, names)
        rated = tuple(card.ratable)
        if rated:
            had = [] if told is None else [_opinion(one) for one in told.opinions]
            yield from _spare(Way.OPINION, had, rated)
        if card.bonus is not None:
            had = [] if told is None else [_bonus(one) for one in told.bonuses]
            yield from _spare(Way.BONUS, had, ())


def asked(
    way: Way,
    route: tuple[str | int, ...],
    labels: tuple[str, str, str, str],
    measure: Measure,
    points: Decimal | None,
    result: Result | None,
    levels: methods.Levels,
) -> Row:
    """Return the row of one line, with what a report says of it."""
    target = measure.target
    words = target is None or target.form is Form.QUALITATIVE
    by_words = words and measure.method == methods.default_for(None)
    text = methods.describe(target, measure.method, measure) if target is None else target.text
    return Row(
        way,
        route,
        labels,
        text,
        "" if target is None else target.unit,
        points,
        {} if result is None else said(result),
        tuple(levels) if by_words else (),
        target,
        measure.method,
        {word: bounds[0] for word, bounds in levels.items()} if by_words else {},
    )


def said(result: Result) -> dict[str, str]:
    """Return what a report says of a line, by the columns of the sheet."""
    done = result.claimed or ""
    if result.not_applicable is not None:
        done = f"不适用：{result.not_applicable}"
    told = {
        DONE: done,
        SCORE: "" if result.printed is None else f"{result.printed:f}",
        WHY: result.deviation or result.note or "",
        PROOF: "；".join(result.evidence),
    }
    return {column: text for column, text in told.items() if text}


def beneath(route: tuple[str | int, ...], measure: Measure, result: Result | None) -> Iterator[Row]:
    """Yield what else a line asks for: its 基数, or the several figures that it is told by."""
    if measure.method == "对比":
        for key, value in (
            ("基数", result.base if result is not None else None),
            ("基数来源", result.base_source if result is not None else None),
        ):
            told = {DONE: value} if value else {}
            yield Row(Way.VALUE, (*route, key), ("", "", "", f"　{key}"), told=told)
    for key, names in methods.told_by(measure.method, measure).items():
        for name in names:
            told = _told_by(key, name, result)
            yield Row(Way.VALUE, (*route, key, name), ("", "", "", f"　{key}：{name}"), told=told)


def _told_by(key: str, name: str, result: Result | None) -> dict[str, str]:
    if result is None:
        return {}
    if key == "评分":
        return {DONE: f"{result.marks[name]:f}"} if name in result.marks else {}
    events = result.facts.get(name, ())
    return {DONE: "；".join(event.words for event in events)} if events else {}


# ---- what is told apart --------------------------------------------------------------------------


def _spare(way: Way, told: list[dict[str, str]], names: tuple[str, ...]) -> Iterator[Row]:
    for index, one in enumerate([*told, *({} for _ in range(_SPARE))]):
        shown = {column: text for column, text in one.items() if text}
        yield Row(way, (way.value, index), (way.value, "", "", ""), told=shown, choices=names)


def _deduction(one: Any) -> dict[str, str]:
    return {
        NAMED: one.name,
        DONE: "" if one.times == 1 else str(one.times),
        SCORE: "" if one.points is None else f"{one.points:f}",
        WHY: one.reason,
        PROOF: "；".join(one.evidence),
    }


def _opinion(one: Any) -> dict[str, str]:
    return {
        NAMED: one.name or "",
        DONE: "" if one.people is None else str(one.people),
        SCORE: f"{one.mark:f}",
        WHY: one.source,
    }


def _bonus(one: Any) -> dict[str, str]:
    return {
        NAMED: one.item,
        SCORE: "" if one.points is None else f"{one.points:f}",
        PROOF: "；".join(one.evidence),
    }
