"""Titles, and what they say: what kind of table it is, whose and of which year."""

from __future__ import annotations

import re

from tuanscore.commands.intake.meaning import wording

_ENDS = re.compile(
    r"(?:表|指标|细则|绩效目标|目标书|责任书|责任状|任务书|评分标准|考核标准|办法|目标任务|情况|方案)$"
)
_BRACKET = re.compile(r"(?:\([^()]*\)|[—-]*\d{4}年度?)$")
_ATTACHMENT = re.compile(r"^(?:附件|附表|附|续表)\s*[0-9一二三四五六七八九十]*[:：、.]?$")
_YEAR_ALONE = re.compile(r"^\(?(?:19|20)\d{2}年(?:度)?\)?$")
_NUMBER = re.compile(
    r"^(?:附?[表件]\s*\d+[:：、.\s]*|\d+[.、]|[(（]?[一二三四五六七八九十]+[)）、])"
)
_ABOUT = re.compile(
    r"^(?P<whose>.*?)(?:(?:19|20)\d{2}年度?)?(?:部门)?(?:预算)?(?:项目)?(?:支出)?"
    r"(?:绩效目标|绩效自评|绩效评价|绩效运行监控|自评)[^。]*$"
)
_WHOSE = re.compile(r"^(?P<whose>.+?)(?:19|20)\d{2}年度?")


def is_title(text: str) -> bool:
    """Say whether a text can be the title of a table."""
    shown = wording.flat(text)
    while (cut := _BRACKET.sub("", shown)) != shown:
        shown = cut
    if not 3 < len(shown) <= 60 or re.search(r"[。;；！？]", shown) or _ATTACHMENT.match(shown):
        return False
    if re.match(r"(?:注|说明|备注|填表说明)[:：]", shown):
        return False
    head, mark, _ = shown.partition(":")
    if mark and not re.fullmatch(r"(?:附?[表件]\d*)", head):
        return False
    return _ENDS.search(shown) is not None


def is_year(text: str) -> bool:
    """Say whether a text is nothing but a year."""
    return _YEAR_ALONE.match(wording.flat(text)) is not None


def whose(title: str) -> str:
    """Return whose a card is, as its title says before the year; nothing where it does not."""
    found = _WHOSE.match(wording.label(title))
    return found["whose"] if found else ""


def project(title: str) -> str:
    """Return the project that a title names before what kind of table it is."""
    shown = _NUMBER.sub("", wording.label(title))
    found = _ABOUT.match(shown)
    name = found["whose"] if found else ""
    return name if len(name) > 3 and not re.search(r"(?:省|市|区|县|局|厅|部门)$", name) else ""
