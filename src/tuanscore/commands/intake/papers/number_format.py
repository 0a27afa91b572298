"""Numbers and dates as Excel shows them: the sign, the unit and the percent may be in the format.

``0.00"平方米"``, ``"≥"0``, ``0%``, ``yyyy"年"m"月"``, ``#,##0``: ECMA-376 part 1, 18.8.30 and 31.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache

from tuanscore.commands.intake.papers import numerals

GENERAL = "General"
_YEAR_MONTH, _MONTH_DAY, _YEAR_MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"', 'yyyy"年"m"月"d"日"'
_HOURS, _SECONDS = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
CHINESE = {
    14: "yyyy/m/d",
    22: "yyyy/m/d h:mm",
    **dict.fromkeys((27, 36, 50, 52, 57), _YEAR_MONTH),
    **dict.fromkeys((28, 29, 51, 53, 54, 58), _MONTH_DAY),
    30: "m-d-yy",
    31: _YEAR_MONTH_DAY,
    32: _HOURS,
    33: _SECONDS,
    **dict.fromkeys((34, 55), f"上午/下午{_HOURS}"),
    **dict.fromkeys((35, 56), f"上午/下午{_SECONDS}"),
}
"""Formats that files name by number only, as a Chinese Excel shows them (18.8.30, zh-cn)."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<half>AM/PM|A/P|上午/下午)"
    r"|(?P<power>E[+-])|(?P<date>y+|m+|d+|h+|s+|e+|a{3,4}|g+)|(?P<digit>[0#?])|(?P<sign>[.,%/@])|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_LONG_DATES = ("$-F800", "$-X-SYSDATE")
_LONGEST = 400
"""Characters of a format; Excel takes 255."""
_MONTHS = "January February March April May June July August September October November December"
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "=": lambda a, b: a == b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<>": lambda a, b: a != b,
}
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

Token = tuple[str, str]
"""What a piece of a format is (``text``, ``digit``, ``date``, ``elapsed`` …) and its letters."""


@dataclass(frozen=True, slots=True)
class _Section:
    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    numerals: str

    def has(self, *kinds: str) -> bool:
        return any(kind in kinds for kind, _ in self.tokens)

    def shows(self, letters: str) -> bool:
        return any(token == ("sign", letters) for token in self.tokens)


def shown(number: Decimal, code: str, *, since_1904: bool = False) -> str:
    """Return a number, or a date as days since 1900 or 1904, as a cell of that format shows it."""
    sections = _sections(code[:_LONGEST])
    section, signed = _section_for(number, sections)
    if section.has("date", "elapsed", "half"):
        return _date(number, section, since_1904=since_1904)
    if not section.has("digit", "general"):
        text = "".join(letters for kind, letters in section.tokens if kind == "text")
        return general(number) if section.shows("@") or (not section.tokens and signed) else text
    text = _number(abs(number), section)
    return f"-{text}" if signed and number < 0 and re.search("[1-9]", text) else text


def shown_text(text: str, code: str) -> str:
    """Return a text as a cell of that format shows it: ``@"级"`` adds to it."""
    section = _sections(code[:_LONGEST])[-1]
    if not section.shows("@"):
        return text
    return "".join(
        text if token == ("sign", "@") else token[1]
        for token in section.tokens
        if token[0] == "text" or token == ("sign", "@")
    )


def general(number: Decimal) -> str:
    """Return a number without a format: at most 11 characters with a point, whole ones in full."""
    number = number.normalize()
    if number == number.to_integral_value():
        return f"{number:f}"
    whole = len(f"{abs(number) // 1:f}")
    return f"{round(number, max(0, 10 - whole)).normalize():f}" if whole < 11 else f"{number:.0f}"


def exact(value: float) -> Decimal:
    """Return a cell's binary number as the 15 digits that Excel keeps of it."""
    return Decimal(format(value, ".15g"))


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    tokens = list(_TOKEN.finditer(code))
    parts: list[list[re.Match[str]]] = [[]]
    for token in tokens:
        if token["plain"] == ";":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(map(_read_section, parts[:4]))


def _read_section(matches: list[re.Match[str]]) -> _Section:
    tokens: list[Token] = []
    condition, style = None, ""
    for match in matches:
        kind = match.lastgroup or ""
        letters = match[kind] if kind else ""
        if kind != "bracket":
            tokens += _read_token(kind, letters)
        elif found := _CONDITION.fullmatch(letters):
            condition = found[1], Decimal(found[2])
        elif _ELAPSED.fullmatch(letters):
            tokens.append(("elapsed", letters.lower()))
        elif letters.upper().startswith("DBNUM"):
            style = letters[5:6]
        elif letters.upper() in _LONG_DATES:
            return _sections(_YEAR_MONTH_DAY)[0]
        elif letters.startswith("$"):
            tokens.append(("text", letters[1:].partition("-")[0]))
    return _Section(tuple(tokens), condition, style)


def _read_token(kind: str, letters: str) -> list[Token]:
    if kind in ("quoted", "escaped", "plain"):
        return [("text", letters)]
    if kind == "date":
        return [] if letters[0] in "gG" else [(kind, letters.lower())]  # g: an era, none in China
    return [(kind, letters)] if kind else []


def _section_for(number: Decimal, sections: tuple[_Section, ...]) -> tuple[_Section, bool]:
    """Return the section for a number, and whether the minus of a negative one is still to come."""
    with_text = len(sections) == 4 or (len(sections) > 1 and sections[-1].shows("@"))
    numeric = sections[: -1 if with_text else None]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _HOLDS[section.condition[0]](
                number, section.condition[1]
            ):
                return section, True
        return numeric[-1], True
    if len(numeric) == 1:
        return numeric[0], True
    if number < 0:
        return numeric[1], False
    return (numeric[2] if number == 0 and len(numeric) > 2 else numeric[0]), False


# ---- numbers -------------------------------------------------------------------------------------


def _number(number: Decimal, section: _Section) -> str:
    if section.has("power"):
        return _scientific(number, section)
    if section.shows("/") and section.has("digit"):
        return _fraction(number, section)
    tokens = _without_scale(section.tokens)
    number *= Decimal(100) ** sum(token == ("sign", "%") for token in tokens)
    number /= Decimal(1000) ** (
        sum(token == ("sign", ",") for token in section.tokens)
        - sum(token == ("sign", ",") for token in tokens)
    )
    places = _places(tokens)
    rounded = number.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:f}".partition(".")
    wanted = sum(kind == "digit" for kind, _ in tokens) - len(places)
    digits = _whole(whole.lstrip("0"), tokens, wanted)
    figures = iter((*digits, *_decimals(decimals, places).ljust(len(places), "\0")))
    pieces: list[str] = []
    for kind, letters in tokens:
        if kind == "general":
            pieces.append(_styled(general(number), section.numerals, number=True))
        elif kind == "digit":
            text = next(figures).replace("\0", "")
            pieces.append(_styled(text, section.numerals, number=wanted == 1 and not places))
        elif (kind, letters) == ("sign", "."):
            pieces.append("." if wanted else whole.lstrip("0") + ".")
        elif (kind, letters) != ("sign", ","):
            pieces.append(letters)
    return "".join(pieces)


def _without_scale(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the tokens without commas behind the last whole digit: each divides by 1000."""
    point = next((n for n, token in enumerate(tokens) if token == ("sign", ".")), len(tokens))
    last = max((n for n in range(point) if tokens[n][0] == "digit"), default=-1)
    return tuple(
        token for n, token in enumerate(tokens) if not (n > last >= 0 and token == ("sign", ","))
    )


def _places(tokens: tuple[Token, ...]) -> str:
    """Return the signs behind the point, such as ``0#``."""
    point = next((n for n, token in enumerate(tokens) if token == ("sign", ".")), len(tokens))
    return "".join(letters for kind, letters in tokens[point:] if kind == "digit")


def _whole(digits: str, tokens: tuple[Token, ...], wanted: int) -> list[str]:
    """Return what stands at each sign before the point; the first takes all that is left over."""
    signs = [letters for kind, letters in tokens if kind == "digit"][:wanted]
    if not wanted:
        return []
    least = max((wanted - n for n, sign in enumerate(signs) if sign == "0"), default=0)
    padded = digits.rjust(least, "0")
    if ("sign", ",") in tokens:
        padded = "".join(
            digit + ("," if left and left % 3 == 0 else "")
            for digit, left in zip(padded, range(len(padded) - 1, -1, -1), strict=True)
        )
        return [padded] + [""] * (wanted - 1)
    padded = padded.rjust(wanted)
    extra = len(padded) - wanted + 1
    return [padded[:extra].strip(), *(digit.strip() for digit in padded[extra:])]


def _decimals(digits: str, places: str) -> str:
    for sign in reversed(places):
        if sign == "0" or not digits.endswith("0"):
            break
        digits = digits[:-1]
    return digits


def _scientific(number: Decimal, section: _Section) -> str:
    tokens = section.tokens
    at = next(n for n, token in enumerate(tokens) if token[0] == "power")
    places = len(_places(tokens[:at]))
    least = sum(kind == "digit" for kind, _ in tokens[at:])
    mantissa, _, power = f"{number:.{places}E}".partition("E")
    sign = "-" if power.startswith("-") else "+" if tokens[at][1].endswith("+") else ""
    before = "".join(letters for kind, letters in tokens[:at] if kind == "text")
    after = "".join(letters for kind, letters in tokens[at:] if kind == "text")
    return f"{before}{mantissa}E{sign}{power.lstrip('+-').zfill(least)}{after}"


def _fraction(number: Decimal, section: _Section) -> str:
    tokens = section.tokens
    at = tokens.index(("sign", "/"))
    size = sum(kind == "digit" for kind, _ in tokens[at:])
    fraction = Fraction(number).limit_denominator(10 ** min(size, 4) - 1 if size else 9)
    whole, rest = divmod(fraction, 1)
    parts = [str(whole)] if whole or not rest else []
    if rest:
        parts.append(f"{rest.numerator}/{rest.denominator}")
    return " ".join(parts)


def _styled(text: str, style: str, *, number: bool = False) -> str:
    """Return figures as ``[DBNum1]`` to ``[DBNum3]`` write them, a whole number in words."""
    if style == "3":
        return text.translate(_FULL_WIDTH)
    if style not in ("1", "2"):
        return text
    if number and text.isdecimal():
        return numerals.chinese(int(text), formal=style == "2")
    return "".join(
        numerals.figures(int(sign), formal=style == "2") if sign.isdecimal() else sign
        for sign in text
    )


# ---- dates ---------------------------------------------------------------------------------------


def _date(serial: Decimal, section: _Section, *, since_1904: bool) -> str:
    moment = _moment(serial, since_1904=since_1904)
    if moment is None:
        return general(serial)
    halves = section.has("half")
    pieces = []
    for at, (kind, letters) in enumerate(section.tokens):
        if kind == "date":
            text = _part(moment, letters, minutes=_is_minute(section, at), halves=halves)
            pieces.append(_in_words(text, letters, section.numerals))
        elif kind == "elapsed":
            pieces.append(_elapsed(serial, letters))
        elif kind == "half":
            early, late = letters.split("/")
            pieces.append(early if moment.hour < 12 else late)
        elif kind in ("text", "sign"):
            pieces.append(letters)
    return "".join(pieces)


def _moment(serial: Decimal, *, since_1904: bool) -> datetime | None:
    """Return the moment of a serial number to the second; None before and after Excel's days."""
    if not 0 <= serial < 2958466:
        return None
    before_1900 = date(1899, 12, 30 if serial >= 60 else 31)  # Excel counts 29 February 1900
    start = date(1904, 1, 1) if since_1904 else before_1900
    seconds = int((serial * 86400).to_integral_value(ROUND_HALF_UP))
    try:
        return datetime.combine(start, datetime.min.time()) + timedelta(seconds=seconds)
    except OverflowError:
        return None


def _is_minute(section: _Section, at: int) -> bool:
    """Say whether m is minutes here: hours before it, or seconds behind it."""
    times = ("date", "elapsed")
    before = [letters for kind, letters in section.tokens[:at] if kind in times]
    after = [letters for kind, letters in section.tokens[at + 1 :] if kind in times]
    return bool(before and before[-1][0] == "h") or bool(after and after[0][0] == "s")


def _part(moment: datetime, letters: str, *, minutes: bool, halves: bool) -> str:
    size = len(letters)
    match letters[0]:
        case "y" | "e":
            return f"{moment.year:04d}" if size > 2 or letters[0] == "e" else f"{moment:%y}"
        case "m" if minutes:
            return str(moment.minute).zfill(min(size, 2))
        case "m":
            name = _MONTHS.split()[moment.month - 1]
            words = {3: name[:3], 4: name, 5: name[:1]}
            return words.get(size) or str(moment.month).zfill(min(size, 2))
        case "d":
            day = _DAYS.split()[moment.weekday()]
            return {3: day[:3], 4: day}.get(size) or str(moment.day).zfill(min(size, 2))
        case "a":
            return ("星期" if size == 4 else "") + "一二三四五六日"[moment.weekday()]
        case "h":
            hour = (moment.hour % 12 or 12) if halves else moment.hour
            return str(hour).zfill(min(size, 2))
    return str(moment.second).zfill(min(size, 2))


def _in_words(text: str, letters: str, style: str) -> str:
    return _styled(text, style, number=letters[0] not in "ye" and text.isdecimal())


def _elapsed(serial: Decimal, letters: str) -> str:
    size = {"h": 24, "m": 24 * 60, "s": 24 * 3600}[letters[0]]
    return str(int(serial * size + Decimal("1e-9"))).zfill(len(letters))
