"""Money as people write it: what is read, in 元, and what is printed again."""

from decimal import Decimal
from fractions import Fraction

import pytest

from tuanscore.grammar import amounts, rates


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("7.29万元", "元", "72900"),
        ("72,900元", "万元", "72900"),
        ("72,900.00", "元", "72900"),
        ("0.5亿元", "元", "50000000"),
        ("0.5亿", "元", "50000000"),
        ("120万", "元", "1200000"),
        ("3千元", "万元", "3000"),
        ("60.255", "万元", "602550"),
        ("60.255", "元", "60.255"),
        ("180", "亿元", "18000000000"),
        ("￥1,200.50", "元", "1200.50"),
        ("人民币 500 元整", "元", "500"),
        ("0", "万元", "0"),
        ("0.00", "万元", "0"),
        (" 36.00 ", "万元", "360000"),
        ("123456789012345.123456", "亿元", "12345678901234512345600"),
    ],
)
def test_an_amount_is_exact_yuan(text: str, unit: str, yuan: str) -> None:
    amount = amounts.read(text)
    assert amount is not None
    assert amount.yuan(unit) == Decimal(yuan)
    assert amount.text == text.strip()


@pytest.mark.parametrize("text", ["", " ", "-", "—", "——", "/", "／", "……", "无", "不涉及"])
def test_blank_and_a_dash_are_no_amount_and_kept(text: str) -> None:
    amount = amounts.read(text)
    assert amount is not None
    assert (amount.text, amount.yuan("万元")) == (text.strip(), None)


@pytest.mark.parametrize(
    "text",
    ["约5万元", "5万块", "50,00", "-3", "1e5", "5万元左右", "五万元", "1 000", "5-6万元", "12美元"],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    assert amounts.read(text) is None


@pytest.mark.parametrize(
    ("yuan", "unit", "text"),
    [
        ("607550", "万元", "60.755"),
        ("405000", "万元", "40.50"),
        ("405000", "元", "405000.00"),
        ("0", "亿元", "0.00"),
    ],
)
def test_a_sum_is_told_in_the_unit_of_the_document(yuan: str, unit: str, text: str) -> None:
    assert amounts.in_unit(Decimal(yuan), unit) == text


@pytest.mark.parametrize(
    ("text", "spent", "budget", "agrees"),
    [
        ("80.63%", "322.5", "400", True),  # 80.625
        ("80.62%", "322.5", "400", False),
        ("81%", "322.5", "400", True),
        ("80.6", "322.5", "400", True),
        ("94.4%", "94449", "100000", True),  # rounded once
        ("94.5%", "94449", "100000", False),
        ("102.60 %", "410.40", "400.00", True),
        ("—", "1", "2", True),
    ],
)
def test_a_printed_rate_is_held_against_the_exact_one(
    text: str, spent: str, budget: str, agrees: bool
) -> None:
    assert rates.agrees(text, 100 * Fraction(spent) / Fraction(budget)) is agrees
