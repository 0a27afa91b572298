"""The figures of scores, whatever report they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.faces.telling import picked
from tuanscore.model.prior import Prior
from tuanscore.scoring.adjusted import Adjusted, Altered
from tuanscore.scoring.department import DepartmentScore, DutyScore
from tuanscore.scoring.funds import Row, Spending
from tuanscore.scoring.gates import Gate, Short
from tuanscore.scoring.project import ProjectScore
from tuanscore.scoring.special import Cap
from tuanscore.scoring.supposition import Supposed, Supposition
from tuanscore.scoring.tree import (
    Actual,
    Attainment,
    Claimed,
    Difference,
    Filled,
    Input,
    Level,
    Node,
    Outlook,
    Score,
    Veto,
)

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json, Shape

_PARTS = {
    Level.CARD: "sections",
    Level.SECTION: "categories",
    Level.CATEGORY: "items",
    Level.ITEM: "measures",
    Level.PROJECT: "classes",
    Level.GOAL: "classes",
    Level.CLASS: "groups",
    Level.GROUP: "indicators",
}
"""The key that the parts of a level stand under; a level without one has none."""

_STANDING = "low high rate.low=rate_low rate.high=rate_high grades"


def _score(score: Score) -> Json:
    """Return the figures of a card, without its tree."""
    return picked(
        score,
        "org short_name year sample as_of full score=card.settled low=card.low high=card.high"
        " rate.low=rate_low rate.high=rate_high grades scale.name=scale_name scale.bands=scale"
        " missing assumptions vetoes grades_by_rate claimed filled? attainment? place",
    ) | _ahead(score, score.card)


def project(score: ProjectScore) -> Json:
    """Return the figures of a project, without its tree."""
    return (
        picked(
            score,
            "code name unit short_name year sample as_of full score=tree.settled low=tree.low"
            " high=tree.high rate.low=rate_low rate.high=rate_high grades scheme.name=scheme"
            " scheme.basis=basis scheme.bands=scale spending achieved heads missing assumptions"
            " claimed filled? cap? place",
        )
        | _ahead(score, score.tree)
        | _funds(score.spending)
        | ({"adjusted": score.adjusted} if score.adjusted else {})
    )


def _funds(spending: Spending | None) -> Json:
    """Return what stands around the rate: the unit as printed, and every row."""
    if spending is None:
        return {}
    told = "unit initial from_parts written stated_rate|null=stated note|null rows"
    return {"funds": picked(spending, told)}


def _ahead(score: Score | ProjectScore, root: Node) -> Json:
    """Return the two standings of a year that is not over, 到今天 and 年底可能; else nothing."""
    ahead = score.year_end
    if ahead is None:
        return {}
    to_date = picked(root, "low high") | picked(score, _STANDING.removeprefix("low high "))
    return {"to_date": {"day": ahead.day, **to_date}, "year_end": ahead}


def _node(top: Node) -> Json:
    """Return a part of a score with everything below it."""
    told = picked(
        top,
        "level name points score=settled low high state share formula=arithmetic inputs place",
    )
    if top.reach is not None:
        told["year_end"] = picked(top, "low high=reach prospect")
    told |= picked(top, "base? filled? prior? coefficient?")
    if top.key:
        told["key"] = top.key
    if top.reached:
        told["reached"] = top.reached
    if top.text:
        told["text"] = top.text
    if top.method:
        told |= picked(top, "target|null method rule actual")
    if top.level in _PARTS:
        told[_PARTS[top.level]] = top.parts
    if top.within:
        told["within"] = top.within
    return told


def _actual(actual: Actual) -> Json:
    """Return what was reported about a line; what a form asks beside it only where it was said."""
    told = picked(actual, "text claimed reviewed note deviation? remedy? place")
    return told | ({"evidence": actual.evidence} if actual.evidence else {})


def _duty(duty: DutyScore) -> Json:
    """Return one duty of a department."""
    return picked(
        duty,
        "description goal indicator planned done rate grades scale.name=scale_name"
        " scale.bands=scale standard rule inputs place",
    ) | ({"year_end": {"grades": duty.year_end}} if duty.year_end else {})


SHAPES: dict[type, Shape] = {
    Score: _score,
    Attainment: "targets reached rate stretch_targets stretched stretch_rate unreported",
    Veto: "matter reason decided_by best_grade loses_title place",
    Outlook: _STANDING,
    Claimed: f"{_STANDING} differences",
    Prior: "value=text change unit easier",
    Cap: "rate below most low high",
    Filled: "score=total sum=rows rate grade grades",
    Difference: "name claimed reviewed claimed_score score note place",
    Node: _node,
    Input: "name value place",
    Adjusted: "effective budget rows place",
    Altered: "name kind before after change place",
    Actual: _actual,
    ProjectScore: project,
    Spending: "budget spent rate",
    Row: "name depth initial budget spent rate written stated_rate|null=stated note|null",
    DepartmentScore: "org short_name year duties assumptions place",
    DutyScore: _duty,
    Supposition: "values real difference.low=change_low difference.high=change_high",
    Supposed: "measure was value",
    Gate: "fail_under=asked met short",
    Short: "org reason certain",
}
