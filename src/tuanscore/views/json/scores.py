"""The figures of scores, whatever report they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.score.project import ProjectScore
from tuanscore.score.tree import Level
from tuanscore.views.json import words

if TYPE_CHECKING:
    from decimal import Decimal

    from tuanscore.gates import Gate
    from tuanscore.score.department import DepartmentScore, DutyScore
    from tuanscore.score.tree import Claimed, Node, Score
    from tuanscore.supposition import Supposition
    from tuanscore.views.json.words import Json

_LEVELS = {
    Level.CARD: ("card", "sections"),
    Level.SECTION: ("section", "categories"),
    Level.CATEGORY: ("category", "items"),
    Level.ITEM: ("item", "measures"),
    Level.MEASURE: ("measure", None),
    Level.DEDUCTION: ("deduction", None),
    Level.BONUS: ("bonus", None),
    Level.PROJECT: ("project", "classes"),
    Level.EXECUTION: ("execution", None),
    Level.CLASS: ("class", "groups"),
    Level.GROUP: ("group", "indicators"),
    Level.INDICATOR: ("indicator", None),
}
"""Each level's name in JSON, and the key its parts stand under."""


def score(score: Score) -> Json:
    """Return the figures of a card, without its tree."""
    card = score.card
    return {
        "org": score.org,
        "short_name": score.short_name,
        "year": score.year,
        "sample": score.sample,
        "as_of": score.as_of.isoformat() if score.as_of else None,
        "full": words.number(score.full),
        "score": words.number(card.low) if card.certain else None,
        "low": words.number(card.low),
        "high": words.number(card.high),
        "rate": _rate(score.rate_low, score.rate_high),
        "grades": list(score.grades),
        "scale": {"name": score.scale_name, "bands": score.scale},
        "missing": list(score.missing),
        "assumptions": list(score.assumptions),
        "vetoes": [
            {
                "matter": v.matter,
                "reason": v.reason,
                "decided_by": v.decided_by,
                "best_grade": v.best_grade,
                "loses_title": v.loses_title,
                "place": words.place(v.place),
            }
            for v in score.vetoes
        ],
        "grades_by_rate": list(score.grades_by_rate),
        "claimed": _claimed(score.claimed),
        "place": words.place(score.place),
        **_ahead(score),
    }


def _ahead(score: Score | ProjectScore) -> Json:
    """Return the two standings of a year that is not over, 到今天 and 年底可能; else nothing."""
    ahead = score.year_end
    if ahead is None:
        return {}
    root = score.tree if isinstance(score, ProjectScore) else score.card
    return {
        "to_date": {
            "day": ahead.day.isoformat(),
            "low": words.number(root.low),
            "high": words.number(root.high),
            "rate": _rate(score.rate_low, score.rate_high),
            "grades": list(score.grades),
        },
        "year_end": {
            "low": words.number(ahead.low),
            "high": words.number(ahead.high),
            "rate": _rate(ahead.rate_low, ahead.rate_high),
            "grades": list(ahead.grades),
        },
    }


def _rate(low: Decimal | None, high: Decimal | None) -> Json:
    return {"low": words.number(low), "high": words.number(high)}


def _claimed(claimed: Claimed | None) -> Json | None:
    if claimed is None:
        return None
    return {
        "low": words.number(claimed.low),
        "high": words.number(claimed.high),
        "rate": _rate(claimed.rate_low, claimed.rate_high),
        "grades": list(claimed.grades),
        "differences": [
            {
                "name": d.name,
                "claimed": d.claimed,
                "reviewed": d.reviewed,
                "claimed_score": words.number(d.claimed_score),
                "score": words.number(d.score),
                "note": d.note,
                "place": words.place(d.place),
            }
            for d in claimed.differences
        ],
    }


def node(top: Node) -> Json:
    """Return a part of a score with everything below it."""
    level, below = _LEVELS[top.level]
    value: Json = {
        "level": level,
        "name": top.name,
        "points": words.number(top.points),
        "score": words.number(top.low) if top.certain else None,
        "low": words.number(top.low),
        "high": words.number(top.high),
        "state": top.state.word,
        "share": top.share,
        "formula": top.arithmetic,
        "inputs": [
            {"name": i.name, "value": i.value, "place": words.place(i.place)} for i in top.inputs
        ],
        "place": words.place(top.place),
    }
    if top.reach is not None:
        value["year_end"] = {
            "low": words.number(top.low),
            "high": words.number(top.reach),
            "prospect": top.prospect,
        }
    if top.base is not None:
        value["base"] = words.number(top.base)
    if top.text:
        value["text"] = top.text
    if top.method:
        value |= {"target": top.target or None, "method": top.method, "rule": top.rule}
        value["actual"] = None
        if top.actual is not None:
            value["actual"] = {
                "text": top.actual.text,
                "claimed": top.actual.claimed,
                "reviewed": top.actual.reviewed,
                "note": top.actual.note,
                "place": words.place(top.actual.place),
            }
    if below is not None:
        value[below] = [node(part) for part in top.parts]
    return value


def project(score: ProjectScore) -> Json:
    """Return the figures of a project, without its tree."""
    tree, spending = score.tree, score.spending
    return {
        "code": score.code,
        "name": score.name,
        "unit": score.unit,
        "short_name": score.short_name,
        "year": score.year,
        "sample": score.sample,
        "as_of": score.as_of.isoformat() if score.as_of else None,
        "full": words.number(score.full),
        "score": words.number(tree.low) if tree.certain else None,
        "low": words.number(tree.low),
        "high": words.number(tree.high),
        "rate": _rate(score.rate_low, score.rate_high),
        "grades": list(score.grades),
        "scheme": {"name": score.scheme, "basis": score.basis, "bands": score.scale},
        "spending": spending
        and {
            "budget": words.number(spending.budget),
            "spent": words.number(spending.spent),
            "rate": words.number(spending.rate),
        },
        "achieved": score.achieved,
        "missing": list(score.missing),
        "assumptions": list(score.assumptions),
        "claimed": _claimed(score.claimed),
        "place": words.place(score.place),
        **_ahead(score),
    }


def department(score: DepartmentScore) -> Json:
    """Return the duties of a department."""
    return {
        "org": score.org,
        "short_name": score.short_name,
        "year": score.year,
        "duties": [_duty(duty) for duty in score.duties],
        "assumptions": list(score.assumptions),
        "place": words.place(score.place),
    }


def _duty(duty: DutyScore) -> Json:
    ahead = {"grades": list(duty.year_end)}
    return {
        "description": duty.description,
        "goal": duty.goal,
        "indicator": duty.indicator,
        "planned": words.number(duty.planned),
        "done": words.number(duty.done),
        "rate": words.number(duty.rate),
        "grades": list(duty.grades),
        "scale": {"name": duty.scale_name, "bands": duty.scale},
        "standard": duty.standard,
        "rule": duty.rule,
        "inputs": [
            {"name": i.name, "value": i.value, "place": words.place(i.place)} for i in duty.inputs
        ],
        "place": words.place(duty.place),
        **({"year_end": ahead} if duty.year_end else {}),
    }


def supposed(told: Supposition | None) -> Json:
    """Return the key that marks a supposed score; nothing for a real one."""
    if told is None:
        return {}
    values = [{"measure": s.measure, "was": s.was, "value": s.value} for s in told.values]
    change = {"low": words.number(told.change_low), "high": words.number(told.change_high)}
    return {"supposed": {"values": values, "real": score(told.real), "difference": change}}


def gate(gate: Gate | None) -> Json:
    """Return the key of a gate, where one was asked for."""
    if gate is None:
        return {}
    short = [{"org": s.org, "reason": s.reason, "certain": s.certain} for s in gate.short]
    return {"gate": {"fail_under": gate.asked, "met": gate.met, "short": short}}
