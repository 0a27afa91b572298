"""What validate found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.finding import Severity
from tuanscore.views.json import words

if TYPE_CHECKING:
    from tuanscore.report.examination import Examination
    from tuanscore.views.json.words import Json


def render(report: Examination) -> Json:
    """Return what was looked at and everything that was found."""
    counts = {words.SEVERITIES[s]: report.count(s) for s in Severity}
    if report.waived:
        counts["waived"] = report.waived
    return {
        "schema": "tuanscore.findings/1",
        "files": report.files,
        "kinds": dict(report.kinds),
        "counts": counts,
        **_narrowed(report),
        "findings": [words.finding(f) for f in report.findings],
    }


def _narrowed(report: Examination) -> Json:
    """Return what a run left out; nothing for one that is about everything."""
    told: Json = {"left_out": [*report.left_out]} if report.left_out else {}
    if report.since:
        told["changed_since"] = report.since
    if report.baseline is not None:
        told["baseline"] = {"known": report.baseline.known, "gone": report.baseline.gone}
    return told
