"""The difference of a mending for `git apply`; between patches, what those programs skip."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tuanscore.faces import visible

if TYPE_CHECKING:
    from tuanscore.commands.fix.report import Mending


def render(report: Mending) -> str:
    """Write a line and a patch for each file, then what is left and how it all ended."""
    return "".join(_lines(report))


def _lines(report: Mending) -> Iterator[str]:
    for file in report.mended:
        yield f"{visible(file.name)}：{'、'.join(file.mends)}\n"
        yield from file.diff
        yield "\n"
    for finding in report.findings:
        said = f"{finding.place} {finding.code} {finding.severity} {finding.message}"
        yield f"{visible(said)}\n    → {visible(finding.hint)}\n"
    for line in report.left_alone:
        yield f"! {visible(line)}\n"
    yield f"{'√' if report.fine else '!'} {report.total}\n"
