"""What a change to a repository means: each card before and after, and its score and grade."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tuanscore.commands.diff.change import Change, Comparison

if TYPE_CHECKING:
    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.tree import Node, Outlook, Score


@dataclass(frozen=True, slots=True)
class Standing:
    """What a card came to; low and high differ while lines are missing."""

    low: Decimal
    high: Decimal
    full: Decimal
    rate_low: Decimal | None
    """None, with no grades, where nothing applies and so nothing can be rated."""
    rate_high: Decimal | None
    grades: tuple[str, ...]
    sample: bool
    year_end: Outlook | None
    """What it may still come to, where the year was not over."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One card that reads or scores differently; a side is None where there is no such card."""

    name: str
    year: int
    file: str
    """As it is called now, or was before it was removed."""
    was: str
    """The file it was before; the same unless it was renamed, empty for a new card."""
    comparison: Comparison | None
    """None for a card that is new or was removed."""
    inherited: int
    """How many changes come with its template alone; they are not among those compared."""
    before: Standing | None
    after: Standing | None
    new: bool
    removed: bool

    @property
    def renamed(self) -> bool:
        """Whether its file goes by another name now."""
        return bool(self.was) and self.was != self.file

    @property
    def score_changed(self) -> bool:
        """Whether the score or the grade is another one."""
        return self.before != self.after

    @property
    def only_follows(self) -> bool:
        """Whether nothing but its template, and so perhaps its score, is another."""
        compared = self.comparison
        return compared is not None and compared.same and not self.renamed and self.inherited > 0

    @property
    def grade_changed(self) -> bool:
        """Whether the grade that is printed is another one."""
        if self.before is None or self.after is None:
            return self.before is not self.after
        return self.before.grades != self.after.grades


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that could not be understood on one side."""

    file: str
    side: str
    """Which revision it is of."""
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    """Everything that is another on the new side, in the order of years and names."""

    old: str
    new: str
    """What the two sides are called on screen."""
    templates: tuple[Comparison, ...]
    cards: tuple[Reviewed, ...]
    """The scorecards, then the 预算项目绩效目标表."""
    unreadable: tuple[Unreadable, ...]

    @property
    def told(self) -> tuple[Reviewed, ...]:
        """The cards that have more to tell than what their template does."""
        return tuple(card for card in self.cards if not card.only_follows)

    @property
    def following(self) -> tuple[str, ...]:
        """The names of the cards of which only the template changed."""
        return tuple(f"{c.name} {c.year}" for c in self.cards if c.only_follows)

    @property
    def same(self) -> bool:
        """Whether nothing differs in meaning, and all could be read."""
        return not (self.templates or self.cards or self.unreadable)

    @property
    def sample(self) -> bool:
        """Whether any of the scores rests on sample data."""
        sides = (side for card in self.cards for side in (card.before, card.after))
        return any(side.sample for side in sides if side is not None)

    @property
    def summary(self) -> str:
        """How much differs, in one line."""
        if self.same:
            return "含义没有不同"
        counts = (
            (len(self.templates), "{} 个模板有改动"),
            (len(self.cards), "{} 份表或得分有变"),
            (sum(card.grade_changed for card in self.cards), "{} 个等次有变"),
            (len(self.unreadable), "{} 个文件读不懂"),
        )
        return "，".join(words.format(count) for count, words in counts if count)


def standing(score: Score | ProjectScore | None, root: Node | None) -> Standing | None:
    """Return what is compared of a score, whose whole is the root."""
    if score is None or root is None:
        return None
    return Standing(
        root.low,
        root.high,
        score.full,
        score.rate_low,
        score.rate_high,
        score.grades,
        score.sample,
        score.year_end,
    )


def own(card: Comparison, templates: tuple[Comparison, ...]) -> tuple[Comparison, int]:
    """Leave out of a card's changes those that its template made as well; say how many."""
    given = {_meaning(change) for template in templates for change in template.changes}
    kept = tuple(change for change in card.changes if _meaning(change) not in given)
    return Comparison(card.old, card.new, kept, card.strict), len(card.changes) - len(kept)


def _meaning(change: Change) -> tuple[object, ...]:
    return (change.kind, change.item, change.measure, change.old, change.new)
