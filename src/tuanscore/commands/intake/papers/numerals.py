"""Whole numbers as Word and Excel print them: 一、壹、①、iv、c、甲、子."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "十", "百", "千")
_FORMAL_UNITS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST = 10**16
"""From here on figures stay figures."""


def chinese(number: int, *, formal: bool = False) -> str:
    """Return 十二 for 12, 一百零五 for 105; with ``formal`` 壹拾贰."""
    if not 0 <= number < _MOST:
        return str(number)
    zero, digits, units = (
        ("零", _FORMAL, _FORMAL_UNITS) if formal else ("零", "零" + _DIGITS[1:], _UNITS)
    )
    if number == 0:
        return "零" if formal else "〇"
    groups = []
    for place, group in enumerate(_fours(number)):
        if group:
            word = _under_ten_thousand(group, digits, units) + _GROUPS[place]
            short = group < 1000 and number >= 10 ** (4 * place + 4)
            groups.append((zero if short else "") + word)
    word = "".join(reversed(groups))
    return word[1:] if not formal and word.startswith("一十") else word


def _fours(number: int) -> list[int]:
    """Return the groups of four digits, the last of them first."""
    groups = []
    while number:
        number, group = divmod(number, 10**4)
        groups.append(group)
    return groups


def _under_ten_thousand(number: int, digits: str, units: tuple[str, ...]) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + digits[digit] + units[place]
            gap = False
        else:
            gap = True
    return text


def figures(number: int, *, formal: bool = False) -> str:
    """Return 二〇二四 for 2024."""
    return str(number).translate(str.maketrans("0123456789", _FORMAL if formal else _DIGITS))


def roman(number: int) -> str:
    """Return iv for 4; from 4000 on, figures."""
    if not 0 < number < 4000:
        return str(number)
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def letter(number: int) -> str:
    """Return c for 3, and aa for 27, bb for 28, as Word does."""
    if not 0 < number <= 26 * 30:
        return str(number)
    times, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (times + 1)


def circled(number: int) -> str:
    """Return ③ for 3; from 51 on, figures."""
    for first, last, sign in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(sign + number - first)
    return str(number)


def one_of(signs: str, number: int) -> str:
    """Return the sign of that place: 丙 for 3 of 甲乙丙丁; after the last, figures."""
    return signs[number - 1] if 0 < number <= len(signs) else str(number)
