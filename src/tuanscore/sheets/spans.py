"""Merging cells downwards: rows name what they belong to, and each name is printed once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tuanscore.sheets.sheet import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell of a row; slots with the same key in rows that follow each other are one cell."""

    cell: Cell
    key: Key | None = None


def stack(rows: Sequence[Sequence[Slot]]) -> tuple[tuple[Cell, ...], ...]:
    """Put rows on top of each other, slots with the same key merged into the first of them."""
    heights = Counter(slot.key for row in rows for slot in row if slot.key is not None)
    seen: set[Key] = set()
    stacked = []
    for row in rows:
        cells = []
        for slot in row:
            if slot.key is None:
                cells.append(slot.cell)
            elif slot.key not in seen:
                seen.add(slot.key)
                cells.append(replace(slot.cell, rowspan=heights[slot.key]))
        stacked.append(tuple(cells))
    return tuple(stacked)


def cell(text: str, style: str = "", colspan: int = 1) -> Cell:
    """Return a cell with one paragraph."""
    return Cell((text,), colspan=colspan, style=style)


def heads(*texts: str) -> tuple[Cell, ...]:
    """Return a row of column heads."""
    return tuple(cell(text, "head") for text in texts)
