"""Workflow commands of GitHub Actions: each becomes a note beside the line of the pull request.

GitHub shows only the first ten of each level, so they come by weight. Waived findings are left to
the whole list in the summary of the step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore import visible
from tuanscore.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from tuanscore.commands.validate.report import Examination
    from tuanscore.finding import Finding

NAMES_FROM = "checkout"
ONLY_LINES = True
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(report: Examination, named: Callable[[str], str] = str) -> str:
    """Return one command for each finding, the heaviest first."""
    return "".join(
        _command(finding, named)
        for severity in Severity
        for finding in report.findings
        if finding.severity is severity and finding.waiver is None
    )


def _command(finding: Finding, named: Callable[[str], str]) -> str:
    place = finding.place
    values = {
        "file": named(place.file),
        "line": str(place.line),
        "col": str(place.column),
        "title": f"tuanscore {finding.code}",
    }
    told = ",".join(f"{key}={visible.property(value)}" for key, value in values.items())
    text = f"{finding.message}\n→ {finding.hint}" if finding.hint else finding.message
    return f"::{_COMMANDS[finding.severity]} {told}::{visible.message(text)}\n"
