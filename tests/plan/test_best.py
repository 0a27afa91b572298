"""The best that a plan promises: it adds up, and the scorer gives it when all of it is reported."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, event, given, settings

from generated import Made, cases, write
from scoring import DEFAULT_SCALE, FOUR
from thorough import times
from tuanscore.commands.plan.drawing import draw
from tuanscore.commands.plan.report import Plan, Way
from tuanscore.errors import TuanscoreError
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.scorecard import Scorecard
from tuanscore.model.load import load
from tuanscore.model.settings import BUILT_IN_SCALES
from tuanscore.scoring import walk
from tuanscore.scoring.tree import Score
from tuanscore.shelf import Card, Report
from tuanscore.source.read import read


def card_of(made: Made) -> Card:
    document, _ = read(write(made.card).encode(), "甲.yaml")
    assert document is not None
    model, findings = load(document)
    assert isinstance(model, Scorecard)
    assert not findings
    return Card(document, model)


def reports_of(made: Made, *more: str) -> list[Report]:
    found = []
    for text in (*made.texts()[1], *more):
        document, _ = read(text.encode(), "完成情况.yaml")
        assert document is not None
        model, findings = load(document)
        assert isinstance(model, Results), findings
        found.append(Report(document, model))
    return sorted(found, key=lambda report: report.model.as_of)


def scored(card: Card, reports: list[Report]) -> Score:
    return walk.score(card.model, card.document, reports, rules_of(card))


def rules_of(card: Card) -> walk.Rules:
    scale = card.model.grade_scale or DEFAULT_SCALE
    return walk.Rules(FOUR, scale, BUILT_IN_SCALES[scale])


def told(made: Made, values: dict[str, str]) -> str:
    """Write a later report that says these 完成值, each with the 基数 that is known."""
    known: dict[str, dict[str, str]] = {}
    for report in sorted(made.reports, key=lambda report: str(report["截至"])):
        known |= {
            name: {"基数": entry["基数"], "基数来源": "统计公报"}
            for name, entry in report.get("完成", {}).items()
            if isinstance(entry, dict) and "基数" in entry
        }
    lines = {name: {"自评": value, **known.get(name, {})} for name, value in values.items()}
    head = {"类型": "完成情况", "单位": "甲", "年度": "2024", "截至": "2025-01-31"}
    return write(head | ({"完成": lines} if lines else {}))


def planned(card: Card, reports: list[Report], to: str | None) -> Plan:
    try:
        return draw(card, scored(card, reports), reports, rules_of(card), to)
    except TuanscoreError:  # nothing applies
        assume(False)
        raise


def check(made: Made, to: str | None = None) -> Plan:
    """Hold a plan against its own sums and against the scorer; return it."""
    card, reports = card_of(made), reports_of(made)
    plan = planned(card, reports, to)
    lost = sum((one.points for one in plan.lost), Decimal(0))
    assert plan.best.total == min(plan.full + plan.bonus - lost, plan.full)
    assert all(one.points > 0 for one in plan.lost)
    ahead = scored(card, reports).year_end
    assert ahead is None or plan.best.total <= ahead.high
    everything = {w.line.measure: w.line.options[-1].value for w in plan.worth if w.line.options}
    done = scored(card, reports_of(made, told(made, everything)))
    assert done.card.low == plan.best.total
    for way in (plan.cheapest, plan.fewest):
        assert (way is not None) == (plan.best.total >= plan.needed and not plan.vetoes)
        if way is not None:
            reaches(made, card, plan, way)
    return plan


def reaches(made: Made, card: Card, plan: Plan, way: Way) -> None:
    """Report the steps of a way, then all but one: each must be needed."""
    steps = {step.line.measure: step.option.value for step in way.steps}
    done = scored(card, reports_of(made, told(made, steps)))
    assert (done.card.low, done.grades[-1]) == (way.reached.total, way.reached.grade)
    assert done.card.low >= plan.needed
    for left_out in steps:
        fewer = {name: value for name, value in steps.items() if name != left_out}
        assert scored(card, reports_of(made, told(made, fewer))).card.low < plan.needed


@settings(max_examples=times(15), deadline=None)
@given(cases())
def test_full_marks_and_bonus_less_what_is_lost_are_the_best(made: Made) -> None:
    assume(made.reports)
    plan = check(made)
    event(f"reachable: {plan.cheapest is not None}, lost: {bool(plan.lost)}")
