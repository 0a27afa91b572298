"""Words in the cells of a paper: how headings fold, what brackets say, what nobody filled in."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

_MONEY = r"(?:百|千|万|亿|百万|千万)?元"
_AT_THE_END = re.compile(
    rf"\((?:(?:金额)?单位[:：]?)?(?:{_MONEY}|%|‰)\)$"
    r"|\([A-Za-z](?:[-+/÷×*]\(?[A-Za-z0-9]\)?)*(?:[×*]100%?)?\)$"
    r"|\([签盖公][^()]{0,3}章\)$|\((?:满分)?\d+(?:\.\d+)?[分%]?\)$|[:：]$"
)
_POINTS = re.compile(r"[（(](?:满分|共|计)?(\d+(?:\.\d+)?)分[）)]")
_NUMBER = re.compile(
    r"^\s*(?:(?:[一二三]级)?指标\s*\d{1,2}\s*[:：.、．]?|\d{1,2}\s*(?:[、．)）]|\.(?!\d))"
    r"|[（(]\d{1,2}[）)]|[①-⑳]|[★▲*☆])\s*"
)
_ITEM = re.compile(r"^\s*(?:(\d{1,2})(?:[、．)）]|\.(?!\d))|[（(](\d{1,2})[）)]|([①-⑳]))\s*")
_INLINE = re.compile(
    r"(?<=[。；;])\s*(?=(?:\d{1,2}(?:[、．)）]|\.(?!\d))|[（(]\d{1,2}[）)]|[①-⑳]))"
)
_PROMPT = re.compile(
    r"\d+个?字(?:以内|以上|左右|内)"
    r"|^[（(]?请(?:对照|简要|填写|概括|在此|逐项|说明|按|根据|勾选|写明|填报|选择|描述)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?!\d{1,2}月\d)(度)?")
_UNIT = re.compile(rf"(?:单位\s*[:：]?\s*|[（(]\s*)(?:人民币)?({_MONEY})")
_CHINESE = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@lru_cache(maxsize=4096)
def flat(text: str) -> str:
    """Return a text in one width and without white space, as words are compared."""
    return re.sub(r"\s+", "", normalize("NFKC", text))


@lru_cache(maxsize=4096)
def heading(text: str) -> str:
    """Return a heading as it is looked up: flat, no unit, formula, stamp or points at its end."""
    shown = flat(text)
    while (cut := _AT_THE_END.sub("", shown)) != shown:
        shown = cut
    return shown.lstrip("★▲*") if len(shown) > 1 else shown


def points(text: str) -> str:
    """Return the points in a label's bracket (``产出指标（50分）``: 50), or nothing."""
    found = _POINTS.search(normalize("NFKC", text))
    return found[1] if found else ""


def label(text: str) -> str:
    """Return a label (一级指标, 部分, 类别) without its print layout and points."""
    shown = unnumbered(re.sub(r"\s+", "", text).strip("*"))
    return re.sub(r"[（(](?:满分|共|计)?\d+(?:\.\d+)?分[）)]$", "", shown)


def name(text: str) -> str:
    """Return the name of an indicator in one line, without its number (指标1：, 1., ★)."""
    shown = joined(text)
    while (cut := _NUMBER.sub("", shown, count=1)) != shown:
        shown = cut
    return shown


def joined(text: str) -> str:
    """Return a text in one line: line ends between Chinese words are print layout."""
    return re.sub(r"[ \t]*\n[ \t]*", "", text.strip())


def items(text: str) -> list[str]:
    """Return the items of a cell without their numbers; a cell without numbers is one item."""
    found: list[str] = []
    for line in (part for whole in text.split("\n") for part in _INLINE.split(whole)):
        if not line.strip():
            continue
        number = _ITEM.match(line)
        if number or not found:
            found.append(line[number.end() if number else 0 :].strip())
        else:
            found[-1] += line.strip()
    return found


def numbers(text: str) -> int:
    """Count the numbered items of a cell."""
    lines = (part for whole in text.split("\n") for part in _INLINE.split(whole))
    return sum(_ITEM.match(line) is not None for line in lines)


def is_prompt(text: str) -> bool:
    """Say whether a text is the form's own: what is to be written here, and how long."""
    return _PROMPT.search(flat(text)) is not None


def year(text: str) -> str:
    """Return the year that a text names, one with 年度 first."""
    shown = flat(text).translate(_CHINESE)
    found = list(_YEAR.finditer(shown))
    return next((match[1] for match in found if match[2]), found[0][1] if found else "")


def money(text: str) -> str:
    """Return the unit of amounts that a text names: in a bracket or after 单位."""
    found = _UNIT.search(normalize("NFKC", text))
    return found[1] if found else ""


def parts(text: str) -> list[tuple[str, str]]:
    """Split ``单位名称：甲局    金额单位：万元`` into labels and values, at wide blanks too."""
    pieces = re.split(r"\n|\t|\u3000{2,}| {3,}", text.strip())
    found = []
    for piece in filter(None, (piece.strip() for piece in pieces)):
        before, mark, after = piece.partition("：") if "：" in piece else piece.partition(":")
        found.append((before.strip(), after.strip()) if mark else ("", piece))
    return found


def undated(word: str) -> str:
    """Return a heading without the year or the months in it (2023年实际实现值, 1-7月执行数)."""
    return re.sub(
        r"(?:19|20)\d{2}年度?|(?:截至)?\d{1,2}(?:[-—~至]\d{1,2})?月(?:份|底|末)?", "", word
    )


def unnumbered(word: str) -> str:
    """Return a heading without its number: 一、 （二）."""
    return re.sub(r"^[(（]?[一二三四五六七八九十]{1,3}[)）、.．,]", "", word)


def unbracketed(word: str) -> str:
    """Return a heading without a short bracket at its end: ``目标值(人次)``."""
    return re.sub(r"\([^()]{1,5}\)$", "", word)


def unit(text: str) -> str:
    """Return the unit in the bracket at the end of a heading, or nothing; letters are none."""
    found = re.search(r"\(((?:[^\W\d_A-Za-z]|[%‰/]){1,5})\)$", flat(text))
    return found[1] if found else ""


def months(text: str) -> str:
    """Return the months that a text speaks of, from one to another: ``1-7月``."""
    found = re.search(r"(?<!\d)1?\d月?[-—~至]1?\d月", flat(text))
    return found[0] if found else ""


def source(text: str) -> str:
    """Return the name of a source of funds without 其中, in one line and without a stroke."""
    shown = re.sub(r"^其中\s*[:：]?|[:：]$", "", joined(text)).strip()
    return re.sub(r"\s*[/／]\s*", "、", shown)
