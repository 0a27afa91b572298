"""What is there already is not drafted a second time, and a version must be one."""

from __future__ import annotations

import pytest

from conftest import Make, Run
from documents import project

TABLE, TOLD = "scorecards/2023/甲/P1.yaml", "scorecards/2023/甲/P1.自评.yaml"
REPORT = "类型: 项目自评\n项目编码: P1\n年度: 2023\n截至: 2023-12-31\n完成: {检修渡船: 24}\n"
PROJECT = project(year=2023, 数量指标="名称: 检修渡船, 指标值: ≥24艘次")


def test_a_report_of_the_same_day(make: Make, run: Run) -> None:
    root = make({TABLE: PROJECT, TOLD: REPORT})
    again = run("new", "自评", "P1", "--year", "2023", "--as-of", "2023-12-31", cwd=root)
    assert again.code == 2
    assert "截至 2023-12-31 的自评已经有了，没有改动" in again.err
    assert TOLD in again.err
    other = run("new", "自评", "P1", "--year", "2023", "--as-of", "2023-06-30", cwd=root)
    assert other.code == 0, other.err
    drafted = (root / "scorecards/2023/甲/P1.自评-6月.yaml").read_text("utf-8")
    assert "项目编码: P1\n年度: 2023\n截至: 2023-06-30\n" in drafted


def test_a_form_of_another_name(make: Make, run: Run) -> None:
    root = make({TABLE: PROJECT})
    ran = run("new", "表式", "绩效目标申报表", cwd=root)
    assert ran.code == 2
    assert "表式“绩效目标申报表”已经有了" in ran.err


@pytest.mark.parametrize("version", ["P1@", "@HEAD"])
def test_a_name_and_a_version_are_both_needed(make: Make, run: Run, version: str) -> None:
    ran = run("diff", version, "P1", cwd=make({TABLE: PROJECT}))
    assert ran.code == 2
    assert f"“{version}”看不懂" in ran.err
