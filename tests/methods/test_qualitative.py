"""定性: words and percentages, worked out by hand."""

from decimal import Decimal

import pytest

from tuanscore.methods import Case, Levels, UnreadableError
from tuanscore.methods.qualitative import NAME, Parameters, judge, share
from tuanscore.scoring.cents import quotient

FIXED: Levels = {
    "完成": (Decimal(100), Decimal(100)),
    "基本完成": (Decimal(80), Decimal(80)),
    "部分完成": (Decimal(60), Decimal(60)),
    "未完成": (Decimal(0), Decimal(0)),
}
BANDS: Levels = {
    "达成": (Decimal(80), Decimal(100)),
    "部分达成": (Decimal(60), Decimal(80)),
    "未达成": (Decimal(0), Decimal(60)),
}


def points(actual: str, levels: Levels = FIXED, of: str = "10") -> str:
    outcome = judge(Case(None, actual, levels), Parameters())
    return str(quotient(Decimal(of) * outcome.numerator, outcome.denominator))


def test_its_name_is_the_word_in_files() -> None:
    assert NAME == "定性"


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("完成", "10.00"),
        ("基本完成", "8.00"),
        ("部分完成", "6.00"),
        ("未完成", "0.00"),
        (" 完成 ", "10.00"),
        ("95%", "9.50"),
        ("95 %", "9.50"),
        ("95％", "9.50"),
        ("100%", "10.00"),
        ("0%", "0.00"),
        ("33.333%", "3.33"),
        ("66.65%", "6.67"),  # 6.665: half up
        ("完成 100%", "10.00"),
        ("未完成0%", "0.00"),
    ],
)
def test_points_by_hand(actual: str, expected: str) -> None:
    assert points(actual) == expected


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        ("达成 100%", "10.00"),
        ("达成 80%", "8.00"),
        ("达成 92.5%", "9.25"),
        ("部分达成 80%", "8.00"),
        ("部分达成70%", "7.00"),
        ("部分达成 60%", "6.00"),
        ("未达成 60%", "6.00"),
        ("未达成 0%", "0.00"),
        ("85%", "8.50"),
    ],
)
def test_a_word_of_a_range_needs_its_percentage(actual: str, expected: str) -> None:
    assert points(actual, BANDS) == expected


@pytest.mark.parametrize(
    ("actual", "levels", "reason", "hint"),
    [
        ("", FIXED, "看不懂", "完成、基本完成、部分完成、未完成"),
        ("差不多", FIXED, "看不懂", "0% 到 100%"),
        ("5", FIXED, "看不懂", "0% 到 100%"),
        ("0.95", FIXED, "看不懂", "0% 到 100%"),
        ("100.01%", FIXED, "看不懂", "0% 到 100%"),
        ("101%", FIXED, "看不懂", "0% 到 100%"),
        ("-5%", FIXED, "看不懂", "0% 到 100%"),
        ("完成 95%", FIXED, "95% 不在“完成”这一档里", "100% 到 100%"),
        ("达成 79.99%", BANDS, "79.99% 不在“达成”这一档里", "80% 到 100%"),
        ("部分达成 80.01%", BANDS, "80.01% 不在“部分达成”这一档里", "60% 到 80%"),
        ("完成", BANDS, "看不懂", "达成、部分达成、未达成"),
    ],
)
def test_what_cannot_be_read_is_refused(
    actual: str, levels: Levels, reason: str, hint: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        judge(Case(None, actual, levels), Parameters())
    assert reason in caught.value.reason
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("word", "filled", "low", "high", "said"),
    [
        ("达成", None, "10.00", "10.00", "按 100% 计"),
        ("达成", "8", "8.00", "8.00", "填的 8 分在其中，按它计"),
        ("达成", "9.375", "9.38", "9.38", "填的 9.375 分在其中"),
        ("达成", "7.99", "10.00", "10.00", "填的 7.99 分不在其中，按 100% 计"),
        ("部分达成", None, "6.00", "8.00", "没有写是多少"),
        ("部分达成", "6", "6.00", "6.00", "按它计"),
        ("部分达成", "8", "8.00", "8.00", "按它计"),
        ("部分达成", "9", "6.00", "8.00", "填的 9 分不在其中"),
        ("未达成", None, "0.00", "6.00", "没有写是多少"),
        ("未达成", "0", "0.00", "0.00", "按它计"),
        ("达成 90%", "10", "9.00", "9.00", "达成，按 90% 计"),
    ],
)
def test_a_filled_score_says_where_in_the_range(
    word: str, filled: str | None, low: str, high: str, said: str
) -> None:
    """Of 10 points: the filled 得分 inside the range, else full for the best word, else open."""
    told = None if filled is None else Decimal(filled)
    outcome = judge(Case(None, word, BANDS, Decimal(10), filled=told), Parameters())
    ends = (outcome.numerator if outcome.floor is None else outcome.floor, outcome.numerator)
    assert [str(quotient(10 * end, outcome.denominator)) for end in ends] == [low, high]
    assert said in outcome.rule


def test_the_rule_says_the_word_and_its_percentage() -> None:
    assert judge(Case(None, "基本完成", FIXED), Parameters()).rule == "基本完成，按 80% 计"
    assert judge(Case(None, "95%", FIXED), Parameters()).rule == "按 95% 计"
    assert judge(Case(None, "达成 85%", BANDS), Parameters()).rule == "达成，按 85% 计"


def test_the_share_alone() -> None:
    assert share(Case(None, "部分完成", FIXED)) == 60
    assert share(Case(None, "12.5%", FIXED)) == Decimal("12.5")
