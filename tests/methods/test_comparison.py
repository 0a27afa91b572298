"""对比: against a base that the report names, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from scoring import judge, share
from tuanscore.methods import UnreadableError

LESS = {"计分": "对比", "基数": "全省前三年平均值", "要求": "低于"}
MORE = {"计分": "对比", "基数": "上年数", "要求": "高于"}


@pytest.mark.parametrize(
    ("written", "actual", "base", "expected"),
    [
        # less is wanted: on that side or equal → full, else 基数 ÷ 完成值
        (LESS, "2.4%", "2.5%", "1"),
        (LESS, "2.5%", "2.5%", "1"),
        (LESS, "2.51%", "2.5%", "250/251"),
        (LESS, "5%", "2.5%", "1/2"),
        (LESS, "0", "2.5%", "1"),
        (LESS, "0", "0", "1"),
        (LESS, "1", "0", "0"),
        # more is wanted: 完成值 ÷ 基数
        (MORE, "30人", "24人", "1"),
        (MORE, "24人", "24人", "1"),
        (MORE, "23.99人", "24人", "2399/2400"),
        (MORE, "18人", "24人", "3/4"),
        (MORE, "0人", "24人", "0"),
        (MORE, "0", "0", "1"),
        # units convert, a bare number counts in the unit of the base
        (MORE, "1.5万元", "20000元", "3/4"),
        (MORE, "18", "24人", "3/4"),
        # the other two ways to treat the wrong side
        (LESS | {"未达": "比例"}, "5", "4", "4/5"),
        (LESS | {"未达": "不得分"}, "4.01", "4", "0"),
        (LESS | {"未达": "不得分"}, "4", "4", "1"),
        (MORE | {"未达": "不得分"}, "3.99", "4", "0"),
        (LESS | {"未达": "酌情"}, "400", "4", "1"),
        (MORE | {"未达": "酌情"}, "0", "4", "1"),
    ],
)
def test_by_hand(written: dict[str, str], actual: str, base: str, expected: str) -> None:
    assert share(judge(written, actual, base=base)) == Fraction(expected)


def test_the_rule_names_the_base_and_both_numbers() -> None:
    assert judge(LESS, "5%", base="2.5%").rule == "全省前三年平均值 2.5 ÷ 完成 5"
    assert judge(LESS, "2%", base="2.5%").rule == "完成 2 ≤ 全省前三年平均值 2.5，满分"
    assert "另记在 扣分 里" in judge(LESS | {"未达": "酌情"}, "3", base="2").rule


@pytest.mark.parametrize(
    ("actual", "base", "reason"),
    [
        ("5%", None, "没有写基数（全省前三年平均值）"),
        ("下降", "2.5%", "看不懂"),
        ("5%", "上年", "看不懂"),
        ("≤5%", "2.5%", "看不懂"),
        ("5人", "2.5%", "单位对不上"),
    ],
)
def test_what_cannot_be_compared_says_why(actual: str, base: str | None, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        judge(LESS, actual, base=base)
    assert caught.value.hint
