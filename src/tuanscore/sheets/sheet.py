"""What a printed document is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; merged cells are one cell with spans."""

    lines: tuple[str, ...]
    rowspan: int = 1
    colspan: int = 1
    style: str = ""
    """``head`` for column heads, ``label`` for row labels, ``number`` for figures, ``sum`` for the
    labels and figures of a row of sums, ``bare`` for a cell outside of the frame; else plain text
    with one paragraph in each line. The lines of a styled cell are one text, broken where it is
    best read.
    """


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell hidden below or beside a merged one is left out, as in HTML.

    A table that follows a table directly continues it and is printed without a gap.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    """Relative widths of the columns, in percent; their number is the number of columns."""
    head_rows: int = 1
    """How many rows repeat at the top of each page; 0 for a form, whose columns have no heads."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second or a lower level."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``style`` is ``body``, ``note`` (small print) or ``right``."""

    text: str
    style: str = "body"


Block = Table | Heading | Paragraph


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed document."""

    kind: str
    title: str
    blocks: tuple[Block, ...]
    sample: bool = False
    """Whether it shows sample data; every view says so."""
    landscape: bool = False
    """Whether it is printed across the page, for tables with many columns."""

    @property
    def dense(self) -> bool:
        """Whether a table has so many columns that all are set in smaller type."""
        return any(isinstance(block, Table) and len(block.widths) > 5 for block in self.blocks)
