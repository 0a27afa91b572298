"""状态 and 审核意见: a 草稿 or a report that came back counts, and every output says so."""

import json

import pytest

from conftest import Make, Run, found

CARD = """类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2024
总分: 10
部分:
  - 名称: 工作
    分值: 10
    类别:
      - 名称: 活动
        分值: 10
        条目:
          - {编号: 活动, 内容: '活动{次数}次。', 考核点: {次数: ≥10次}}
"""
RESULTS = """类型: 完成情况
单位: 甲
年度: 2024
截至: 2024-12-31
完成: {次数: 10}
"""
DEPARTMENT = """类型: 部门整体支出绩效自评表
单位: 乙
年度: 2024
绩效指标:
  履职: [{名称: 场次, 指标值: ≥10场, 完成值: 10场, 分值: 10}]
"""
MONITORED = """类型: 绩效运行监控表
年度: 2024
项目名称: 助餐点
实施单位: 丙站
期间: 1-6月
绩效指标:
  产出指标:
    数量指标: [{名称: 助餐点, 指标值: ≥12个, 执行情况: 6个, 全年预计完成情况: 12个}]
"""
BACK = """状态: 退回
审核意见:
  - {日期: 2025-01-10, 部门: 县财政局, 意见: 次数没有佐证, 审核人: 某某}
"""


def files(state: str) -> dict[str, str]:
    return {
        "scorecards/2024/甲.yaml": CARD,
        "scorecards/2024/完成情况/甲.yaml": RESULTS + state,
        "scorecards/2024/乙/部门整体支出绩效自评表.yaml": DEPARTMENT + state,
        "scorecards/2024/丙站/助餐点.监控.yaml": MONITORED + state,
    }


ASKED = {
    "score 2024": ("完成情况", "部门整体支出绩效自评表"),
    "score 2024 --org 甲": ("完成情况",),
    "score 2024 --org 乙": ("部门整体支出绩效自评表",),
    "progress 甲": ("完成情况",),
    "progress 助餐点": ("绩效运行监控表",),
    "render 甲 --scored": ("完成情况",),
    "render 乙 --scored": ("部门整体支出绩效自评表",),
}


@pytest.mark.parametrize("asked", ASKED)
def test_every_output_says_that_a_report_came_back(run: Run, make: Make, asked: str) -> None:
    root = make(files(BACK))
    assert found(root) == ()
    forms = [()] if asked.startswith("render") else [(), ("--format", "md"), ("--format", "json")]
    for form in forms:
        told = run(*asked.split(), *form, cwd=root)
        for kind in ASKED[asked]:
            sentence = f"{kind}的状态是退回（次数没有佐证），照样计入"
            assert sentence in told.out.replace("\n", ""), told.out + told.err


def test_it_counts(run: Run, make: Make) -> None:
    for state in ("", BACK, "状态: 草稿\n", "状态: 定稿\n"):
        told = json.loads(run("score", "2024", "--format", "json", cwd=make(files(state))).out)
        (line,), (overall,) = told["ranking"], told["overall"]
        assert (line["score"], overall["score"]) == (10, 10)
        assert any("状态是" in said for said in line["assumptions"]) == (
            state not in ("", "状态: 定稿\n")
        )


def test_the_list_says_it(run: Run, make: Make) -> None:
    listed = run("list", cwd=make(files("状态: 送审\n"))).out
    assert listed.count("，送审") == 3
    assert "送审" in run("show", "乙", cwd=make(files("状态: 送审\n"))).out


def test_other_words_are_refused(make: Make) -> None:
    told = [f.message for f in found(make(files("状态: 已交\n")))]
    assert told == ["状态：“已交”不是状态"] * 3
