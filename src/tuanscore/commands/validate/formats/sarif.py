"""SARIF 2.1.0: for GitHub code scanning and other collectors of findings.

Only the rules that were found are described. A waived finding stays, as suppressed.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from tuanscore import __version__, visible
from tuanscore.checks import manual
from tuanscore.finding import Severity, fingerprints

if TYPE_CHECKING:
    from collections.abc import Callable

    from tuanscore.commands.validate.report import Examination
    from tuanscore.finding import Finding, Place, Waiver
    from tuanscore.manual import Manual

NAMES_FROM = "checkout"
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_ROOT = "SRCROOT"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}

Json = dict[str, Any]


def render(report: Examination, named: Callable[[str], str] = str) -> str:
    """Return one run with its rules and results."""
    known = manual.every()
    codes = sorted({finding.code for finding in report.findings})
    rules = {code: index for index, code in enumerate(codes)}
    marked = zip(report.findings, fingerprints(report.findings), strict=True)
    suppressing = report.waived > 0
    driver = {
        "name": "tuanscore",
        "semanticVersion": __version__,
        "language": "zh-CN",
        "rules": [_rule(known[code]) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "仓库的根"}}},
        "results": [
            _result(finding, mark, rules[finding.code], named, suppressing)
            for finding, mark in marked
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return visible.json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _rule(known: Manual) -> Json:
    return {
        "id": known.code,
        "name": known.name,
        "shortDescription": {"text": known.sentence},
        "fullDescription": {"text": known.why},
        "help": {"text": known.plain(), "markdown": known.markdown()},
        "defaultConfiguration": {"level": _LEVELS[known.severity]},
    }


def _result(
    finding: Finding, mark: str, rule: int, named: Callable[[str], str], suppressing: bool
) -> Json:
    """Return a result; where one is suppressed, all say whether they are."""
    value: Json = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": _message(f"{finding.message}\n{finding.hint}".strip()),
        "locations": [_location(finding.place, named)],
        "partialFingerprints": {"tuanscore/v2": mark},
    }
    if finding.related:
        value["relatedLocations"] = [
            {"id": number, "message": _message(related.message), **_location(related.place, named)}
            for number, related in enumerate(finding.related, 1)
        ]
    if suppressing:
        value["suppressions"] = [_suppression(finding.waiver)] if finding.waiver else []
    return value


def _message(text: str) -> Json:
    """Return a message in which nothing is taken for a link."""
    if "](" in text:
        text = text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    return {"text": text}


def _location(place: Place, named: Callable[[str], str]) -> Json:
    file = named(place.file)
    uri = quote(os.fsencode(file))
    artifact = {"uri": f"file://{uri}"} if os.path.isabs(file) else {"uri": uri, "uriBaseId": _ROOT}
    region = {"startLine": place.line, "startColumn": place.column}
    return {"physicalLocation": {"artifactLocation": artifact, "region": region}}


def _suppression(waiver: Waiver) -> Json:
    said = f"{waiver.reason}（{waiver.number}，{waiver.approver}，到 {waiver.expires} 为止）"
    return {"kind": "external", "status": "accepted", "justification": said}
