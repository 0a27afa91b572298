"""`score --explain`: each number's rule, its arithmetic, and where each input stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import MARK, Make, Run, unmark

CARD, REPORT = "scorecards/2024/甲.yaml", "scorecards/2024/完成情况/甲.yaml"
MARKED = {
    CARD: """\
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2024
总分: ▲100
部分:
  - 名称: 工作
    分值: ▲70
    类别:
      - 名称: 服务
        条目:
          - 编号: 活动
            内容: 活动8次，培训40名。
            分值: ▲40
            考核点:
              活动次数:
                目标: ▲≥8次
                分值: ▲25
              培训人数: ▲40名
          - 编号: 比率
            内容: 各项比率。
            考核点:
              就业率: {计分: 分档, 分档: ▲{≥75%: 5, ≥70%: 3}}
              犯罪率: {计分: 对比, 基数: ▲前三年平均值, 要求: ▲低于}
              入会人数: {计分: 两级目标, 达标值: ▲≥60人, 争取值: ▲≥80人, 达标得分率: ▲80%}
          - 编号: 案事件
            内容: 每起扣2分。
            考核点:
              案事件: {计分: 扣分, 每次: ▲2, 加重: ▲{特大: 3}, 最多: ▲8}
  - 名称: 保障
    分值: ▲10
    计分: 扣分
    类别:
      - 名称: 保障
        条目: [{编号: 维稳, 内容: 维稳。, 分值: ▲1}]
  - {名称: 评价, 分值: ▲20, 计分: 评议}
""",
    REPORT: """\
类型: 完成情况
单位: 甲
年度: 2024
截至: 2024-12-31
完成:
  活动次数:
    自评: ▲8
    审核: ▲7
  培训人数: ▲50
  就业率: ▲72%
  犯罪率: {自评: ▲5‰, 基数: ▲4‰, 基数来源: ▲公报}
  入会人数: ▲70
扣分:
  - ▲{指标: 案事件, 次数: 2, 原因: 信访}
  - ▲{指标: 案事件, 情形: 特大, 原因: 停工}
  - ▲{指标: 维稳, 分值: 1.5, 原因: 迟报}
评议:
  - ▲{来源: 代表, 得分: 92, 人数: 30}
  - ▲{来源: 基层, 得分: 80, 人数: 10}
""",
}


SEVEN, FORTY = "7\n", "40\n"


def at(file: str, start: str) -> str:
    """Return file:line:column of the one mark before this text."""
    text = MARKED[file]
    assert text.count(MARK + start) == 1, start
    before = text[: text.index(MARK + start)].replace(MARK, "")
    return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


@pytest.fixture
def root(make: Make) -> Path:
    return make(unmark(MARKED)[0])


def explained(run: Run, root: Path, name: str) -> list[str]:
    """Return the lines of the tree without its branches."""
    ran = run("score", "2024", "--org", "甲", "--explain", name, cwd=root, env={"COLUMNS": "200"})
    assert (ran.code, ran.err) == (0, "")
    title, *lines = ran.out.splitlines()
    assert title == "共青团甲县委2024年度目标绩效指标"
    assert lines.pop().startswith("说明：")
    return [re.sub("^[ │├└─]+", "", line) for line in lines]


def test_a_measure_in_proportion(run: Run, root: Path) -> None:
    """25 × 7 ÷ 8 = 21.875 → 21.88; each value is found where it stands, not where its line is."""
    assert explained(run, root, "活动次数") == [
        "活动次数（考核点）：21.88 / 25.00",
        f"分值　写明 25 分　← {at(CARD, '25')}",
        "规则　比例：完成 7 ÷ 目标 8",
        "算式　25.00 × 7 ÷ 8 = 21.88",
        f"目标　≥8次　← {at(CARD, '≥8次')}",
        f"审核　7　← {at(REPORT, SEVEN)}",
        f"自评　8　← {at(REPORT, '8')}",
    ]


def test_full_marks_need_no_arithmetic(run: Run, root: Path) -> None:
    assert explained(run, root, "培训人数") == [
        "培训人数（考核点）：15.00 / 15.00",
        "分值　40.00 - 写明的 25 由 1 项平均分，得 15.00",
        "规则　比例：完成 50 ≥ 目标 40，满分",
        f"目标　40名　← {at(CARD, '40名')}",
        f"自评　50　← {at(REPORT, '50')}",
    ]


def test_steps(run: Run, root: Path) -> None:
    """The other item gets 30 of 70, each of its three lines 10."""
    assert explained(run, root, "就业率") == [
        "就业率（考核点）：6.00 / 10.00",
        "分值　30.00 由 3 项平均分，得 10.00",
        "规则　分档：完成 72，达到“≥70%”一档（3/5）",
        "算式　10.00 × 3 ÷ 5 = 6.00",
        f"分档　≥75%: 5，≥70%: 3　← {at(CARD, '{≥75%')}",
        f"自评　72%　← {at(REPORT, '72%')}",
    ]


def test_a_comparison(run: Run, root: Path) -> None:
    assert explained(run, root, "犯罪率") == [
        "犯罪率（考核点）：8.00 / 10.00",
        "分值　30.00 由 3 项平均分，得 10.00",
        "规则　对比：前三年平均值 4 ÷ 完成 5",
        "算式　10.00 × 4 ÷ 5 = 8.00",
        f"基数　前三年平均值　← {at(CARD, '前三年')}",
        f"要求　低于　← {at(CARD, '低于')}",
        f"自评　5‰　← {at(REPORT, '5‰')}",
        f"基数　4‰　← {at(REPORT, '4‰')}",
        f"基数来源　公报　← {at(REPORT, '公报')}",
    ]


def test_two_targets(run: Run, root: Path) -> None:
    """0.8 + 0.2 × 10 ÷ 20 = 0.9."""
    assert explained(run, root, "入会人数") == [
        "入会人数（考核点）：9.00 / 10.00",
        "分值　30.00 由 3 项平均分，得 10.00",
        "规则　两级目标：达标 80% + 20% × (70 到 60) ÷ (80 到 60)",
        "算式　10.00 × 1800 ÷ 2000 = 9.00",
        f"达标值　≥60人　← {at(CARD, '≥60')}",
        f"争取值　≥80人　← {at(CARD, '≥80')}",
        f"达标得分率　80%　← {at(CARD, '80%')}",
        f"自评　70　← {at(REPORT, '70')}",
    ]


def test_a_deduction(run: Run, root: Path) -> None:
    assert explained(run, root, "案事件") == [
        "案事件（扣分）：-7.00",
        "规则　扣分：2 × 2 + 3",
        f"每次　2　← {at(CARD, '2, 加重')}",
        f"加重　特大: 3　← {at(CARD, '{特大')}",
        f"最多　8　← {at(CARD, '8}')}",
        f"扣分　信访（2 次，按规定）　← {at(REPORT, '{指标: 案事件, 次数')}",
        f"扣分　停工（特大，按规定）　← {at(REPORT, '{指标: 案事件, 情形')}",
    ]


def test_a_line_of_a_section_that_only_loses(run: Run, root: Path) -> None:
    assert explained(run, root, "维稳") == [
        "维稳（扣分）：-1.00",
        "规则　扣分：1.5，最多扣 1",
        f"最多　1　← {at(CARD, '1}]')}",
        f"扣分　迟报（1.5 分）　← {at(REPORT, '{指标: 维稳')}",
    ]


def test_opinions(run: Run, root: Path) -> None:
    """(92 × 30 + 80 × 10) ÷ 40 = 89; 20 × 0.89 = 17.80."""
    assert explained(run, root, "评价") == [
        "评价（部分）：17.80 / 20.00",
        f"分值　写明 20 分　← {at(CARD, '20')}",
        "规则　评议：代表 92、基层 80，按人数加权（百分制）",
        "算式　20.00 × 3560 ÷ 4000 = 17.80",
        f"代表　92（30人）　← {at(REPORT, '{来源: 代表')}",
        f"基层　80（10人）　← {at(REPORT, '{来源: 基层')}",
    ]


def test_opinions_by_weight(run: Run, root: Path) -> None:
    """(92 × 0.6 + 80 × 0.4) = 87.2; 20 × 0.872 = 17.44."""
    report = (root / REPORT).read_text(encoding="utf-8")
    for people, weight in (("30}", "30, 权重: 0.6}"), ("人数: 10}", "权重: 0.4}")):
        assert report.count(people) == 1
        report = report.replace(people, weight)
    (root / REPORT).write_text(report, encoding="utf-8")
    assert explained(run, root, "评价")[2:] == [
        "规则　评议：代表 92、基层 80，按权重（百分制）",
        "算式　20.00 × 87.2 ÷ 100.0 = 17.44",
        f"代表　92（30人，权重 0.6）　← {at(REPORT, '{来源: 代表')}",
        f"基层　80（权重 0.4）　← {at(REPORT, '{来源: 基层')}",
    ]


def test_an_opinion_that_nothing_weighs(run: Run, root: Path) -> None:
    report = (root / REPORT).read_text(encoding="utf-8")
    report = report.replace(", 人数: 30", "").replace(", 人数: 10", "")
    (root / REPORT).write_text(report, encoding="utf-8")
    assert explained(run, root, "评价")[4] == f"代表　92　← {at(REPORT, '{来源: 代表')}"


def test_the_whole_is_the_sum_of_its_parts(run: Run, root: Path) -> None:
    """36.88 + 23.00 - 7.00 = 52.88; 52.88 + 9.00 + 17.80 = 79.68."""
    lines = explained(run, root, "总分")
    assert lines[:2] == ["甲（评分表）：79.68 / 100.00", "算式　52.88 + 9.00 + 17.80 = 79.68"]
    assert "算式　36.88 + 23.00 - 7.00 = 52.88" in lines
    assert "规则　扣分：从 10.00 分起扣，扣完为止" in lines
    assert "算式　10.00 - 1.00 = 9.00" in lines


def test_points_after_something_does_not_apply(run: Run, root: Path) -> None:
    """比率 falls away: 活动 carries 70 instead of 40, 25 of 40 becomes 43.75."""
    report = (root / REPORT).read_text(encoding="utf-8")
    for value in ("72%", "{自评: 5‰, 基数: 4‰, 基数来源: 公报}", "70"):
        assert report.count(f": {value}\n") == 1
        report = report.replace(f": {value}\n", ": {不适用: 没有}\n")
    (root / REPORT).write_text(report, encoding="utf-8")
    assert explained(run, root, "活动次数")[:4] == [
        "活动次数（考核点）：38.28 / 43.75",
        f"分值　写明 25 分；上一级有不适用的，按比例折算为 43.75　← {at(CARD, '25')}",
        "规则　比例：完成 7 ÷ 目标 8",
        "算式　43.75 × 7 ÷ 8 = 38.28",
    ]
    assert explained(run, root, "活动")[1] == (
        f"分值　写明 40 分；1 项不适用，按比例折算为 70.00　← {at(CARD, FORTY)}"
    )
    assert explained(run, root, "就业率")[1:3] == [
        "分值　不适用，分值让给其余各项",
        "规则　分档：不适用：没有；分值由同类其余各项分摊",
    ]


def test_json_carries_the_same(run: Run, root: Path) -> None:
    ran = run("score", "2024", "--org", "甲", "--explain", "活动次数", "--format", "json", cwd=root)
    assert (ran.code, ran.err) == (0, "")
    value = json.loads(ran.out, parse_float=str)
    assert value["schema"] == "tuanscore.explanation/1"
    (node,) = value["nodes"]
    assert (node["points"], node["score"]) == ("25.00", "21.88")
    assert node["formula"] == "25.00 × 7 ÷ 8 = 21.88"
    told = {
        each["name"]: (each["value"], ":".join(str(part) for part in each["place"].values()))
        for each in node["inputs"]
    }
    assert told == {
        "分值": ("25", at(CARD, "25")),
        "目标": ("≥8次", at(CARD, "≥8次")),
        "审核": ("7", at(REPORT, SEVEN)),
        "自评": ("8", at(REPORT, "8")),
    }


def test_every_line_with_a_score_says_by_which_rule(run: Run, root: Path) -> None:
    """Asked for one by one, each line names its rule and at least one file and line."""
    names = ("活动次数", "培训人数", "就业率", "犯罪率", "入会人数", "案事件", "维稳", "评价")
    for name in names:
        lines = explained(run, root, name)
        assert any(line.startswith("规则　") for line in lines), name
        assert any("← " + REPORT in line for line in lines), name


def test_a_name_that_is_not_there(run: Run, root: Path) -> None:
    ran = run("score", "2024", "--org", "甲", "--explain", "活动次", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert "得分表里没有“活动次”" in ran.err
    assert "活动次数" in ran.err


def test_it_needs_an_organisation(run: Run, root: Path) -> None:
    ran = run("score", "2024", "--explain", "总分", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert "--org" in ran.err


def test_an_explanation_in_markdown(shipped: Path, run: Run) -> None:
    """1.50 × 18 ÷ 19 = 1.42, as in the text, with the file and line of each input."""
    ran = run(
        "-C", shipped, "score", "2014", "--org", "苍溪", "--explain", "西部计划志愿者",
        "--format", "md",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert "样例数据" in lines[0]
    assert "- **西部计划志愿者（考核点）：1.42 / 1.50**" in lines
    assert "  - 算式　1.50 × 18 ÷ 19 = 1.42" in lines
    assert "  - 目标　19名　← scorecards/2014/苍溪.yaml:9:12" in lines


@pytest.mark.parametrize(("times", "counted"), [("次数: 2, ", "3 起"), ("", "2 起")])
def test_occurrences_are_counted_and_not_entries(
    times: str, counted: str, root: Path, run: Run
) -> None:
    """One entry that stands for two and one of its own are three."""
    report = (root / REPORT).read_text(encoding="utf-8")
    assert report.count("次数: 2, ") == 1
    (root / REPORT).write_text(report.replace("次数: 2, ", times), encoding="utf-8")
    for form in ("text", "md"):
        ran = run(
            "score", "2024", "--org", "甲", "--format", form, cwd=root, env={"COLUMNS": "200"}
        )
        assert ran.code == 0
        assert counted in ran.out


def test_who_decided_a_deduction_is_named(shipped: Path, run: Run) -> None:
    """经开区's 酌情扣分 stands on 青少年犯罪率, decided by 权益部."""
    ran = run("score", "2014", "--org", "经开区", "--explain", "青少年犯罪率", cwd=shipped)
    assert ran.code == 0
    assert "（0.5 分，权益部定）" in ran.out
