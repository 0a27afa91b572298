"""Days, months, quarters and spans of them, as people write them: of a target and of a result.

A text names a `Period`: the days from ``first`` to ``last``. ``X前`` ends the day before a month,
a quarter or a half of a year begins (9月前 does not take in September), but with the day itself
where a day or an end is named (9月30日前, 9月底前). A year that is not written is that of the
document (年度). Texts come folded: one width, no blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_NUMERALS = "一二三四五六七八九"
_M = "(?:[0-9]{1,2}|十[一二]?|[一二三四五六七八九])"
_D = "(?:[0-9]{1,2}|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_Y = "(?:(?P<year#>(?:19|20)[0-9]{2})年|(?P<rel#>[当本今明次上去]年)(?:度|的)?)"
_PERIOD = (
    f"(?:{_Y})?(?:"
    f"(?P<month#>{_M})月(?:份|(?P<ten#>[上中下]旬)|(?P<day#>{_D})[日号](?![底末]))?"
    "|第?(?P<quarter#>[一二三四1-4])季度"
    "|(?P<half#>[上下])半年"
    "|(?P<whole#>全年|年?(?=[底末]|以?内)|度?(?=以?内)|度?$)"
    ")(?P<end#>[底末])?"
)
_BY = "≤|<=|=<|不晚于|不迟于|截至|截止到?"
DONE = (
    "(?:[已均可]|全部|全面|基本|顺利|正式|按[时期]|如期)*"
    "(?:完成|完工|竣工|交付|交货|供货|验收|到[位货]|拨付|发放|支付|兑[付现]|付[清款]|投[产用入]|使用|启[用动]"
    "|开工|动工|结束|结题|报[送告]|上报|提交|申报|办结|整改|移交|实施|执行|建成|安装|送达|缴纳|发布|印发|公开"
    "|举办|召开|开展|采购|招标|下达|落实|公示|归档|结算|入库|运行|通车|通水|通电|上线|开通|验收)+"
    "(?:完毕|完成|完工|到位|任务|工作)*"
)
"""Words that say that something is done, which a day may carry behind it."""
_TAIL = f"(?:{DONE}|(?<=[前内底末])[^\\W\\d_零一二三四五六七八九十两底末前内以之至到率]{{1,8}})?"
_DATE = (
    f"(?P<by>{_BY})?{_PERIOD.replace('#', '0')}"
    f"(?:(?:--?|~|至|到){_PERIOD.replace('#', '1')})?"
    f"(?:(?P<before>[之以]?前)|(?P<within>[之以]?内)|止|为止)?{_TAIL}"
)
_ISO = r"(?<![0-9])((?:19|20)[0-9]{2})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])"
_ISO_MONTH = r"(?<![0-9])((?:19|20)[0-9]{2})[-/.](1[0-2]|0?[1-9])(?![0-9])"
_BARE_MONTHS = r"(?<![0-9])([1-9]|1[0-2])(--?|~|至|到)(?=(?:1[0-2]|[1-9])月)"
_TENS = {"上": (1, 10), "中": (11, 20), "下": (21, 0)}
_EVERY = {"月": 12, "季度": 4, "季": 4, "半年": 2, "周": 52, "星期": 52}
_EACH = (
    f"每个?(?P<unit>月|季度?|半年|周|星期)(?:的|度)?(?:首月|末月|[初底末]|第?[一二三四五六日天]"
    f"|第?{_D}(?:个?工作)?[日号天])*(?:[之以]?[前内]|[底末])(?:{DONE}|[^\\W\\d_]{{1,6}})?"
)


class NoSuchDayError(ValueError):
    """A day that no calendar has."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a text names."""

    first: date | None
    """None where any day up to the last is meant, as by 前."""
    last: date
    dated: bool
    """Whether the year is written, in four digits."""
    limit: bool
    """Whether words make the last day a limit: 前, 内, 不晚于."""
    named: date | None = None
    """Of ``9月前``, the last day of the period that is named and not taken in."""


@lru_cache(maxsize=65536)
def period(text: str, year: int, *, result: bool = False) -> Period | None:
    """Return the days that a folded text names; None if it names none.

    ``year`` is that of what has none. Of a result also ``2023.6`` is a month. Raises
    NoSuchDayError for 2月30日.
    """
    if not re.search("[年月季日号/.-]", text):
        return None
    plain = re.sub(_ISO, r"\1年\3月\4日", text)
    if result:
        plain = re.sub(_ISO_MONTH, r"\1年\2月", plain)
        plain = re.sub("^(?:[已于在]|全部|均)+(?=[0-9一二三四五六七八九十上下第年])", "", plain)
    plain = re.sub(_BARE_MONTHS, r"\1月\2", plain)
    match = re.fullmatch(_DATE, plain)
    if match is None:
        return None
    said = match.groupdict()
    written = bool(said["year0"])
    if said["whole0"] is not None and not _names_a_year(said):
        return None
    first, last = _days(said, "0", year)
    if any(said[f"{key}1"] for key in ("month", "quarter", "half", "end")) or said["whole1"]:
        _, last = _days(said, "1", first.year)
        if last < first:
            return None
    before, within = bool(said["before"]), bool(said["within"] or said["by"])
    end = said["end1"] or said["end0"] or said["day1"] or said["day0"]
    if before and not end:
        if said["ten0"] is None and said["whole0"] is not None:
            return None
        return Period(None, first - _DAY, written, limit=True, named=last)
    return Period(None if before or said["by"] else first, last, written, before or within)


def _names_a_year(said: dict[str, str | None]) -> bool:
    """Say whether a year or its end is named, by more than a 底 or 度 alone."""
    return bool(said["year0"] or said["rel0"] or said["whole0"] in ("全年", "年"))


def _days(said: dict[str, str | None], n: str, year: int) -> tuple[date, date]:
    """Return the first and the last day of one end of what is named."""
    written, relative = said["year" + n], said["rel" + n]
    if written:
        year = int(written)
    elif relative:
        year += {"明": 1, "次": 1, "上": -1, "去": -1}.get(relative[0], 0)
    at, months = _months(said, n)
    if not 1 <= at <= 12:
        raise NoSuchDayError(at)
    first, last = date(year, at, 1), month_end(date(year, at + months - 1, 1))
    if ten := said["ten" + n]:
        begin, end = _TENS[ten[0]]
        return first.replace(day=begin), last.replace(day=end or last.day)
    if day := said["day" + n]:
        found = _number(day)
        if (at, found, written) == (2, 29, None):
            found = last.day
        if not 1 <= found <= last.day:
            raise NoSuchDayError(day)
        return first.replace(day=found), first.replace(day=found)
    if said["end" + n]:
        return last.replace(day=21 if months == 1 else 1), last
    return first, last


def _months(said: dict[str, str | None], n: str) -> tuple[int, int]:
    """Return the first month that is named, and how many there are."""
    if month := said["month" + n]:
        return _number(month), 1
    if quarter := said["quarter" + n]:
        return 3 * _number(quarter) - 2, 3
    if half := said["half" + n]:
        return 1 if half == "上" else 7, 6
    return 1, 12


def _number(text: str) -> int:
    if text.isascii():
        return int(text)
    total = 0
    for char in text:
        total = (total or 1) * 10 if char == "十" else total + _NUMERALS.index(char) + 1
    return total


def month_end(day: date) -> date:
    """Return the last day of the month of a day."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - _DAY


def times_a_year(text: str) -> int | None:
    """Return how often a year ``每月10日前`` falls due; None if a text names no such day."""
    match = re.fullmatch(_EACH, text)
    return _EVERY[match["unit"]] if match else None


def months_late(done: date, deadline: date) -> int:
    """Return by how many months a day is late; what is begun counts as one.

    A deadline on the last day of a month moves to the last day of every other.
    """
    late = (done.year - deadline.year) * 12 + done.month - deadline.month
    moved = min(deadline.day, month_end(done).day)
    if deadline == month_end(deadline):
        moved = month_end(done).day
    return max(0, late + (done.day > moved))
