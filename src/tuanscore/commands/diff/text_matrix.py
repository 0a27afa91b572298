"""All cards of a year: the usual target once, and who differs; by pages where columns are many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tuanscore.commands.diff.matrix import Line, Matrix, State
from tuanscore.faces.findings import cells
from tuanscore.faces.paper import Paper, indented

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_STYLES = {State.EASIER: "yellow", State.HARDER: "cyan", State.MISSING: "red"}
_GAP = 3
"""Cells between two columns."""
_COUNT = "99 处"
"""As long as a count of differing lines gets."""
_FEWEST = 2
"""Organisations on a page, however narrow it is."""


def render(report: Matrix, paper: Paper) -> None:
    """Write the lines that differ, by sections, then how many of each organisation do."""
    paper.styled((f"{report.year} 年各单位的目标", "bold"))
    paper.line(Matrix.legend)
    for columns in _pages(report, paper):
        paper.put(_table(report, columns))
    same = len(report.lines) - len(report.differing)
    if same:
        paper.line(f"另有 {same} 行各单位都一样（--format json 或 csv 看全部）")
    for file in report.unreadable:
        paper.styled(("× ", "bold red"), (f"{file} 有错误，没有比", ""))
    paper.styled((report.summary, "bold"))


def _pages(report: Matrix, paper: Paper) -> Iterator[range]:
    """Cut the organisations into as few runs as fit the page beside the names of the lines."""
    first, *others = _widths(report)
    start, used = 0, first
    for column, width in enumerate(others):
        if used + width > paper.width and column - start >= _FEWEST:
            yield range(start, column)
            start, used = column, first
        used += width
    if report.names:
        yield range(start, len(report.names))


def _widths(report: Matrix) -> list[int]:
    """Return the cells that the names of the lines take, and each organisation beside them."""
    lines = report.differing
    names = [f"{t.section}（{t.lines} 行）" for t in report.tallies]
    names += [f"  {line.measure or line.item}" for line in lines]
    first = max(map(cells, [*names, "考核点"])) + _GAP
    first += max(map(cells, [*(line.usual for line in lines), "最常见"])) + _GAP
    columns = (
        zip(*(line.cells for line in lines), strict=True) if lines else [()] * len(report.names)
    )
    return [
        first,
        *(
            max(map(cells, [name, _COUNT, *(c.shown for c in column)])) + _GAP
            for name, column in zip(report.names, columns, strict=True)
        ),
    ]


def _table(report: Matrix, columns: Sequence[int]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in ("考核点", "最常见", *(report.names[c] for c in columns)):
        table.add_column(head, overflow="fold")
    for number, tally in enumerate(report.tallies):
        lines = [line for line in report.differing if line.section == tally.section]
        if number:
            table.add_section()
        counts = [f"{tally.differing[c]} 处" if tally.differing[c] else "" for c in columns]
        head = f"{tally.section}（{tally.lines} 行）"
        table.add_row(Text(head, style="bold"), "", *(Text(c, style="dim") for c in counts))
        for line in lines:
            name = line.measure or line.item
            cells = (_cell(line, c) for c in columns)
            table.add_row(indented(Text(name), 2), Text(line.usual), *cells)
    return table


def _cell(line: Line, column: int) -> Text:
    from rich.text import Text

    cell = line.cells[column]
    style = _STYLES.get(cell.state, "")
    return Text(cell.shown, style=f"bold {style}" if cell.far else style)
