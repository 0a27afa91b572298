"""定性: words and percentages, worked out by hand."""

from decimal import Decimal

import pytest

from tuanscore.grammar.target import Comparator, Form, Target, parse
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


# words of the forms, with the range that they leave where nothing more is said
OFFICIAL = [
    ("达成", "10.00", "10.00"),
    ("达成预期指标", "10.00", "10.00"),
    ("全部或基本达成预期指标", "10.00", "10.00"),
    ("部分达成预期指标", "6.00", "8.00"),
    ("部分达成预期指标并具有一定效果", "6.00", "8.00"),
    ("部分达成预期指标并具有一定效果 70%", "7.00", "7.00"),
    ("未达成预期指标且效果较差", "0.00", "6.00"),
    ("未达成预期指标", "0.00", "6.00"),
]


def ends(target: str | None, actual: str, levels: Levels = FIXED) -> tuple[str, str]:
    asked = None if target is None else parse(target)
    outcome = judge(Case(asked, actual, levels), Parameters())
    low = outcome.numerator if outcome.floor is None else outcome.floor
    of = Decimal(10)
    return (
        str(quotient(of * low, outcome.denominator)),
        str(quotient(of * outcome.numerator, outcome.denominator)),
    )


@pytest.mark.parametrize(("actual", "low", "high"), OFFICIAL)
@pytest.mark.parametrize("target", [None, "定性", "照制度办"])
def test_the_words_of_the_forms_are_known(
    target: str | None, actual: str, low: str, high: str
) -> None:
    """财预〔2020〕10号: 100–80, 80–60, 60–0; a range without a choice in it stays a range."""
    assert ends(target, actual) == (low, high)
    assert ends(target, actual, BANDS) == (low, high)


def test_the_ranges_in_use_come_before_those_of_the_forms() -> None:
    old = {"达成": (Decimal(80), Decimal(100)), "部分达成": (Decimal(50), Decimal(80))}
    assert ends("提高", "部分达成预期指标并具有一定效果", old) == ("5.00", "8.00")
    province = {
        "是": (Decimal(100), Decimal(100)),
        "基本达到": (Decimal(80), Decimal(90)),
        "否": (Decimal(0), Decimal(60)),
    }
    assert ends("是", "是", province) == ("10.00", "10.00")
    assert ends("是", "基本达到", province) == ("8.00", "9.00")
    assert ends("是", "基本达到 85%", province) == ("8.50", "8.50")
    assert ends("是", "否", province) == ("0.00", "6.00")


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("及时", "及时"),
        ("及时、满意", "及时、满意。"),
        ("长期坚持", "长期坚持"),
        ("专款专用", " 专款 专用 "),
        ("效果明显", "已达成"),
        ("效果明显", "全部完成"),
        ("效果明显", "达到预期目标"),
        ("是", "100%"),
        ("不发生安全事故", "未发生"),
        ("不发生安全事故", "没有发生安全事故"),
        ("不发生", "没有发生"),
        ("杜绝安全事故", "未发生安全事故。"),
        ("未出现投诉", "无"),
    ],
)
def test_a_target_in_words_is_met_by_its_own(target: str, actual: str) -> None:
    assert ends(target, actual) == ("10.00", "10.00")


@pytest.mark.parametrize(
    ("target", "actual"),
    [
        ("提高", "有所提高"),
        ("是", "否"),
        ("及时", "不及时"),
        ("提高", "95"),
        ("不断提高", "未提高"),
        ("不发生火灾", "未发生溺水"),
        ("较上年提高", "没有"),
    ],
)
def test_other_words_are_for_whoever_gives_the_points(target: str, actual: str) -> None:
    assert ends(target, actual) == ("0.00", "10.00")
    outcome = judge(Case(parse(target), actual, FIXED), Parameters())
    assert outcome.span == (Decimal(0), Decimal(100))
    assert outcome.rule == f"“{actual}”由评的人定分"


def test_the_span_says_between_what_points_may_be_given() -> None:
    for actual in ("达成", "部分达成", "未达成"):
        assert judge(Case(None, actual, BANDS), Parameters()).span == BANDS[actual]
    assert judge(Case(None, "基本完成", FIXED), Parameters()).span is None


def test_the_rule_says_the_word_and_its_percentage() -> None:
    assert judge(Case(None, "基本完成", FIXED), Parameters()).rule == "基本完成，按 80% 计"
    assert judge(Case(None, "95%", FIXED), Parameters()).rule == "按 95% 计"
    assert judge(Case(None, "达成 85%", BANDS), Parameters()).rule == "达成，按 85% 计"


def test_the_share_alone() -> None:
    assert share(Case(None, "部分完成", FIXED)) == 60
    assert share(Case(None, "12.5%", FIXED)) == Decimal("12.5")


@pytest.mark.parametrize("text", ["九成以上", "三分之二以上", "≥-2%"])
def test_a_number_that_was_not_read_makes_no_percentage_a_share(text: str) -> None:
    target = Target(text, Form.QUALITATIVE, Comparator.EQUAL)
    outcome = judge(Case(target, "88%", FIXED), Parameters())
    assert (outcome.floor, outcome.numerator) == (Decimal(0), Decimal(100))
