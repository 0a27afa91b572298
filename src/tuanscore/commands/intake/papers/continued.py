"""Tables that go on over pages, as one: rows that a page breaks, headings that are repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from tuanscore.commands.intake.papers.paper import Cell, Hidden, Table, Text
from tuanscore.commands.intake.papers.ruling import (
    SAME_EDGE,
    Boxed,
    Grid,
    Line,
    edges_of,
    goes_on,
    nearest,
)

_HEADERS = 4
"""So many rows of headings may be repeated on every page."""
_FIGURE = re.compile(r"[-—/≥≤<>=]?\d[\d.,]*[%％]?")
_NUMBER = re.compile(r"^[（(]?(\d{1,3})[.．、)）](?!\d)", re.MULTILINE)

Parts = tuple[Table | Text, ...]


def joined(pages: Sequence[Sequence[Grid | Line]]) -> tuple[Parts, tuple[Hidden, ...]]:
    """Return the parts of all pages, a table that goes on over pages as one."""
    whole: list[Grid | Line] = []
    hidden: list[Hidden] = []
    for page in pages:
        start = next((n for n, part in enumerate(page) if not _is_number(part)), 0)
        last = next((part for part in reversed(whole) if not _is_number(part)), None)
        first = page[start] if page else None
        if isinstance(last, Grid) and isinstance(first, Grid) and _goes_on(last, first):
            again = _repeated(last, first)
            if again:
                texts = tuple(cell.text for cell in first.cells if cell.row < again and cell.text)
                hidden.append(Hidden(f"第{first.page}页", "续页上重复的表头", texts))
            _append(last, first, again)
            whole += [part for part in page if part is not first]
        else:
            whole += page
    numbers = count(1)
    parts = [
        Text(f"第{part.page}页", part.text) if isinstance(part, Line) else _table(part, numbers)
        for part in whole
    ]
    return tuple(parts), tuple(hidden)


def _is_number(part: Grid | Line) -> bool:
    return isinstance(part, Line) and part.is_number


def _goes_on(last: Grid, first: Grid) -> bool:
    """Say whether a table has the outer rules of the one before, and mostly its inner ones."""
    fewer, more = sorted((last.edges, first.edges), key=len)
    outer = all(abs(fewer[n] - more[n]) <= SAME_EDGE for n in (0, -1))
    same = sum(abs(more[nearest(more, edge)] - edge) <= SAME_EDGE for edge in fewer[1:-1])
    titled = _has_title(last) and _has_title(first) and not _repeated(last, first)
    mostly = same * 2 >= len(fewer) - 2
    return outer and mostly and not titled and first.page == last.page + 1


def _has_title(grid: Grid) -> bool:
    """Say whether the first row is one cell from side to side."""
    return sum(cell.row == 0 for cell in grid.cells) == 1 < len(grid.edges) - 1


def _repeated(last: Grid, first: Grid) -> int:
    """Return how many rows at the top of a page are the table's first rows again."""
    for rows in range(min(_HEADERS, first.rows - 1, last.rows), 0, -1):
        if _top(last, rows) == _top(first, rows):
            return rows
    return 0


def _top(grid: Grid, rows: int) -> list[tuple[int, int, int, str]]:
    return sorted(
        (cell.row, cell.rows, round(cell.left / SAME_EDGE), re.sub(r"\s", "", cell.text))
        for cell in grid.cells
        if cell.row < rows
    )


def _append(last: Grid, first: Grid, again: int) -> None:
    """Put a page's part of a table under what there is of it."""
    cells = [cell for cell in first.cells if cell.row >= again]
    bottom = [cell for cell in last.cells if cell.end == last.rows]
    pairs = [
        (above, cell)
        for cell in cells
        if cell.row == again
        for above in bottom
        if abs(above.left - cell.left) <= SAME_EDGE and abs(above.right - cell.right) <= SAME_EDGE
    ]
    broken_row = _is_rest_of_row(pairs)
    shift = last.rows - again - broken_row
    gone = []
    for above, cell in pairs:
        label = max(above.rows, cell.rows) > 1 and not cell.text
        cut = above.open_below or cell.open_above
        if broken_row or label or cut:
            above.text = _one_text(above, cell)
            above.room, above.open_below = cell.room, cell.open_below
            above.rows += cell.rows - broken_row
            gone.append(cell)
    for cell in cells:
        if cell not in gone:
            cell.row += shift
            last.cells.append(cell)
    last.rows += first.rows - again - broken_row
    last.page = first.page
    last.edges = edges_of([*last.edges, *first.edges])


def _one_text(above: Boxed, below: Boxed) -> str:
    """Return the text of a cell that a page cut; a page may show again what the other shows."""
    if not above.text or not below.text:
        return above.text or below.text
    upper, lower = (re.sub(r"\s", "", cell.text) for cell in (above, below))
    if upper in lower or lower in upper:
        return max(above.text, below.text, key=len)
    return above.text + ("" if goes_on(above.room, below.text) else "\n") + below.text


def _is_rest_of_row(pairs: Sequence[tuple[Boxed, Boxed]]) -> bool:
    """Say whether a page begins within a row: what there is goes on, the rest is blank."""
    told = [(above, cell) for above, cell in pairs if cell.text]
    silent = [above for above, cell in pairs if not cell.text and above.text and above.rows == 1]
    if not silent or any(_FIGURE.fullmatch(cell.text) for _, cell in told):
        return False
    return any(
        goes_on(above.room, cell.text) or _counts_on(above.text, cell.text) for above, cell in told
    )


def _counts_on(above: str, below: str) -> bool:
    """Say whether a text begins with the number after the last one of another: 3. after 2."""
    numbers, first = _NUMBER.findall(above), _NUMBER.match(below)
    return bool(numbers) and first is not None and int(first[1]) == int(numbers[-1]) + 1


def _table(grid: Grid, numbers: Iterator[int]) -> Table:
    at = f"表{next(numbers)}"
    cells = []
    for cell in sorted(grid.cells, key=lambda each: (each.row, each.left)):
        column, end = nearest(grid.edges, cell.left), nearest(grid.edges, cell.right)
        place = f"第{cell.row + 1}行第{column + 1}列"
        inner = tuple(_table(each, numbers) for each in cell.inner)
        cells.append(Cell(cell.row, column, cell.text, cell.rows, end - column, place, inner))
    return Table(at, tuple(cells), grid.rows, len(grid.edges) - 1)
