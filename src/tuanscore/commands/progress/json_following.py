"""What the progress of cards and of projects has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.progress.elapsed import Elapsed
from tuanscore.commands.progress.lights import Light, Rule, Verdict
from tuanscore.commands.progress.line import Line, Point
from tuanscore.faces.telling import picked

if TYPE_CHECKING:
    from tuanscore.commands.progress.card import CardProgress
    from tuanscore.commands.progress.project import ProjectProgress
    from tuanscore.faces.telling import Json, Shape


def followed(report: CardProgress | ProjectProgress) -> Json:
    """Return what is told of both: the time, the lines, the rules."""
    return {
        **picked(report, "sample elapsed reports=reported counts lines"),
        **({"remarks": report.remarks} if report.remarks else {}),
        "overdue": [line.name for line in report.overdue],
        "rules": report.rules,
    }


def _verdict(verdict: Verdict) -> Json:
    light = None if verdict.light is Light.OFF else verdict.light
    return {"light": light, "rule": verdict.rule}


def _line(line: Line) -> Json:
    change = line.change and dict(zip(("from", "to"), line.change, strict=True))
    return {
        **picked(line, "heading item name kind=standing.kind target|null actual note done"),
        **picked(line.standing, "pace met"),
        **_verdict(line.standing.verdict),
        **picked(line.standing, "deadline days_left overdue"),
        "history": line.history,
        "change": change,
        "place": line.place,
    }


SHAPES: dict[type, Shape] = {
    Elapsed: "as_of=day passed days percent",
    Line: _line,
    Point: "as_of actual place",
    Rule: "name rule=text source",
    Verdict: _verdict,
}
