"""对比: against a base that the report names, worked out by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from conftest import Make, Run, found, unmark
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
    assert judge(LESS, "2.5%", base="2.5%").rule == "完成 2.5 ≤ 全省前三年平均值 2.5，满分"
    assert judge(MORE, "24人", base="24人").rule == "完成 24 ≥ 上年数 24，满分"
    assert judge(MORE, "18人", base="24人").rule == "完成 18 ÷ 上年数 24"
    assert "另记在 扣分 里" in judge(LESS | {"未达": "酌情"}, "3", base="2").rule


COMPARED = {
    "scorecards/2014/甲.yaml": """\
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 100
部分:
  - 名称: 工作
    类别:
      - 名称: 权益
        条目:
          - 编号: 预防犯罪
            内容: 涉罪率、犯罪率低于基数，相比上升，酌情扣分，最多扣1分。
            考核点:
              涉罪率: {计分: 对比, 基数: 三年平均值, 要求: 低于, 未达: 酌情}
              犯罪率: {计分: 对比, 基数: 三年平均值, 要求: 低于}
          - 编号: 活动
            内容: 活动，人数比上年少的，由组织部认定扣分。
            考核点:
              参加人数: {计分: 对比, 基数: 上年数, 要求: 高于, 未达: 酌情}
              活动次数: ≥1次
""",
}
REPORT = "scorecards/2014/完成情况/甲.yaml"


def told(done: str, deductions: str = "", day: str = "2014-12-31") -> str:
    head = f"类型: 完成情况\n单位: 甲\n年度: 2014\n截至: {day}\n"
    return head + f"完成:\n  涉罪率: {{{done}, 基数: 0.92‰, 基数来源: 公报}}\n" + deductions


@pytest.mark.parametrize(
    ("done", "message"),
    [
        ("自评: ▲0.95‰", "涉罪率：完成 0.95‰，比三年平均值（0.92‰）高，酌情扣分还没有记"),
        ("佐证: [川青〔2014〕3号], 自评: 0.9‰, 审核: ▲0.95‰", "涉罪率：完成 0.95‰"),
        ("自评: 0.92‰", None),
        ("佐证: [川青〔2014〕3号], 自评: 0.95‰, 审核: 0.9‰", None),  # 审核 counts
    ],
)
def test_what_nobody_has_decided_is_asked_for(
    done: str, message: str | None, make: Make, run: Run
) -> None:
    files, places = unmark(COMPARED | {REPORT: told(done)})
    root = make(files)
    findings = found(root)
    assert [(f.code, str(f.place), f.severity) for f in findings] == [
        ("TS804", place, "警告") for place in places
    ]
    assert [message in f.message for f in findings if message] == [True] * len(places)
    for finding in findings:
        assert "扣分: - {指标: 涉罪率, 分值: …, 原因: …, 决定人: …}" in finding.hint
    ran = run("validate", cwd=root)
    assert (ran.code, "TS804" in ran.out) == (0, bool(places))


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("涉罪率", []),
        ("犯罪率", []),
        ("预防犯罪", []),
        ("活动", ["TS804"]),
        ("活动次数", ["TS804"]),
    ],
)
def test_a_deduction_on_the_same_item_is_a_decision(
    name: str, codes: list[str], make: Make
) -> None:
    decided = f"扣分: [{{指标: {name}, 分值: 0, 原因: 略升, 决定人: 权益部}}]\n"
    root = make(COMPARED | {REPORT: told("自评: 0.95‰", decided)})
    assert [f.code for f in found(root)] == codes


def test_less_than_last_year_is_asked_about_too(make: Make) -> None:
    text = told("自评: 0").replace("涉罪率", "参加人数").replace("0.92‰", "50人")
    (finding,) = found(make(COMPARED | {REPORT: text}))
    assert "参加人数：完成 0，比上年数（50人）低" in finding.message


def test_a_later_report_may_decide_or_replace(make: Make) -> None:
    """June is above the base; by December it is decided, or no longer so."""
    june = {REPORT.replace("甲", "甲6"): told("自评: 0.95‰", day="2014-06-30")}
    decided = "扣分: [{指标: 涉罪率, 分值: 0.5, 原因: 上升}]\n"
    head = told("自评: 0.9‰").split("完成:")[0]
    assert found(make(COMPARED | june | {REPORT: head + decided})) == ()
    assert found(make({REPORT: told("自评: 0.9‰")})) == ()
    (finding,) = found(make({REPORT: told("自评: 0.95‰")}))  # said once, of what counts
    assert finding.place.file == REPORT


@pytest.mark.parametrize(
    ("actual", "base", "reason"),
    [
        ("5%", None, "没有写基数（全省前三年平均值）"),
        ("下降", "2.5%", "看不懂"),
        ("5%", "上年", "看不懂"),
        ("5人", "2.5%", "单位对不上"),
    ],
)
def test_what_cannot_be_compared_says_why(actual: str, base: str | None, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as caught:
        judge(LESS, actual, base=base)
    assert caught.value.hint
