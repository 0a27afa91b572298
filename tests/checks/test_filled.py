"""A filled 得分 beside the rule: each way to differ is one finding of its own, on cards as well."""

from __future__ import annotations

import json

import pytest

from conftest import Make, Run

CARD = """类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 20
部分:
  - 名称: 职能指标
    分值: 20
    类别:
      - 名称: 服务
        条目:
          - {编号: 一, 内容: '开展志愿服务{志愿服务}次。', 考核点: {志愿服务: ≥6次}}
          - {编号: 二, 内容: 建立制度。, 考核点: {制度: 定性}}
"""
REPORT = "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-12-31\n"
SETTINGS = "定性档: 三档\n"


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ("志愿服务: {自评: 6次, 得分: 10}", []),
        ("志愿服务: {自评: 6次, 得分: 9}", ["TS831"]),
        ("志愿服务: {自评: 6次, 得分: 9, 偏差原因: 一次合办}", []),
        ("志愿服务: {自评: 6次, 得分: 9, 偏差原因: '0'}", ["TS831"]),
        ("志愿服务: {自评: 6次, 得分: 11}", ["TS833"]),
        ("志愿服务: {自评: 4次, 得分: 10}", ["TS830"]),
        ("志愿服务: {自评: 4次, 得分: 10, 偏差原因: 汛情}", ["TS830"]),
        ("志愿服务: {自评: 4次, 得分: 6.67}", ["TS801"]),
        ("志愿服务: {自评: 4次, 得分: 6.67, 说明: 汛情}", []),
        ("志愿服务: {自评: 4次, 得分: 6.7, 说明: 汛情}", ["TS834"]),
        ("志愿服务: {自评: 4次, 得分: 7, 说明: 汛情}", ["TS834"]),
        ("志愿服务: {自评: 4次, 得分: 6, 说明: 汛情}", ["TS833"]),
        ("志愿服务: {自评: 4次, 审核: 6次, 得分: 6.67, 说明: 核增}", []),
        ("志愿服务: {得分: 8}", []),
        ("制度: {自评: 达成, 得分: 8.5}", []),
        ("制度: {自评: 达成, 得分: 7}", ["TS832"]),
        ("制度: {自评: 部分达成, 得分: 7, 说明: 人手}", []),
        ("制度: {自评: 部分达成, 得分: 9, 说明: 人手}", ["TS832"]),
    ],
)
def test_each_difference_is_one_finding(make: Make, run: Run, told: str, codes: list[str]) -> None:
    """Each line has 10 points: 4 of 6 is 6.67, 部分达成 is 6.00–8.00."""
    files = {
        "tuanscore.yaml": SETTINGS,
        "scorecards/2014/甲.yaml": CARD,
        "scorecards/2014/完成情况/甲.yaml": f"{REPORT}完成:\n  {told}\n",
    }
    ran = run("validate", "--format", "json", cwd=make(files))
    found = [f["code"] for f in json.loads(ran.out)["findings"] if f["code"].startswith("TS8")]
    assert found == codes


@pytest.mark.parametrize(
    ("totals", "codes"),
    [
        ("自评得分: 18", []),
        ("自评得分: 18\n自评等次: 优", []),
        ("自评得分: 18\n自评等次: 良", ["TS835"]),
        ("自评得分: 17", ["TS810"]),
        ("小计: {职能指标: 18}", []),
        ("小计: {职能指标: 20}", ["TS810"]),
        ("自评等次: 差", ["TS835"]),
    ],
)
def test_totals_are_those_of_what_was_filled_in(
    make: Make, run: Run, totals: str, codes: list[str]
) -> None:
    """Filled 10 + 8 is 18 of 20, 90 %; the rule gives 20."""
    told = "完成: {志愿服务: {自评: 6次, 得分: 10}, 制度: {自评: 达成, 得分: 8}}\n"
    files = {
        "tuanscore.yaml": SETTINGS,
        "scorecards/2014/甲.yaml": CARD,
        "scorecards/2014/完成情况/甲.yaml": f"{REPORT}{totals}\n{told}",
    }
    ran = run("validate", "--format", "json", cwd=make(files))
    found = [f["code"] for f in json.loads(ran.out)["findings"] if f["code"].startswith("TS8")]
    assert found == codes


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("自评得分: 18\n自评等次: 良\n", "填的得分是优"),
        ("自评等次: 差\n", "按自评的完成值重新计算是优"),
    ],
)
def test_a_stated_grade_is_held_against_the_total_that_was_filled_in(
    make: Make, run: Run, said: str, by: str
) -> None:
    files = {
        "scorecards/2014/甲.yaml": CARD,
        "scorecards/2014/完成情况/甲.yaml": f"{REPORT}{said}完成: {{志愿服务: 6次, 制度: 完成}}\n",
    }
    assert by in run("validate", cwd=make(files)).out.replace("\n", "")


def test_the_score_and_what_was_filled_in_stand_side_by_side(make: Make, run: Run) -> None:
    told = "完成: {志愿服务: {自评: 4次, 得分: 7, 说明: 汛情}, 制度: {自评: 达成, 得分: 8}}\n"
    root = make(
        {
            "tuanscore.yaml": SETTINGS,
            "scorecards/2014/甲.yaml": CARD,
            "scorecards/2014/完成情况/甲.yaml": f"{REPORT}自评得分: 15\n{told}",
        }
    )
    for command in (
        ("score", "2014", "--org", "甲"),
        ("score", "2014", "--org", "甲", "--format", "md"),
        ("render", "甲", "--scored", "--format", "html"),
    ):
        ran = run(*command, cwd=root)
        assert ran.code == 0, ran.err
        for text in ("填报得分", "6.67", "各行得分相加 15.00 分"):
            assert text in ran.out, command
