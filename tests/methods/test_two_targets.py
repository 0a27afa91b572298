"""两级目标: a value that must be reached and one to strive for, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from pydantic import ValidationError

from scoring import judge, measure, share
from tuanscore.methods import UnreadableError

UP = {"计分": "两级目标", "达标值": "≥60人", "争取值": "≥80人", "达标得分率": "80%"}
DOWN = {"计分": "两级目标", "达标值": "≤20天", "争取值": "≤10天", "达标得分率": "60%"}
TO_NOTHING = {"计分": "两级目标", "达标值": "≤4起", "争取值": "≤0起", "达标得分率": "50"}
MONEY = UP | {"达标值": "≥8000元", "争取值": "≥1万元"}
CLOSE = UP | {"达标值": "≥0.5万元", "争取值": "≥0.8万元"}
CLOSE_DOWN = DOWN | {"达标值": "≤0.8天", "争取值": "≤0.5天"}
APART = UP | {"达标值": "≥60元", "争取值": "≥80万元"}


@pytest.mark.parametrize(
    ("written", "actual", "expected"),
    [
        (UP, "200人", "1"),
        (UP, "80人", "1"),
        (UP, "79.99人", "0.9999"),  # 0.8 + 0.2 × 19.99 ÷ 20
        (UP, "70", "0.9"),  # half of the way from 0.8 to 1
        (UP, "60", "0.8"),
        (UP, "59.99", "0.8 × 5999/6000"),
        (UP, "30", "0.4"),  # 0.8 × 30 ÷ 60
        (UP, "0", "0"),
        (DOWN, "0", "1"),
        (DOWN, "10天", "1"),
        (DOWN, "15天", "0.8"),  # half of the way from 0.6 to 1
        (DOWN, "20天", "0.6"),
        (DOWN, "40天", "0.3"),  # 0.6 × 20 ÷ 40
        (TO_NOTHING, "0", "1"),
        (TO_NOTHING, "1", "0.875"),  # 0.5 + 0.5 × 3 ÷ 4
        (TO_NOTHING, "4", "0.5"),
        (TO_NOTHING, "8", "0.25"),
        (UP | {"达标得分率": "0"}, "59", "0"),
        (UP | {"达标得分率": "0"}, "65", "0.25"),
        (UP | {"达标得分率": "100%"}, "60", "1"),
        (UP | {"达标得分率": "100%"}, "30", "0.5"),
        (MONEY, "1万元", "1"),
        (MONEY, "9000元", "0.9"),  # half of the way from 8000元 to 1万元
        (MONEY, "4000", "0.4"),  # in the unit of 达标值: 0.8 × 4000 ÷ 8000
        (CLOSE, "6500元", "0.9"),  # targets less than 1 apart
        (CLOSE_DOWN, "0.65", "0.8"),
        (APART, "400030元", "0.9"),  # half of the way from 60元 to 800000元
    ],
)
def test_by_hand(written: dict[str, str], actual: str, expected: str) -> None:
    value = Fraction(1)
    for factor in expected.split(" × "):
        value *= Fraction(factor)
    assert share(judge(written, actual)) == value


def test_the_rule_shows_the_arithmetic() -> None:
    assert judge(UP, "90").rule == "完成 90，达到争取值 ≥80人，满分"
    assert judge(UP, "70").rule == "达标 80% + 20% × (70 到 60) ÷ (80 到 60)"
    assert judge(UP, "60").rule == "达标 80% + 20% × (60 到 60) ÷ (80 到 60)"
    assert judge(DOWN, "20").rule == "达标 60% + 40% × (20 到 20) ÷ (10 到 20)"
    assert judge(UP, "30").rule == "未达标：80% × 完成 30 ÷ 目标 60"


@pytest.mark.parametrize("actual", ["很多", "70次", "60-80人", ""])
def test_what_is_no_number_of_that_unit_is_refused(actual: str) -> None:
    with pytest.raises(UnreadableError):
        judge(UP, actual)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"争取值": "≥60人"}, "争取值应当比达标值更高要求"),
        ({"争取值": "≥50人"}, "争取值应当比达标值更高要求"),
        ({"达标值": "≤20人", "争取值": "≤30人"}, "争取值应当比达标值更高要求"),
        ({"争取值": "≤80人"}, "方向要一致"),
        ({"争取值": "≥80%"}, "同一个单位"),
        ({"达标值": "≥60元", "争取值": "≥0.005万元"}, "争取值应当比达标值更高要求"),
        ({"达标值": "定性"}, "同一个单位"),
        ({"达标得分率": "120%"}, "超过 100%"),
    ],
)
def test_targets_that_do_not_go_together_are_refused(change: dict[str, str], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        measure(UP | change)
