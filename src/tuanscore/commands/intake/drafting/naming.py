"""Names for what has none in print: a 考核点 by what is counted, a 条目 by what it is about.

They are proposals: short, of the text's own words, and used once in a card.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

_LONG = 10
_LONGEST = 16
_UNPRINTED = re.compile(r"（[^）]*）|\([^)]*\)|[“”\"《》「」\s]")
_ADVERBS = (
    "全年|每年|力争|争取|确保|年内|当年|本年|一年|积极|大力|广泛|深入|切实|认真|进一步|全面|扎实|持续|不断|累计|共计|共(?![青建享同])|新增"
    "|其中|按要求|按期|及时|按时|常态化|[一二三四五六七八九]是|为|对|向|与|和|及|将|在"
)
_VERBS = (
    "新招募派遣|招募派遣|招募|开展|组织|举办|召开|新建|创建|建成|建立健全|建立|成立|搭建|组建|培训|选树|培育"
    "|资助|配置|完成|发放|转发|发布|上报|听取|推荐|评选|打造|培养|运营|走访|联系|落实|规范|做好|抓好|加强|摸清|完善|健全"
    "|制定|巩固|深化|拓展|加大|赴|报送|刊发|编发|发展|确定|安排|实施|撰写|深入|帮带|结对"
)
_KEPT_VERBS = ("培训", "资助", "招募", "走访", "转发")
_LEADING = re.compile(f"^(?:{_ADVERBS}|{_VERBS}|、)")
_INNER = re.compile(f"(?:{_VERBS})(?!工作$|活动$)")
_LIST = re.compile("[、与和及暨]")
_GENERIC = re.compile("^(?:场次|次数|人数|数量|总数|数|活动|工作|等|各项|比例|率|情况|任务|项目)?$")
_TRAILING = re.compile("(?:一年|全年|每年|年内|累计|共计|共|总共|的|均|各|要|应|为|分别|等)$")
_COUNTED = {"次": "次数", "天": "天数", "人": "人数", "名": "人数", "场": "场次", "篇": "篇数"}
_CUT = re.compile("(?<=..)(?:不少于|不低于|不超过|至少|达到|列?前[0-9]|按(?=[^期时要]))")
_ENDING = re.compile("(?:确定|组织|开展|举办|召开|联系|帮带|配备|配置|完成|建立|新建|建成|安排)$")
_FORBIDDEN = re.compile(r"[^\w]")


def subject(text: str) -> str:
    """Return what a clause is about in a few of its words; empty where it only says to do it."""
    bare = _CUT.split(_UNPRINTED.sub("", text).strip("：:、 "))[0] or text
    bare = _TRAILING.sub("", bare)
    verb = ""
    bare = _after(r"等(?=\w{2})", bare)
    while (match := _LEADING.match(bare)) and len(bare) > match.end():
        verb = match[0] if match[0] in _KEPT_VERBS else verb
        bare = bare[match.end() :]
    if _LEADING.fullmatch(bare):
        return ""
    if len(bare) > _LONG:
        bare = _shorter(_without_count(bare))
    bare = re.sub(f"^(?:{_ADVERBS})(?=..)", "", bare)
    name = _FORBIDDEN.sub("", bare)[-_LONGEST:]
    return name if not verb or verb in name or not name else name + verb


def _shorter(text: str) -> str:
    """Return the end of a long clause, from where a thing begins that has a name."""
    for pattern in (_INNER.pattern, "的", _LIST.pattern):
        shorter = _after(pattern, text)
        if len(text) > _LONG and len(shorter) > 2 and not _GENERIC.match(shorter):
            text = shorter
    return text


def _without_count(text: str) -> str:
    """Return a clause without what only says that it is counted: 全年开展场次."""
    return re.sub(f"(?:{_ADVERBS})*(?:{_VERBS})(?:场次|次数|人数|数量|总数)$", "", text) or text


def _after(pattern: str, text: str) -> str:
    """Return what follows the last match, unless that says nothing by itself."""
    ends = [match.end() for match in re.finditer(pattern, text)]
    for end in reversed(ends):
        if len(text) - end > 1 and not _GENERIC.match(text[end:]):
            return text[end:]
    return text


def lacks_object(text: str) -> bool:
    """Say whether a clause breaks off at its verb, so that what is counted comes after."""
    return _ENDING.search(text) is not None


def listed(text: str) -> list[str]:
    """Return the subjects of a list, ``工作创新案例和工作调研文章``."""
    return [name for part in _LIST.split(_UNPRINTED.sub("", text)) if (name := subject(part))]


def counted(name: str, unit: str) -> str:
    """Return the name of a second number of the same thing: 走访调研天数."""
    return name + _COUNTED.get(unit, unit)


def unique(name: str, taken: Container[str], within: str = "") -> str:
    """Return a name that nothing else has: with what it stands in before it, else numbered."""
    if name not in taken:
        return name
    longer = f"{within}{name}" if within and within not in name else name
    number = 2
    while (tried := longer if number == 2 and longer != name else f"{longer}{number}") in taken:
        number += 1
    return tried
