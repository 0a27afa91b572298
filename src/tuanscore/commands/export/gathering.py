"""From the scores of a year to the rows of its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.export.report import Export, Row
from tuanscore.commands.score import scoring
from tuanscore.grammar.target import Form, TargetError, in_unit, parse, parse_quantity
from tuanscore.model.kinds import department, department_assessment, results, self_assessment
from tuanscore.scoring.tree import Level, State
from tuanscore.shelf import lookup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal
    from typing import Any

    from tuanscore.scoring.department import DepartmentScore, DutyScore
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.tree import Node, Score
    from tuanscore.shelf import Repository

_COLUMNS = {
    Level.SECTION: "section",
    Level.CATEGORY: "category",
    Level.ITEM: "item",
    Level.EXECUTION: "section",
    Level.GOAL: "item",
    Level.CLASS: "section",
    Level.GROUP: "category",
}
"""The column that the name of a part stands in."""


def gather(repository: Repository, year: int, org: str | None = None) -> Export:
    """Score a year and lay every line of it flat; raises NotFoundError for nobody of this name."""
    only = None if org is None else _short_name(repository, org, year)
    ranking = scoring.rank(repository, year)
    cards = sorted((line.score for line in ranking.lines), key=lambda score: score.short_name)
    rows = [row for score in cards for row in _card(score)]
    rows += [row for score in ranking.overall for row in _budget(score, department_assessment.KIND)]
    rows += [row for score in ranking.projects for row in _budget(score, self_assessment.KIND)]
    rows += [_duty(told, year, duty) for told in ranking.departments for duty in told.duties]
    kept = (row for row in rows if only in (None, row.short_name))
    return Export(year, tuple(kept), ranking.unscored, ranking.findings)


def _short_name(repository: Repository, org: str, year: int) -> str:
    """Return the 简称 of an organisation that has a card, or only projects or duties."""
    lookup.check_year(repository, year)
    office = lookup.office(repository, org, year)
    return lookup.card(repository, org, year).model.short_name if office is None else office


def _card(score: Score) -> Iterator[Row]:
    who = {"kind": results.KIND, "organisation": score.org, "project": None, "code": None}
    yield from _lines(score.card, {**who, **_of(score)}, {})


def _budget(score: ProjectScore, kind: str) -> Iterator[Row]:
    named = {"project": score.name, "code": score.code}
    if kind != self_assessment.KIND:
        named = dict.fromkeys(named)
    who = {"kind": kind, "organisation": score.unit, **named}
    yield from _lines(score.tree, {**who, **_of(score)}, {})


def _of(score: Score | ProjectScore) -> dict[str, Any]:
    names = ("short_name", "year", "as_of", "sample")
    return {name: getattr(score, name) for name in names}


def _lines(node: Node, who: dict[str, Any], within: dict[str, str]) -> Iterator[Row]:
    """Yield a row for each line that has no parts; what losses start from has one, too."""
    column = _COLUMNS.get(node.level)
    if column is not None and node.name:
        within = within | {column: node.name}
    if not node.parts or node.base is not None:
        yield _row(node, who, within)
    for part in node.parts:
        yield from _lines(part, who, within)


def _row(node: Node, who: dict[str, Any], within: dict[str, str]) -> Row:
    asked = _asked(node.target)
    said = None if node.actual is None else node.actual.text or None
    low, high, score = node.low, node.high, node.settled
    if node.base is not None:
        low = high = score = node.base
    return Row(
        **who,
        section=within.get("section"),
        category=within.get("category"),
        item=within.get("item"),
        measure=node.name,
        level=node.level.name.lower(),
        target=node.target or None,
        **asked,
        actual=said,
        actual_number=_number(said, asked["unit"]),
        method=node.method or None,
        points=None if node.without_points else node.points,
        score=score,
        low=None if node.without_points else low,
        high=None if node.without_points else high,
        state=node.state.word,
        file=None if node.place is None else node.place.file,
        line=None if node.place is None else node.place.line,
    )


def _asked(text: str) -> dict[str, Any]:
    """Return what a target asks for: how it compares, with which number, in which unit."""
    nothing = dict.fromkeys(("comparator", "target_number", "target_upper", "unit"))
    try:
        target = parse(text)
    except TargetError:
        return nothing
    if target.form is not Form.QUANTITY:
        return nothing
    return {
        "comparator": target.comparator.name.lower(),
        "target_number": target.number,
        "target_upper": target.upper,
        "unit": target.unit or None,
    }


def _number(said: str | None, unit: str | None) -> Decimal | None:
    """Return the number that was reported, in the unit of the target or in its own."""
    if said is None:
        return None
    try:
        quantity = parse_quantity(said)
    except TargetError:
        return None
    return in_unit(quantity, unit or quantity.unit)


def _duty(told: DepartmentScore, year: int, duty: DutyScore) -> Row:
    """Return the row of a 职责, which has a rate and a grade and no points."""
    known = duty.rate is not None
    return Row(
        kind=department.KIND,
        organisation=told.org,
        short_name=told.short_name,
        year=year,
        project=None,
        code=None,
        section=None,
        category=None,
        item=duty.description,
        measure=duty.indicator,
        level="duty",
        target=None if duty.planned is None else str(duty.planned),
        comparator=None if duty.planned is None else "equal",
        target_number=duty.planned,
        target_upper=None,
        unit=None,
        actual=None if duty.done is None else str(duty.done),
        actual_number=duty.done,
        method="完成率",
        points=None,
        score=None,
        low=None,
        high=None,
        state=(State.SCORED if known else State.UNREPORTED).word,
        as_of=None,
        sample=False,
        file=duty.place.file,
        line=duty.place.line,
    )
