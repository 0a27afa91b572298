"""JSON for machines: a schema name with a version, exact decimals, places relative to the root.

Decimals are JSON numbers with two places, written from their digits and never through a float.
Within a schema version keys are only ever added.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import singledispatch
from typing import Any

from tuanscore.diff import Change, Comparison
from tuanscore.finding import Finding, Place, Severity
from tuanscore.gates import Gate
from tuanscore.plan import Option, Plan, Standing, Way, Worth
from tuanscore.progress import CardProgress, Elapsed, Event, Light, Month, Point, ProjectProgress
from tuanscore.progress import Kind as Followed
from tuanscore.progress import Limit as Threshold
from tuanscore.progress import Line as Target
from tuanscore.provenance import Line, Resolution
from tuanscore.receipt import Change as Unlike
from tuanscore.receipt import Verification
from tuanscore.report import (
    DepartmentScored,
    Entry,
    Examination,
    Explanation,
    Inventory,
    ProjectScored,
    Ranked,
    Ranking,
    Scored,
)
from tuanscore.score.cents import quotient
from tuanscore.score.department import DepartmentScore, DutyScore
from tuanscore.score.project import ProjectScore
from tuanscore.score.tree import Claimed, Level, Node, Score
from tuanscore.supposition import Supposition

_CENT = Decimal("0.01")
_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
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

Json = dict[str, Any]


def render(report: Any) -> str:
    """Return a report as indented JSON."""
    import simplejson

    text: str = simplejson.dumps(_top(report), ensure_ascii=False, indent=2, use_decimal=True)
    return text + "\n"


@singledispatch
def _top(report: Any) -> Json:
    raise NotImplementedError(type(report).__name__)


@_top.register
def _examination(report: Examination) -> Json:
    return {
        "schema": "tuanscore.findings/1",
        "files": report.files,
        "kinds": dict(report.kinds),
        "counts": {_SEVERITIES[s]: report.count(s) for s in Severity},
        "findings": [_finding(f) for f in report.findings],
    }


@_top.register
def _scored(report: Scored) -> Json:
    return {
        "schema": "tuanscore.score/1",
        **_supposed(report.supposed),
        **_score(report.score),
        **_gate(report.gate),
        "card": _node(report.score.card),
        "findings": [_finding(f) for f in report.findings],
    }


@_top.register
def _explanation(report: Explanation) -> Json:
    return {
        "schema": "tuanscore.explanation/1",
        **_supposed(report.supposed),
        **(
            _project(report.score)
            if isinstance(report.score, ProjectScore)
            else _score(report.score)
        ),
        "nodes": [_node(node) for node in report.nodes],
    }


@_top.register
def _project_scored(report: ProjectScored) -> Json:
    return {
        "schema": "tuanscore.project/1",
        **_project(report.score),
        "project": _node(report.score.tree),
        "findings": [_finding(f) for f in report.findings],
    }


@_top.register
def _department_scored(report: DepartmentScored) -> Json:
    return {
        "schema": "tuanscore.department/1",
        "short_name": report.short_name,
        "year": report.year,
        "sample": report.sample,
        "department": _department(report.department) if report.department else None,
        "projects": [_project(score) for score in report.projects],
        "unscored": list(report.unscored),
        "findings": [_finding(f) for f in report.findings],
    }


@_top.register
def _ranking(report: Ranking) -> Json:
    return {
        "schema": "tuanscore.ranking/1",
        "year": report.year,
        "sample": report.sample,
        "ranking": [_ranked(line) for line in report.lines],
        "projects": [_project(score) for score in report.projects],
        "departments": [_department(score) for score in report.departments],
        "unscored": list(report.unscored),
        **_gate(report.gate),
        "findings": [_finding(f) for f in report.findings],
    }


@_top.register
def _comparison(report: Comparison) -> Json:
    return {
        "schema": "tuanscore.diff/1",
        "old": report.old,
        "new": report.new,
        "changes": [_change(c) for c in report.changes],
    }


@_top.register
def _resolution(report: Resolution) -> Json:
    return {
        "schema": "tuanscore.card/1",
        "org": report.org,
        "short_name": report.short_name,
        "year": report.year,
        "title": report.title,
        "template": report.template,
        "total": _number(report.total),
        "place": _place(report.place),
        "lines": [_line(line) for line in report.lines],
    }


@_top.register
def _inventory(report: Inventory) -> Json:
    return {
        "schema": "tuanscore.inventory/1",
        "root": report.root,
        "documents": [_entry(e) for e in report.entries],
        "broken": list(report.broken),
    }


def _entry(entry: Entry) -> Json:
    return {
        "kind": entry.kind,
        "name": entry.name,
        "year": entry.year,
        "detail": entry.detail,
        "file": entry.file,
    }


def _line(line: Line) -> Json:
    return {
        "section": line.section,
        "category": line.category,
        "printed": line.printed,
        "item": line.item,
        "text": line.text,
        "measure": line.measure,
        "target": line.target,
        "method": line.method,
        "points": _number(line.points),
        "at_most": _number(line.at_most),
        "own": line.own,
        "place": _place(line.place),
    }


def _change(change: Change) -> Json:
    return {
        "kind": change.kind.value,
        "section": change.section,
        "category": change.category,
        "item": change.item,
        "measure": change.measure or None,
        "old": change.old,
        "new": change.new,
        "difference": _number(change.difference),
        "unit": change.unit or None,
        "percent": _number(change.percent),
        "old_place": _place(change.old_place),
        "new_place": _place(change.new_place),
    }


def _ranked(line: Ranked) -> Json:
    return {"rank": {"best": line.best, "worst": line.worst}, **_score(line.score)}


def _score(score: Score) -> Json:
    card = score.card
    return {
        "org": score.org,
        "short_name": score.short_name,
        "year": score.year,
        "sample": score.sample,
        "as_of": score.as_of.isoformat() if score.as_of else None,
        "full": _number(score.full),
        "score": _number(card.low) if card.certain else None,
        "low": _number(card.low),
        "high": _number(card.high),
        "rate": {"low": _number(score.rate_low), "high": _number(score.rate_high)},
        "grades": list(score.grades),
        "scale": {"name": score.scale_name, "bands": score.scale},
        "missing": list(score.missing),
        "assumptions": list(score.assumptions),
        "vetoes": [
            {
                "matter": v.matter,
                "reason": v.reason,
                "best_grade": v.best_grade,
                "loses_title": v.loses_title,
                "place": _place(v.place),
            }
            for v in score.vetoes
        ],
        "grades_by_rate": list(score.grades_by_rate),
        "claimed": _claimed(score.claimed),
        "place": _place(score.place),
    }


def _project(score: ProjectScore) -> Json:
    tree, spending = score.tree, score.spending
    return {
        "code": score.code,
        "name": score.name,
        "unit": score.unit,
        "short_name": score.short_name,
        "year": score.year,
        "sample": score.sample,
        "as_of": score.as_of.isoformat() if score.as_of else None,
        "full": _number(score.full),
        "score": _number(tree.low) if tree.certain else None,
        "low": _number(tree.low),
        "high": _number(tree.high),
        "rate": {"low": _number(score.rate_low), "high": _number(score.rate_high)},
        "grades": list(score.grades),
        "scheme": {"name": score.scheme, "basis": score.basis, "bands": score.scale},
        "spending": spending
        and {
            "budget": _number(spending.budget),
            "spent": _number(spending.spent),
            "rate": _number(spending.rate),
        },
        "achieved": score.achieved,
        "missing": list(score.missing),
        "assumptions": list(score.assumptions),
        "claimed": _claimed(score.claimed),
        "place": _place(score.place),
    }


def _department(score: DepartmentScore) -> Json:
    return {
        "org": score.org,
        "short_name": score.short_name,
        "year": score.year,
        "duties": [_duty(duty) for duty in score.duties],
        "assumptions": list(score.assumptions),
        "place": _place(score.place),
    }


def _duty(duty: DutyScore) -> Json:
    return {
        "description": duty.description,
        "goal": duty.goal,
        "indicator": duty.indicator,
        "planned": _number(duty.planned),
        "done": _number(duty.done),
        "rate": _number(duty.rate),
        "grades": list(duty.grades),
        "scale": {"name": duty.scale_name, "bands": duty.scale},
        "standard": duty.standard,
        "rule": duty.rule,
        "inputs": [
            {"name": i.name, "value": i.value, "place": _place(i.place)} for i in duty.inputs
        ],
        "place": _place(duty.place),
    }


def _claimed(claimed: Claimed | None) -> Json | None:
    if claimed is None:
        return None
    return {
        "low": _number(claimed.low),
        "high": _number(claimed.high),
        "rate": {"low": _number(claimed.rate_low), "high": _number(claimed.rate_high)},
        "grades": list(claimed.grades),
        "differences": [
            {
                "name": d.name,
                "claimed": d.claimed,
                "reviewed": d.reviewed,
                "claimed_score": _number(d.claimed_score),
                "score": _number(d.score),
                "note": d.note,
                "place": _place(d.place),
            }
            for d in claimed.differences
        ],
    }


def _node(node: Node) -> Json:
    level, below = _LEVELS[node.level]
    value: Json = {
        "level": level,
        "name": node.name,
        "points": _number(node.points),
        "score": _number(node.low) if node.certain else None,
        "low": _number(node.low),
        "high": _number(node.high),
        "state": node.state.word,
        "share": node.share,
        "formula": node.arithmetic,
        "inputs": [
            {"name": i.name, "value": i.value, "place": _place(i.place)} for i in node.inputs
        ],
        "place": _place(node.place),
    }
    if node.base is not None:
        value["base"] = _number(node.base)
    if node.text:
        value["text"] = node.text
    if node.method:
        value |= {"target": node.target or None, "method": node.method, "rule": node.rule}
        value["actual"] = None
        if node.actual is not None:
            value["actual"] = {
                "text": node.actual.text,
                "claimed": node.actual.claimed,
                "reviewed": node.actual.reviewed,
                "note": node.actual.note,
                "place": _place(node.actual.place),
            }
    if below is not None:
        value[below] = [_node(part) for part in node.parts]
    return value


def _finding(finding: Finding) -> Json:
    return {
        "code": finding.code,
        "severity": _SEVERITIES[finding.severity],
        "message": finding.message,
        "hint": finding.hint,
        "place": _place(finding.place),
        "related": [{"message": r.message, "place": _place(r.place)} for r in finding.related],
    }


def _place(place: Place | None) -> Json | None:
    if place is None:
        return None
    return {"file": place.file, "line": place.line, "column": place.column}


def _number(number: Decimal | None) -> Decimal | None:
    """Return a number with two places, or with all of its own where two would round it."""
    if number is None:
        return None
    cents = number.quantize(_CENT)
    return cents if cents == number else number


def _supposed(told: Supposition | None) -> Json:
    """Return the key that marks a supposed score; nothing for a real one."""
    if told is None:
        return {}
    values = [{"measure": s.measure, "was": s.was, "value": s.value} for s in told.values]
    change = {"low": _number(told.change_low), "high": _number(told.change_high)}
    return {"supposed": {"values": values, "real": _score(told.real), "difference": change}}


def _gate(gate: Gate | None) -> Json:
    """Return the key of a gate, where one was asked for."""
    if gate is None:
        return {}
    short = [{"org": s.org, "reason": s.reason, "certain": s.certain} for s in gate.short]
    return {"gate": {"fail_under": gate.asked, "met": gate.met, "short": short}}


@_top.register
def _plan(report: Plan) -> Json:
    return {
        "schema": "tuanscore.plan/1",
        "org": report.org,
        "short_name": report.short_name,
        "year": report.year,
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "sample": report.sample,
        "to": report.to,
        "scale": {"name": report.scale_name, "bands": report.scale},
        "full": _number(report.full),
        "now": _standing(report.now),
        "needed": _number(report.needed),
        "gap": _number(report.gap),
        "there": report.there,
        "reachable": report.cheapest is not None,
        "cheapest": _way(report.cheapest),
        "fewest": _way(report.fewest),
        "best": _standing(report.best),
        "lost": [{"name": o.name, "points": _number(o.points), "why": o.why} for o in report.lost],
        "vetoes": [{"matter": v.matter, "best_grade": v.best_grade} for v in report.vetoes],
        "measures": [_worth(worth) for worth in report.worth],
        "notes": list(report.notes),
        "findings": [_finding(f) for f in report.findings],
    }


def _standing(standing: Standing) -> Json:
    return {
        "score": _number(standing.total),
        "rate": _number(standing.rate),
        "grade": standing.grade,
    }


def _way(way: Way | None) -> Json | None:
    if way is None:
        return None
    return {
        "cost": _fraction(way.cost),
        "reached": _standing(way.reached),
        "steps": [
            {"measure": s.line.measure, "was": s.line.actual, **_option(s.option)}
            for s in way.steps
        ],
    }


def _worth(worth: Worth) -> Json:
    line = worth.line
    return {
        "item": line.item,
        "measure": line.measure,
        "target": line.target or None,
        "unit": line.unit or None,
        "actual": line.actual,
        "points": _number(line.points),
        "low": _number(line.low),
        "next": _option(line.next) if line.next is not None else None,
        "options": [_option(option) for option in line.options],
        "why_not": line.why_not or None,
    }


def _option(option: Option) -> Json:
    return {
        "value": option.value,
        "units": option.units,
        "cost": _fraction(option.cost),
        "gain": _number(option.gain * _CENT),
    }


def _fraction(value: Fraction) -> Json:
    """Return a fraction exactly, and rounded half up to 0.01 for reading."""
    rounded = quotient(Decimal(value.numerator), Decimal(value.denominator))
    return {"exact": str(value), "rounded": rounded}


@_top.register
def _verification(report: Verification) -> Json:
    return {
        "schema": "tuanscore.verification/1",
        "receipt": report.file,
        "org": report.receipt.org,
        "short_name": report.receipt.short_name,
        "year": report.receipt.year,
        "sample": report.receipt.sample,
        "agrees": report.agrees,
        "input": _unlike(report.input_change),
        "score": _unlike(report.score_change),
    }


def _unlike(change: Unlike | None) -> Json | None:
    if change is None:
        return None
    what = {"what": change.what, "name": change.name}
    return {**what, "expected": change.expected, "now": change.now}


_LIGHTS = {Light.GREEN: "green", Light.YELLOW: "yellow", Light.RED: "red", Light.OFF: None}
_FOLLOWED = {
    Followed.MORE: "more",
    Followed.LESS: "less",
    Followed.RANGE: "range",
    Followed.QUALITATIVE: "qualitative",
    Followed.DATE: "date",
    Followed.COMPARED: "compared",
    Followed.OTHER: "other",
}


@_top.register
def _card_progress(report: CardProgress) -> Json:
    return {
        "schema": "tuanscore.progress/1",
        "org": report.org,
        "short_name": report.short_name,
        "year": report.year,
        "title": report.title,
        **_followed(report),
        "events": [_event(event) for event in report.events],
        "findings": [_finding(f) for f in report.findings],
        "place": _place(report.place),
    }


@_top.register
def _project_progress(report: ProjectProgress) -> Json:
    balance = report.balance
    return {
        "schema": "tuanscore.project-progress/1",
        "unit": report.unit,
        "short_name": report.short_name,
        "code": report.code,
        "name": report.name,
        "year": report.year,
        "budget": _number(report.budget),
        **_followed(report),
        "plan": [_month(month) for month in report.months],
        "limits": [_limit(limit) for limit in report.limits],
        "balance": {
            "progress": _number(balance.progress),
            "rate": _number(balance.rate),
            "gap": _number(balance.gap),
            "unreported": balance.unreported,
            "light": _LIGHTS[balance.verdict.light],
            "rule": balance.verdict.rule,
        },
        "findings": [_finding(f) for f in report.findings],
        "place": _place(report.place),
    }


def _followed(report: CardProgress | ProjectProgress) -> Json:
    counts = {_LIGHTS[light] or "off": number for light, number in report.counts.items()}
    return {
        "sample": report.sample,
        "elapsed": _elapsed(report.elapsed),
        "reports": [day.isoformat() for day in report.reported],
        "counts": counts,
        "lines": [_target(line) for line in report.lines],
        "overdue": [line.name for line in report.overdue],
        "rules": [{"name": r.name, "rule": r.text, "source": r.source} for r in report.rules],
    }


def _elapsed(elapsed: Elapsed) -> Json:
    return {
        "as_of": elapsed.day.isoformat(),
        "passed": elapsed.passed,
        "days": elapsed.days,
        "percent": _number(elapsed.percent),
    }


def _target(line: Target) -> Json:
    standing = line.standing
    return {
        "heading": line.heading,
        "item": line.item,
        "name": line.name,
        "kind": _FOLLOWED[standing.kind],
        "target": line.target or None,
        "actual": line.actual,
        "note": line.note,
        "done": _number(line.done),
        "pace": _number(standing.pace),
        "met": standing.met,
        "light": _LIGHTS[line.light],
        "rule": line.rule,
        "deadline": standing.deadline.isoformat() if standing.deadline else None,
        "days_left": standing.days_left,
        "overdue": standing.overdue,
        "history": [_point(point) for point in line.history],
        "change": {"from": _point(line.change[0]), "to": _point(line.change[1])}
        if line.change
        else None,
        "place": _place(line.place),
    }


def _point(point: Point) -> Json:
    return {
        "as_of": point.as_of.isoformat(),
        "actual": point.actual,
        "place": _place(point.place),
    }


def _event(event: Event) -> Json:
    return {
        "kind": event.kind,
        "name": event.name,
        "text": event.text,
        "as_of": event.as_of.isoformat() if event.as_of else None,
        "place": _place(event.place),
    }


def _month(month: Month) -> Json:
    return {
        "name": month.name,
        "day": month.day.isoformat() if month.day else None,
        "planned": _number(month.planned),
        "spent": _number(month.spent),
        "rate": _number(month.rate),
        "gap": _number(month.gap),
        "light": _LIGHTS[month.verdict.light],
        "rule": month.verdict.rule,
        "place": _place(month.place),
    }


def _limit(limit: Threshold) -> Json:
    return {
        "name": limit.name,
        "day": limit.day.isoformat(),
        "least": _number(limit.least),
        "rate": _number(limit.rate),
        "light": _LIGHTS[limit.verdict.light],
        "rule": limit.verdict.rule,
    }
