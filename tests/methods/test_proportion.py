"""比例: points in proportion, worked out by hand."""

from decimal import Decimal

import pytest

from conftest import Make, Run, found, unmark
from tuanscore.grammar.target import parse
from tuanscore.methods import Case, UnreadableError
from tuanscore.methods.proportion import NAME, Parameters, judge
from tuanscore.scoring.cents import quotient


def points(target: str, actual: str, of: str = "10") -> str:
    """Return what a line of so many points is given, rounded as points are."""
    outcome = judge(Case(parse(target), actual, {}), Parameters())
    assert Decimal(0) <= outcome.numerator <= outcome.denominator
    assert outcome.floor is None
    return str(quotient(Decimal(of) * outcome.numerator, outcome.denominator))


def refusal(target: str | None, actual: str) -> UnreadableError:
    case = Case(parse(target) if target is not None else None, actual, {})
    with pytest.raises(UnreadableError) as caught:
        judge(case, Parameters())
    assert caught.value.reason
    assert caught.value.hint
    return caught.value


def test_its_name_is_the_word_in_files() -> None:
    assert NAME == "比例"


@pytest.mark.parametrize(
    ("target", "actual", "expected"),
    [
        # A rate of change may be below 0: that much less, and nothing of what should grow.
        ("≤0%", "-3.2%", "10.00"),
        ("≤5%", "-3.2%", "10.00"),
        ("≥5%", "-3.2%", "0.00"),
        ("≥0%", "-0.1%", "0.00"),
        ("2%-5%", "-1%", "0.00"),
        ("≤2个百分点", "-0.5个百分点", "10.00"),
        # More is better: met is full, else 完成值 ÷ 目标值.
        ("≥4次", "4", "10.00"),
        ("≥4次", "4次", "10.00"),
        ("≥4次", "3", "7.50"),
        ("≥4次", "5", "10.00"),
        ("≥4次", "40000", "10.00"),
        ("≥4次", "0", "0.00"),
        ("≥3次", "1", "3.33"),  # 3.333…
        ("≥3次", "2", "6.67"),  # 6.666…
        ("≥16次", "1", "0.63"),  # 0.625: half up
        ("≥1000人", "999.999", "10.00"),  # 9.99999, rounded only here
        ("20名", "18", "9.00"),  # a bare number counts as “at least”
        ("20名", "25", "10.00"),
        ("=20名", "25名", "10.00"),
        ("40人", "30名", "7.50"),  # 名 and 位 count persons, as 人 does
        ("40名", "40位", "10.00"),
        ("不少于3次", "3", "10.00"),
        # Above a bound that itself does not count, the share still goes by the bound.
        (">4次", "4", "10.00"),
        (">4次", "2", "5.00"),
        (">0次", "0", "0.00"),
        (">0次", "1", "10.00"),
        ("≥0次", "0", "10.00"),
        # Less is better: met is full, else 目标值 ÷ 完成值.
        ("≤5%", "5%", "10.00"),
        ("≤5%", "4.9%", "10.00"),
        ("≤5%", "0%", "10.00"),
        ("≤5%", "8%", "6.25"),
        ("≤5%", "5.01%", "9.98"),  # 9.98003…
        ("不超过3起", "4", "7.50"),
        ("<4起", "8", "5.00"),
        ("≤0起", "0", "10.00"),
        ("≤0起", "1", "0.00"),
        ("≤0起", "0.5", "0.00"),
        # A range: inside is full, outside goes by the nearer end.
        ("5-10次", "5", "10.00"),
        ("5-10次", "10", "10.00"),
        ("5-10次", "7", "10.00"),
        ("5-10次", "4", "8.00"),
        ("5-10次", "0", "0.00"),
        ("5-10次", "16", "6.25"),
        # Units: what is written without one is in the target's own.
        ("≥0.1万元", "1000元", "10.00"),
        ("≥0.1万元", "500元", "5.00"),
        ("≥1000元", "0.05万元", "5.00"),
        ("≤1000元", "0.2万元", "5.00"),
        ("≥0.1万元", "0.1", "10.00"),
        ("≥3万人", "15000人", "5.00"),
        ("≥2小时", "90分钟", "7.50"),
        ("≥95%", "97%", "10.00"),
        ("≥95%", "76%", "8.00"),
        ("≥95%", "76", "8.00"),
        ("≥5%", "40‰", "8.00"),
        ("≥1,000人", "500人", "5.00"),
        ("≥4次", " 3 次 ", "7.50"),
        ("≥4次", "３", "7.50"),
    ],
)
def test_points_by_hand(target: str, actual: str, expected: str) -> None:
    assert points(target, actual) == expected


@pytest.mark.parametrize(
    ("of", "target", "actual", "expected"),
    [
        ("1.43", "≥3次", "2", "0.95"),  # 0.95333…
        ("0.01", "≥2次", "1", "0.01"),  # 0.005: half up
        ("0.01", "≥3次", "1", "0.00"),  # 0.00333…
        ("15", "≥19名", "18", "14.21"),  # 14.2105…
    ],
)
def test_other_points_by_hand(of: str, target: str, actual: str, expected: str) -> None:
    assert points(target, actual, of) == expected


@pytest.mark.parametrize(
    ("target", "actual", "reason"),
    [
        (None, "4", "不是数字"),
        ("定性", "4", "不是数字"),
        ("2021年12月底前", "4", "不是数字"),
        ("≥4次", "", "看不懂"),
        ("≥4次", "完成", "看不懂"),
        ("≥4次", "-1", "看不懂"),
        ("≥4次", "3-4次", "看不懂"),
        ("≥4次", "4场", "单位对不上"),
        ("≥4次", "4%", "单位对不上"),
        ("≥95%", "95人", "单位对不上"),
        ("40人", "40人次", "单位对不上"),
        ("≥4", "4次", "单位对不上"),
    ],
)
def test_what_is_no_such_number_is_refused(target: str | None, actual: str, reason: str) -> None:
    assert reason in refusal(target, actual).reason


def test_the_hint_names_the_unit() -> None:
    assert "“次”" in refusal("≥4次", "4场").hint
    assert refusal("≥4", "4次").hint == "只写数字"


@pytest.mark.parametrize(
    ("target", "actual", "words"),
    [
        ("≥4次", "3", ["完成 3", "÷", "目标 4"]),
        ("≥4次", "4", ["满分"]),
        ("≤5%", "8%", ["目标 5", "÷", "完成 8"]),
        ("≤0起", "1", ["目标为 0", "不得分"]),
        (">0次", "0", ["没有大于 0", "不得分"]),
        ("5-10次", "4", ["完成 4", "÷", "下限 5"]),
        ("5-10次", "16", ["上限 10", "÷", "完成 16"]),
        ("5-10次", "7", ["5 到 10", "满分"]),
        ("5-10次", "5", ["5 到 10", "满分"]),  # a bound that is reached is met, not divided by
        ("5-10次", "10", ["5 到 10", "满分"]),
        ("≤5%", "5%", ["完成 5 ≤ 目标 5", "满分"]),
        ("≤0起", "0", ["完成 0 ≤ 目标 0", "满分"]),
    ],
)
def test_the_rule_is_told_with_its_numbers(target: str, actual: str, words: list[str]) -> None:
    rule = judge(Case(parse(target), actual, {}), Parameters()).rule
    assert all(word in rule for word in words)


CARD = "scorecards/2014/甲.yaml"
WHOLE = """\
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
部分:
  - 名称: 工作
    类别: [{名称: 服务, 条目: [{编号: 活动, 内容: 活动。, 考核点: {活动: <MEASURE>}}]}]
"""


@pytest.mark.parametrize(
    ("written", "message", "cure"),
    [
        ("{目标: ▲定性, 计分: 比例}", "目标：“定性”不是数字，“比例”算不了", "计分: 定性"),
        ("{目标: ▲2014年6月底前, 计分: 比例}", "“2014年6月底前”不是数字", "计分: 达标"),
        ("{计分: 分档, 分档: {≥4次: 5}, 目标: ▲定性}", "“定性”不是数字，“分档”算不了",
         "计分: 定性"),
    ],
)  # fmt: skip
def test_a_target_that_is_no_number_is_refused(
    written: str, message: str, cure: str, make: Make, run: Run
) -> None:
    files, (place,) = unmark({CARD: WHOLE.replace("<MEASURE>", written)})
    root = make(files)
    (finding,) = found(root)
    assert (finding.code, str(finding.place), finding.severity) == ("TS205", place, "错误")
    assert message in finding.message
    assert cure in finding.hint
    assert run("validate", cwd=root).code == 1


@pytest.mark.parametrize(
    "written",
    [
        "{目标: ≥4次, 计分: 比例}",
        "{计分: 比例}",
        "{目标: ≥4次, 计分: 分档, 分档: {≥4次: 5}}",
        "{计分: 分档, 分档: {≥4次: 5}}",
        "{目标: 定性}",
        "{目标: 定性, 计分: 达标}",
        "{目标: 2014年6月底前}",
    ],
)
def test_every_other_target_stays(written: str, make: Make) -> None:
    assert found(make({CARD: WHOLE.replace("<MEASURE>", written)})) == ()


def test_the_place_is_that_of_the_organisation_own_target(make: Make) -> None:
    head, lines = WHOLE.split("部分:")
    template = "类型: 目标绩效指标模板\n名称: 例\n年度: 2014\n总分: 100\n部分:" + lines
    overlay = head.replace("总分: 100", "模板: 例") + "指标值: {活动: ▲定性}\n"
    files, (place,) = unmark(
        {"templates/例.yaml": template.replace("<MEASURE>", "{计分: 比例}"), CARD: overlay}
    )
    (finding,) = found(make(files))
    assert (finding.code, str(finding.place)) == ("TS205", place)
