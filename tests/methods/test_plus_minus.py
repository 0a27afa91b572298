"""增减: from a line's own points, less and more by rules, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from scoring import measure
from tuanscore import methods
from tuanscore.methods import UnreadableError
from tuanscore.methods.plus_minus import NAME
from tuanscore.model.kinds.results import AnyResult, Result

_RESULT: TypeAdapter[Result] = TypeAdapter(AnyResult)
SEVEN = {"每次": "2"}
TWO = {
    "减分": {
        "面积": {"目标": "100%", "每低": "1%", "每档": "1"},
        "质量": {"每次": "0.5", "最多": "3"},
    }
}
RANGES = {
    "基础分": "10",
    "增分最多": "20%",
    "增分": {"表扬": "0.4-1.2"},
    "减分": {"漏巡": "1-6"},
}


def left(written: dict[str, Any], told: Any, points: str) -> tuple[Decimal, Decimal]:
    """Return what is left of the points at worst and at best."""
    line = measure({"计分": NAME, **written})
    case = _RESULT.validate_python(told).case(line.target, {}, points=Decimal(points))
    outcome = methods.judge(NAME, case, line)
    assert outcome.denominator == Decimal(points)
    low = outcome.numerator if outcome.floor is None else outcome.floor
    return low, outcome.numerator


@pytest.mark.parametrize(
    ("written", "told", "points", "expected"),
    [
        # 共7分，每次扣2分: 7, 5, 3, 1, 0
        (SEVEN, "0次", "7", "7"),
        (SEVEN, "1", "7", "5"),
        (SEVEN, "3次", "7", "1"),
        (SEVEN, "4次", "7", "0"),
        (SEVEN | {"倒扣": "true"}, "4次", "7", "-1"),
        (SEVEN | {"倒扣": "true", "减分最多": "10"}, "9次", "7", "-3"),
        (SEVEN | {"最多": "3"}, "3次", "7", "4"),
        # 每低4个百分点扣1分: whole steps, begun steps, in proportion
        ({"目标": "≥85%", "每低": "4个百分点", "每档": "1"}, "85%", "5", "5"),
        ({"目标": "≥85%", "每低": "4个百分点", "每档": "1"}, "81.01%", "5", "5"),
        ({"目标": "≥85%", "每低": "4个百分点", "每档": "1"}, "81%", "5", "4"),
        ({"目标": "≥85%", "每低": "4%", "每档": "1", "不足一档": "算一档"}, "80%", "5", "3"),
        ({"目标": "≥85%", "每低": "4%", "每档": "1", "不足一档": "按比例"}, "83%", "5", "4.5"),
        ({"目标": "≥85%", "每低": "4%", "每档": "1"}, "60%", "5", "0"),
        # 不足5个按5个
        ({"目标": "20个", "每低": "5个", "每档": "1", "不足一档": "算一档"}, "14个", "6", "4"),
        # of a count, percent are percent of the target; 304 of 320 are 5% less
        ({"目标": "320场", "每低": "1%", "每档": "1"}, "304场", "20", "15"),
        ({"目标": "100%", "每低": "1%", "每档": "1"}, "304场/320场", "20", "15"),
        # less is better: 每高
        ({"目标": "≤5%", "每高": "1%", "每档": "2"}, "7.5%", "10", "6"),
        # 低于标准10%以内扣1分，每再低5%扣1分
        ({"目标": "90%", "首档": "10%", "每低": "5%", "每档": "1"}, "88%", "5", "4"),
        ({"目标": "90%", "首档": "10%", "每低": "5%", "每档": "1"}, "75%", "5", "3"),
        ({"目标": "90%", "首档": "10%", "首档分": "2", "每低": "5%", "每档": "1"}, "75%", "5", "2"),
        # 少拨5%以内扣1分，15%以内扣3分，15%以上扣5分
        ({"目标": "100%", "差距": {"5%以内": "1", "15%以内": "3", "其余": "5"}}, "95%", "7", "6"),
        ({"目标": "100%", "差距": {"5%以内": "1", "15%以内": "3", "其余": "5"}}, "90%", "7", "4"),
        ({"目标": "100%", "差距": {"5%以内": "1", "15%以内": "3", "其余": "5"}}, "84%", "7", "2"),
        # several rules, one with a cap
        (TWO, {"情况": {"面积": "96.4%", "质量": "2处"}}, "12", "8"),
        (TWO, {"情况": {"面积": "101%", "质量": "8处"}}, "12", "9"),
        (TWO, {"情况": {"面积": "96.4%"}}, "12", "9"),  # no occurrence told is none
        # within ranges, a cap as a share of what it starts from
        (RANGES, {"情况": {"表扬": ["1.2", "1.2"], "漏巡": ["3"]}}, "12", "9"),
        (RANGES, {"情况": {"表扬": ["1.6"]}}, "12", "11.2"),  # 1.6 is outside 0.4-1.2
        (RANGES, {"情况": {"漏巡": [{"分值": "6", "原因": "通报"}, {"分值": "6"}]}}, "12", "0"),
        # only a bonus, one rule: the 完成值 is its
        ({"基础分": "0", "增分": {"立项": "1"}}, "6个", "4", "4"),
        ({"基础分": "0", "增分": {"立项": "1"}}, "3个", "4", "3"),
    ],
)
def test_what_is_left(written: dict[str, Any], told: Any, points: str, expected: str) -> None:
    assert left(written, told, points) == (Decimal(expected), Decimal(expected))


@pytest.mark.parametrize(
    ("written", "told", "points", "expected"),
    [
        (TWO, {"情况": {"质量": "2处"}}, "12", ("0", "11")),  # 面积 is not told
        (RANGES, {"情况": {"表扬": "2次"}}, "12", ("10.8", "12")),  # 0.8 to 2.4, at most 2
        (RANGES, {"情况": {"漏巡": "1次"}}, "12", ("4", "9")),
    ],
)
def test_what_is_not_known_is_open(
    written: dict[str, Any], told: Any, points: str, expected: tuple[str, str]
) -> None:
    assert left(written, told, points) == tuple(map(Decimal, expected))


def test_facts_that_were_reviewed_count_one_by_one() -> None:
    told = {"情况": {"面积": "96.4%", "质量": "2处"}, "审核情况": {"质量": "4处"}}
    assert left(TWO, told, "12")[0] == 7  # 12 - 3 - 2


@pytest.mark.parametrize(
    ("written", "told", "reason"),
    [
        (SEVEN, "常常", "看不懂"),
        (TWO, "2处", "不知道说的是哪一条"),
        (TWO, {"情况": {"质量": "2处", "面貌": "1处"}}, "没有“面貌”这条规则"),
        ({"目标": "≥85%", "每低": "4%", "每档": "1"}, "80人", "单位对不上"),
    ],
)
def test_what_no_rule_understands_is_refused(
    written: dict[str, Any], told: Any, reason: str
) -> None:
    with pytest.raises(UnreadableError) as caught:
        left(written, told, "10")
    assert reason in caught.value.reason
    assert caught.value.hint


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ({}, "no_rule"),
        ({"每低": "4%", "每档": "1"}, "no_target"),
        ({"目标": "定性", "每低": "4%", "每档": "1"}, "no_target"),
        ({"目标": "≥85%", "每低": "4%"}, "no_points"),
        ({"目标": "≥85%", "每低": "0%", "每档": "1"}, "no_step"),
        ({"目标": "≥85%", "每低": "若干", "每档": "1"}, "not_target"),
        ({"每次": "2", "目标": "≥85%", "每低": "4%", "每档": "1"}, "two_ways"),
        ({"减分": {"甲": "1"}, "增分": {"甲": "1"}}, "two_ways"),
        ({"减分": {"甲": {"每低": "1%", "每档": "1"}}}, "no_target"),
    ],
)
def test_rules_that_make_no_sense_are_refused(written: dict[str, Any], kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        measure({"计分": NAME, **written})
    assert [error["type"] for error in caught.value.errors()] == [kind]
