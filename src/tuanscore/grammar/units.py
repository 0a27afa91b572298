"""Units: which spellings are one unit, and which units convert exactly into which.

A unit is what is counted, perhaps per something: 元/人·月. Below the first ``/`` the signs ``·``
``*`` ``/`` and none at all say the same (元/人*月, 元/人月), in any order, and a number counts
(次/10万公顷). Only factors that are exact convert: 百千万亿, lengths, weights, areas, times, %, ‰;
per month and per year only what adds up over the year, money above all, and not how often something
is done (12次/年 need not be 1次/月).
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from unicodedata import normalize

SAME_UNIT = {"名": "人", "位": "人"}
"""Units that count the same, by general usage: persons. 人次, each time one comes, is another."""

MULTIPLIERS = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
# unit: (what it is a multiple of, of how many). 工作日 is no multiple of 天, 个月 none of 天.
_SCALES: dict[str, tuple[str, int | Fraction]] = {
    "秒": ("秒", 1),
    "分钟": ("秒", 60),
    "小时": ("秒", 3600),
    "个小时": ("秒", 3600),
    "天": ("秒", 86_400),
    "日": ("秒", 86_400),
    "周": ("秒", 604_800),
    "星期": ("秒", 604_800),
    "个星期": ("秒", 604_800),
    "个工作日": ("工作日", 1),
    "个月": ("个月", 1),
    "个季度": ("个月", 3),
    "年": ("个月", 12),
    "‰": ("‰", 1),
    "%": ("‰", 10),
    "千分点": ("个千分点", 1),
    "个千分点": ("个千分点", 1),
    "百分点": ("个千分点", 10),
    "个百分点": ("个千分点", 10),
    "克": ("克", 1),
    "斤": ("克", 500),
    "公斤": ("克", 1000),
    "kg": ("克", 1000),
    "吨": ("克", 1_000_000),
    "m": ("米", 1),
    "里": ("米", 500),
    "公里": ("米", 1000),
    "km": ("米", 1000),
    "m2": ("平方米", 1),
    "平米": ("平方米", 1),
    "公顷": ("平方米", 10_000),
    "km2": ("平方米", 1_000_000),
    "平方公里": ("平方米", 1_000_000),
    "平方千米": ("平方米", 1_000_000),
    "m3": ("立方米", 1),
    "升": ("立方米", Fraction(1, 1000)),
}
_SAME_RATE = {"季": "季度", "日": "天", "星期": "周", "个月": "月", **SAME_UNIT}
_MONTHS = {"月": 1, "季度": 3, "半年": 6, "年": 12}
_DAYS = frozenset(["秒", "分钟", "小时", "天", "周"])
_ADDS_UP = frozenset(("元", "克", "米", "平方米", "立方米", "瓦时"))
_JOINED = (
    "(人|户|吨|辆|车|台|套|床|亩|村|校|班|家|件|场|头|只|册|座|处|公顷|平方米|公里)"
    "(年|月|日|天|季度|公里|小时)"
)
_SPELLED = {"百分比": "%", "百分率": "%", "千分比": "‰", "千分率": "‰"}


def spelled(unit: str) -> str:
    """Return a unit in one style of signs: ``·`` for ``*``, ``%`` for 百分比."""
    plain = normalize("NFKC", unit).replace("/每", "/").replace("*", "·").replace("×", "·")
    return _SPELLED.get(plain, plain)


@lru_cache(maxsize=4096)
def measure(unit: str) -> tuple[str, Fraction]:
    """Return what is measured, and how many of its smallest unit one ``unit`` is."""
    head, _, rest = unit.partition("/")
    kinds, size = [], Fraction(1)
    for word in _parts(head, "·"):
        kind, scale = _word(word)
        kinds.append(kind)
        size *= scale
    per = []
    for word in _parts(rest, "[/·]"):
        kind, scale = _per(word, adds_up=kinds[0] in _ADDS_UP)
        per.append(kind)
        size /= scale
    return "/".join(("·".join(kinds), *sorted(per))), size


def _parts(text: str, sign: str) -> list[str]:
    """Split what is multiplied, also where no sign stands between: 吨公里, 人月."""
    found: list[str] = []
    for word in re.split(sign, text):
        joined = re.fullmatch(_JOINED, word)
        found += joined.groups() if joined else [word]
    return found


def _word(word: str) -> tuple[str, Fraction]:
    size = Fraction(1)
    while word not in _SCALES and len(word) > 1 and word[0] in MULTIPLIERS:
        size *= MULTIPLIERS[word[0]]
        word = word[1:]
    kind, scale = _SCALES.get(word, (SAME_UNIT.get(word, word), 1))
    return kind, size * Fraction(scale)


def _per(word: str, *, adds_up: bool) -> tuple[str, Fraction]:
    """Return what something is counted per, and of how many of its smallest unit."""
    digits = re.match("[0-9]*", word)
    assert digits is not None
    size, word = Fraction(int(digits[0] or 1)), word[digits.end() :]
    word = _SAME_RATE.get(word, word)
    if adds_up and word in _MONTHS:
        return "月", size * _MONTHS[word]
    if word in _MONTHS or word in _DAYS:
        return word, size
    kind, scale = _word(word)
    return kind, size * scale
