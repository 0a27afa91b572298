"""Score YAML texts in this process, without any files."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter

from tuanscore import methods
from tuanscore.methods import Case, Levels, Outcome, Peers
from tuanscore.model.card import AnyMeasure, Measure
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.scorecard import Scorecard
from tuanscore.model.load import load
from tuanscore.model.settings import BUILT_IN_SCALES, LEVEL_PROFILES
from tuanscore.scoring import walk
from tuanscore.scoring.tree import Node, Score
from tuanscore.shelf import Report
from tuanscore.source.read import read

DEFAULT_SCALE = "团区委绩效标准"
FOUR = LEVEL_PROFILES["四档"]

_MEASURE: TypeAdapter[Measure] = TypeAdapter(AnyMeasure)


def scored(card: str, reports: list[str]) -> Score:
    """Score a whole card by its reports, in whatever order they come."""
    document, findings = read(card.encode(), "甲.yaml")
    assert document is not None, findings
    model, findings = load(document)
    assert isinstance(model, Scorecard), findings
    assert not findings
    found = []
    for number, text in enumerate(reports):
        told, findings = read(text.encode(), f"完成情况/甲{number}.yaml")
        assert told is not None, findings
        results, findings = load(told)
        assert isinstance(results, Results), findings
        found.append(Report(told, results))
    found.sort(key=lambda report: report.model.as_of)
    scale = model.grade_scale or DEFAULT_SCALE
    rules = walk.Rules(FOUR, scale, BUILT_IN_SCALES[scale])
    return walk.score(model, document, found, rules)


def cents(value: Decimal) -> int:
    """Return points, which are whole cents, or a rate in hundredths of a percent."""
    whole = value * 100
    assert whole == whole.to_integral_value()
    return int(whole)


def tree(node: Node) -> dict[str, Any]:
    """Return a node as the naive scorer writes it down."""
    return {
        "name": node.name,
        "points": None if node.points is None else cents(node.points),
        "low": cents(node.low),
        "high": cents(node.high),
        "parts": [tree(part) for part in node.parts],
    }


def summary(score: Score) -> dict[str, Any]:
    """Return all that a score says in numbers, as the naive scorer does."""
    rates = [None if r is None else cents(r) for r in (score.rate_low, score.rate_high)]
    return {"tree": tree(score.card), "rates": rates, "grades": list(score.grades)}


def measure(written: Any) -> Measure:
    """Return a measure as it is written under 考核点."""
    return _MEASURE.validate_python(written)


def judge(
    written: Any,
    actual: str,
    *,
    levels: Levels = FOUR,
    points: str = "1",
    base: str | None = None,
    peers: Peers | None = None,
) -> Outcome:
    """Judge a 完成值 by a measure as it is written under 考核点."""
    line = measure(written)
    case = Case(line.target, actual, levels, Decimal(points), base, peers)
    return methods.judge(line.method, case, line)


def share(outcome: Outcome) -> Fraction:
    """Return the share of the points, exactly."""
    return Fraction(outcome.numerator) / Fraction(outcome.denominator)
