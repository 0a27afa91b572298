"""The 目标 grammar: comparator, exact decimal number and unit, read as people write them.

One grammar serves the 目标 of a 考核点 and the 指标值 of a project table. Nothing is guessed:
what can be read in two ways is refused with a reason and a cure. A text is folded (one width,
one style of operator, no blanks), tried as words (定性, 及时, 专款专用) and as a date, then read
from left to right: prefix words, number, perhaps a second number, unit, suffix word. Words are
what holds no number; what looks like a number is never taken for words. The words of the grammar
and the reasons for refusing are tables. Patterns are strings: ``re`` compiles and keeps each at its
first use, which leaves the import cheap; none can backtrack far on the 80 characters allowed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple
from unicodedata import is_normalized, normalize, numeric

from tuanscore.grammar import dates
from tuanscore.grammar.units import MULTIPLIERS, measure, spelled


class Form(StrEnum):
    """What kind of thing a target asks for."""

    QUANTITY = "数量"
    DATE = "日期"
    QUALITATIVE = "定性"


class Comparator(StrEnum):
    """How the actual value must stand to the bound; BETWEEN includes both ends."""

    AT_LEAST = "≥"
    MORE_THAN = ">"
    AT_MOST = "≤"
    LESS_THAN = "<"
    EQUAL = "="
    BETWEEN = "~"


_AT_LEAST, _MORE, _AT_MOST, _LESS, _EQUAL, _BETWEEN = Comparator


class TargetError(ValueError):
    """A text that is no target (or no 完成值): what is wrong, and what to write instead."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason, hint)
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.reason}。{self.hint}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A 完成值: an exact number, never below 0, and its unit ("" where none is written)."""

    text: str
    number: Decimal
    unit: str
    hedged: bool = False
    """Whether a bound or about so much is written, such as ≥, 以上 or 约, and no exact number."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target as written, and what it means.

    ``number`` is the bound (of a range the lower end, ``upper`` the upper), None unless the form
    is QUANTITY. ``unit`` is folded (NFKC, no blanks; rate words last: 每月1次 is 次/月).
    ``digits`` is the number as it stands in the text, for printing into a sentence.
    ``deadline`` is the last day on which a DATE may be met; None where the year is not written
    and not known yet, see `of_year`. ``each`` says 各 stood in front. Of a QUALITATIVE one the
    text are the words that are asked for.
    """

    text: str
    form: Form
    comparator: Comparator
    number: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    digits: str = ""
    deadline: date | None = None
    each: bool = False
    named: date | None = None
    """Of ``9月前`` the last day of the month, which as written is not taken in."""
    year: int | None = None
    """Of a DATE the 年度 that it stands in, once that is known."""
    times: int | None = None
    """Of a DATE that comes again (每月10日前): how often a year."""

    def of_year(self, year: int) -> Target:
        """Return the target in a document of this 年度, whose year a date without one has."""
        if self.form is not Form.DATE or self.year == year:
            return self
        dated = _read_date(self.text, _fold(self.text)[0], year)
        assert dated is not None
        return dated

    @property
    def is_in_words(self) -> bool:
        """Whether it asks for something in words of its own: 及时, 专款专用."""
        return self.form is Form.QUALITATIVE and self.canonical != "定性"

    @property
    def canonical(self) -> str:
        """The one spelling of this meaning; ``parse`` reads it back to the same meaning."""
        if self.form is not Form.QUANTITY and not self._is_plain_date:
            return "".join(self.text.split())
        if self.deadline is not None:
            day = self.deadline
            before = "前" if self.comparator is _AT_MOST else ""
            return f"{day.year}年{day.month}月{day.day}日{before}"
        assert self.number is not None
        sign = "" if self.comparator in (_EQUAL, _BETWEEN) else self.comparator.value
        end = "" if self.upper is None else f"~{_plain(self.upper)}"
        return f"{'各' if self.each else ''}{sign}{_plain(self.number)}{end}{self.unit}"

    @property
    def _is_plain_date(self) -> bool:
        """Whether a DATE is one day of one year, however it is written."""
        return self.deadline is not None and self.named is None and self.times is None

    @property
    def smaller_is_better(self) -> bool:
        """Whether less (of a date: earlier) is better (domain.md, Less is better).

        That is ≤ and <, and a 0 without any: ``0起`` asks that something does not happen.
        """
        return self.comparator in (_AT_MOST, _LESS) or (
            self.comparator is _EQUAL and self.number == 0
        )

    @property
    def more_is_better(self) -> bool:
        """Whether it is a number to be reached, and not a range: ≥, > and a number alone."""
        ranged = self.comparator is _BETWEEN
        return self.number is not None and not ranged and not self.smaller_is_better

    @property
    def is_bare(self) -> bool:
        """Whether it is a number without a comparator, not even ``=``."""
        written = self.comparator is not _EQUAL or self.text[:1] in "=＝﹦等"
        return self.number is not None and not written

    @property
    def is_rate(self) -> bool:
        """Whether it is so much per something (%, ‰, 元/人): what is done may then fall again."""
        return "%" in self.unit or "‰" in self.unit or "/" in self.unit

    def measures_alike(self, other: Target) -> bool:
        """Whether both are quantities whose numbers can be compared as ``in_unit`` does."""
        if self.number is None or other.number is None:
            return False
        return measure(self.unit)[0] == measure(other.unit)[0]

    @property
    def amount(self) -> tuple[str, tuple[Decimal, ...]]:
        """What is counted and its bounds in the smallest unit: one of 0.5万元 5000元, 40人 40名."""
        kind, size = measure(self.unit)
        bounds = (bound for bound in (self.number, self.upper) if bound is not None)
        return kind, tuple(_times(bound, size) for bound in bounds)


BLANK = Target("", Form.QUALITATIVE, Comparator.EQUAL)
"""A 指标值 that is not written: what is done can only be judged."""


@lru_cache(maxsize=4096)
def is_money(unit: str) -> bool:
    """Say whether a unit is 元 or a multiple of it, perhaps per something."""
    return measure(unit)[0].partition("/")[0] == "元"


@lru_cache(maxsize=65536)
def parse(text: str) -> Target:
    """Read a 目标 or 指标值; raises TargetError (reason and hint in Chinese).

    ``≥3次`` ``不少于3次`` ``3次以上`` ``＞＝ 3 次`` ``5-10次`` ``每月1次`` ``各1篇`` ``0.1万元``
    ``2021年12月底前`` ``定性``; a bare number means ``=`` (format.md).
    """
    match = re.fullmatch(_ONE_NUMBER, text)
    like = _like(match[1], len(match[2]), match[3]) if match is not None else None
    if match is None or like is None:
        return _read(text)
    number = match[2]
    bound, unit = Decimal(number), like.unit
    return Target(
        text.strip(), like.form, like.comparator, bound, None, unit, number, None, like.each
    )


def printed(text: str) -> Target:
    """Read a 指标值 of a form that is typed in as it is: what cannot be read stays as words."""
    try:
        return parse(text)
    except TargetError:
        return Target(text.strip(), Form.QUALITATIVE, _EQUAL)


@lru_cache(maxsize=4096)
def _like(before: str, digits: int, after: str) -> Target | None:
    """Read a target for all that differ from it in the number only, as most do from another's.

    None where that would not do: for a range, a date, and where the reason for refusing names the
    number.
    """
    try:
        target = _read(f"{before}{'9' * digits}{after}")
    except TargetError:
        return None
    return target if target.form is Form.QUANTITY and target.upper is None else None


def folded(text: str) -> str:
    """Return a text in one width and style, without blanks, as the grammar reads it.

    Raises TargetError where a blank stands inside a number.
    """
    return _fold(text.strip())[0]


@lru_cache(maxsize=65536)
def parse_quantity(text: str) -> Quantity:
    """Read a 完成值: ``4``, ``97%``, ``0.1万元``, ``1,200人``; raises TargetError for all else.

    Two counts of one unit (``1124/1250``, ``1124人/1250人``) are the rate that they make, to 50
    digits. ``≥98.5%`` and ``约100人`` are read as their number and ``hedged``. Below 0 there are
    changes alone, of a rate or of money (``-3.2%``). No range, date or word.
    """
    folded = "".join(text.translate(_FOLDED).split())
    counts = re.fullmatch(_TWO_COUNTS, folded)
    if counts is not None:
        return _rate(text, counts)
    fallen = re.fullmatch(_FALLEN, folded)
    if fallen is not None:
        rate = parse_quantity(fallen[1])
        return Quantity(text.strip(), -rate.number, rate.unit)
    hint = "完成值只写实际做到的数字和单位，如“4”“97%”“0.1万元”“1,200人”；没有做写“0”"
    if text.strip() == "不适用":
        raise TargetError("没有写原因", "写成 {不适用: 原因}，如“{不适用: 本县无此类机构}”")
    plain = re.sub(_ABOUT, "", text.strip()) if re.search(_ABOUT, text) else text
    try:
        target = _read(plain)
    except TargetError as error:
        raise TargetError(error.reason, hint) from None
    quoted = _quote(text.strip())
    if target.is_in_words:
        raise TargetError(f"{quoted}里没有数字", hint)
    if target.number is None:
        raise TargetError(f"{quoted}是{target.form}，不是数量", hint)
    if target.upper is not None:
        raise TargetError(f"{quoted}是一个范围，不是实际做到的数", hint)
    if target.each:
        raise TargetError(f"{quoted}写了“各”，不是实际做到的数", hint)
    asked = target.comparator is not _EQUAL or target.text[0] in "=＝﹦等"
    return Quantity(text.strip(), target.number, target.unit, hedged=asked or plain != text)


def _rate(text: str, counts: re.Match[str]) -> Quantity:
    """Return the rate that two counts make."""
    part, whole = (Decimal(counts[name].replace(",", "")) for name in ("part", "whole"))
    if not whole:
        raise TargetError(f"{_quote(text)}的分母是 0", "没有可比的写 {不适用: 原因}")
    return Quantity(text.strip(), _EXACT.divide(_EXACT.multiply(part, Decimal(100)), whole), "%")


def in_unit(quantity: Quantity, unit: str) -> Decimal | None:
    """The quantity's number counted in ``unit`` (a Target.unit); None if not comparable.

    A quantity without a unit is already in the target's own; what converts is said at `units`.
    A quotient without end (50分钟 in 小时) is kept to 50 digits, enough to decide any comparison.
    """
    if quantity.unit in ("", unit):
        return quantity.number
    (kind, size), (wanted_kind, wanted_size) = measure(quantity.unit), measure(unit)
    if kind != wanted_kind:
        return None
    return _times(quantity.number, size / wanted_size)


def _times(number: Decimal, factor: Fraction) -> Decimal:
    top, bottom = Decimal(factor.numerator), Decimal(factor.denominator)
    return _EXACT.divide(_EXACT.multiply(number, top), bottom)


# ---- the words of the grammar ------------------------------------------------------------------

_FOLDED = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}  # full-width ASCII
_FOLDED |= str.maketrans("≧⩾≮≦⩽≯﹥﹤﹦﹪￥∕•・‧〜∼﹣–—−‐‑‒―─", "≥≥≥≤≤≤><=%¥/···~~---------")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


def _words(table: dict[str, str]) -> dict[str, str]:
    return {word: meaning for meaning, words in table.items() for word in words.split()}


_BEFORE = _words(
    {
        "≥": "≥ >= => 不少于 不低于 不小于 不得少于 不得低于 至少 最少 最低 达到 达"
        " 大于等于 大于或等于",
        ">": "> 高于 大于 超过 多于",
        "≤": "≤ <= =< 不超过 不高于 不大于 不多于 不得超过 不得高于 未超过 至多 最多 最高"
        " 小于等于 小于或等于 控制在",
        "<": "< 低于 少于 小于 不满",
        "=": "= 等于",
    }
)
_AFTER = _words(
    {
        "≥": "以上 及以上 或以上 (含)以上 以上(含)",
        ">": "(不含)以上 以上(不含)",
        "≤": "以内 之内 内 以下 及以下 或以下 (含)以下 以下(含)",
        "<": "(不含)以下 以下(不含)",
        "~": "之间",
    }
)
_RATES = _words({
    "年": "每年 全年 一年 年均", "半年": "每半年", "季度": "每季度 每季 每个季度",
    "月": "每月 每个月 月均", "周": "每周 每星期", "天": "每天 每日 日均", "人": "每人 人均",
    "户": "每户 户均", "村": "每村", "校": "每校", "班": "每班", "场": "每场", "期": "每期",
})  # fmt: skip
_PREFIXES = {*_BEFORE, *_RATES, "各"}
_PREFIX_STARTS = {word[0] for word in _PREFIXES}
_SUFFIX_ENDS = {word[-1] for word in _AFTER}
_EXACT = Context(prec=50)
_LEAP = 2000
"""A year that has every day, to tell a date without a year."""

_D, _L = "[一二三四五六七八九]", "[一两二三四五六七八九]"  # 两 stands alone or before 百 千
_TAIL = f"(?:零{_D}|{_D}十{_D}?)?"
_CHINESE = f"{_L}千(?:零{_D}(?:十{_D}?)?|{_L}百{_TAIL})?|{_L}百{_TAIL}|{_D}?十{_D}?|{_L}"
_ONE_NUMBER = "([^0-9]*)([1-9][0-9]{0,2})([^0-9]*)"  # too short for a year
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_FALLEN = r"[-−－]([0-9.]+(?:%|‰|个?[百千]分点|[百千万亿]*元))"
"""A rate that fell, or money that grew less: of things there are never fewer than none."""
_TWO_COUNTS = rf"(?P<part>{_ARABIC})(?P<unit>[^\W\d_]{{0,4}})/(?P<whole>{_ARABIC})(?:(?P=unit))?"
_COUNTED = {  # only these may follow a Chinese numeral: 一次 counts, 一流 and 十分满意 do not
    *"次名个人场篇所套条项件份户家支本册台辆间座幅位张米吨元天周日年",
    *("人次", "场次", "分钟", "小时", "个小时", "个月", "个季度", "工作日", "个工作日"),
}
_LETTER = r"[^\W\d_零〇一二两三四五六七八九十百千万亿以之不超约每各至到或和及且与的内前含第于]"
_ATOM = rf"(?:个?[百千万亿]*(?:[kcdm]?m[23]|{_LETTER}+(?:\({_LETTER}+\))?)|°C?|[%‰])"
_PER = rf"(?:[/·](?:[1-9][0-9]{{0,7}})?{_ATOM})*"
_UNIT = rf"(?=.{{1,10}}$)(?![余多来几])(?!.*(?:左右|上下|完成|不等|许$)){_ATOM}{_PER}"
_ABOUT = (
    r"^\s*(?:大?约|大概|将?近|接近|[≈~～])\s*|(?:左右|上下|\+)\s*$"
    r"|(?<=[0-9十百千万亿])[余多来](?=\D)"
)
_LONGEST, _LONGEST_WORDS = 80, 300
_NUMERALS = "零一二两三四五六七八九十百千万亿"
_COUNTS = "|".join(sorted(_COUNTED, key=len, reverse=True))
_NUMBERED = (  # words that speak of a number, and are not taken for words alone
    f"[≥≤><=%‰~0-9]|若干|{_D}成(?:$|[以左半])|(?:不少|[许很]多)$|[数多几][次个名人项场家户天所件篇条]"
    f"|[百千]分之|[第前]{_D}+(?:[名位]|$)|^[{_NUMERALS}]+$"
    f"|(?:{_CHINESE})[万亿]?[余多]?(?:{_COUNTS})(?![性致])"
)

# ---- why a text is refused: (pattern, reason, hint), the first that matches ---------------------


class _Rules(NamedTuple):
    """Reasons for refusing, and one pattern for all of them: nearly every text matches none."""

    any: str
    each: tuple[tuple[str, str, str], ...]


def _rules(*each: tuple[str, str, str]) -> _Rules:
    return _Rules("|".join(f"(?:{pattern})" for pattern, _, _ in each), each)


_EXAMPLE = "写成数字加单位，如“≥3次”“≤5%”“20名”；无法用数字衡量的写“定性”"
_ABSENT = "没有这项指标就删去这一行；有就" + _EXAMPLE
_ONE = "一个目标只写一个数字和单位；几件事请拆成几个考核点，其余文字写进名称或内容"
_DAY = "日期写成“2021年12月31日前”“2021年12月底前”或“2021-12-31”"
_CLEAR = "写出确定的界限，如“≥100人”或“90-110人”"

_WHOLE = _rules(
    ("$", "没有写内容", _EXAMPLE + "；以 > 开头的要加引号，如 '>5'"),
    (r"\*+$", "{}是占位符号，不是目标", _EXAMPLE),
    (r"[/\\]+$", "只有一条斜线，没有目标", _ABSENT),
    ("-+$", "只有一条短横线，没有目标", _ABSENT),
    ("(?:暂?无|没有)$", "写的是{}，没有目标", _ABSENT + "；要求一件不发生，写“0起”"),
    ("不涉及$", "写的是{}，没有目标", "没有这项指标就删去这一行"),
    ("不适用$", "写的是{}，没有目标", "不适用写在完成情况里并说明原因，或删去这一行"),
    ("[待暂]定$", "目标还没有定下来（{}）", "定下来以后再写，如“≥3次”；暂时不定就删去这一行"),
    ("定性.", "“定性”后面还有文字", "目标只写“定性”两个字，说明写进内容或描述"),
    (".*[0-9].*[。.,;、!?:]$", "末尾多了标点", "去掉末尾的标点"),
)
_FRONT = _rules(  # where a number should begin
    ("$", "没有写出数字", _ONE),
    ("(?:大?约|大概|将?近|接近|≈|~)", "{}说得含糊，没法计分", _CLEAR),
    ("-", "数字是负数", "数字不能小于0；要求下降的，在名称里写明“下降”，这里写正数"),
    (r"\+", "数字前面有加号", "去掉加号；要求增长的，在名称里写明“增长”，这里写“≥5%”"),
    ("[第前][0-9一二三四五六七八九十百]+(?:名|位|%)?$", "{}是名次，不是数量", "名次按“定性”写"),
    ("[百千]分之.*", "{}是用汉字写的比例", "写成“95%”“3‰”"),
    ("每.*", "{}里的“每”看不明白", "频次写成“1次/月”“2次/人”这样的单位"),
    (r"\.|[0-9,]+\.(?![0-9])|[0-9,]+\.[0-9]+\.", "小数点的位置不对", "写成“3”或“0.5”这样的数"),
    ("[^0-9一二两三四五六七八九十][^0-9]*", "数字前面的{}看不懂", _ONE),
    ("(?:19|20)[0-9]{2}(?:年|[-/.][0-9]{1,2}[-/.][0-9]).*", "日期{}看不明白", _DAY),
    ("0[xX][0-9A-Fa-f]", "{}像十六进制", "写成十进制数字，如“16”"),
    (r"[0-9.]+[eE][+-]?[0-9]", "{}是科学计数法", "写出整个数字，如“100000”或“10万元”"),
    ("[0-9]+_", "数字里有下划线", "去掉下划线，如“1000”或“1,000”"),
    (r"(?:[0-9],?){16}|[0-9,]*\.[0-9]{9}", "数字太长", "整数最多15位、小数最多8位，大数用万、亿"),
    (
        r"(?=[0-9]+,)(?![0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9,]))|[0-9,]+\.[0-9]+,",
        "千分位的逗号位置不对", "每三位一个逗号，如“1,000人”，或不写逗号",
    ),
    ("0[0-9,]", "数字以0开头，像编号，不像数量", "去掉前面的0"),
)  # fmt: skip
_REST = _rules(  # what follows the number and is no unit
    ("[百千万亿]+$", "{}后面没有单位", "写上单位，如“3万人”“3万元”，或写成“30000”"),
    ("[余多来几].*|.*(?:左右|上下|不等|许)$", "{}说得含糊，没法计分", _CLEAR),
    (r".*\+$", "末尾的加号说得含糊", "要“不少于”就写“≥”，如“≥100人”"),
    (r".*[\d零〇一二两三四五六七八九十]", "不止一个数字，分不清目标是哪一个", _ONE),
    (".{11}.*", "数字后面的{}太长，不像单位", _ONE),
    (".*", "数字后面的{}不像单位", _ONE),
)
_CALENDAR = _rules(  # number and unit together
    ("[0-9.]+(?:月|季度?|号)(?:/|$)", "{}分不清是日期还是时长", "时长写“3个月”“1个季度”；" + _DAY),
    ("(?:19|20)[0-9]{2}年", "{}像年份，不是数量", _DAY),
)


def _refuse(rules: _Rules, text: str) -> None:
    if not re.match(rules.any, text):
        return
    for pattern, reason, hint in rules.each:
        if match := re.match(pattern, text):
            raise TargetError(reason.format(_quote(match[0])), hint)


# ---- reading -----------------------------------------------------------------------------------


def _read(text: str) -> Target:
    written = text.strip()
    if len(written) > _LONGEST and (len(written) > _LONGEST_WORDS or not _is_words(written)):
        raise TargetError(f"太长（{len(written)}个字），不像一个目标", _ONE)
    body, places = _fold(written)
    if body == "定性":
        return Target(written, Form.QUALITATIVE, _EQUAL)
    _refuse(_WHOLE, body)
    dated = _read_date(written, body)
    if dated is not None:
        return dated
    if _is_words(body):
        return Target(written, Form.QUALITATIVE, _EQUAL)
    if re.fullmatch(f"[^0-9{_NUMERALS}]*", body):
        raise TargetError(f"{_quote(body)}里没有数字", _EXAMPLE)
    return _read_quantity(written, body, places)


def _is_words(body: str) -> bool:
    """Say whether a text holds nothing that looks like a number."""
    if not any("一" <= char <= "鿿" for char in body) or re.search(_NUMBERED, body):
        return False
    return all(numeric(char, None) is None for char in body if char not in _NUMERALS)


def _fold(written: str) -> tuple[str, list[int]]:
    """One width and style for every character, blanks gone; and where each one stood."""
    if _is_folded(written):
        return written, list(range(len(written)))
    folded, places, numeric = "", [-1], "0123456789.,一二两三四五六七八九十百千"
    for place, char in enumerate(written.translate(_FOLDED)):
        if char.isspace() or char in _INVISIBLE:
            continue
        letter = char.isalpha() or "\u2f00" <= char <= "\u2fd5"  # 康熙部首, as PDF copies have them
        plain = normalize("NFKC", char) if letter else char
        single = plain if len(plain) == 1 else char
        if folded and places[-1] < place - 1 and single in numeric and folded[-1] in numeric:
            raise TargetError("数字中间有空格，分不清是一个数还是两个数", "去掉数字中间的空格")
        folded += single
        places.append(place)
    return folded, places[1:]


def _is_folded(written: str) -> bool:
    """Say whether nothing in a text can be folded, as in most."""
    plain = written.isprintable() and " " not in written and is_normalized("NFKC", written)
    return plain and written.translate(_FOLDED) == written


def _read_date(written: str, body: str, year: int | None = None) -> Target | None:
    """A deadline, the last day that the words allow; None if the text is no date."""
    times = dates.times_a_year(body)
    if times is not None:
        return Target(written, Form.DATE, _AT_MOST, year=year, times=times)
    try:
        found = dates.period(body, year or _LEAP)
    except dates.NoSuchDayError:
        raise TargetError(f"日历上没有{_quote(body)}这一天", _DAY) from None
    if found is None:
        return None
    comparator = _AT_MOST if found.limit else _EQUAL
    known = found.dated or year is not None
    deadline, named = (found.last, found.named) if known else (None, None)
    return Target(written, Form.DATE, comparator, deadline=deadline, named=named, year=year)


def _read_quantity(written: str, body: str, places: list[int]) -> Target:
    said, rates, start = _read_prefix(body)
    money = body.startswith("¥", start)
    start += money
    number, end = _read_number(body, start)
    upper, rest = None, body[end:]
    if to := re.search("--?|~|至|到", rest):
        low_unit = rest[: to.start()]
        upper, end = _read_number(body, end + to.end())
        rest = body[end:]
    suffix = ""
    if rest[-1:] in _SUFFIX_ENDS:
        suffix = _longest([rest[-size:] for size in range(6, 0, -1)], _AFTER)
    if suffix == "内" and "/" in rest:
        suffix = ""  # 2次/年内: within the year, or at most twice?
    unit = _read_unit(rest.removesuffix(suffix), money=money, chinese=body[start].isalpha())
    if upper is not None:
        if low_unit and spelled(low_unit) != unit:
            raise TargetError("范围两头的单位不一样", "两头写同一个单位，如“5-10次”")
        if upper <= number:
            raise TargetError("范围的前一个数应当小于后一个数", f"如“5-10次”；{_DAY}")
    if suffix:
        said[suffix] = Comparator(_AFTER[suffix])
    comparator = _agree(said, ranged=upper is not None)
    unit = _add_rates(unit, rates)
    _refuse(_CALENDAR, _plain(number) + unit)
    digits = written[places[start] : places[end - 1] + 1]
    each = "各" in body[:start]
    return Target(written, Form.QUANTITY, comparator, number, upper, unit, digits, None, each)


def _read_prefix(body: str) -> tuple[dict[str, Comparator], list[str], int]:
    """The comparator words, the rate units (每月 is 月), and where the number begins."""
    said: dict[str, Comparator] = {}
    rates: list[str] = []
    at = 0
    if body[0] not in _PREFIX_STARTS:
        return said, rates, at
    while word := _longest([body[at : at + size] for size in range(6, 0, -1)], _PREFIXES):
        if word == "一年" and body[at + 2 :] in ("", *_AFTER):
            break  # 一年, 一年以内: a length of time
        if word in _BEFORE:
            said[word] = Comparator(_BEFORE[word])
        elif word in _RATES:
            rates.append(_RATES[word])
        at += len(word)
    return said, rates, at


def _longest(candidates: list[str], words: dict[str, str] | set[str]) -> str:
    return next((word for word in candidates if word in words), "")


def _read_number(body: str, at: int) -> tuple[Decimal, int]:
    _refuse(_FRONT, body[at:])
    match = re.match(_ARABIC if body[at].isdecimal() else _CHINESE, body[at:])
    assert match is not None  # all else is refused
    if match[0].isalpha():
        return Decimal(_chinese(match[0])), at + match.end()
    return Decimal(match[0].replace(",", "")), at + match.end()


def _chinese(numeral: str) -> int:
    """The value of a well-formed 一..九千九百九十九."""
    total, digit = 0, 0
    for char in numeral:
        if char in "百千十":
            total += (digit or 1) * MULTIPLIERS.get(char, 10)
            digit = 0
        else:
            digit = 2 if char == "两" else "零一二三四五六七八九".index(char)
    return total + digit


def _read_unit(raw: str, *, money: bool, chinese: bool) -> str:
    """The unit, folded; ``money``: a ¥ stood before the number, ``chinese``: a Chinese one."""
    unit = spelled(raw)
    if money and unit[:1] in ("", "/"):
        unit = "元" + unit
    if unit and not re.fullmatch(_UNIT, unit):
        _refuse(_REST, unit)
    if money and measure(unit)[0].partition("/")[0] != "元":
        raise TargetError(f"写了“￥”，单位却是{_quote(unit)}", "写成“500元”或“0.05万元”")
    if chinese and unit.partition("/")[0].lstrip("万亿") not in _COUNTED:
        raise TargetError("分不清这是中文数字还是词语的一部分", "改用阿拉伯数字，如“≥3次”")
    return unit


def _add_rates(unit: str, rates: list[str]) -> str:
    """Rate words become the end of the unit, so that 每月1次 is 1次/月."""
    parts = [*unit.split("/"), *rates]
    if rates and (not unit or len(set(parts)) < len(parts)):
        raise TargetError("频次没有说清楚", "写成“1次/月”“2次/人”这样的单位，不重复")
    full = "/".join(parts)
    if len(full) > 10:
        raise TargetError(f"单位{_quote(full)}太长，不像单位", _ONE)
    return full


def _agree(said: dict[str, Comparator], *, ranged: bool) -> Comparator:
    """The one comparator that all words say: they may repeat, never contradict."""
    if ranged:
        said["范围"] = _BETWEEN
    meant = set(said.values())
    if len(meant) > 1:
        raise TargetError(f"“{'”和“'.join(said)}”说法不一致", "只留一个，如“≥3次”或“5-10次”")
    if "之间" in said and not ranged:
        raise TargetError("说了“之间”，却只有一个数", "写出两头，如“5-10次”")
    if [*said] == ["控制在"]:
        raise TargetError("“控制在”后面没有说是不是上限", "写成“控制在5%以内”或“≤5%”")
    return meant.pop() if meant else _EQUAL


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _quote(text: str) -> str:
    return f"“{text if len(text) <= 12 else text[:12] + '…'}”"
