"""What validate found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.validate.report import Examination
from tuanscore.faces.telling import picked
from tuanscore.finding import Severity
from tuanscore.triage.baseline import Compared

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json


def _examination(report: Examination) -> Json:
    """Return what was looked at and found, and what a run left out, where it did."""
    counts: Json = {severity.name.lower(): report.count(severity) for severity in Severity}
    if report.waived:
        counts["waived"] = report.waived
    told = {**picked(report, "files kinds"), "counts": counts}
    if report.left_out:
        told["left_out"] = [*report.left_out]
    if report.since:
        told["changed_since"] = report.since
    return told | picked(report, "baseline? findings")


SCHEMA = "tuanscore.findings/1"
SHAPES = {Examination: _examination, Compared: "known gone"}
