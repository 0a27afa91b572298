"""What a step or a band asks for, as documents write it; shared by 分档 and 等次.

``≥75%`` ``650件`` ``75%-100%``: a number. ``±8%`` ``±8-12%以内``: how far a number may be from what
was planned, in percent of that (the 基数 of the report, else 目标). ``按时`` ``晚10天以内`` ``
晚10-25天`` ``提前``: how late a day is, after the deadline of 目标. ``2024年9月底前``: a day. ``其
余``: whatever nothing before it takes. A word without a number: that word. 以内 and 以上 include
their number, and of two that both take a value the first does (domain.md, Rules of the field).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache

from tuanscore.grammar.target import (
    Comparator,
    Form,
    Quantity,
    Target,
    TargetError,
    in_unit,
    parse,
    parse_quantity,
)
from tuanscore.methods import Case, UnreadableError
from tuanscore.methods.attainment import in_time, meets, when
from tuanscore.methods.proportion import plain, read

_HUNDRED = Decimal(100)
REST = ("其余", "其他", "其它", "否则")
"""Words for all that nothing before them takes."""
_AWAY = r"(?:±|正负|\+/?-)\s*(.+)"
_LATE = "(?:晚|迟|逾期|超期|延期)(.+)"
_IN_TIME = ("按时", "按期", "如期", "准时")
_EARLY = "提前"
_WORD = r"[^\d０-９≥≤<>＞＜=＝±~%％]{1,20}"


class Kind(Enum):
    """What a condition looks at."""

    NUMBER = auto()
    AWAY = auto()
    LATE = auto()
    DAY = auto()
    WORD = auto()
    REST = auto()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition as written, and the bound in it; None for a word and for the rest."""

    text: str
    kind: Kind
    bound: Target | None = None


@lru_cache(maxsize=4096)
def understand(text: str) -> Condition:
    """Read a condition; raises TargetError (reason and hint in Chinese)."""
    written = text.strip()
    if written in REST:
        return Condition(text, Kind.REST)
    if written in _IN_TIME or written == _EARLY:
        return Condition(text, Kind.LATE, parse("<0天" if written == _EARLY else "≤0天"))
    away, late = re.fullmatch(_AWAY, written), re.fullmatch(_LATE, written)
    if away is not None:
        bound = _at_most(away[1])
        if bound.unit != "%":
            raise TargetError(f"“{text}”不是百分之几", "写成 ±8%")
        return Condition(text, Kind.AWAY, bound)
    if late is not None and re.search(r"\d", late[1]):
        bound = _at_most(late[1])
        if in_unit(Quantity("", Decimal(1), bound.unit), "天") is None:
            raise TargetError(f"“{text}”没有说晚几天", "写成 晚10天以内")
        return Condition(text, Kind.LATE, bound)
    if written != "定性" and re.fullmatch(_WORD, written):
        return Condition(written, Kind.WORD)
    bound = parse(text)
    if bound.form is Form.QUALITATIVE:
        raise TargetError("“定性”不是一档", "例如 ≥75%，或写明是什么词，如 良好")
    return Condition(text, Kind.NUMBER if bound.form is Form.QUANTITY else Kind.DAY, bound)


def _at_most(text: str) -> Target:
    """Return a bound of which a number alone is the most; 8-12%以内 is a range as well."""
    target = parse(re.sub(r"(?<=[-~至到])(.+?)(?:以内|之内)$", r"\1", text))
    if target.comparator is Comparator.EQUAL:
        return replace(target, comparator=Comparator.AT_MOST)
    return target


def first_met(conditions: Sequence[Condition], case: Case) -> tuple[Condition | None, str]:
    """Return the first condition that a 完成值 meets, and what was looked at, in words.

    Raises UnreadableError for what none of them can be held against.
    """
    said = case.actual.strip()
    for condition in conditions:
        if condition.kind is Kind.WORD and condition.text == said:
            return condition, said
    seen = ""
    for condition in conditions:
        if condition.kind is Kind.REST:
            return condition, seen or said
        if condition.kind is not Kind.WORD:
            met, seen = is_met(condition, case)
            if met:
                return condition, seen
    if not seen:
        words = "、".join(condition.text for condition in conditions)
        raise UnreadableError(f"“{case.actual}”不是哪一档的词", f"写 {words}")
    return None, seen


def is_met(condition: Condition, case: Case) -> tuple[bool, str]:
    """Say whether a 完成值 meets a condition, and what was looked at; raises UnreadableError."""
    bound = condition.bound
    assert bound is not None
    match condition.kind:
        case Kind.AWAY:
            away = distance(case)
            return meets(bound, abs(away)), f"完成 {case.actual}，相差 {plain(away)}%"
        case Kind.LATE:
            days = days_late(case)
            in_days = in_unit(Quantity("", Decimal(days), "天"), bound.unit)
            assert in_days is not None
            late = f"晚 {days} 天" if days > 0 else f"提前 {-days} 天" if days < 0 else "按时"
            return meets(bound, in_days), f"完成 {case.actual}，{late}"
        case Kind.DAY:
            bound = _dated(bound, case)
            day = _day(replace(case, target=bound))
            if day is None or bound.deadline is None:
                raise UnreadableError(f"完成值“{case.actual}”看不懂", "写完成日期，如 2014-12-31")
            return day <= bound.deadline, f"{day} 完成"
        case _:
            step, done = read(replace(case, target=bound))
            return meets(step, done), f"完成 {plain(done)}"


def _dated(bound: Target, case: Case) -> Target:
    """Return a day without a year in the year of the target; raises UnreadableError for none."""
    asked = case.target
    if bound.deadline is not None or asked is None or asked.form is not Form.DATE:
        year = None
    else:
        year = asked.year or (asked.deadline.year if asked.deadline is not None else None)
    dated = bound if year is None else bound.of_year(year)
    if dated.deadline is None:
        raise UnreadableError(f"“{bound.text}”没有写哪一年", "写上年份，如 2025年9月底前")
    return dated


def distance(case: Case) -> Decimal:
    """Return by how many percent a number is above (or, below 0, below) what was planned.

    Raises UnreadableError without a number that is planned.
    """
    try:
        planned = parse_quantity(case.base) if case.base is not None else None
    except TargetError as error:
        raise UnreadableError(f"基数“{case.base}”看不懂：{error.reason}", error.hint) from None
    target = case.target
    if planned is not None:
        target = parse(planned.text)
    if target is None or target.form is not Form.QUANTITY:
        raise UnreadableError("没有写和多少比", "写上 目标，或在完成值里写 基数")
    target, done = read(replace(case, target=target))
    assert target.number is not None
    if not target.number:
        raise UnreadableError("和 0 比不出相差百分之几", "写上不是 0 的 目标 或 基数")
    return (done - target.number) * _HUNDRED / target.number


def days_late(case: Case) -> int:
    """Return how many days after the deadline a 完成值 is, below 0 before it.

    It is a day, or says how late it is (按时, 晚3天); raises UnreadableError for all else.
    """
    said = case.actual.strip()
    if said in _IN_TIME:
        return 0
    told = re.fullmatch(r"(晚|迟|逾期|超期|延期|提前)\s*([0-9]{1,4})\s*[天日]", said)
    if told is not None:
        return -int(told[2]) if told[1] == _EARLY else int(told[2])
    if case.target is None or case.target.deadline is None:
        raise UnreadableError("目标没有写期限，算不出晚几天", "目标写期限，或完成值写 晚3天")
    if in_time(case):
        return 0
    day = _day(case)
    if day is None:
        raise UnreadableError(f"完成值“{case.actual}”看不懂", "写完成日期，或 按时、晚3天")
    return (day - case.target.deadline).days


def _day(case: Case) -> date | None:
    """Return the day of a 完成值; of a month or a quarter the last, where that is in time.

    Raises UnreadableError where a day is wanted and a month is written.
    """
    assert case.target is not None
    period = when(case)
    if period is None:
        return None
    in_doubt = period.first != period.last
    if in_doubt and case.target.deadline is not None and period.last > case.target.deadline:
        raise UnreadableError(f"“{case.actual}”没有写哪一天，算不出晚几天", "写明哪一天")
    return period.last
