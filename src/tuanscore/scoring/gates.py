"""A gate: the grade, the points or the rate that no organisation may fall short of.

What is not certain falls short unless its lowest possible value reaches the gate. Before the end
of the year that is the lowest of 到今天; what 年底可能 decides is only whether it is certain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.model.messages import did_you_mean
from tuanscore.scoring.grades import LOWEST, NONE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tuanscore.scoring.tree import Score

_NUMBER = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?)\s*([%％]?)")


@dataclass(frozen=True, slots=True)
class Short:
    """One organisation that falls short, and why."""

    org: str
    reason: str
    certain: bool
    """False when it might still reach the gate once all is reported, or by the year's end."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What was asked for, and who falls short of it."""

    asked: str
    short: tuple[Short, ...]

    @property
    def met(self) -> bool:
        """Whether nobody falls short."""
        return not self.short


def judge(asked: str, scores: Iterable[tuple[Score, Mapping[str, Decimal]]]) -> Gate:
    """Hold scores, each with the bounds of its grades, against a gate.

    The gate is a grade (``良``), points (``120``) or a rate (``90%``); raises TuanscoreError for
    anything else.
    """
    asked = asked.strip()
    found = (_short(asked, score, bounds) for score, bounds in scores)
    return Gate(asked, tuple(short for short in found if short is not None))


def _short(asked: str, score: Score, bounds: Mapping[str, Decimal]) -> Short | None:
    number = _NUMBER.fullmatch(asked)
    if number is None:
        _check_grade(asked, score, bounds)
    if score.rate_low is None or score.rate_high is None:
        return Short(score.short_name, NONE, certain=True)
    if number is None:
        return _by_grade(asked, score, bounds)
    limit, ahead = Decimal(number[1]), score.year_end
    if number[2]:
        span = score.rate_low, score.rate_high, None if ahead is None else ahead.rate_high
        return _by_number(limit, span, score, ("得分率", "%"))
    span = score.card.low, score.card.high, None if ahead is None else ahead.high
    return _by_number(limit, span, score, ("得分", ""))


def _check_grade(asked: str, score: Score, bounds: Mapping[str, Decimal]) -> None:
    """Raise for what is neither a number nor a grade."""
    order = [*bounds, LOWEST]
    if asked in order:
        return
    hint = f"{did_you_mean(asked, order)}（{score.scale_name}）；或写分数 120、得分率 90%"
    if asked[:1].isdigit() or asked[:1] in "-+.":
        raise TuanscoreError(f"--fail-under “{asked}”看不懂", hint)
    raise NotFoundError(f"没有“{asked}”这个等次", hint)


def _by_grade(asked: str, score: Score, bounds: Mapping[str, Decimal]) -> Short | None:
    order = [*bounds, LOWEST]
    best, worst = score.grades[0], score.grades[-1]
    if order.index(worst) <= order.index(asked):
        return None
    reason = f"等次 {worst}" if score.certain else f"等次 {worst}–{best}"
    if score.grades != score.grades_by_rate:
        reason += "（一票否决）"
    ahead = score.year_end
    if ahead is not None:
        best = ahead.grades[0]
        reason = f"到今天{reason}，年底可能 {_span(worst, best)}"
    certain = order.index(best) > order.index(asked)
    return Short(score.short_name, reason + _unsure(certain, worst, score), certain)


def _by_number(
    limit: Decimal,
    span: tuple[Decimal, Decimal, Decimal | None],
    score: Score,
    words: tuple[str, str],
) -> Short | None:
    low, high, reach = span
    if low >= limit:
        return None
    what, unit = words
    lowest, reason = f"{low:.2f}{unit}", f"{what} {_span(f'{low:.2f}{unit}', f'{high:.2f}{unit}')}"
    if reach is not None:
        high = reach
        reason = f"到今天{reason}，年底可能 {_span(lowest, f'{high:.2f}{unit}')}"
    certain = high < limit
    return Short(score.short_name, reason + _unsure(certain, lowest, score), certain)


def _span(low: str, high: str) -> str:
    return low if low == high else f"{low}–{high}"


def _unsure(certain: bool, lowest: str, score: Score) -> str:
    """Say why an organisation falls short that might not."""
    if certain:
        return ""
    left = f"，还有 {len(score.missing)} 项没有报" if score.missing else ""
    if score.year_end is not None:
        return f"{left}，按到今天最低 {lowest} 算"
    return f"{left or '，还不确定'}，按最低 {lowest} 算"
