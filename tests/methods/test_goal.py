"""At what all points are earned, as each method tells it."""

from __future__ import annotations

from typing import Any

import pytest

from scoring import measure
from tuanscore import methods

STEPS = {"计分": "分档", "分档": {"≤5起": "3", "≤3起": "5", "≤2起": "5"}}
TWO = {"计分": "两级目标", "达标值": "≥60人", "争取值": "≥80人", "达标得分率": "80%"}
ABOVE = {"计分": "对比", "基数": "上年", "要求": "高于"}
BELOW = {"计分": "对比", "基数": "全省平均", "要求": "低于"}


@pytest.mark.parametrize(
    ("written", "base", "goal"),
    [
        ("≥4次", None, "≥4次"),
        ({"目标": "≥4次", "计分": "达标"}, None, "≥4次"),
        (STEPS, None, "≤3起"),  # the best step, the first of two
        (TWO, None, "≥80人"),
        (ABOVE, "12%", "≥12%"),
        (BELOW, "12%", "≤12%"),
        ({"计分": "定性"}, None, None),
    ],
)
def test_goal(written: Any, base: str | None, goal: str | None) -> None:
    asked = measure(written)
    found = methods.goal(asked.method, asked, base)
    assert (None if found is None else found.text) == goal


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (BELOW, "没有写基数（全省平均）"),
        ({"计分": "名次", "满分名次": "3", "每名扣": "0.5"}, "名次要看别的单位"),
    ],
)
def test_no_goal(written: Any, why: str) -> None:
    asked = measure(written)
    with pytest.raises(methods.NoGoalError, match=why):
        methods.goal(asked.method, asked, None)
