"""定性: a judged share of the points, by a word of the 定性档 or a percentage.

The words and their percentages come from the settings (by default 完成 100, 基本完成 80, 部分完成
60, 未完成 0, format.md); a percentage between 0 and 100 stands for itself. Source: domain.md,
Rules of the field (three levels of 财预〔2020〕10号 and the older forms are such profiles).
"""

import re
from decimal import Decimal

from pydantic import BaseModel

from tuanscore.methods import Case, Outcome, UnreadableError

NAME = "定性"
HUNDRED = Decimal(100)
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*[%％]")


class Parameters(BaseModel):
    """定性 takes no parameters."""


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a word of the 定性档 or a percentage; raises UnreadableError for anything else."""
    percent = share(case)
    word = "" if _PERCENT.fullmatch(case.actual.strip()) else f"{case.actual.strip()}，"
    return Outcome(percent, HUNDRED, f"{word}按 {percent}% 计")


def share(case: Case) -> Decimal:
    """Return the percentage that the 完成值 stands for, 0…100; raises UnreadableError."""
    text = case.actual.strip()
    if text in case.levels:
        return case.levels[text]
    match = _PERCENT.fullmatch(text)
    percent = Decimal(match[1]) if match else None
    if percent is None or percent > HUNDRED:
        words = "、".join(case.levels)
        raise UnreadableError(f"定性的完成值“{case.actual}”看不懂", f"写 {words}，或 0% 到 100%")
    return percent
