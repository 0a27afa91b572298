"""分档: the first step reached decides, worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from tuanscore.methods import Case, UnreadableError
from tuanscore.methods.steps import NAME, Parameters, judge
from tuanscore.scoring.cents import quotient


def points(actual: str, written: dict[str, str], of: str = "5") -> str:
    outcome = judge(Case(None, actual, {}), Parameters.model_validate({"分档": written}))
    return str(quotient(Decimal(of) * outcome.numerator, outcome.denominator))


RATES = {"≥75%": "5", "≥70%": "3", "≥65%": "1"}
COUNTS = {"≤0起": "4", "≤2起": "2.5", "≤5起": "1"}


def test_its_name_is_the_word_in_files() -> None:
    assert NAME == "分档"


@pytest.mark.parametrize(
    ("actual", "of", "expected"),
    [
        ("100%", "5", "5.00"),
        ("75%", "5", "5.00"),
        ("75", "5", "5.00"),
        ("74.99%", "5", "3.00"),
        ("70%", "5", "3.00"),
        ("69.99%", "5", "1.00"),
        ("65%", "5", "1.00"),
        ("64.99%", "5", "0.00"),
        ("0%", "5", "0.00"),
        ("750‰", "5", "5.00"),
        # Marks are out of the highest step's: 3/5 and 1/5 of the line's points.
        ("72%", "10", "6.00"),
        ("65%", "1.43", "0.29"),  # 0.286
    ],
)
def test_more_is_better(actual: str, of: str, expected: str) -> None:
    assert points(actual, RATES, of) == expected


@pytest.mark.parametrize(
    ("actual", "expected"),
    [("0", "5.00"), ("1", "3.13"), ("2起", "3.13"), ("3", "1.25"), ("5", "1.25"), ("6", "0.00")],
)
def test_less_is_better(actual: str, expected: str) -> None:
    # 5 × 2.5 ÷ 4 = 3.125, half up; 5 × 1 ÷ 4 = 1.25.
    assert points(actual, COUNTS) == expected


def test_the_first_step_in_the_order_of_the_file_decides() -> None:
    assert points("80%", {"≥65%": "1", "≥75%": "5"}) == "1.00"
    assert points("80%", {"65-75%": "1", "≥75%": "5"}) == "5.00"
    assert points("75%", {"65-75%": "1", "≥75%": "5"}) == "1.00"


def test_money_is_compared_in_one_unit() -> None:
    written = {"≥1万元": "2", "≥5000元": "1"}
    assert points("10000元", written, "2") == "2.00"
    assert points("0.5万元", written, "2") == "1.00"
    assert points("4999元", written, "2") == "0.00"


@pytest.mark.parametrize(
    ("actual", "reason"), [("", "看不懂"), ("完成", "看不懂"), ("75人", "单位对不上")]
)
def test_what_is_no_such_number_is_refused(actual: str, reason: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        points(actual, RATES)
    assert reason in caught.value.reason
    assert caught.value.hint


def test_the_rule_names_the_step() -> None:
    parameters = Parameters.model_validate({"分档": RATES})
    assert judge(Case(None, "72%", {}), parameters).rule == "完成 72，达到“≥70%”一档（3/5）"
    assert "一档也没有达到" in judge(Case(None, "1%", {}), parameters).rule


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ({}, "missing"),
        ({"分档": {}}, "too_short"),
        ({"分档": {"很多": "5"}}, "not_target"),
        ({"分档": {"定性": "5"}}, "not_target"),
        ({"分档": {"2021年底前": "5"}}, "not_target"),
        ({"分档": {"≥75%": "0", "≥70%": "0"}}, "empty_steps"),
        ({"分档": {"≥75%": "-1"}}, "not_number"),
        ({"分档": {"≥75%": "1.005"}}, "not_cents"),
    ],
)
def test_steps_that_make_no_sense_are_refused(written: dict[str, Any], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Parameters.model_validate(written)
    assert [error["type"] for error in caught.value.errors()] == [kind]
