"""Markdown: documents and results as tables that every forge and editor shows.

Every value that a template prints is escaped for Markdown; only what the template itself says is
markup.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore import visible
from tuanscore.faces import templating
from tuanscore.sheets import asides, figures, scored, self_assessment
from tuanscore.sheets.outline import outline
from tuanscore.sheets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tuanscore.finding import Finding
    from tuanscore.sheets.sheet import Cell, Table

TEMPLATES = {
    "Sheet": "sheet.md.j2",
    "Scored": "score.md.j2",
    "Explanation": "explanation.md.j2",
    "ProjectScored": "project.md.j2",
    "DepartmentScored": "department.md.j2",
    "Ranking": "ranking.md.j2",
    "Comparison": "diff.md.j2",
    "Review": "review.md.j2",
    "Matrix": "matrix.md.j2",
    "Years": "years.md.j2",
    "Examination": "examination.md.j2",
    "Guide": "guide.md.j2",
    "Guides": "guides.md.j2",
    "CardProgress": "progress.md.j2",
    "ProjectProgress": "project-progress.md.j2",
    "MonitoringProgress": "monitoring.md.j2",
}
"""The template for each kind of report."""


def render(
    report: Any,
    team_templates: Path | None = None,
    listed: Sequence[Finding] | None = None,
) -> str:
    """Return the text; a team's template of the same name wins over the built-in one.

    Of an examination only the ``listed`` findings are shown, where there is no room for all.
    """
    template = TEMPLATES.get(type(report).__name__)
    if template is None:
        raise NotImplementedError(type(report).__name__)
    names = [f"{report.kind}.md.j2"] if isinstance(report, Sheet) else []
    values = {
        "report": report,
        "listed": listed,
        "rows": rows,
        "figures": figures,
        "scored": scored,
        "self_assessment": self_assessment,
        "asides": asides,
        "outline": outline,
    }
    return templating.fill([*names, template], team_templates, values, _finalize)


def rows(table: Table) -> list[list[str]]:
    """Return the texts of a table's cells, one row for each paragraph, the first being the head.

    Merged labels stand in their first row and column, merged text in the last of its columns. The
    cells of a form, whose columns have no heads, simply follow one another.
    """
    open_rows = [0] * len(table.widths)
    lines: list[list[str]] = []
    for row in table.rows:
        first = 1 if open_rows[0] else 0
        placed = list(_place(row, open_rows))
        if not table.head_rows:
            placed = [(at, cell) for at, (_, cell) in enumerate(placed, first)]
        lines += _lines(placed, len(table.widths))
        open_rows = [max(0, rows_left - 1) for rows_left in open_rows]
    width = len(table.widths) if table.head_rows else max(map(_used, lines))
    return [line[:width] for line in lines]


def _place(row: tuple[Cell, ...], open_rows: list[int]) -> Iterator[tuple[int, Cell]]:
    """Yield each cell with the column that its text goes to; note how far it reaches down."""
    column = 0
    for cell in row:
        while open_rows[column]:
            column += 1
        end = column + cell.colspan
        open_rows[column:end] = [cell.rowspan] * cell.colspan
        yield (column if cell.style else end - 1), cell
        column = end


def _lines(placed: list[tuple[int, Cell]], width: int) -> Iterator[list[str]]:
    """Yield one line for each paragraph of the longest cell."""
    texts = [(at, cell.lines if not cell.style else ("".join(cell.lines),)) for at, cell in placed]
    for number in range(max((len(text) for _, text in texts), default=0)):
        line = [""] * width
        for at, text in texts:
            line[at] = text[number] if number < len(text) else ""
        yield line


def _used(line: list[str]) -> int:
    return max((at for at, text in enumerate(line, 1) if text), default=1)


def _finalize(value: Any) -> Any:
    """Escape a printed value, unless the template made it."""
    from markupsafe import Markup

    return value if isinstance(value, Markup) else Markup(visible.markdown(str(value)))  # noqa: S704
