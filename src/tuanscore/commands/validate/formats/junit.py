"""JUnit XML, which every CI server draws: one test case for each file that was examined.

A file with errors is a failed test, or with anything else that makes the run fail; what does not
fail is said in the output of the test.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from tuanscore import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tuanscore.commands.validate.report import Examination
    from tuanscore.finding import Finding

NAMES_FROM = "checkout"


def render(report: Examination, named: Callable[[str], str] = str) -> str:
    """Return the suite of all files."""
    found = {file: tuple(group) for file, group in groupby(report.findings, lambda f: f.place.file)}
    files = dict.fromkeys((*report.names, *found))
    cases = [_case(file, found.get(file, ()), report, named) for file in files]
    failed = sum("<failure" in case for case in cases)
    counts = f'tests="{len(cases)}" failures="{failed}" errors="0"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites name="tuanscore" {counts}>\n'
        f'  <testsuite name="tuanscore validate" {counts} skipped="0">\n'
        f"{''.join(cases)}  </testsuite>\n</testsuites>\n"
    )


def _case(
    file: str, findings: Sequence[Finding], report: Examination, named: Callable[[str], str]
) -> str:
    """Return a file's test with what failed, and what was merely said."""
    name = named(file)
    failing = [finding for finding in findings if report.fails(finding)]
    others = [finding for finding in findings if not report.fails(finding)]
    inside = ""
    if failing:
        title = failing[0].message if len(failing) == 1 else f"{len(failing)} 处不能通过"
        kinds = " ".join(dict.fromkeys(finding.code for finding in failing))
        told = f"message={_quoted(title)} type={_quoted(kinds)}"
        inside += f"      <failure {told}>{_lines(failing, name)}</failure>\n"
    if others:
        inside += f"      <system-out>{_lines(others, name)}</system-out>\n"
    head = f"    <testcase classname={_quoted('tuanscore')} name={_quoted(name)}"
    head += f" file={_quoted(name)}"
    return f"{head}>\n{inside}    </testcase>\n" if inside else f"{head}/>\n"


def _lines(findings: Sequence[Finding], name: str) -> str:
    return "\n".join(escape(_line(finding, name)) for finding in findings)


def _line(finding: Finding, name: str) -> str:
    place = finding.place
    level = finding.severity if finding.waiver is None else "豁免"
    text = f"{name}:{place.line}:{place.column} {finding.code} {level} {finding.message}"
    parts = (text, f"    → {finding.hint}") if finding.hint else (text,)
    return "\n".join(map(visible.xml, parts))


def _quoted(text: str) -> str:
    return quoteattr(visible.xml(text))
