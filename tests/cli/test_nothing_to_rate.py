"""A card, or a project, to which nothing applies: no rate, no grade, no rank."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from conftest import Make, Run
from documents import assessment, results

CARD = """\
类型: 目标绩效指标
单位: {name}县委
简称: {name}
年度: 2014
总分: 20
部分:
  - 名称: 职能
    分值: 20
    类别:
      - 名称: 服务
        条目:
          - {{编号: 活动, 内容: 活动。, 考核点: {{次数: ≥3次}}}}
          - {{编号: 培训, 内容: 培训。, 考核点: {{人数: 40名}}}}
"""
TOLD = results("{次数: {first}, 人数: {second}}", org="{name}")
GONE = "{不适用: 停办}"
NONE = "没有可评的内容"


@pytest.fixture
def root(make: Make) -> Path:
    """甲 has nothing to do; 乙 did nothing; 丙 did 3 of 3 and 20 of 40, 10 + 5 of 20."""
    done = {"甲": (GONE, GONE), "乙": (0, 0), "丙": (3, 20)}
    files = {}
    for name, (first, second) in done.items():
        files[f"scorecards/2014/{name}.yaml"] = CARD.format(name=name)
        told = TOLD.format(name=name, first=first, second=second)
        files[f"scorecards/2014/完成情况/{name}.yaml"] = told
    return make(files)


def cells(text: str) -> list[list[str]]:
    return [re.split(r" {2,}", line.strip()) for line in text.splitlines()]


def test_a_card(root: Path, run: Run) -> None:
    ran = run("-C", root, "score", "2014", "--org", "甲")
    assert (ran.code, ran.err) == (0, "")
    assert f"总分 — / 0.00　得分率 —　等次 {NONE}\n" in ran.out
    ran.out.encode("gbk")


def test_a_ranking_has_it_last_and_without_a_rank(root: Path, run: Run) -> None:
    ran = run("-C", root, "score", "2014")
    assert (ran.code, ran.err) == (0, "")
    assert [row for row in cells(ran.out) if row[-1] == "2014-12-31"] == [
        ["1", "丙", "15.00", "20.00", "75.00%", "中", "2014-12-31"],
        ["2", "乙", "0.00", "20.00", "0.00%", "差", "2014-12-31"],
        ["—", "甲", "—", "0.00", "—", NONE, "2014-12-31"],
    ]
    assert "名次写成范围" not in ran.out


def test_markdown(root: Path, run: Run) -> None:
    ran = run("-C", root, "score", "2014", "--format", "md")
    assert f"| — | 甲 | — | 0 | — | {NONE} |  | 2014-12-31 |\n" in ran.out
    ran = run("-C", root, "score", "2014", "--org", "甲", "--format", "md")
    assert f"- 得分：**—**（满分 0）\n- 得分率 —，等次 {NONE}（" in ran.out
    assert f"| 合计（得分率 —，等次 {NONE}） |  |  |  |  |  | — | — |\n" in ran.out


def test_json(root: Path, run: Run) -> None:
    card = json.loads(run("-C", root, "score", "2014", "--org", "甲", "--format", "json").out)
    ranking = json.loads(run("-C", root, "score", "2014", "--format", "json").out)["ranking"]
    assert ranking[-1]["rank"] == {"best": None, "worst": None}
    for told in (card, ranking[-1]):
        assert told["short_name"] == "甲"
        assert told["rate"] == {"low": None, "high": None}
        assert (told["grades"], told["grades_by_rate"]) == ([], [])
    assert [line["rank"]["best"] for line in ranking] == [1, 2, None]


@pytest.mark.parametrize("gate", ["差", "0", "0%"])
def test_no_gate_is_met(root: Path, run: Run, gate: str) -> None:
    """Even the lowest: 乙, who did nothing, reaches it."""
    for more in ((), ("--org", "甲")):
        ran = run("-C", root, "score", "2014", *more, "--fail-under", gate)
        assert ran.code == 1
        assert ran.err == f"tuanscore：没有达到 {gate}：甲（{NONE}）\n"
        assert f"  甲：{NONE}\n" in ran.out


def test_what_is_no_gate_is_still_refused(root: Path, run: Run) -> None:
    ran = run("-C", root, "score", "2014", "--org", "甲", "--fail-under", "甲等")
    assert (ran.code, ran.out) == (2, "")
    assert "没有“甲等”这个等次" in ran.err


def test_a_receipt_holds_until_something_applies(root: Path, run: Run) -> None:
    run("-C", root, "score", "2014", "--org", "甲", "--receipt", "甲.json")
    ran = run("-C", root, "verify", "甲.json")
    assert ran.code == 0
    assert f"凭据：0.00 / 0.00，—，{NONE}\n" in ran.out
    told = root / "scorecards/2014/完成情况/甲.yaml"
    told.write_text(TOLD.format(name="甲", first=3, second=GONE), encoding="utf-8")
    assert run("-C", root, "verify", "甲.json").code == 1


def test_a_plan_has_nowhere_to_go(root: Path, run: Run) -> None:
    ran = run("-C", root, "plan", "甲")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"tuanscore：甲 2014 年{NONE}：各项都不适用\n"


def test_a_veto_gives_no_grade_either(root: Path, run: Run) -> None:
    card, told = root / "scorecards/2014/甲.yaml", root / "scorecards/2014/完成情况/甲.yaml"
    card.write_text(
        CARD.format(name="甲") + "一票否决: [{事项: 事故, 最高等次: 中}]\n", encoding="utf-8"
    )
    with told.open("a", encoding="utf-8") as report:
        report.write("一票否决: [{事项: 事故, 原因: 火灾}]\n")
    ran = run("-C", root, "score", "2014", "--org", "甲")
    assert f"得分率 —　等次 {NONE}\n" in ran.out


def test_what_if_something_applied(root: Path, run: Run) -> None:
    """Only 次数 applies then and has all 20 points."""
    ran = run("-C", root, "score", "2014", "--org", "甲", "--what-if", "次数=3")
    assert ran.code == 0
    assert f"真实 — 分（—，{NONE}） → 假设 20.00 分（100.00%，优），相差 +20.00\n" in ran.out


@pytest.mark.parametrize("form", ["md", "html"])
def test_it_can_be_printed(root: Path, run: Run, form: str) -> None:
    ran = run("-C", root, "render", "甲", "--scored", "--format", form)
    assert ran.code == 0, ran.err
    assert f"得分率 —，等次 {NONE}" in ran.out


PROJECT = """\
类型: 预算项目绩效目标表
预算单位: 山海关团区委
简称: 山海关
年度: 2014
项目编码: '1'
项目名称: 活动经费
预算: {预算数: 100, 财政资金: 100, 其他资金: 0, 资金用途: 活动}
资金支出计划: {12月底: 100%}
绩效目标: [办活动]
计分方案: 产出
绩效指标: {产出指标: {数量指标: [{名称: 次数, 指标值: ≥5次}]}}
"""
SCHEME = """\
类型: 计分方案
名称: 产出
年度: 2014
满分: 100
依据: 自定
分值: {产出指标: 100}
等次标准: {优: 90, 良: 80, 中: 60}
"""
ASSESSED = assessment("次数: {不适用: 停办}", day="2014-12-31", code="'1'")


def test_a_project(make: Make, run: Run) -> None:
    root = make(
        {
            "templates/产出.yaml": SCHEME,
            "scorecards/2014/山海关/1.yaml": PROJECT,
            "scorecards/2014/山海关/1.自评.yaml": ASSESSED,
        }
    )
    ran = run("-C", root, "score", "2014", "--project", "1")
    assert f"总分 — / 0.00　得分率 —　等次 {NONE}\n" in ran.out
    ran = run("-C", root, "score", "2014")
    row = ["山海关", "活动经费", "未报", "—", "0.00", "—", NONE, "2014-12-31"]
    assert row in cells(ran.out)
    ran = run("-C", root, "score", "2014", "--format", "md")
    assert f"| — | 0 | — | {NONE} |" in ran.out
