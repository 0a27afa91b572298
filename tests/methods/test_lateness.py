"""逾期: what being late costs, worked out by hand."""

from decimal import Decimal

import pytest

from scoring import judge as judged
from tuanscore.grammar.target import parse
from tuanscore.methods import Case, UnreadableError
from tuanscore.methods.lateness import NAME, Parameters, judge
from tuanscore.model.settings import LEVEL_PROFILES
from tuanscore.scoring.cents import quotient

RULE = Parameters.model_validate({"每晚": "1个月", "扣": "20%"})


def points(target: str, actual: str, rule: Parameters = RULE) -> tuple[str, str]:
    case = Case(parse(target).of_year(2023), actual, LEVEL_PROFILES["四档"], Decimal(10))
    outcome = judge(case, rule)
    low = outcome.numerator if outcome.floor is None else outcome.floor
    of = Decimal(10)
    return (
        str(quotient(of * low, outcome.denominator)),
        str(quotient(of * outcome.numerator, outcome.denominator)),
    )


def test_its_name_is_the_word_in_files() -> None:
    assert NAME == "逾期"


@pytest.mark.parametrize(
    ("target", "actual", "low", "high"),
    [
        ("9月前", "7月", "10.00", "10.00"),
        ("11月前", "11月", "8.00", "8.00"),  # up to one month late
        ("11月前", "11月1日", "8.00", "8.00"),
        ("11月前", "12月1日", "6.00", "6.00"),
        ("2022年11月30日前", "2023年11月28日", "0.00", "0.00"),  # 12 months
        ("6月15日前", "7月15日", "8.00", "8.00"),
        ("6月15日前", "7月16日", "6.00", "6.00"),
        ("6月15日前", "7月", "6.00", "8.00"),
        ("2月底前", "3月31日", "8.00", "8.00"),
        ("第三季度", "9月28日", "10.00", "10.00"),
        ("6月底前", "按时完成", "10.00", "10.00"),
        ("6月底前", "基本完成", "0.00", "0.00"),
        ("每月10日前", "11个月按时,8月迟到12日", "9.17", "9.17"),
        ("每季度末前", "3次", "7.50", "7.50"),
        ("每季度末前", "5次", "10.00", "10.00"),
    ],
)
def test_each_month_late_costs_a_share(target: str, actual: str, low: str, high: str) -> None:
    assert points(target, actual) == (low, high)


@pytest.mark.parametrize(
    ("step", "cost", "actual", "expected"),
    [
        ("1天", "0.5分", "7月3日", "8.50"),
        ("天", "1分", "7月3日", "7.00"),
        ("10天", "5%", "7月11日", "9.00"),  # 11 days: twice
        ("1周", "10%", "7月7日", "9.00"),
        ("2个月", "30%", "9月1日", "4.00"),  # in the third month: twice
        ("1个月", "4", "8月31日", "2.00"),
    ],
)
def test_other_steps_and_costs(step: str, cost: str, actual: str, expected: str) -> None:
    rule = Parameters.model_validate({"每晚": step, "扣": cost})
    assert points("6月底前", actual, rule) == (expected, expected)


def test_it_is_a_method_of_measures() -> None:
    measure = {"目标": "2023年10月底前", "计分": "逾期", "每晚": "1个月", "扣": "20%"}
    assert judged(measure, "2023年11月5日").rule == (
        "2023年11月5日 完成，期限 2023-10-31，晚 1 个“1个月”，每个扣 20%"
    )


def test_what_cannot_be_read_is_refused() -> None:
    for target, actual in (("6月底前", "冬天"), ("每月10日前", "8月迟到"), ("≥3次", "3")):
        with pytest.raises(UnreadableError) as caught:
            points(target, actual)
        assert caught.value.hint
