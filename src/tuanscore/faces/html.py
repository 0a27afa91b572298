"""HTML: a printed document or a table as one self-contained file for the screen and for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore import visible
from tuanscore.faces import templating
from tuanscore.sheets.sheet import Sheet

if TYPE_CHECKING:
    from pathlib import Path


TEMPLATES = {"Sheet": "sheet.html.j2", "Matrix": "matrix.html.j2"}
"""The template for each kind of report."""


def render(report: Any, team_templates: Path | None = None) -> str:
    """Return the page; a team's ``<类型>.html.j2`` or ``sheet.html.j2`` wins over the built-in."""
    template = TEMPLATES.get(type(report).__name__)
    if template is None:
        raise NotImplementedError(type(report).__name__)
    names = [f"{report.kind}.html.j2"] if isinstance(report, Sheet) else []
    values = {"report": report, "sheet": report}
    return templating.fill([*names, template], team_templates, values, _finalize)


def _finalize(value: Any) -> Any:
    """Make a printed value visible, unless the template made it; what is markup is escaped yet."""
    from markupsafe import Markup

    return value if isinstance(value, Markup) else visible.lines(str(value))
