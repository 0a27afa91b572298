"""定性: a judged share of the points, by a word of the 定性档, a percentage, or both.

A word of one percentage stands for it (by default 完成 100, 基本完成 80, 部分完成 60, 未完成 0,
format.md). A word of a range (达成 100–80, 部分达成 80–60, 未达成 60–0: 财预〔2020〕10号; the older
forms have 100–80, 80–50, 50–0) may have the percentage beside it, ``部分达成 70%``, and holds it to
the range. Else the 得分 that was filled in says where in the range; without one in it, a word that
may stand for 100 does, and any other is open between its ends. A percentage alone stands for
itself. Source: domain.md, Rules of the field.
"""

import re
from decimal import Decimal

from pydantic import BaseModel

from tuanscore.methods import Case, Outcome, UnreadableError

NAME = "定性"
READS = frozenset(("目标", "分值", "单位成本"))
HUNDRED = Decimal(100)
_FORM = r"(?P<word>[^\d\s%％]*)\s*(?:(?P<percent>[0-9]{1,3}(?:\.[0-9]{1,4})?)\s*[%％])?"


class Parameters(BaseModel, defer_build=True):
    """定性 takes no parameters."""


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a word of the 定性档 or a percentage; raises UnreadableError for anything else."""
    word, low, high = _read(case)
    if low == high:
        said = f"{word}，" if word else ""
        return Outcome(high, HUNDRED, f"{said}按 {high}% 计")
    band, filled = f"{word}是 {low}% 到 {high}%", case.filled
    if filled is not None and case.points:
        if is_within(filled, case.points, (low, high)):
            return Outcome(filled, case.points, f"{band}，填的 {filled} 分在其中，按它计")
        band += f"，填的 {filled} 分不在其中"
    if high == HUNDRED:
        return Outcome(high, HUNDRED, f"{band}，按 {high}% 计")
    return Outcome(high, HUNDRED, f"{band}，没有写是多少", floor=low)


def is_within(filled: Decimal, points: Decimal, level: tuple[Decimal, Decimal]) -> bool:
    """Say whether a filled 得分 lies inside the range of a level, both ends included."""
    low, high = level
    return low * points <= filled * HUNDRED <= high * points


def share(case: Case) -> Decimal:
    """Return the most that the 完成值 stands for, in percent; raises UnreadableError."""
    return _read(case)[2]


def level(case: Case) -> tuple[Decimal, Decimal]:
    """Return the least and the most it stands for, in percent; raises UnreadableError."""
    return _read(case)[1:]


def _read(case: Case) -> tuple[str, Decimal, Decimal]:
    match = re.fullmatch(_FORM, case.actual.strip())
    word = match["word"] if match else ""
    percent = Decimal(match["percent"]) if match and match["percent"] else None
    if (word and word not in case.levels) or not (word or percent is not None):
        raise _refusal(case)
    if percent is not None and percent > HUNDRED:
        raise _refusal(case)
    if not word:
        assert percent is not None
        return "", percent, percent
    low, high = case.levels[word]
    if percent is None:
        return word, low, high
    if not low <= percent <= high:
        hint = f"写 {low}% 到 {high}% 之间的数，或换一档"
        raise UnreadableError(f"{percent}% 不在“{word}”这一档里", hint)
    return word, percent, percent


def _refusal(case: Case) -> UnreadableError:
    words = "、".join(case.levels)
    hint = f"写 {words}，或 0% 到 100%；不适用的写 {{不适用: 原因}}"
    return UnreadableError(f"定性的完成值“{case.actual}”看不懂", hint)
