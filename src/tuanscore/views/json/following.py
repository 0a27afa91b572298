"""What the progress of cards and of projects has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.progress import Kind, Light
from tuanscore.views.json import words

if TYPE_CHECKING:
    from tuanscore.progress import CardProgress, Elapsed, Line, Point, ProjectProgress
    from tuanscore.views.json.words import Json

LIGHTS = {Light.GREEN: "green", Light.YELLOW: "yellow", Light.RED: "red", Light.OFF: None}
_FOLLOWED = {
    Kind.MORE: "more",
    Kind.LESS: "less",
    Kind.RANGE: "range",
    Kind.QUALITATIVE: "qualitative",
    Kind.DATE: "date",
    Kind.COMPARED: "compared",
    Kind.OTHER: "other",
}


def followed(report: CardProgress | ProjectProgress) -> Json:
    """Return what cards and projects have in common: the time, the lines, the rules."""
    counts = {LIGHTS[light] or "off": number for light, number in report.counts.items()}
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
        "percent": words.number(elapsed.percent),
    }


def _target(line: Line) -> Json:
    standing = line.standing
    return {
        "heading": line.heading,
        "item": line.item,
        "name": line.name,
        "kind": _FOLLOWED[standing.kind],
        "target": line.target or None,
        "actual": line.actual,
        "note": line.note,
        "done": words.number(line.done),
        "pace": words.number(standing.pace),
        "met": standing.met,
        "light": LIGHTS[line.light],
        "rule": line.rule,
        "deadline": standing.deadline.isoformat() if standing.deadline else None,
        "days_left": standing.days_left,
        "overdue": standing.overdue,
        "history": [_point(point) for point in line.history],
        "change": {"from": _point(line.change[0]), "to": _point(line.change[1])}
        if line.change
        else None,
        "place": words.place(line.place),
    }


def _point(point: Point) -> Json:
    return {
        "as_of": point.as_of.isoformat(),
        "actual": point.actual,
        "place": words.place(point.place),
    }
