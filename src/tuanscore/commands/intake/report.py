"""What an import read, what it wrote, and what went nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuanscore.commands.intake.drafting.writing import Written
    from tuanscore.commands.intake.meaning.recognised import Intake
    from tuanscore.commands.intake.returned.answering import Answered


@dataclass(frozen=True, slots=True)
class Import:
    """What became of some papers."""

    intakes: tuple[Intake, ...]
    """One for each paper, in the order in which they were named."""
    written: Written | None = None
    """The files that were written; None where nothing was asked for but to look."""

    @property
    def tables(self) -> int:
        """Return how many projects, cards and sets of targets there are."""
        return sum(len(intake.tables) for intake in self.intakes)


@dataclass(frozen=True, slots=True)
class CameBack:
    """What became of one workbook that went round."""

    file: str
    answered: Answered
    annotated: str | None = None
    """The workbook with comments that was written beside it."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What became of workbooks that went round."""

    books: tuple[CameBack, ...]

    @property
    def done(self) -> bool:
        """Whether every cell was taken."""
        return all(b.answered.written.done and not b.answered.wrong for b in self.books)
