"""What was read from an office file or a pasted text, before anybody knows what it means."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a person sees it: merged cells once, number formats applied."""

    row: int
    column: int
    text: str
    """Its lines, parted by a line end; blanks as they were written."""
    rows: int = 1
    columns: int = 1
    at: str = ""
    """Where it is in the file, as its reader says it: ``B3``, ``第3行第2列``."""
    inner: tuple[Table | Text, ...] = ()
    """What a cell of a layout table holds besides its own text: tables within it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of cells in reading order; rows and columns are counted from 0."""

    at: str
    """``表2``, ``工作表“苍溪”``."""
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    loose: bool = False
    """Pasted as text: merged and empty cells are gone, so a cell may stand left of its column."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph outside of tables."""

    at: str
    """``第3段``, ``第2页``."""
    text: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """What the file has and nobody sees: a hidden row, column or sheet, a deleted passage."""

    at: str
    what: str
    """``隐藏的行``, ``隐藏的工作表``, ``修订中删除的文字`` …"""
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A file's contents in reading order."""

    name: str
    parts: tuple[Table | Text, ...]
    hidden: tuple[Hidden, ...] = ()
