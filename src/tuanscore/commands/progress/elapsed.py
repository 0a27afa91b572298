"""How much of a year has passed on a day: day of the year ÷ days in the year, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tuanscore.scoring.cents import quotient

WHOLE = Fraction(1)


def percent(share: Fraction) -> Decimal:
    """Return a share in percent, rounded half up to 0.01."""
    exact = share * 100
    return quotient(Decimal(exact.numerator), Decimal(exact.denominator))


@dataclass(frozen=True, slots=True)
class Elapsed:
    """A year as it stands at the end of a day, which may lie before or after it."""

    year: int
    day: date

    @property
    def days(self) -> int:
        """Return the days in the year."""
        return date(self.year, 12, 31).timetuple().tm_yday

    @property
    def passed(self) -> int:
        """Return the days of the year that have passed, the day itself included."""
        return min(max((self.day - date(self.year - 1, 12, 31)).days, 0), self.days)

    @property
    def share(self) -> Fraction:
        """Return the share of the year that has passed, 0…1."""
        return Fraction(self.passed, self.days)

    @property
    def percent(self) -> Decimal:
        """Return the share of the year in percent."""
        return percent(self.share)

    @property
    def begun(self) -> bool:
        """Whether any of the year has passed."""
        return self.passed > 0

    @property
    def over(self) -> bool:
        """Whether the whole year has passed; its last day counts as passed."""
        return self.passed == self.days

    def left(self, deadline: date) -> int:
        """Return the days until a deadline, below 0 when it has passed."""
        return (deadline - self.day).days

    def missed(self, deadline: date) -> bool:
        """Whether a deadline has passed; one of this day has, for it is told at the day's end."""
        return self.left(deadline) <= 0
