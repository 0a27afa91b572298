"""The diagnostic format of reviewdog, which turns findings into comments on any forge.

Its columns count bytes of UTF-8. It knows no waivers: what is waived is left out.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tuanscore import visible
from tuanscore.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from tuanscore.commands.validate.report import Examination
    from tuanscore.finding import Finding, Place

NAMES_FROM = "checkout"
_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(report: Examination, named: Callable[[str], str] = str) -> str:
    """Return all diagnostics in one value."""
    findings = (finding for finding in report.findings if finding.waiver is None)
    value = {
        "source": {"name": "tuanscore"},
        "diagnostics": [_diagnostic(finding, named) for finding in findings],
    }
    return visible.json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _diagnostic(finding: Finding, named: Callable[[str], str]) -> dict[str, Any]:
    value: dict[str, Any] = {
        "message": f"{finding.message}\n{finding.hint}".strip(),
        "location": _location(finding.place, finding.excerpt, named),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }
    if finding.related:
        value["related_locations"] = [
            {"message": r.message, "location": _location(r.place, r.excerpt, named)}
            for r in finding.related
        ]
    return value


def _location(place: Place, excerpt: str, named: Callable[[str], str]) -> dict[str, Any]:
    before = excerpt[: place.column - 1].encode("utf-8", "replace")
    beyond = max(0, place.column - 1 - len(excerpt))
    start = {"line": place.line, "column": len(before) + beyond + 1}
    return {"path": named(place.file), "range": {"start": start}}
