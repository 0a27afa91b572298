"""Which way a number counts where it stands alone: at least so much, or at most.

A number without a comparator is to be reached (format.md). But money under a class of 成本, at
whatever level and of whatever kind (经济成本, 社会成本, 生态环境成本), is to be kept down
(财预〔2021〕101号), so it is read as ≤. A rate, a count or a time there is read as elsewhere, and
so is money that is saved. A number without a unit under such a class is an amount, unless its name
says that it is a rate or a count. Whoever scores by it says so: see `assumptions`. Patterns are
strings, which ``re`` compiles at their first use.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from tuanscore.grammar.target import Comparator, Target, is_money, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COST = "成本"
_SAVED = "节约|节省|节支|[节结]余|降低|下降|降[成本费]|减少|减免|减支|减负|压减|压缩|下浮"
_RATE = (
    "(?:(?<![效频功速心倍])率|比例|占比|比重|满意度)(?:情况|水平|指标|目标)?(?:[(（].{0,30})?。?$"
)
_COUNT_NAME = "(?:数|数量|次|量)(?:[(（].{0,30})?$"


@lru_cache(maxsize=4096)
def is_cost(*classes: str | None) -> bool:
    """Say whether one of the classes that a line stands in is of 成本, and not of saving it."""
    return any(name is not None and _COST in name and not _is_saved(name) for name in classes)


def is_spent(name: str, target: Target) -> bool:
    """Say whether a line in a class of 成本 is money to be kept down."""
    if target.number is None or _is_saved(name):
        return False
    if target.unit:
        return is_money(target.unit)
    return not names_a_rate(name) and not names_a_count(name)


def directed(name: str, target: Target) -> Target:
    """Return the target of a line in a class of 成本 as it is read: money alone as ≤."""
    if target.is_bare and is_spent(name, target):
        return replace(target, comparator=Comparator.AT_MOST)
    return target


def assumptions(lines: Iterable[tuple[str, Target]]) -> Iterator[str]:
    """Say how numbers alone in classes of 成本 were read; the lines are names and targets."""
    alone = [(name, target) for name, target in lines if printed(target.text).is_bare]
    capped = [f"{name} {t.text}" for name, t in alone if t.comparator is Comparator.AT_MOST]
    if capped:
        bare = "、".join(capped)
        yield f"成本指标的目标只写了数的（{bare}），按“不超过”计；要求达到的写上 ≥ 或 ="
    reached = [f"{name} {t.text}" for name, t in alone if t.more_is_better]
    if reached:
        bare = "、".join(reached)
        yield f"成本指标里不是花的钱的（{bare}），只写了数，按“至少”计；要求不超过的写上 ≤"


@lru_cache(maxsize=16384)
def names_a_rate(text: str) -> bool:
    """Say whether a name ends in 率, 比例, 满意度; 效率, 频率 and the like are none."""
    return re.search(_RATE, text) is not None


@lru_cache(maxsize=16384)
def names_a_count(text: str) -> bool:
    """Say whether a name ends in 数, 次 or 量."""
    return re.search(_COUNT_NAME, text) is not None


@lru_cache(maxsize=4096)
def _is_saved(text: str) -> bool:
    return re.search(_SAVED, text) is not None
