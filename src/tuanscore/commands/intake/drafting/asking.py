"""Targets inside the prose of a card: ``培训各类志愿者40名，…`` asks for 40名.

A number counts where it has a unit of counting, in a clause that asks for something. None is taken
from what something costs or earns (每起扣2分), from years and anniversaries, from what stands in
quotes, and from money that is spent. What is asked for without a number is a measure judged in
words where its clause begins with a word for making, keeping or finishing (成立协会), or where
nothing else is asked for in its sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from tuanscore.commands.intake.drafting import naming
from tuanscore.grammar.target import Comparator, Target, TargetError, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COUNTERS = (
    "人次|场次|班次|车次|工作日|个工作日|小时|分钟|万元|亿元|千元|平方米|立方米|公里|公顷|个百分点|个月|户次"
    "|[次个名人所场篇条套件份户家支项本册部座间台处幅块面亩吨元天届批对组节站张位门株棵瓶辆艘例起宗课米%‰期]"
)
_ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_CHINESE = "[一两二三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九]"
_SPOT = re.compile(
    rf"(?P<number>{_ARABIC}(?:[-~—–至]{_ARABIC})?|{_CHINESE})"
    rf"(?P<unit>[百千万亿]?(?:{_COUNTERS})(?:/[次人年月场])?)"
    r"(?P<after>[及或]?以上|[及或]?以内|[及或]?以下|之内)?(?!乡镇|街道|县|区|周年|世纪|[0-9])"
)
_NO_SPOT = re.compile(r"[0-9A-Za-z第前每扣加减近+〔\[.·〇约]$")
_SIGN = re.compile(
    "(?P<sign>不少于|不得少于|不低于|不得低于|不小于|至少|达到|达|超过|高于|大于|≥|>=|不超过|不得超过|不高于"
    r"|不多于|不大于|至多|控制在|低于|少于|≤|<=)(?P<verb>[^\W\d]{0,4})$"
)
_EACH = re.compile(r"(?P<each>每(?:个?季度?|个?月|半年|周|星期))(?P<verb>[^\W\d]{0,10})$")
_OTHER_EACH = re.compile("每(?:个)?学期|每学年")
_DAY = re.compile(
    "(?:(?:19|20)[0-9]{2}年[底末]|(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}日|[底末]|[上中下]旬)?|年底)"
    "以?前"
)
_COST = re.compile("(?:扣|减|加|得|计|记|罚)[^，。；,;0-9]{0,8}[0-9.]+分")
_CONDITION = re.compile("[的者时]$|^[如若凡每未]|不足|缺")
_SPENT = re.compile(
    "投入|支出|经费|资金|花费|拨付|补助|使用|安排|预算|下拨|发放|标准|成本|补贴|奖金|每[人名户个]"
)
_BROUGHT = re.compile("争取|筹集|筹措|募集|引进|招商|融资|增收|收入")
_QUOTED = re.compile('“[^”]*”|《[^》]*》|"[^"]*"|「[^」]*」')
_MADE = re.compile(
    "(?:全面|切实|认真|及时|按时|按期|圆满)*(?:每(?:半年|[月季年])(?:度)?)?(?:建立|成立|搭建|组建|创建|建成|落实"
    "|规范|摸清|完善|健全|完成|做好|制定|出台|上报|报送)"
)
_EVENT = re.compile("(?:积极)?(?:开展|举办|组织|召开).*(?:大赛|比赛|竞赛|评选|会议|论坛)$")
_DONE = re.compile("(?:完成[^数率]{0,8}|到位|落实|达到[^0-9]*|清零|全覆盖)$")
_ALSO_MADE = re.compile("^(?P<made>(?:组建|成立|建立|搭建)[^，]{2,10}?)(?:开展|举办|组织)")
_AGAINST = re.compile(
    "^(?P<names>.+?)(?P<wanted>低于|高于)(?P<base>[^0-9]*(?:平均|上年|去年|前[一二三两]年)[^0-9]*)$"
)
_PENALTY = re.compile(
    "每(?:发生|出现|缺席|缺|少|查实)?(?:[一1])?[起次例人回项件个处名][^，。；0-9]{0,8}扣(?P<each>[0-9.]+)分"
)
_GRAVER = re.compile("(?P<kind>特别重大|重大|较大|严重)的?[^，。；0-9]{0,4}扣(?P<points>[0-9.]+)分")
_AT_MOST = re.compile("最多扣(?P<points>[0-9.]+)分")
_REST = re.compile("其他工作|其它工作")


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that a text asks for."""

    name: str
    value: Any
    """A target as it is written in a file, or the long form of a measure."""
    span: tuple[int, int] | None = None
    """Where the number stands that the name in braces may stand for."""
    doubt: str = ""
    """What somebody should look at."""
    clause: str = ""
    """Of a measure in words, the clause that it is taken from."""


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    start: int
    sentence: int
    is_rule: bool = False


def asks(text: str, *, costs: bool = True) -> list[Ask]:
    """Return what a text asks for, in the order in which it is written.

    ``costs``: a text that only says what each occurrence costs is a measure by 扣分.
    """
    folded = _folded(text)
    clauses = _clauses(folded)
    found: dict[int, list[Ask]] = {}
    for index, clause in enumerate(clauses):
        if not clause.is_rule:
            found[index] = [*_numbers(clause, text), *_against(clauses, index)]
    if not any(found.values()) and (penalty := _PENALTY.search(folded)):
        return [_penalty(folded, penalty)] if costs else []
    numbered = {index for index, asked in found.items() if asked}
    if numbered or not any(clause.is_rule for clause in clauses):
        for index, ask in _in_words(clauses, numbered):
            found.setdefault(index, []).append(ask)
    return [ask for index in sorted(found) for ask in found[index]]


def with_names(text: str, asked: Iterable[tuple[str, Ask]]) -> str:
    """Return a text in which names in braces stand for their numbers."""
    named = [(ask.span, name) for name, ask in asked if ask.span is not None]
    if "{" in text or "}" in text:
        return text
    for (start, end), name in sorted(named, reverse=True):
        text = f"{text[:start]}{{{name}}}{text[end:]}"
    return text


def _folded(text: str) -> str:
    """Return a text in one width, character by character; digits in quotes do not count."""
    alike = "".join(n if len(n := normalize("NFKC", c)) == 1 else c for c in text)
    alike = alike.replace(";", "；").replace("(", "（").replace(")", "）")
    alike = re.sub(",(?![0-9]{3})", "，", alike)
    return _QUOTED.sub(lambda match: re.sub("[0-9]", "〇", match[0]), alike)


def _clauses(text: str) -> list[_Clause]:
    found, sentence = [], 0
    for match in re.finditer(r"(?P<text>[^，。；\n]+)(?P<end>[，。；\n]|$)", text):
        found.append(_Clause(match["text"], match.start(), sentence, bool(_COST.search(match[0]))))
        sentence += match["end"] != "，"
    rules = {
        index - 1
        for index, clause in enumerate(found)
        if index and clause.is_rule and _CONDITION.search(found[index - 1].text)
    }
    return [
        _Clause(c.text, c.start, c.sentence, c.is_rule or index in rules)
        for index, c in enumerate(found)
    ]


# ---- numbers -------------------------------------------------------------------------------------


def _numbers(clause: _Clause, text: str) -> Iterator[Ask]:
    """Yield the numbers with a unit that a clause asks for, and the days by which."""
    before, last = "", None
    start = 0
    deadline = _DAY.search(clause.text)
    if deadline is not None:
        start = deadline.end()
    made = _ALSO_MADE.match(clause.text)
    spots = [m for m in _SPOT.finditer(clause.text, start) if _counts(clause.text, m)]
    if made is not None and spots:
        yield Ask(naming.subject(made["made"]), "定性", clause=made["made"])
    for index, spot in enumerate(spots):
        words = clause.text[start : spot.start()]
        after = clause.text[
            spot.end() : spots[index + 1].start() if index + 1 < len(spots) else None
        ]
        start = spot.end()
        sign, each = _SIGN.search(words), _EACH.search(words)
        if not words.strip("、和及") and last is not None:
            target = _target(last.comparator.value if _bounds(last) else "", "", spot)
            names = [naming.counted(before, spot["unit"])]
        else:
            target = _target(sign["sign"] if sign else "", each["each"] if each else "", spot)
            names = _names(words, sign, each, after)
        before, last = names[0], target
        if target is None or _OTHER_EACH.search(words):
            said = clause.text[: spot.end()]
            yield Ask(names[0], "定性", doubt=f"“{said}”没有读成目标，先写作 定性")
            continue
        at = clause.start + spot.start("number")
        span = (at, at + len(spot["number"])) if target.digits == spot["number"] else None
        same = text[at : at + len(spot["number"])] == spot["number"]
        for number, name in enumerate(names):
            yield Ask(name, target.text, span if same and not number else None)
    if deadline is not None:
        about = naming.subject(clause.text[deadline.end() :]) or naming.subject(clause.text)
        yield Ask(f"{before}期限" if before else about, deadline[0])


def _counts(text: str, spot: re.Match[str]) -> bool:
    """Say whether a number with a unit is one that is asked for."""
    words = text[: spot.start()]
    if _NO_SPOT.search(words):
        return False
    if not spot["number"][0].isdecimal():
        asked = _SIGN.search(words) or _EACH.search(words)
        return bool(asked or spot["after"])
    spent = _SPENT.search(text) and not _BROUGHT.search(text)
    return not (spot["unit"].endswith("元") and spent)


def _target(sign: str, each: str, spot: re.Match[str]) -> Target | None:
    """Return the target with its number as it is written; None where the grammar refuses it."""
    number = spot["number"]
    try:
        read = parse(f"{each}{sign}{number}{spot['unit']}{spot['after'] or ''}")
        if read.number is None:
            return None
        arabic = number if number[0].isdecimal() else f"{read.number:f}"
        comparator = read.comparator.value if _bounds(read) else ""
        return parse(f"{comparator}{arabic}{read.unit}")
    except TargetError:
        return None


def _bounds(target: Target) -> bool:
    return target.comparator not in (Comparator.EQUAL, Comparator.BETWEEN)


def _names(
    words: str, sign: re.Match[str] | None, each: re.Match[str] | None, after: str
) -> list[str]:
    """Return what is counted; of 各 every one of a list."""
    cut = min((m.start() for m in (sign, each) if m is not None), default=len(words))
    verb = next((m["verb"] for m in (sign, each) if m is not None), "")
    if words[:cut].endswith("各") or words.endswith("各"):
        listed = naming.listed(words[:cut].removesuffix("各"))
        return listed or [naming.subject(after)]
    name, object_ = naming.subject(words[:cut]), naming.subject(after.removeprefix("的"))
    if object_ and after[0] not in "、和及" and naming.lacks_object(words[:cut]):
        name = object_
    if each is not None and name and verb:
        name += verb
    return [name or object_ or verb or "目标"]


# ---- words ---------------------------------------------------------------------------------------


def _penalty(text: str, each: re.Match[str]) -> Ask:
    value: dict[str, Any] = {"计分": "扣分", "每次": each["each"]}
    if graver := {m["kind"]: m["points"] for m in _GRAVER.finditer(text)}:
        value["加重"] = graver
    if most := _AT_MOST.search(text):
        value["最多"] = most["points"]
    return Ask(naming.subject(text[: each.start()].split("，", maxsplit=1)[0]) or "扣分", value)


def _against(clauses: list[_Clause], index: int) -> Iterator[Ask]:
    """Yield what is held against a base that only the report can tell, 低于全省前三年平均值."""
    match = _AGAINST.match(clauses[index].text)
    if match is None:
        return
    value = {"计分": "对比", "基数": match["base"], "要求": match["wanted"]}
    if any("酌情" in clause.text for clause in clauses[index + 1 : index + 3]):
        value["未达"] = "酌情"
    for name in naming.listed(match["names"]):
        yield Ask(name, value)


def _in_words(clauses: list[_Clause], numbered: set[int]) -> Iterator[tuple[int, Ask]]:
    """Yield what is asked for without a number, by the clause that it begins in."""
    counted = {clauses[index].sentence for index in numbered}
    last: bool | None = None  # whether the run of clauses before began with such a word
    for index, clause in enumerate(clauses):
        if index in numbered or clause.is_rule or clause.sentence != clauses[index - 1].sentence:
            last = None
        if index in numbered or clause.is_rule:
            continue
        made = _MADE.match(clause.text) or _EVENT.match(clause.text)
        own = _DONE.search(clause.text) if not made else None
        alone = clause.sentence not in counted
        if not (made or own or (alone and last is None)) or _REST.search(clause.text):
            continue
        if last is None or (own and last):
            name = naming.subject(clause.text.split("达到", maxsplit=1)[0]) or clause.text
            yield index, Ask(name, "定性", clause=clause.text)
        last = bool(made)


def about(text: str) -> str:
    """Return what a text is about, in words of its first clause; empty where that counts."""
    first = _clauses(_folded(text))[:1]
    clause = text[first[0].start : first[0].start + len(first[0].text)] if first else text
    if _SPOT.search(_folded(clause)):
        return ""
    return naming.subject(re.sub("[的者]$", "", clause)) or text
