"""达标: all or nothing, worked out by hand."""

from decimal import Decimal

import pytest

from tuanscore.grammar.target import parse
from tuanscore.methods import Case, UnreadableError
from tuanscore.methods.attainment import NAME, Parameters, judge

LEVELS = {
    "完成": (Decimal(100), Decimal(100)),
    "基本完成": (Decimal(80), Decimal(80)),
    "达成": (Decimal(80), Decimal(100)),
    "未完成": (Decimal(0), Decimal(0)),
}


def met(target: str | None, actual: str) -> bool:
    case = Case(parse(target) if target is not None else None, actual, LEVELS)
    outcome = judge(case, Parameters())
    assert outcome.denominator == 1
    assert outcome.numerator in (0, 1)
    assert ("未达标" in outcome.rule) is (outcome.numerator == 0)
    return outcome.numerator == 1


def test_its_name_is_the_word_in_files() -> None:
    assert NAME == "达标"


@pytest.mark.parametrize(
    ("target", "enough", "not_enough"),
    [
        ("≥4次", ["4", "4次", "4.01", "400"], ["3.99", "3", "0"]),
        (">4次", ["4.01", "5"], ["4", "3"]),
        ("≤4次", ["4", "0", "3.99"], ["4.01", "40"]),
        ("<4次", ["3.99", "0"], ["4", "5"]),
        ("4次", ["4", "5"], ["3", "0"]),
        ("=4次", ["4", "5"], ["3"]),
        ("5-10次", ["5", "10", "7.5"], ["4.99", "10.01", "0"]),
        ("≥0次", ["0"], []),
        (">0次", ["1"], ["0"]),
        ("≤0起", ["0"], ["1"]),
        ("0起", ["0"], ["0.5", "1"]),  # a bare number is “at least”, but a bare 0 wants none
        ("1起", ["1", "2"], ["0", "0.99"]),
        ("<0.5%", ["0.4%"], ["0.5%", "5‰"]),
        ("≥0.1万元", ["1000元", "0.1", "0.1万元"], ["999元", "0.09万元"]),
        ("≥95%", ["95%", "95"], ["94.99%"]),
    ],
)
def test_numbers(target: str, enough: list[str], not_enough: list[str]) -> None:
    assert all(met(target, actual) for actual in enough)
    assert not any(met(target, actual) for actual in not_enough)


@pytest.mark.parametrize(
    ("target", "in_time", "late"),
    [
        ("2021年12月底前", ["2021-12-31", "2021-12-30", "2020-01-01"], ["2022-01-01"]),
        ("2021年12月31日前", ["2021-12-31"], ["2022-01-01"]),
        ("2020年2月底前", ["2020-02-29"], ["2020-03-01"]),
        ("2021年上半年内", ["2021-06-30"], ["2021-07-01"]),
        ("2021-06-30", ["2021-06-30", " 2021-06-01 "], ["2021-07-01"]),
    ],
)
def test_days(target: str, in_time: list[str], late: list[str]) -> None:
    assert all(met(target, actual) for actual in in_time)
    assert not any(met(target, actual) for actual in late)


# (target in a document of 2023, in time, late, and in doubt)
DATED = [
    (
        "9月前",
        "7月 8月 2023年8月31日 8月下旬 2023.8 二季度",
        "10月 9月1日 9月30日 四季度",
        "9月 三季度",
    ),
    ("1月前", "2022年12月", "2月 12月", "1月"),
    ("2023年12月前", "2023年10月 11月30日 十月", "12月1日 2023-12-31 2024年1月", "12月 2023年12月"),
    ("11月前", "10月 10月31日前", "11月12日 12月", "11月 11月份完成"),
    ("第四季度前", "9月 三季度", "10月 12月31日", "四季度 下半年"),
    ("2023年12月底前", "2023年12月31日 12月 12月底 年底 2023年", "2024年1月1日 2024.1", ""),
    ("6月底前", "6月 6月30日 上半年 已于6月25日完成", "7月 7月1日", "2023年 5-8月 7月31日前"),
    ("6月15日前", "6月15日 6月上旬 5月 6月15日前 6月10日完工", "6月16日 6月下旬", "6月 6月中旬"),
    ("10月20日前完工", "10月中旬完工 10月上旬", "10月下旬 11月", "10月"),
    ("2023年6月", "2023.6 2023年6月 2023-06 6月 2023/6 5月", "7月 2023.7", "6-7月"),
    ("第三季度", "9月28日 9月 三季度 第3季度末", "10月", "下半年"),
    ("1-12月", "12月 1-12月 2023年1月-12月", "2024年1月", ""),
    ("次年3月底前", "12月 2024年3月", "2024年4月", "2024年上半年"),
    ("2022年11月30日前", "2022年11月 10月 11月28日", "2023年11月28日 2023年1月", ""),
    ("9月前", "9月前 按时完成 及时 已按期完工 提前完成 如期 完成 100%", "未完成 基本完成", ""),
    (
        "每月10日前",
        "每月10日前 12个月 12次 12/12 按时发放",
        "11个月按时,8月迟到12日 11次 11/12",
        "",
    ),
    ("每季度末前", "4个季度 4次 4/4", "3个季度", ""),
]


@pytest.mark.parametrize(("target", "in_time", "late", "doubtful"), DATED)
def test_days_months_and_quarters(target: str, in_time: str, late: str, doubtful: str) -> None:
    """A month is compared as a month; what is less exact than the deadline is in doubt."""
    asked = parse(target).of_year(2023)
    for said, expected in ((in_time, ("1", "None")), (late, ("0", "None")), (doubtful, ("1", "0"))):
        for actual in said.split():
            outcome = judge(Case(asked, actual, LEVELS), Parameters())
            assert (str(outcome.numerator), str(outcome.floor)) == expected, (
                target,
                actual,
                outcome,
            )
            assert ("没有定" in outcome.rule) is (outcome.floor is not None)


@pytest.mark.parametrize("target", ["2021年12月底前", "定性", None])
def test_words_count_when_they_stand_for_everything(target: str | None) -> None:
    assert met(target, "完成")
    assert met(target, "100%")
    assert met(target, "达成 100%")
    assert not met(target, "基本完成")
    assert not met(target, "达成 99%")
    assert not met(target, "99.99%")
    assert not met(target, "未完成")


@pytest.mark.parametrize(
    ("target", "actual", "reason"),
    [
        ("≥4次", "", "看不懂"),
        ("≥4次", "完成", "看不懂"),
        ("≥4次", "4场", "单位对不上"),
        ("2021年12月底前", "", "看不懂"),
        ("2021年12月底前", "2021-02-30", "日历上没有"),
        ("2021年12月底前", "4", "看不懂"),
        ("2021年12月底前", "冬天", "看不懂"),
        ("每月10日前", "8月迟到", "看不懂"),
        ("定性", "2021-12-31", "看不懂"),
        (None, "差不多", "看不懂"),
    ],
)
def test_what_cannot_be_read_is_refused(target: str | None, actual: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        met(target, actual)
    assert reason in caught.value.reason
    assert caught.value.hint


def test_the_rule_is_told_with_its_numbers() -> None:
    assert (
        judge(Case(parse("≥4次"), "3", {}), Parameters()).rule
        == "完成 3，目标 ≥4次，未达标，不得分"
    )
    day = judge(Case(parse("2021年12月底前"), "2021-12-31", {}), Parameters())
    assert day.rule == "2021-12-31 完成，期限 2021-12-31，达标，满分"
