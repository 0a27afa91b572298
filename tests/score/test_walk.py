"""What a score is, worked out by hand from format.md and the documents."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from tuanscore.commands.score import scoring
from tuanscore.commands.score.report import Scored
from tuanscore.scoring.tree import Node, Score, State
from tuanscore.shelf import Repository

ROOT = Path(__file__).parents[2]
Make = Callable[[dict[str, str]], Path]

CARD = """\
类型: 目标绩效指标
单位: 甲县委
简称: 甲
年度: 2014
总分: 100
等次标准: 团区委绩效标准
部分:
  - 名称: 职能
    分值: 60
    类别:
      - 名称: 一类
        分值: 40
        条目:
          - {编号: 活动, 内容: 活动3次、2场。, 考核点: {活动: ≥3次, 讲座: 2场}}
          - {编号: 换届, 内容: 按期换届。, 考核点: {换届: 定性}}
          - 编号: 案事件
            内容: 每起扣5分。
            考核点: {案事件: {计分: 扣分, 每次: 5, 加重: {特大: 12}, 最多: 30}}
      - 分值: 20
        条目:
          - {编号: 交办, 内容: 交办的工作。}
  - 名称: 保障
    分值: 20
    计分: 扣分
    类别:
      - 名称: 保障
        条目:
          - {编号: 维稳, 内容: 维稳, 分值: 1}
          - {编号: 安全, 内容: 安全, 分值: 1}
  - {名称: 评价, 分值: 20, 计分: 评议, 内容: 评价分。}
"""
HEAD = "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-12-31\n"
DONE = "完成: {活动: 3, 讲座: 2, 换届: 完成, 交办: 完成}\n"
RATED = "评议: [{来源: 群众, 得分: 100}]\n"
D = Decimal


def score(make: Make, *reports: str, card: str = CARD) -> Score:
    files = {f"scorecards/2014/完成情况/甲{i}.yaml": text for i, text in enumerate(reports)}
    report = scoring.score(Repository(make({"scorecards/2014/甲.yaml": card, **files})), "甲", 2014)
    assert isinstance(report, Scored), report
    return report.score


def node(score: Score, name: str) -> Node:
    found = [n for n in nodes(score.card) if n.name == name and not n.parts]
    assert len(found) == 1, [n.name for n in nodes(score.card)]
    return found[0]


def nodes(top: Node) -> list[Node]:
    return [top, *(n for part in top.parts for n in nodes(part))]


def test_everything_done_is_full_marks(make: Make) -> None:
    full = score(make, HEAD + DONE + RATED)
    assert (full.card.low, full.card.high, full.full) == (D(100), D(100), D(100))
    assert (full.rate_low, full.grades) == (D("100.00"), ("优",))
    assert not full.missing


def test_points_go_down_to_measures(make: Make) -> None:
    """40 over two items that earn (the deduction takes none), 20 over two measures."""
    full = score(make, HEAD + DONE + RATED)
    points = {n.name: n.points for n in nodes(full.card) if not n.parts}
    assert points == {
        "活动": D(10),
        "讲座": D(10),
        "换届": D(20),
        "案事件": None,
        "交办": D(20),
        "维稳": None,
        "安全": None,
        "评价": D(20),
    }


def test_proportion_is_rounded_half_up_once(make: Make) -> None:
    """10 × 2 ÷ 3 = 6.666… → 6.67."""
    part = score(make, HEAD + "完成: {活动: 2, 讲座: 2, 换届: 完成, 交办: 完成}\n" + RATED)
    assert node(part, "活动").low == D("6.67")
    assert part.card.low == D("96.67")


def test_nothing_reported_is_anything(make: Make) -> None:
    nothing = score(make)
    assert (nothing.card.low, nothing.card.high) == (D(0), D(100))
    assert nothing.grades == ("优", "良", "中", "差")
    assert nothing.as_of is None
    assert set(nothing.missing) == {"活动", "讲座", "换届", "交办", "保障", "评价"}


def test_missing_lines_make_an_interval(make: Make) -> None:
    """活动 (10) and 评价 (20) are open: 70–100 points, so 差 is out and the rest is possible."""
    part = score(make, HEAD + "完成: {讲座: 2, 换届: 完成, 交办: 完成}\n")
    assert (part.card.low, part.card.high) == (D(70), D(100))
    assert part.grades == ("优", "良", "中")
    assert part.missing == ("活动", "评价")
    assert part.card.state is State.PARTIAL


def test_a_report_without_deductions_means_none(make: Make) -> None:
    assert node(score(make, HEAD + DONE + RATED), "维稳").low == 0


def test_a_deduction_line_costs_at_most_its_point(make: Make) -> None:
    deductions = (
        "扣分: [{指标: 维稳, 分值: 3, 原因: 迟报}, {指标: 安全, 分值: 0.25, 原因: 缺台账}]\n"
    )
    part = score(make, HEAD + DONE + RATED + deductions)
    assert node(part, "维稳").low == D(-1)
    assert part.card.low == D("98.75")


@pytest.mark.parametrize(
    ("entries", "taken"),
    [
        ("{指标: 案事件, 原因: 一起}", "5"),
        ("{指标: 案事件, 次数: 2, 原因: 两起}", "10"),
        ("{指标: 案事件, 情形: 特大, 原因: 特大一起}", "12"),
        ("{指标: 案事件, 分值: 2.5, 原因: 酌情}", "2.5"),
        ("{指标: 案事件, 次数: 9, 原因: 九起}", "30"),
        ("{指标: 案事件, 原因: 一起}, {指标: 案事件, 情形: 特大, 原因: 特大}", "17"),
    ],
)
def test_occurrences_take_off_their_category(make: Make, entries: str, taken: str) -> None:
    part = score(make, HEAD + DONE + RATED + f"扣分: [{entries}]\n")
    assert node(part, "案事件").low == -D(taken)
    assert part.card.low == 100 - D(taken)


def test_a_category_never_falls_below_nothing(make: Make) -> None:
    """换届 alone earned 20 of 40, 30 are taken: the category is 0 and not −10."""
    results = "完成: {活动: 0, 讲座: 0, 换届: 完成, 交办: 完成}\n"
    part = score(make, HEAD + results + RATED + "扣分: [{指标: 案事件, 次数: 6, 原因: 六起}]\n")
    line = node(part, "案事件")
    assert line.low == D(-20)
    assert "扣到 0 为止" in line.rule
    assert part.card.parts[0].parts[0].low == 0


def test_deductions_below_an_interval_add_up_in_both_cases(make: Make) -> None:
    """换届 and 讲座 open: 10–40 earned; 15 off leaves 0–25."""
    part = score(
        make, HEAD + "完成: {活动: 3, 交办: 完成}\n扣分: [{指标: 案事件, 次数: 3, 原因: 三起}]\n"
    )
    category = part.card.parts[0].parts[0]
    assert (category.low, category.high) == (D(0), D(25))
    line = node(part, "案事件")
    assert (line.low, line.high) == (D(-10), D(-15))


def test_not_applicable_leaves_its_points_to_the_others(make: Make) -> None:
    """讲座 falls away: 活动 carries the whole item, 20; the category keeps its 40."""
    results = "完成: {活动: 3, 讲座: {不适用: 无场地}, 换届: 完成, 交办: 完成}\n"
    part = score(make, HEAD + results + RATED)
    assert node(part, "活动").points == D(20)
    assert node(part, "讲座").state is State.NOT_APPLICABLE
    assert "无场地" in node(part, "讲座").rule
    assert (part.card.low, part.full) == (D(100), D(100))


def test_an_item_that_does_not_apply_leaves_its_points_to_its_category(make: Make) -> None:
    results = "完成: {活动: 3, 讲座: 2, 换届: {不适用: 非换届年}, 交办: 完成}\n"
    part = score(make, HEAD + results + RATED)
    assert node(part, "活动").points == D(20)
    assert node(part, "换届").points == D(0)
    assert part.card.low == D(100)


def test_a_category_that_does_not_apply_leaves_the_full_marks(make: Make) -> None:
    """20 of 100 fall away; 70 earned of 80 is 87.50%, 良."""
    results = "完成: {活动: 0, 讲座: 2, 换届: 完成, 交办: {不适用: 没有交办}}\n"
    part = score(make, HEAD + results + RATED)
    assert (part.full, part.card.low, part.rate_low) == (D(80), D(70), D("87.50"))
    assert part.grades == ("良",)


def test_reviewed_wins_and_both_are_kept(make: Make) -> None:
    results = (
        "完成: {活动: {自评: 3, 审核: 1, 说明: 两次没有记录}, 讲座: 2, 换届: 完成, 交办: 完成}\n"
    )
    line = node(score(make, HEAD + results + RATED), "活动")
    assert line.low == D("3.33")
    assert line.actual is not None
    assert (line.actual.claimed, line.actual.reviewed) == ("3", "1")
    assert line.actual.note == "两次没有记录"


def test_a_later_report_wins_measure_by_measure(make: Make) -> None:
    june = (
        HEAD.replace("12-31", "06-30")
        + "完成: {活动: 1, 讲座: 2}\n扣分: [{指标: 维稳, 分值: 1, 原因: 迟报}]\n"
    )
    december = HEAD + "完成: {活动: 3, 换届: 完成, 交办: 完成}\n" + RATED
    both = score(make, december, june)
    assert both.card.low == D(99)
    assert str(both.as_of) == "2014-12-31"


def test_opinions_are_weighted_by_people(make: Make) -> None:
    """(90×30 + 80×10) ÷ 40 = 87.5% of 20 = 17.50."""
    opinions = "评议: [{来源: 代表, 得分: 90, 人数: 30}, {来源: 基层, 得分: 80, 人数: 10}]\n"
    assert node(score(make, HEAD + DONE + opinions), "评价").low == D("17.50")


def test_a_bonus_is_capped_and_never_lifts_above_full_marks(make: Make) -> None:
    card = CARD.replace("部分:", "加分: {上限: 5}\n部分:", 1)
    bonus = "加分: [{项目: 表彰, 分值: 4, 佐证: [甲.md]}, {项目: 经验, 分值: 3, 佐证: [乙.md]}]\n"
    some = "完成: {活动: 0, 讲座: 2, 换届: 完成, 交办: 完成}\n"
    lifted = score(make, HEAD + some + RATED + bonus, card=card)
    assert node(lifted, "加分").low == D(5)
    assert lifted.card.low == D(95)
    full = score(make, HEAD + DONE + RATED + bonus, card=card)
    assert node(full, "加分").low == D(0)
    assert full.card.low == D(100)


def test_a_bonus_needs_evidence_and_counts_once_for_a_matter(make: Make) -> None:
    card = CARD.replace("部分:", "加分: {上限: 5}\n部分:", 1)
    some = "完成: {活动: 0, 讲座: 2, 换届: 完成, 交办: 完成}\n"
    entries = (
        "{项目: 表彰, 分值: 1, 佐证: [甲.md]}, {项目: 表彰, 分值: 3, 佐证: [乙.md]},"
        " {项目: 经验, 分值: 2}"
    )
    lifted = score(make, HEAD + some + RATED + f"加分: [{entries}]\n", card=card)
    assert node(lifted, "加分").low == D(1)
    assert "1 项没有佐证，不计" in node(lifted, "加分").rule


def test_a_bonus_that_the_card_does_not_allow_is_not_counted(make: Make) -> None:
    full = score(make, HEAD + DONE + "加分: [{项目: 表彰, 分值: 4}]\n" + RATED)
    assert full.card.low == D(100)
    assert all(n.name != "加分" for n in nodes(full.card))


def test_what_cannot_be_read_counts_as_not_reported(make: Make) -> None:
    part = score(make, HEAD + "完成: {活动: 很多, 讲座: 2, 换届: 完成, 交办: 完成}\n" + RATED)
    line = node(part, "活动")
    assert (line.low, line.high, line.state) == (D(0), D(10), State.UNREPORTED)
    assert "很多" in line.rule


def test_points_that_do_not_add_up_are_not_scored(make: Make) -> None:
    card = CARD.replace("总分: 100", "总分: 101")
    root = make({"scorecards/2014/甲.yaml": card})
    report = scoring.score(Repository(root), "甲", 2014)
    assert not isinstance(report, Scored)
    assert [f.code for f in report.findings] == ["TS401"]


CANGXI = {  # 苍溪, sample report: what is not full, by hand
    "西部计划志愿者": "1.42",  # 1.50 × 18 ÷ 19
    "12355平台": "1.34",  # 1.67 × 80%
    "学校团建": "0.26",  # 0.32 × 80%
    "驻外团组织换届": "0.19",  # 0.31 × 60%
    "走访调研天数": "1.05",  # 1.11 × 33 ÷ 35
}


def test_cangxi_by_hand() -> None:
    report = scoring.score(Repository(ROOT), "苍溪", 2014)
    assert isinstance(report, Scored)
    leaves = {n.name: n for n in nodes(report.score.card) if not n.parts}
    assert {name: str(leaves[name].low) for name in CANGXI} == CANGXI


SHIPPED = {  # worked out apart from this program when the samples were made
    "苍溪": ("97.71", "97.71", ("优",)),
    "利州": ("93.86", "93.86", ("优",)),
    "剑阁": ("87.76", "87.76", ("良",)),
    "旺苍": ("87.53", "87.53", ("良",)),
    "青川": ("79.43", "79.43", ("中",)),
    "昭化": ("76.25", "76.25", ("中",)),
    "朝天": ("75.92", "87.93", ("良", "中")),
    "经开区": ("50.29", "50.29", ("差",)),  # 75.40, less 0.40 × 2, plus 0.67 + 0.66 − 0.50
}


def test_the_ranking_of_2014() -> None:
    ranking = scoring.rank(Repository(ROOT), 2014)
    rates = {
        line.score.short_name: (
            str(line.score.rate_low),
            str(line.score.rate_high),
            line.score.grades,
        )
        for line in ranking.lines
    }
    assert rates == SHIPPED
    ranks = {line.score.short_name: (line.best, line.worst) for line in ranking.lines}
    assert ranks["苍溪"] == (1, 1)
    assert ranks["朝天"] == (3, 7)  # 87.93 is above 剑阁's 87.76, 75.92 below 昭化's 76.25
    assert ranks["经开区"] == (8, 8)
    assert ranking.sample


@pytest.mark.parametrize("org", SHIPPED)
def test_printed_parts_add_up(org: str) -> None:
    report = scoring.score(Repository(ROOT), org, 2014)
    assert isinstance(report, Scored)
    for parent in nodes(report.score.card):
        if parent.parts:
            base = parent.base or D(0)
            assert parent.low == base + sum(p.low for p in parent.parts)
            assert parent.high == base + sum(p.high for p in parent.parts)
            earning = [p.points for p in parent.parts if p.points is not None]
            if parent.base is None and earning:
                assert parent.points == sum(earning)
