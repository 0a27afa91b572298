"""JSON for machines: a schema name with a version, exact decimals, places relative to the root.

Decimals are JSON numbers with two places, written from their digits and never through a float.
Within a schema version keys are only ever added.
"""

from __future__ import annotations

from decimal import Decimal
from functools import singledispatch
from typing import Any

from tuanscore.diff import Change, Comparison
from tuanscore.finding import Finding, Place, Severity
from tuanscore.provenance import Line, Resolution
from tuanscore.report import Entry, Examination, Inventory, Ranked, Ranking, Scored
from tuanscore.score.tree import Level, Node, Score

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
        **_score(report.score),
        "card": _node(report.score.card),
        "findings": [_finding(f) for f in report.findings],
    }


@_top.register
def _ranking(report: Ranking) -> Json:
    return {
        "schema": "tuanscore.ranking/1",
        "year": report.year,
        "sample": report.sample,
        "ranking": [_ranked(line) for line in report.lines],
        "unscored": list(report.unscored),
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
        "place": _place(score.place),
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
        "state": node.state.value,
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
