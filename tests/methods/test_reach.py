"""What a line may still come to before the year is over, method by method, by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from scoring import FOUR, measure, share
from tuanscore import methods
from tuanscore.grammar.target import parse
from tuanscore.methods import Case

JUNE = date(2014, 6, 30)
STEPS = {"计分": "分档", "分档": {"≤3起": "5", "≤5起": "3"}}
FALLING = {"计分": "分档", "分档": {"≤5起": "3", "≤3起": "5"}}
LESS = {"计分": "两级目标", "达标值": "≤8起", "争取值": "≤4起", "达标得分率": "80%"}
MORE = {"计分": "两级目标", "达标值": "≥60人", "争取值": "≥80人", "达标得分率": "80%"}
OPEN = "年底前还能做到满分"
PASSED = "只会再多，不会再少"


@pytest.mark.parametrize(
    ("written", "actual", "expected", "why"),
    [
        # more is better: open, however little is done
        ("≥4次", "0", "1", OPEN),
        (">4次", "4", "1", OPEN),
        ("4次", "1", "1", OPEN),
        # an upper limit: at it open, past it for good, and < is passed at it
        ("≤4起", "4", "1", OPEN),
        ("≤4起", "5", "4/5", "完成 5，越过了目标 ≤4起，" + PASSED),
        ("<4起", "3.99", "1", OPEN),
        ("<4起", "4", "1", PASSED),  # 比例 holds it against 4 all the same
        ("<4起", "5", "4/5", PASSED),
        ("0起", "0", "1", OPEN),
        ("0起", "1", "0", PASSED),
        ("5-10次", "3", "1", OPEN),
        ("5-10次", "10", "1", OPEN),
        ("5-10次", "11", "10/11", PASSED),
        # a rate may fall again
        ("≤4%", "5%", "1", OPEN),
        ("40-50%", "60%", "1", OPEN),
        ({"目标": "≤4起", "计分": "达标"}, "4", "1", OPEN),
        ({"目标": "≤4起", "计分": "达标"}, "5", "0", PASSED),
        ({"目标": "<4起", "计分": "达标"}, "4", "0", PASSED),
        ({"目标": "≥4起", "计分": "达标"}, "3", "1", OPEN),
        ({"目标": "≤4%", "计分": "达标"}, "5%", "1", OPEN),
        ({"目标": "定性", "计分": "达标"}, "未完成", "1", OPEN),
        ({"计分": "达标"}, "未完成", "1", OPEN),
        # a deadline is over at the end of its day
        ("2014年7月底前", "未完成", "1", OPEN),
        ("2014年6月底前", "未完成", "0", "期限（2014-06-30）已过，完成值是“未完成”"),
        ("2014年6月底前", "完成", "1", "期限（2014-06-30）已过，完成值是“完成”"),
        ("2014年5月底前", "2014-06-02", "0", "2014-06-02 完成，期限 2014-05-31"),
        ("2014年7月底前", "2014-06-02", "1", "2014-06-02 完成，期限 2014-07-31"),
        ("定性", "部分完成", "1", OPEN),
        # the best step that is not passed, wherever it stands
        (STEPS, "3", "1", OPEN),
        (STEPS, "4", "3/5", "完成 4，年底前最好到“≤5起”一档（3/5）"),
        (FALLING, "4", "3/5", "完成 4，年底前最好到“≤5起”一档（3/5）"),
        (FALLING, "2", "1", OPEN),
        (STEPS, "6", "0", "完成 6，各档都越过了，" + PASSED),
        (STEPS, "6起", "0", "完成 6起，各档都越过了，" + PASSED),
        (STEPS | {"分档": {"≤3起": "5", "≥8次": "3"}}, "4起", "3/5", "“≥8次”"),  # nothing known
        (LESS, "4", "1", OPEN),
        (LESS, "6", "9/10", "完成 6，越过了目标 ≤4起，" + PASSED),  # 80% + 20% × 2 ÷ 4
        (LESS, "16", "2/5", PASSED),  # 80% × 8 ÷ 16
        (MORE, "10", "1", OPEN),
        ({"计分": "名次", "满分名次": "3", "每名扣": "1"}, "第9名", "1", OPEN),
    ],
)
def test_what_a_line_may_still_come_to(
    written: object, actual: str, expected: str, why: str
) -> None:
    line = measure({"目标": written} if isinstance(written, str) else written)
    case = Case(line.target, actual, FOUR)
    outcome = methods.reach(line.method, case, line, JUNE)
    assert share(outcome) == Fraction(expected)
    assert why in outcome.rule


@pytest.mark.parametrize(
    ("target", "method"),
    [(None, "定性"), ("定性", "定性"), ("2014年底前", "达标"), ("3次", "比例"), ("5%", "比例")],
)
def test_the_method_of_a_target_that_names_none(target: str | None, method: str) -> None:
    assert methods.default_for(None if target is None else parse(target)) == method
