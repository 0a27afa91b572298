"""Numbers that Word puts before paragraphs by itself: they are in no paragraph's text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from xml.etree.ElementTree import Element

from tuanscore.commands.intake.papers import numerals

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_LEVELS = 9


_STYLES: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("none", "bullet"), lambda _: ""),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting"), numerals.chinese
    ),
    **dict.fromkeys(
        ("chineseLegalSimplified", "ideographLegalTraditional"),
        partial(numerals.chinese, formal=True),
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand"), numerals.figures),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), numerals.circled),
    **dict.fromkeys(
        ("decimalFullWidth", "decimalFullWidth2"), lambda number: str(number).translate(_FULL_WIDTH)
    ),
    "decimalZero": "{:02d}".format,
    "decimalEnclosedParen": "({})".format,
    "decimalEnclosedFullstop": "{}.".format,
    "ideographTraditional": partial(numerals.one_of, "甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": partial(numerals.one_of, "子丑寅卯辰巳午未申酉戌亥"),
    "lowerLetter": numerals.letter,
    "upperLetter": lambda number: numerals.letter(number).upper(),
    "lowerRoman": numerals.roman,
    "upperRoman": lambda number: numerals.roman(number).upper(),
}
"""How Word writes a number (ECMA-376 part 1, ST_NumberFormat); any other style in figures."""


@dataclass(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = ""
    blank: str = " "
    restarts: bool = True
    legal: bool = False


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Use:
    """A w:num: a list, with starts and levels of its own."""

    of: _List
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbers:
    """Counts the paragraphs of a document, in reading order."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        """Take the parts numbering.xml and styles.xml, where a document has them."""
        self._uses = {} if numbering is None else _uses(numbering)
        self._styles = {} if styles is None else _styles(styles)

    def before(self, paragraph: Element) -> str:
        """Return what Word prints before a paragraph, with a blank behind it; often nothing."""
        number, level = self._place(paragraph.find("pPr"))
        use = self._uses.get(number)
        if use is None:
            return ""
        shown = use.levels.get(level, _Level())
        counts = use.of.counts
        if level in use.starts:  # once for every use
            counts[level] = use.starts.pop(level)
        else:
            counts[level] = counts.get(level, shown.start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            if use.levels.get(deeper, _Level()).restarts:
                del counts[deeper]
        if shown.style == "bullet":
            return "•" + shown.blank
        label = re.sub(r"%([1-9])", lambda m: self._count(use, int(m[1]) - 1, shown), shown.text)
        return label + shown.blank if label else ""

    @staticmethod
    def _count(use: _Use, level: int, shown: _Level) -> str:
        of = use.levels.get(level, _Level())
        style = "decimal" if shown.legal else of.style
        return _STYLES.get(style, str)(use.of.counts.get(level, of.start))

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """Return the use and the level of a paragraph: its own, or those of its style."""
        if properties is None:
            return self._of_style(None)
        own = properties.find("numPr")
        style = properties.find("pStyle")
        number, level = self._of_style(None if style is None else style.get("val"))
        if own is not None:
            number = _value(own, "numId") or number
            level = _number(own, "ilvl", level)
        return number, min(level, _LEVELS - 1)

    def _of_style(self, style: str | None) -> tuple[str, int]:
        if style is None or style not in self._styles:
            return "", 0
        return self._styles[style]


def _uses(numbering: Element) -> dict[str, _Use]:
    lists = {}
    links = {}
    for abstract in numbering.iterfind("abstractNum"):
        key = abstract.get("abstractNumId", "")
        lists[key] = _List({_number_of(level): _level(level) for level in abstract.iterfind("lvl")})
        if link := _value(abstract, "styleLink"):
            links[link] = lists[key]
    for abstract in numbering.iterfind("abstractNum"):
        if (link := _value(abstract, "numStyleLink")) in links:
            lists[abstract.get("abstractNumId", "")] = links[link]
    uses = {}
    for num in numbering.iterfind("num"):
        of = lists.get(_value(num, "abstractNumId"))
        if of is not None:
            uses[num.get("numId", "")] = _use(num, of)
    return uses


def _use(num: Element, of: _List) -> _Use:
    levels, starts = dict(of.levels), {}
    for override in num.iterfind("lvlOverride"):
        at = _number_of(override)
        level = override.find("lvl")
        if level is not None:
            levels[at] = _level(level)
        if override.find("startOverride") is not None:
            starts[at] = _number(override, "startOverride", 1)
    return _Use(of, levels, starts)


def _level(level: Element) -> _Level:
    return _Level(
        start=_number(level, "start", 0),
        style=_value(level, "numFmt") or "decimal",
        text=_value(level, "lvlText"),
        blank="" if _value(level, "suff") == "nothing" else " ",
        restarts=_value(level, "lvlRestart") != "0",
        legal=level.find("isLgl") is not None,
    )


def _styles(styles: Element) -> dict[str, tuple[str, int]]:
    """Return the use and level of every style that numbers, also through those it is based on."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.iterfind("style"):
        name = style.get("styleId", "")
        based[name] = _value(style, "basedOn")
        numbers = style.find("pPr/numPr")
        if numbers is not None:
            own[name] = (_value(numbers, "numId"), _number(numbers, "ilvl", 0))
    found = {}
    for style_name in based:
        at, seen = style_name, set[str]()
        while at and at not in own and at not in seen:
            seen.add(at)
            at = based.get(at, "")
        if at in own:
            found[style_name] = own[at]
    return found


def _value(element: Element, child: str) -> str:
    found = element.find(child)
    return "" if found is None else found.get("val", "")


def _number(element: Element, child: str, default: int) -> int:
    value = _value(element, child)
    return int(value) if value.isdecimal() and len(value) < 10 else default


def _number_of(level: Element) -> int:
    value = level.get("ilvl", "")
    return int(value) if value.isdecimal() and len(value) < 3 else 0
