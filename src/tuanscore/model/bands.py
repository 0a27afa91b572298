"""Grade bands as people write them: a lower bound, ``85-90``, ``[85, 90)``, ``≥90%``, ``<60``.

Whatever was written is read as half-open bands with the lower bound inclusive (domain.md, Bands);
what was written is kept beside, so that a gap or an overlap can be told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from tuanscore.grammar.scalars import number, refuse

if TYPE_CHECKING:
    from collections.abc import Mapping

LOWEST = "差"
"""The grade below the last bound."""

_DASHES = str.maketrans("—–−‐‑─", "------")
_N = r"([0-9]{1,3}(?:\.[0-9]{1,6})?)[%分]?"
_RANGE = rf"(\[?){_N}(\(含\))?(?:-+|~|至|到|,){_N}(\((?:不含|含)\))?([\])]?)"
_FROM = rf"(?:≥|不低于|不少于){_N}|{_N}(?:\(含\))?(?:及?以上)(?:\(含\))?"
_BELOW = rf"(?:<|低于|少于|不足|不满){_N}|{_N}以下(?:\(不含\))?"
_UP_TO = rf"(?:≤|不超过|不高于){_N}|{_N}(?:及以下|\(含\)以下|以下\(含\))"
_EXCLUSIVE = r"[(>].*|(?:高于|超过|大于).*"
_EXAMPLE = "写下限 90、≥90%、'85-90' 或 '[85, 90)'，最低一档写 '<60'"


@dataclass(frozen=True, slots=True)
class Band:
    """One band as written, in percent; None for an end that was not written."""

    low: Decimal | None
    high: Decimal | None = None
    closed: bool = False
    """Whether the upper end belongs to the band by what was written."""


class Scale(dict[str, Decimal]):
    """Grades from the best down with their lower bounds in percent, and the bands as written."""

    __slots__ = ("bands",)
    bands: tuple[tuple[str, Band], ...]

    @property
    def seams(self) -> tuple[tuple[str, str, Decimal, Band], ...]:
        """Where two bands meet: upper grade, lower grade, the upper's bound, the lower's band."""
        return tuple(
            (upper, lower, above.low, below)
            for (upper, above), (lower, below) in pairwise(self.bands)
            if above.low is not None and below.high is not None
        )


def read_band(value: Any) -> Band:
    """Read one band; raises PydanticCustomError for what is none, or has no inclusive bound."""
    if value is None or value == "":
        raise refuse("blank", "没有填写", _EXAMPLE)
    if not isinstance(value, str):
        raise refuse("not_scalar", "应当是百分数", _EXAMPLE)
    return _band(value)


@lru_cache(maxsize=1024)
def _band(text: str) -> Band:
    folded = "".join(normalize("NFKC", text).translate(_DASHES).split())
    folded = folded.replace(">=", "≥").replace("<=", "≤")
    if match := re.fullmatch(_RANGE, folded):
        return _between(text, match)
    if match := re.fullmatch(_FROM, folded):
        return Band(Decimal(match[1] or match[2]))
    for pattern, closed in ((_BELOW, False), (_UP_TO, True)):
        if match := re.fullmatch(pattern, folded):
            return Band(None, Decimal(match[1] or match[2]), closed)
    if re.fullmatch(_EXCLUSIVE, folded):
        raise refuse(
            "no_lower_bound", f"“{text}”不含下限", "各等次都含下限，例如 ≥90 或 '[85, 90)'"
        )
    return Band(number(text.strip().removesuffix("%"), "百分数", "90、'85-90' 或 '<60'"))


def _between(text: str, match: re.Match[str]) -> Band:
    left, low, includes, high, excludes, right = match.groups()
    if Decimal(low) >= Decimal(high):
        raise refuse("not_band", f"“{text}”前一个数应当小于后一个数", "例如 '85-90'")
    if (left == "[") != (right != ""):
        raise refuse("not_band", f"“{text}”括号没有成对", "例如 '[85, 90)'")
    half_open = right == ")" or excludes == "(不含)" or bool(includes and not excludes)
    return Band(Decimal(low), Decimal(high), not half_open)


def read_scale(bands: Mapping[str, Band]) -> Scale:
    """Put bands together, the best first; raises PydanticCustomError when they do not fall."""
    *upper, (last, lowest) = bands.items()
    lows = [band.low for band in bands.values()]
    if any(a is None or (b is not None and a <= b) for a, b in pairwise(lows)):
        raise refuse("not_falling", "等次下限要从高到低写", "例如 {优: 90, 良: 85, 中: 60}")
    if lowest.low is None and (last != LOWEST or not upper):
        hint = f"例如 {{优: 90, 良: 85, 中: 60, {LOWEST}: '<60'}}"
        raise refuse("not_lowest", f"“{last}”没有下限，只有最低的“{LOWEST}”可以这样写", hint)
    scale = Scale(
        (name, band.low)
        for name, band in bands.items()
        if band.low is not None and (name != LOWEST or not upper)
    )
    scale.bands = tuple(bands.items())
    return scale


# ---- bands said in a sentence ------------------------------------------------------------------

_P = r"([0-9]{1,3}(?:\.[0-9]{1,2})?)%"
_GRADE = "优秀|良好|优|良|中|基本合格|不合格|合格|一般|差"
_CLAUSE = (
    rf"(低于|不足|不满)?{_P}(?:\(含\))?(?:(?:-+|~|至|到){_P}(\(不含\))?)?"
    rf"(及?以上|及?以下)?(?:\(含\))?的?,?(?:评?定?)为[“”\"]?(?:{_GRADE})(?![A-Za-z一-鿿])"
)
_NAME = rf"为[“”\"]?({_GRADE})[“”\"]?$"


@lru_cache(maxsize=1024)
def bands_in(sentence: str) -> tuple[tuple[str, Band], ...]:
    """Read ``达到90%以上的为优；达到85%-90%的为良…``; empty when any part cannot be read.

    A percentage without 以上 or 以下 is a band without ends.
    """
    folded = "".join(normalize("NFKC", sentence).translate(_DASHES).split())
    bands: list[tuple[str, Band]] = []
    for clause in re.split("[;。]", folded):
        name = re.search(_NAME, clause)
        if name is None:
            continue
        found = re.findall(_CLAUSE, clause)
        if len(found) != 1:
            return ()
        bands.append((name[1], _said(*found[0])))
    return tuple(bands) if len(bands) > 1 else ()


def _said(below: str, first: str, second: str, excluded: str, side: str) -> Band:
    if second:
        return Band(Decimal(first), Decimal(second), not excluded)
    if below or "下" in side:
        return Band(None, Decimal(first), side == "及以下")
    return Band(Decimal(first) if side else None)
