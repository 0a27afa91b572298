"""扣分: what each occurrence costs, worked out by hand."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from tuanscore.methods import UnreadableError
from tuanscore.methods.deduction import NAME, Occurrence, Parameters, cost, deduct

# 每发生一起扣0.5分，特别重大的扣1分，最多扣5分 (2014, 青少年案事件)
CASES = Parameters.model_validate({"每次": "0.5", "加重": {"特别重大": "1"}, "最多": "5"})
FREE = Parameters.model_validate({})


def once(times: int = 1, kind: str | None = None, amount: str | None = None) -> Occurrence:
    return Occurrence(Decimal(amount) if amount is not None else None, times, kind)


def test_its_name_is_the_word_in_files() -> None:
    assert NAME == "扣分"


@pytest.mark.parametrize(
    ("occurrences", "amount"),
    [
        ([], "0"),
        ([once()], "0.5"),
        ([once(3)], "1.5"),
        ([once(), once()], "1.0"),
        ([once(kind="特别重大")], "1"),
        ([once(2, "特别重大")], "2"),
        ([once(3), once(kind="特别重大")], "2.5"),
        # An amount in the report itself wins, over the kind too, and is for the whole entry.
        ([once(amount="0.3")], "0.3"),
        ([once(4, amount="0.3")], "0.3"),
        ([once(kind="特别重大", amount="0.3")], "0.3"),
        ([once(kind="无此情形", amount="0.3")], "0.3"),
        ([once(amount="0")], "0"),
        # At most 5, exactly 5, just below.
        ([once(10)], "5"),
        ([once(11)], "5"),
        ([once(1000)], "5"),
        ([once(9), once(amount="0.49")], "4.99"),
        ([once(amount="3"), once(amount="3")], "5"),
    ],
)
def test_losses_by_hand(occurrences: list[Occurrence], amount: str) -> None:
    assert deduct(occurrences, CASES).amount == Decimal(amount)


def test_without_a_limit_everything_counts() -> None:
    assert deduct([once(amount="70"), once(amount="0.01")], FREE).amount == Decimal("70.01")


def test_the_rule_adds_up_in_words() -> None:
    assert deduct([], CASES).rule == "无扣分"
    assert deduct([once(), once(kind="特别重大")], CASES).rule == "0.5 + 1"
    assert deduct([once(10)], CASES).rule == "0.5 × 10"  # just as much as may be lost
    assert deduct([once(11)], CASES).rule == "0.5 × 11，最多扣 5"
    assert deduct([once(4, amount="1.5")], CASES).rule == "1.5（4 起共扣）"
    both = deduct([once(2), once(kind="重大")], CASES)
    assert both.rule == "0.5 × 2；1 处没有看懂：没有“重大”这种情形"


@pytest.mark.parametrize(
    ("occurrence", "parameters", "reason", "hint"),
    [
        (once(), FREE, "没有写扣多少分", "分值"),
        (once(kind="重大"), CASES, "没有“重大”这种情形", "可用的情形：特别重大"),
        (once(kind="重大"), FREE, "没有“重大”这种情形", "（没有）"),
        (once(0), CASES, "扣分的次数是 0", "删掉这一条"),
        (once(0, amount="1"), CASES, "扣分的次数是 0", "分值: 0"),
    ],
)
def test_an_occurrence_without_an_amount_is_refused(
    occurrence: Occurrence, parameters: Parameters, reason: str, hint: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        cost(occurrence, parameters)
    assert reason in caught.value.reason
    assert hint in caught.value.hint
    loss = deduct([occurrence], parameters)
    assert (loss.amount, loss.unread) == (Decimal(0), 1)
    assert loss.rule == f"1 处没有看懂：{caught.value.reason}"


@pytest.mark.parametrize(
    ("parameters", "others", "left", "amount", "worst"),
    [
        (CASES, [once(2)], "40", "1", "5"),  # 2 × 0.5 is certain, 最多 5 the rest
        (CASES, [once(2)], "3", "1", "3"),  # no more than there is
        (CASES, [once(11)], "40", "5", "5"),  # the most is lost already
        (FREE, [once(amount="2")], "40", "2", "40"),
    ],
)
def test_what_is_not_read_may_cost_the_most(
    parameters: Parameters, others: list[Occurrence], left: str, amount: str, worst: str
) -> None:
    loss = deduct([*others, once(kind="重大")], parameters)
    assert loss.amount == Decimal(amount)
    assert loss.worst(Decimal(left)) == Decimal(worst)


def test_what_is_read_whole_costs_what_it_costs() -> None:
    assert deduct([once(3)], CASES).worst(Decimal(40)) == Decimal("1.5")
    assert deduct([once(3)], CASES).worst(Decimal(1)) == Decimal(1)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ({"每次": "-0.5"}, "not_number"),
        ({"每次": "0.005"}, "not_cents"),
        ({"最多": "很多"}, "not_number"),
        ({"加重": {"特别重大": "一"}}, "not_number"),
        ({"加重": "1"}, "dict_type"),
    ],
)
def test_parameters_that_make_no_sense_are_refused(written: dict[str, Any], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Parameters.model_validate(written)
    assert [error["type"] for error in caught.value.errors()] == [kind]
