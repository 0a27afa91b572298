"""What a plan is: where an organisation stands, where it wants to go, and the ways there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tuanscore.commands.plan.options import Open, Option
from tuanscore.finding import Finding
from tuanscore.scoring.cents import quotient
from tuanscore.scoring.tree import Veto


@dataclass(frozen=True, slots=True)
class Standing:
    """A total with its printed rate and its grade."""

    total: Decimal
    rate: Decimal
    grade: str


@dataclass(frozen=True, slots=True)
class Step:
    """One measure to work on, and how far."""

    line: Open
    option: Option
    gain: Decimal
    """Points added to the measure's own score."""


@dataclass(frozen=True, slots=True)
class Way:
    """Steps that together reach the grade; without any one of them they do not."""

    steps: tuple[Step, ...]
    cost: Fraction
    reached: Standing

    @property
    def about(self) -> Decimal:
        """Return the cost rounded half up to 0.01."""
        return quotient(Decimal(self.cost.numerator), Decimal(self.cost.denominator))


@dataclass(frozen=True, slots=True)
class Lost:
    """Points that no step can win, and why."""

    name: str
    points: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class Worth:
    """What one more unit of a measure, and the whole rest of it, is worth in points."""

    line: Open
    more: Option | None
    """The next unit, level or day; where that is not worth a cent, the first that is."""
    gain: Decimal
    """What ``more`` is worth."""
    full_gain: Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """The way to a grade, or the proof that there is none."""

    org: str
    short_name: str
    year: int
    as_of: date | None
    sample: bool
    to: str
    scale_name: str
    scale: str
    full: Decimal
    now: Standing
    """By what is certain: all that is not reported counts as nothing."""
    needed: Decimal
    """The least total whose printed rate reaches the grade."""
    worth: tuple[Worth, ...]
    cheapest: Way | None
    fewest: Way | None
    best: Standing
    """What is reached when everything that can be planned is done."""
    bonus: Decimal
    """The bonus that counts now."""
    lost: tuple[Lost, ...]
    """Full marks and the bonus less these are the best there is, at most full marks."""
    vetoes: tuple[Veto, ...]
    """What keeps the grade from being better whatever the score."""
    notes: tuple[str, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def there(self) -> bool:
        """Whether the grade is certain already."""
        return self.cheapest is not None and not self.cheapest.steps

    @property
    def reachable(self) -> bool:
        """Whether there is a way to the grade."""
        return self.cheapest is not None

    @property
    def gap(self) -> Decimal:
        """Return the points that are missing."""
        return max(self.needed - self.now.total, Decimal("0.00"))
