"""定性: a judged share of the points, by a word of the 定性档, a percentage, or both.

A word of one percentage stands for it (by default 完成 100, 基本完成 80, 部分完成 60, 未完成 0,
format.md). A word of a range (达成 100–80, 部分达成 80–60, 未达成 60–0: 财预〔2020〕10号; the older
forms have 100–80, 80–50, 50–0) is held to it: ``部分达成 70%`` is 70%. Else the 得分 that was
filled in says where in the range; without one in it 达成, whose range ends at 100, is all of it,
and any other is open between its ends. The words of the forms are always known, the ranges of the
定性档 in use come before theirs. A percentage alone stands for itself.

Where the target is in words of its own (及时, 专款专用), the same words are 达成, and so is what
says no more than that all is done; the numbers in two sentences of one make are compared
(`sentences`); other words leave it to whoever gives the points. Source: domain.md, Rules of the
field; format.md, Edition 2.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from pydantic import BaseModel

from tuanscore.grammar import sentences
from tuanscore.grammar.target import TargetError, folded
from tuanscore.methods import NOTHING, Case, Outcome, UnreadableError, proportion

NAME = "定性"
READS = frozenset(("目标", "分值", "单位成本"))
HUNDRED = Decimal(100)
MET = "达成"
_FORM = r"(?P<word>[^\d\s%％]*)\s*(?:(?P<percent>[0-9]{1,3}(?:\.[0-9]{1,4})?)\s*[%％])?"
_OFFICIAL = {
    MET: (Decimal(80), HUNDRED),
    "部分达成": (Decimal(60), Decimal(80)),
    "未达成": (Decimal(0), Decimal(60)),
}
_SAME_WORD = {
    "达成预期指标": MET,
    "达成年度指标": MET,
    "全部或基本达成预期指标": MET,
    "全部达成预期指标": MET,
    "基本达成预期指标": MET,
    "部分达成预期指标": "部分达成",
    "部分达成预期指标并具有一定效果": "部分达成",
    "部分达成年度指标并具有一定效果": "部分达成",
    "未达成预期指标": "未达成",
    "未达成预期指标且效果较差": "未达成",
    "未达成年度指标且效果较差": "未达成",
}
"""The words of the forms of 财预〔2020〕10号 and before, and which level each is."""
_DONE = (
    "(?:[已均皆]|全部|全面|完全|圆满|顺利|按[时期]|按要求|按计划)*(?:达成|完成|达到|达标|实现|落实)"
    "(?:了|年初|年度|预期|既定|设定|绩效)*(?:目标|指标|要求|标准|效果|值)*"
)


_A_NUMBER_UNREAD = "[0-9０-９]|分之|[一二三四五六七八九]成"
_NOTHING_ASKED = "(?:(?:不|未|没有|无|零)(?:发生|出现)|杜绝)(.*)"
_NOTHING_DONE = "(?:(?:不|未|没有?|无|零)(?:发生|出现)?)(.*)"
"""That something does not happen, and that it did not; what it is stands behind."""


class Parameters(BaseModel, defer_build=True):
    """定性 takes no parameters."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A level, and the percentage that was chosen in it, if one was."""

    word: str
    low: Decimal
    high: Decimal
    percent: Decimal | None = None


def judge(case: Case, parameters: Parameters) -> Outcome:
    """Judge a word of the 定性档 or a percentage; raises UnreadableError for anything else."""
    counted = _counted(case)
    if counted is not None:
        return counted
    said = _read(case)
    if said is None:
        return _given(_Said("", NOTHING, HUNDRED), f"“{case.actual.strip()}”由评的人定分", case)
    before = f"{said.word}，" if said.word else ""
    if said.percent is not None:
        return Outcome(said.percent, HUNDRED, f"{before}按 {said.percent}% 计")
    return _given(said, f"{before}在 {said.low}% 到 {said.high}% 之间", case)


def _given(said: _Said, band: str, case: Case) -> Outcome:
    """Return what the filled 得分 chose in a range, what the best word is worth, or the range."""
    span, filled = (said.low, said.high), case.filled
    if filled is not None and case.points:
        chosen = f"{band}，填的 {filled} 分"
        if is_within(filled, case.points, span):
            return Outcome(filled, case.points, f"{chosen}在其中，按它计", span=span)
        band = f"{chosen}不在其中"
    if not said.word:
        return Outcome(HUNDRED, HUNDRED, band, floor=NOTHING, span=span)
    if said.high == HUNDRED:
        return Outcome(HUNDRED, HUNDRED, f"{band}，按 {HUNDRED}% 计", span=span)
    return Outcome(said.high, HUNDRED, f"{band}，没有写是多少", floor=said.low, span=span)


def is_within(filled: Decimal, points: Decimal, level: tuple[Decimal, Decimal]) -> bool:
    """Say whether a filled 得分 lies inside the range of a level, both ends included."""
    low, high = level
    return low * points <= filled * HUNDRED <= high * points


def _counted(case: Case) -> Outcome | None:
    """Judge the numbers in two sentences of one make; None where they are not."""
    asked = case.target.text if case.target is not None and case.target.is_in_words else ""
    found = sentences.pair(asked, case.actual) if asked else None
    if found is None:
        return None
    return proportion.judge(Case(found[0], found[1], case.levels), proportion.Parameters())


def share(case: Case) -> Decimal:
    """Return the percentage that the 完成值 surely stands for, 0…100; raises UnreadableError."""
    counted = _counted(case)
    if counted is not None:
        return counted.numerator * HUNDRED / counted.denominator
    said = _read(case)
    if said is None:
        return NOTHING
    if said.percent is not None:
        return said.percent
    return said.high if said.high == HUNDRED else said.low


def level(case: Case) -> tuple[Decimal, Decimal]:
    """Return the least and the most it stands for, in percent; raises UnreadableError."""
    said = _read(case)
    return (NOTHING, HUNDRED) if said is None else (said.low, said.high)


def _read(case: Case) -> _Said | None:
    """Return what is said; None for words that only whoever gives the points can weigh."""
    match = re.fullmatch(_FORM, case.actual.strip())
    word = match["word"] if match else ""
    percent = Decimal(match["percent"]) if match and match["percent"] else None
    own = case.target is not None and case.target.is_in_words
    level = _level(word, case)
    if own and level is None:
        return _in_words(case)
    if (word and level is None) or not (word or percent is not None):
        raise _refusal(case)
    if percent is not None and percent > HUNDRED:
        raise _refusal(case)
    if level is None:
        assert percent is not None
        return _Said("", percent, percent, percent)
    low, high = level
    if percent is not None and not low <= percent <= high:
        hint = f"写 {low}% 到 {high}% 之间的数，或换一档"
        raise UnreadableError(f"{percent}% 不在“{word}”这一档里", hint)
    return _Said(word, low, high, high if low == high else percent)


def _level(word: str, case: Case) -> tuple[Decimal, Decimal] | None:
    """Return the range of a word: as the 定性档 in use has it, else as the forms have it."""
    known = _SAME_WORD.get(word, word)
    for name in (word, known):
        if name in case.levels:
            return case.levels[name]
    return _OFFICIAL.get(known)


def _in_words(case: Case) -> _Said | None:
    """Judge what is said of a target in words that is no word of the 定性档."""
    assert case.target is not None
    said = _plain(case.actual)
    if not said:
        raise _refusal(case)
    percent = re.fullmatch(r"(\d{1,3}(?:\.\d{1,4})?)%", said)
    if re.search(_A_NUMBER_UNREAD, case.target.text):
        percent = None  # what share that is of it nobody knows
    if percent and Decimal(percent[1]) <= HUNDRED:
        exactly = Decimal(percent[1])
        return _Said("", exactly, exactly, exactly)
    asked = _plain(case.target.text)
    if said == asked or re.fullmatch(_DONE, said) or _did_not_happen(asked, said):
        low, high = _level(MET, case) or (HUNDRED, HUNDRED)
        return _Said(MET, low, high)
    return None


def _did_not_happen(asked: str, said: str) -> bool:
    """Say whether 未发生 answers 不发生安全事故: of the same thing, or one names none."""
    wanted, told = re.fullmatch(_NOTHING_ASKED, asked), re.fullmatch(_NOTHING_DONE, said)
    if wanted is None or told is None:
        return False
    return "" in (wanted[1], told[1]) or wanted[1] == told[1]


def _plain(text: str) -> str:
    """Return words without blanks and the full stop at the end."""
    try:
        return folded(text).rstrip("。.;,、!")
    except TargetError:
        return text.strip()


def _refusal(case: Case) -> UnreadableError:
    words = "、".join(case.levels)
    hint = f"写 {words}，或 0% 到 100%；不适用的写 {{不适用: 原因}}"
    return UnreadableError(f"定性的完成值“{case.actual}”看不懂", hint)
