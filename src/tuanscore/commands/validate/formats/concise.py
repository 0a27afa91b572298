"""One line for each finding, which editors jump to and ``sort`` and ``grep`` understand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from tuanscore.commands.validate.report import Examination
    from tuanscore.finding import Finding

NAMES_FROM = "here"
ONLY_LINES = True


def render(report: Examination, named: Callable[[str], str] = str) -> str:
    """Return ``file:line:column: code level message`` for each finding."""
    return "".join(f"{visible.line(_line(finding, named))}\n" for finding in report.findings)


def _line(finding: Finding, named: Callable[[str], str]) -> str:
    place = finding.place
    level = finding.severity if finding.waiver is None else "豁免"
    where = f"{named(place.file)}:{place.line}:{place.column}"
    return f"{where}: {finding.code} {level} {finding.message}"
