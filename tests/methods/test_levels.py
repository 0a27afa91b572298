"""定性 by 定性档 whose words stand for a range: 三档 and 三档-旧, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from conftest import Make, found
from documents import card, section
from scoring import FOUR, judge, share
from tuanscore.commands.score import scoring
from tuanscore.commands.score.report import Scored
from tuanscore.methods import UnreadableError
from tuanscore.model.settings import LEVEL_PROFILES
from tuanscore.scoring.tree import Score, State
from tuanscore.shelf import Repository

THREE, OLD = LEVEL_PROFILES["三档"], LEVEL_PROFILES["三档-旧"]


@pytest.mark.parametrize(
    ("profile", "word", "low", "high"),
    [
        ("三档", "达成", 80, 100),
        ("三档", "部分达成", 60, 80),
        ("三档", "未达成", 0, 60),
        ("三档-旧", "达成", 80, 100),
        ("三档-旧", "部分达成", 50, 80),
        ("三档-旧", "未达成", 0, 50),
    ],
)
def test_a_word_and_a_percentage(profile: str, word: str, low: int, high: int) -> None:
    """Both ends belong to the level; a hundredth beyond is refused.

    The word alone is anything in its range, and all of it where that ends at 100.
    """
    levels = LEVEL_PROFILES[profile]
    for percent in (low, (low + high) // 2, high):
        for text in (f"{word} {percent}%", f"{word}{percent}％", f"{word}  {percent}.00 %"):
            assert share(judge("定性", text, levels=levels)) == Fraction(percent, 100)
    alone = judge("定性", word, levels=levels)
    assert alone.span == (Decimal(low), Decimal(high))
    assert (share(alone), alone.floor) == (Fraction(high, 100), None if high == 100 else low)
    for beyond in (f"{low - 1}.99", f"{high}.01"):
        with pytest.raises(UnreadableError):
            judge("定性", f"{word} {beyond}%", levels=levels)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("部分达成 80.01%", "80.01% 不在“部分达成”这一档里"),
        ("部分达成 59.99%", "59.99% 不在“部分达成”这一档里"),
        ("达成 79.99%", "79.99% 不在“达成”这一档里"),
        ("未达成 60.01%", "60.01% 不在“未达成”这一档里"),
        ("达成 100.01%", "看不懂"),
        ("完成", "看不懂"),  # a word of another profile
        ("部分达成 七成", "看不懂"),
        ("部分达成 70", "看不懂"),  # 70 of what?
        ("70% 部分达成", "看不懂"),
        ("", "看不懂"),
    ],
)
def test_what_does_not_fit_its_level_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        judge("定性", text, levels=THREE)
    assert caught.value.hint


@pytest.mark.parametrize("levels", [THREE, OLD, FOUR])
def test_a_percentage_alone_stands_for_itself(levels: dict[str, tuple[Decimal, Decimal]]) -> None:
    for percent in ("0", "49.99", "50", "60", "79.99", "80", "100"):
        assert share(judge("定性", f"{percent}%", levels=levels)) == Fraction(percent) / 100


def test_the_word_is_kept_in_the_rule() -> None:
    assert judge("定性", "部分达成 70%", levels=THREE).rule == "部分达成，按 70% 计"


def test_a_word_of_one_percentage_may_carry_it() -> None:
    assert share(judge("定性", "完成 100%")) == 1
    with pytest.raises(UnreadableError, match="90% 不在“完成”这一档里"):
        judge("定性", "完成 90%")


@pytest.mark.parametrize(
    ("text", "met"), [("达成 100%", 1), ("达成 99.99%", 0), ("部分达成 80%", 0), ("100%", 1)]
)
def test_attainment_asks_for_all_of_it(text: str, met: int) -> None:
    assert share(judge({"目标": "定性", "计分": "达标"}, text, levels=THREE)) == met


# --- through files ---------------------------------------------------------------------------

CARD = card(
    section("部分", None, "编号: 制度, 内容: 制度落实。, 考核点: {制度: 定性}", within="类别"),
    unit="甲县委",
    year=2024,
    total=10,
)
REPORT = "类型: 完成情况\n单位: 甲\n年度: 2024\n截至: 2024-12-31\n完成: {{制度: {told}}}\n"


def files(told: str, profile: str = "三档") -> dict[str, str]:
    return {
        "tuanscore.yaml": f"定性档: {profile}\n",
        "scorecards/2024/甲.yaml": CARD,
        "scorecards/2024/完成情况/甲.yaml": REPORT.format(told=told),
    }


def score(make: Make, told: str, profile: str = "三档") -> Score:
    report = scoring.score(Repository(make(files(told, profile))), "甲", 2024)
    assert isinstance(report, Scored)
    return report.score


@pytest.mark.parametrize(
    ("told", "profile", "expected"),
    [
        ("部分达成 75%", "三档", "7.5"),
        ("部分达成 55%", "三档-旧", "5.5"),
        ("部分完成", "四档", "6"),
        ("做到 66.66%", "{做到: 60-100, 没做到: 0}", "6.67"),
        ("没做到", "{做到: 60-100, 没做到: 0}", "0"),
    ],
)
def test_the_settings_choose_the_levels(make: Make, told: str, profile: str, expected: str) -> None:
    assert score(make, told, profile).card.low == Decimal(expected)


def test_a_word_of_a_range_is_open_until_points_are_filled_in(make: Make) -> None:
    for told, low, high in (
        ("部分达成", 6, 8),
        ("{自评: 部分达成, 得分: 7.5}", "7.5", "7.5"),
        ("{自评: 部分达成, 得分: 9}", 6, 8),
    ):
        card_ = score(make, told).card
        assert (card_.low, card_.high) == (Decimal(low), Decimal(high))
        assert not [f for f in found(make(files(told))) if f.code == "TS308"]


def test_a_word_of_a_range_leaves_it_open(make: Make) -> None:
    line = next(score(make, "部分达成").card.named("制度")).parts[0]
    assert (line.low, line.high, line.state) == (Decimal(6), Decimal(8), State.PARTIAL)
    assert line.rule == "部分达成，在 60% 到 80% 之间，没有写是多少"
    assert not [f for f in found(make(files("部分达成"))) if f.code == "TS308"]


@pytest.mark.parametrize("told", ["部分达成 55%", "完成"])
def test_what_is_refused_counts_as_not_reported_and_is_a_finding(make: Make, told: str) -> None:
    result = score(make, told)
    line = next(result.card.named("制度")).parts[0]
    assert (line.low, line.high) == (Decimal(0), Decimal(10))
    assert line.state is State.UNREPORTED
    assert line.rule.startswith("按未报计：")
    finding = next(f for f in found(make(files(told))) if f.place.file.endswith("完成情况/甲.yaml"))
    assert finding.code == "TS308"
    assert (finding.place.line, finding.place.column) == (5, 10)


def test_an_unknown_profile_is_refused_with_those_there_are(make: Make) -> None:
    (finding,) = (f for f in found(make(files("100%", "五档"))) if f.place.file == "tuanscore.yaml")
    assert "没有“五档”这套定性档" in finding.message
    assert "三档-旧" in finding.hint
