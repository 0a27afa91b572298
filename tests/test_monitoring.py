"""绩效运行监控表: what time has gone, what it may say, which table of a project is followed."""

import json
from pathlib import Path

import pytest

from conftest import Make, Run, found

HEAD = "类型: 绩效运行监控表\n年度: 2024\n项目名称: 助餐点\n实施单位: 甲站\n"
TABLE = """绩效指标:
  产出指标:
    数量指标: [{名称: 助餐点, 指标值: ≥12个, 执行情况: 7个, 全年预计完成情况: 12个}]
"""
FILE = "scorecards/2024/甲站/助餐点.监控.yaml"


def gone(run: Run, root: Path) -> tuple[str, str]:
    ran = run("progress", "助餐点", "--format", "json", cwd=root)
    assert ran.code == 0, ran.err
    told = json.loads(ran.out)
    return f"{told['gone']:.2f}", told["as_of"]


@pytest.mark.parametrize(
    ("until", "share", "as_of"),
    [
        ("期间: 1-7月", "58.33", "2024-07-31"),
        ("期间: 1—6月", "50.00", "2024-06-30"),
        ("期间: 9月底", "75.00", "2024-09-30"),
        ("截至: 2024-06-30", "50.00", "2024-06-30"),
        ("截至: 2024-03-15", "20.49", "2024-03-15"),  # 75 of 366 days
        ("期间: 1-7月\n截至: 2024-08-05", "58.33", "2024-08-05"),
    ],
)
def test_time_gone(run: Run, make: Make, until: str, share: str, as_of: str) -> None:
    assert gone(run, make({FILE: f"{HEAD}{until}\n{TABLE}"})) == (share, as_of)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "没有写监控到什么时候"),
        ("期间: 上半年\n", "“上半年”看不出到几月"),
    ],
)
def test_a_period_is_needed(make: Make, written: str, message: str) -> None:
    (finding,) = found(make({FILE: HEAD + written + TABLE}))
    assert message in finding.message


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("偏差原因: [天气]", "“天气”不是偏差原因"),
        ("完成可能性: 也许", "“也许”不是完成可能性"),
        ("执行情况: 七八个", "看不懂"),
    ],
)
def test_what_is_not_on_the_form_is_refused(make: Make, key: str, message: str) -> None:
    table = f"绩效指标:\n  产出指标:\n    数量指标: [{{名称: 助餐点, 指标值: ≥12个, {key}}}]\n"
    assert any(message in f.message for f in found(make({FILE: f"{HEAD}期间: 1-7月\n{table}"})))


def test_the_latest_table_is_followed(run: Run, make: Make) -> None:
    root = make(
        {FILE: f"{HEAD}期间: 1-4月\n{TABLE}", FILE + "2.yaml": f"{HEAD}期间: 1-7月\n{TABLE}"}
    )
    assert gone(run, root)[1] == "2024-07-31"
    ran = run("progress", "助餐点", "--as-of", "2024-05-31", "--format", "json", cwd=root)
    assert json.loads(ran.out)["as_of"] == "2024-04-30"


PROJECT = """类型: 预算项目绩效目标表
预算单位: 甲站
简称: 甲站
年度: 2024
项目编码: P1
项目名称: 助餐点
预算: {预算数: 100, 财政资金: 100, 其他资金: 0, 资金用途: 餐费}
资金支出计划: {6月底: 50%, 12月底: 100%}
绩效目标: [开助餐点]
绩效指标:
  产出指标:
    数量指标: [{名称: 助餐点, 指标值: ≥12个}]
"""
ASSESSED = """类型: 项目自评
项目编码: P1
年度: 2024
截至: 2024-12-31
完成: {助餐点: 12}
"""


def test_a_later_self_assessment_is_followed_instead(run: Run, make: Make) -> None:
    files = {"scorecards/2024/甲站/P1.yaml": PROJECT, FILE: f"{HEAD}期间: 1-7月\n{TABLE}"}
    assert "绩效运行监控" in run("progress", "助餐点", cwd=make(files)).out
    root = make(files | {"scorecards/2024/甲站/P1.自评.yaml": ASSESSED})
    assert "绩效运行监控" not in run("progress", "助餐点", cwd=root).out


def test_it_is_drafted_from_the_project(run: Run, make: Make) -> None:
    root = make({"scorecards/2024/甲站/P1.yaml": PROJECT})
    made = run("new", "监控", "P1", "--as-of", "2024-07-31", cwd=root)
    assert made.code == 0, made.err
    file = root / "scorecards/2024/甲站/助餐点.监控-7月.yaml"
    text = file.read_text("utf-8").replace("# 执行情况:", "执行情况: 7个")
    file.write_text(text, "utf-8")
    assert "指标值: '≥12个'" in text or "指标值: ≥12个" in text
    assert not [f for f in found(root) if f.place.file.endswith("监控-7月.yaml")]
    assert gone(run, root)[0] == "58.33"


def test_money_has_a_table_where_there_is_some(run: Run, make: Make) -> None:
    without = make({FILE: f"{HEAD}期间: 1-7月\n{TABLE}"})
    assert "资金（" not in run("progress", "助餐点", cwd=without).out
    funds = "金额单位: 万元\n执行: {年初预算数: 40, 执行数: 10}\n"
    (without / FILE).write_text(f"{HEAD}期间: 1-7月\n{funds}{TABLE}", "utf-8")
    said = run("progress", "助餐点", cwd=without).out
    assert "资金（万元）" in said
    assert "25.00%" in said  # 10 of 40
