"""What a line asks for, in words: its target, or what its method asks instead."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from scoring import judge, measure
from tuanscore import methods
from tuanscore.methods import Peers

PLACES = {"计分": "名次", "满分名次": "3", "每名扣": "1"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("≥3次", "≥3次"),
        ({"计分": "定性"}, ""),
        (PLACES, "前3名"),
        (PLACES | {"目标": "≥3次"}, "≥3次"),
        ({"计分": "对比", "基数": "均值", "要求": "低于"}, "低于均值"),
        (
            {"计分": "两级目标", "达标值": "≥6人", "争取值": "≥8人", "达标得分率": "80%"},
            "达标≥6人，争取≥8人",
        ),
    ],
)
def test_what_a_line_asks_for(written: Any, said: str) -> None:
    line = measure(written)
    assert methods.describe(line.target, line.method, line) == said


@pytest.mark.parametrize(
    ("actual", "peers"),
    [("第5名", None), ("7", Peers(("9",), 0)), ("7", Peers(("9",), 2))],
)
def test_a_place_on_a_line_without_points_is_worth_nothing(
    actual: str, peers: Peers | None
) -> None:
    outcome = judge(PLACES, actual, points="0", peers=peers)
    assert (outcome.numerator, outcome.denominator) == (Decimal(0), Decimal(1))
