"""What factoring and rebasing came to, for a view to show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tuanscore.commands.factor.base import Refusal

if TYPE_CHECKING:
    from tuanscore.finding import Finding, Route
    from tuanscore.source.removal import Comment


@dataclass(frozen=True, slots=True)
class FactoredCard:
    """One card as an overlay."""

    file: str
    old: bytes
    new: bytes
    entries: int
    """How many targets, texts, variables and dropped items it says."""
    comments: int
    """How many comments inside of it are not taken over."""
    lines_before: int
    """How long it is, written out whole."""

    @property
    def lines(self) -> int:
        """How long it becomes."""
        return _lines(self.new)


@dataclass(frozen=True, slots=True)
class Factoring:
    """A template and the overlays on it; nothing is written yet."""

    name: str
    year: str
    template: bytes
    cards: tuple[FactoredCard, ...]
    left: tuple[Refusal, ...]
    written: tuple[str, ...] = ()
    """Files that were written, as the user calls them."""
    replaced: bool = False
    """Whether the overlays stand in the place of the cards now."""

    @property
    def template_lines(self) -> int:
        """How long the template is."""
        return _lines(self.template)

    @property
    def lines_before(self) -> int:
        """How long the cards are together."""
        return sum(card.lines_before for card in self.cards)

    @property
    def overlay_lines(self) -> int:
        """How long the overlays are together."""
        return sum(card.lines for card in self.cards)

    @property
    def lines(self) -> int:
        """How long the template and the overlays are together."""
        return self.template_lines + self.overlay_lines

    @property
    def entries(self) -> int:
        """How many entries the overlays have together."""
        return sum(card.entries for card in self.cards)


class Standing(StrEnum):
    """How an entry of an overlay stands to its template."""

    REDUNDANT = "多余"
    CONTRADICTORY = "矛盾"
    LOST = "落空"


@dataclass(frozen=True, slots=True)
class Note:
    """One entry of an overlay that does not stand as it should."""

    standing: Standing
    finding: Finding
    """Its code is empty where validate has nothing to say."""
    route: Route = ()
    """Of a redundant entry: where it is, to be taken away."""
    spelled: bool = False
    """Whether a redundant entry says the same in other words."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """A file that redundant entries were taken away from, and the comments that went with them."""

    file: str
    comments: tuple[Comment, ...]
    spelled: bool
    """Whether a target is now written as the template writes it."""


@dataclass(frozen=True, slots=True)
class Rebasing:
    """What a template's overlays say that is redundant, contradictory or points at nothing."""

    template: str
    """The template asked about; empty for all."""
    overlays: int
    notes: tuple[Note, ...]
    unread: tuple[str, ...]
    """Files that have errors and may be overlays."""
    removed: tuple[Pruned, ...] = ()

    @property
    def done(self) -> bool:
        """Whether there is nothing to do."""
        return not self.notes and not self.unread

    def count(self, standing: Standing) -> int:
        """Return how many entries stand so."""
        return sum(note.standing is standing for note in self.notes)


def _lines(data: bytes) -> int:
    return len(data.splitlines())
