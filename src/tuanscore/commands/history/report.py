"""What became of a card over time: which commit changed what, and which one set each target."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuanscore.commands.diff.change import Change
    from tuanscore.finding import Place
    from tuanscore.git.commits import Commit


class Event(StrEnum):
    """What a commit did to a card; the value is its name in JSON."""

    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Step:
    """One commit that changed a card in meaning, or after which it could not be understood."""

    commit: Commit | None
    """None for what has not been committed yet."""
    event: Event
    changes: tuple[Change, ...] = ()
    reason: str = ""
    """Why it could not be understood."""


@dataclass(frozen=True, slots=True)
class History:
    """The steps of one card, or of one of its measures, the latest first."""

    card: str
    """What the card is called on screen."""
    name: str
    """The measure or the item that was asked for; empty for the whole card."""
    steps: tuple[Step, ...]
    cut: bool = False
    """Whether the checkout lacks older commits, so that the first step may not be the first."""


@dataclass(frozen=True, slots=True)
class Blamed:
    """One target and the commit that last set it."""

    section: str
    category: str
    item: str
    measure: str
    target: str
    place: Place
    own: bool
    """Whether it stands in the organisation's own file and not in a template."""
    commit: Commit | None
    """None for one that has not been committed yet."""


@dataclass(frozen=True, slots=True)
class Blame:
    """Every target of a card with the commit that last set it."""

    card: str
    lines: tuple[Blamed, ...]
    cut: bool = False
    """Whether the checkout lacks older commits, to which some targets may go back."""
