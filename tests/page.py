"""Read a rendered HTML page as a reader sees it: texts in order, tables with merged cells spread.

Like `sources` this imports nothing from the project; white space means nothing and is removed.
"""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_TEXTS = ("h1", "h2", "h3", "h4", "p")


@dataclass(eq=False)
class Cell:
    """One printed cell; a merged cell is one and the same object wherever it reaches."""

    tag: str
    style: str
    rowspan: int
    colspan: int
    paragraphs: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.paragraphs)


Row = list[Cell]
"""The cells of a row; one merged from above is there too, one merged sideways is there once."""


@dataclass
class Page:
    """What a page shows."""

    texts: list[tuple[str, str, str]] = field(default_factory=list)
    """Tag, class and text of each heading and paragraph outside of tables."""
    tables: list[list[Row]] = field(default_factory=list)

    def of(self, *tags: str) -> list[str]:
        """Return the texts of these tags; a tag with a class is written ``p.note``."""
        return [
            text
            for tag, style, text in self.texts
            if tag in tags or (style and f"{tag}.{style}" in tags)
        ]


def read(html: str) -> Page:
    """Return what an HTML page shows."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Page(reader.texts, [_spread(table) for table in reader.tables])


def texts(row: Row) -> tuple[str, ...]:
    """Return the texts of a row."""
    return tuple(cell.text for cell in row)


def _spread(table: list[list[Cell]]) -> list[Row]:
    """Put every cell into each row that it reaches."""
    above: dict[int, tuple[Cell, int]] = {}
    rows = []
    for cells in table:
        grid: dict[int, tuple[Cell, int]] = {at: (c, left - 1) for at, (c, left) in above.items()}
        column = 0
        for cell in cells:
            while column in grid:
                column += 1
            for _ in range(cell.colspan):
                assert column not in grid, f"cells overlap at {cell.text}"
                grid[column] = (cell, cell.rowspan)
                column += 1
        assert sorted(grid) == list(range(len(grid))), "a row has a hole"
        rows.append(list(dict.fromkeys(grid[at][0] for at in sorted(grid))))
        above = {at: pair for at, pair in grid.items() if pair[1] > 1}
    assert not above, "a merged cell reaches below the table"
    return rows


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str, str]] = []
        self.tables: list[list[list[Cell]]] = []
        self._cell: Cell | None = None
        self._open: tuple[str, str] | None = None
        self._written = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            spans = int(given.get("rowspan") or 1), int(given.get("colspan") or 1)
            self._cell = Cell(tag, given.get("class") or "", *spans)
            self.tables[-1][-1].append(self._cell)
            self._written = ""
        elif tag in _TEXTS:
            self._open = (tag, given.get("class") or "")
            self._written = ""

    def handle_endtag(self, tag: str) -> None:
        written, done = "".join(self._written.split()), tag in ("td", "th", *_TEXTS)
        if self._cell is not None and done:
            if written:
                self._cell.paragraphs.append(written)
            self._cell = None if tag in ("td", "th") else self._cell
            self._written = ""
        elif self._open is not None and done:
            self.texts.append((*self._open, written))
            self._open = None

    def handle_data(self, data: str) -> None:
        self._written += data
