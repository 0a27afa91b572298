"""The Code Quality report of GitLab: findings beside the lines of a merge request.

GitLab knows a finding by its fingerprint, and tells new from old by it. It knows no waivers: what
is waived is left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tuanscore import visible
from tuanscore.finding import Severity, fingerprints

if TYPE_CHECKING:
    from collections.abc import Callable

    from tuanscore.commands.validate.report import Examination
    from tuanscore.finding import Finding

NAMES_FROM = "checkout"
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(report: Examination, named: Callable[[str], str] = str) -> str:
    """Return the list of issues."""
    marked = zip(report.findings, fingerprints(report.findings), strict=True)
    issues = [_issue(finding, mark, named) for finding, mark in marked if finding.waiver is None]
    return visible.json(json.dumps(issues, ensure_ascii=False, indent=2)) + "\n"


def _issue(finding: Finding, mark: str, named: Callable[[str], str]) -> dict[str, Any]:
    place = finding.place
    return {
        "description": f"{finding.message}\n{finding.hint}".strip(),
        "check_name": finding.code,
        "fingerprint": mark,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": named(place.file),
            "lines": {"begin": place.line},
        },
    }
