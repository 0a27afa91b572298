"""HTML: a printed document or a table as one self-contained file for the screen and for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore import templating, visible
from tuanscore.diff.matrix import Matrix
from tuanscore.sheets.sheet import Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from tuanscore.report import Report


def render(report: Report, team_templates: Path | None = None) -> str:
    """Return the page; a team's ``<类型>.html.j2`` or ``sheet.html.j2`` wins over the built-in."""
    if isinstance(report, Matrix):
        return templating.fill(("matrix.html.j2",), team_templates, {"report": report}, _finalize)
    if not isinstance(report, Sheet):
        raise NotImplementedError(type(report).__name__)
    names = (f"{report.kind}.html.j2", "sheet.html.j2")
    return templating.fill(names, team_templates, {"sheet": report}, _finalize)


def _finalize(value: Any) -> Any:
    """Make a printed value visible, unless the template made it; what is markup is escaped yet."""
    from markupsafe import Markup

    return value if isinstance(value, Markup) else visible.lines(str(value))
