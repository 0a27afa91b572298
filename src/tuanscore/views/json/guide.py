"""What a code means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.views.json import words

if TYPE_CHECKING:
    from tuanscore.report.guides import Guide
    from tuanscore.views.json.words import Json


def render(report: Guide) -> Json:
    """Return the manual of the code and its level here."""
    manual = report.manual
    return {
        "schema": "tuanscore.check/1",
        **line(report),
        "why": manual.why,
        "fail": dict(manual.fail),
        "pass": dict(manual.passes),
    }


def line(report: Guide) -> Json:
    """Return what a list says of a code."""
    manual, here = report.manual, report.severity
    return {
        "code": manual.code,
        "name": manual.name,
        "severity": words.SEVERITIES[here] if here is not None else None,
        "default_severity": words.SEVERITIES[manual.severity],
        "fixed": report.fixed,
        "sentence": manual.sentence,
    }
