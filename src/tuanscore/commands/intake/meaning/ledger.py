"""What became of every cell: read as a value, or left as text with a reason. Nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tuanscore.commands.intake.meaning.recognised import Left, Recognised, Sure, Told
from tuanscore.commands.intake.meaning.told import readings
from tuanscore.commands.intake.papers.paper import Cell, Table, Text

if TYPE_CHECKING:
    from tuanscore.commands.intake.papers.paper import Paper

HEADING = "标题"
UNKNOWN = "没有认出来，没有写进文件"


@dataclass(slots=True)
class Ledger:
    """Takes down where each cell and paragraph of a paper went."""

    paper: Paper
    _reasons: dict[int, tuple[str, str]] = field(default_factory=dict)
    _parts: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    _places: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._places = {id(piece): at for piece, at in _pieces(self.paper.parts)}

    def place(self, piece: Cell | Text) -> str:
        """Return where a cell or paragraph stands in the file."""
        return self._places[id(piece)]

    def told(self, piece: Cell | Text, text: str | None = None, *, weak: bool = False) -> Told:
        """Return a value and where it stands; the whole text where no part of it is given."""
        shown = piece.text.strip() if text is None else text
        return Told(shown, self.place(piece), Sure.WEAK if weak else Sure.SURE)

    def told_of(self, cells: Sequence[Cell], text: str, *, weak: bool = False) -> Told:
        """Return a value that several cells say together, at least one."""
        at = "、".join(map(self.place, cells))
        return Told(text, at, Sure.WEAK if weak else Sure.SURE)

    def left(self, piece: Cell | Text, why: str) -> None:
        """Take down why a cell goes nowhere, if it does; the first reason holds."""
        self._reasons.setdefault(id(piece), (piece.text.strip(), why))

    def left_in(self, piece: Cell | Text, text: str, why: str) -> None:
        """Take down a part of a cell that goes nowhere, whatever becomes of the rest."""
        self._parts.setdefault(id(piece), []).append((text, why))

    def close(self, tables: Iterable[Recognised]) -> tuple[Left, ...]:
        """Return all that went into none of these, in the order of the file, and what is hidden."""
        told = [reading.told for table in tables for reading in readings(table)]
        places = {one.at for one in told if one.text}
        used = places | {place for at in places for place in at.split("、")}
        found = [
            Left(text, at, why)
            for piece, at in _pieces(self.paper.parts)
            for text, why in self._why(piece, used=at in used)
        ]
        hidden = (
            Left(text, part.at, part.what)
            for part in self.paper.hidden
            for text in (part.texts or ("",))
        )
        return (*found, *hidden)

    def _why(self, piece: Cell | Text, *, used: bool) -> list[tuple[str, str]]:
        shown = piece.text.strip()
        if used or not shown:
            return self._parts.get(id(piece), [])
        return [self._reasons.get(id(piece), (shown, UNKNOWN))]


def _pieces(parts: tuple[Table | Text, ...]) -> Iterator[tuple[Cell | Text, str]]:
    for part in parts:
        if isinstance(part, Text):
            yield part, part.at
            continue
        for cell in part.cells:
            yield cell, f"{part.at} {cell.at}".strip()
            yield from _pieces(cell.inner)
