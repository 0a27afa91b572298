"""加分: added up, never above the cap."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from tuanscore.methods.bonus import NAME, Parameters, award

CAP = Parameters.model_validate({"上限": "5"})


def test_its_name_is_the_word_in_files() -> None:
    assert NAME == "加分"


@pytest.mark.parametrize(
    ("amounts", "total", "rule"),
    [
        ([], "0", "无加分"),
        (["1"], "1", "1"),
        (["1", "0.5"], "1.5", "1 + 0.5"),
        (["4.99"], "4.99", "4.99"),
        (["5"], "5", "5"),
        (["2.5", "2.5"], "5.0", "2.5 + 2.5"),
        (["5.01"], "5", "5.01，最多加 5"),
        (["3", "3", "3"], "5", "3 + 3 + 3，最多加 5"),
        (["0"], "0", "0"),
    ],
)
def test_gains_by_hand(amounts: list[str], total: str, rule: str) -> None:
    gain = award((Decimal(a) for a in amounts), CAP)
    assert gain.amount == Decimal(total)
    assert gain.rule == rule


def test_a_cap_of_nothing_lets_nothing_through() -> None:
    gain = award([Decimal(1)], Parameters.model_validate({"上限": "0"}))
    assert gain.amount == 0


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ({}, "missing"),
        ({"上限": None}, "blank"),
        ({"上限": "-1"}, "not_number"),
        ({"上限": "0.001"}, "not_cents"),
        ({"上限": ["5"]}, "not_scalar"),
    ],
)
def test_a_cap_that_makes_no_sense_is_refused(written: dict[str, Any], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Parameters.model_validate(written)
    assert [error["type"] for error in caught.value.errors()] == [kind]
