"""A project without 项目编码: known by its unit and 项目名称, in every command."""

import json
from pathlib import Path

import pytest
import yaml

from conftest import Make, Run, found
from tuanscore.model.codes import DUPLICATE_DOCUMENT, NO_PROJECT

TABLE = """\
类型: 预算项目绩效目标表
年度: 2023
实施单位: {unit}
项目名称: {name}
绩效指标:
  产出指标:
    数量指标: [{{名称: 场次, 指标值: ≥5场}}]
  效益指标:
    社会效益指标: [{{名称: 人次, 指标值: ≥90人次}}]
  满意度指标:
    服务对象满意度指标: [{{名称: 满意度, 指标值: ≥90%}}]
"""
REPORT = """\
类型: 项目自评
年度: 2023
{whose}
执行: {{全年预算数: 5, 全年执行数: 5}}
完成: {{场次: {count}场, 人次: 95人次, 满意度: 95%}}
"""


def table(unit: str, name: str = "巡演") -> str:
    return TABLE.format(unit=unit, name=name)


def report(whose: str, count: int = 5) -> str:
    return REPORT.format(whose=whose, count=count)


A, B = "甲县少年宫", "乙县少年宫"
TWO = {
    "scorecards/2023/甲/巡演.yaml": table(A),
    "scorecards/2023/乙/巡演.yaml": table(B),
    "scorecards/2023/甲/巡演.自评.yaml": report(f"实施单位: {A}\n项目名称: 巡演"),
    "scorecards/2023/乙/巡演.自评.yaml": report(f"实施单位: {B}\n项目名称: 巡演", 4),
}


def score_of(run: Run, root: Path, name: str) -> str:
    ran = run("score", "2023", "--project", name, "--format", "json", cwd=root)
    assert ran.code == 0, ran.err
    return str(json.loads(ran.out)["score"])


def test_projects_of_one_name_are_told_apart_by_their_units(make: Make, run: Run) -> None:
    root = make(TWO)
    assert [f.code for f in found(root)] == ["TS801"]  # 4 of 5, without a reason
    assert score_of(run, root, f"{A} 巡演") == "100.0"
    assert score_of(run, root, f"{B} 巡演") == "90.0"
    assert score_of(run, root, B) == "90.0"
    asked = run("score", "2023", "--project", "巡演", cwd=root)
    assert asked.code == 2
    assert f"{B} 巡演" in asked.err
    assert f"{A} 巡演" in asked.err


@pytest.mark.parametrize(
    "whose",
    [
        f"预算单位: {A}\n项目名称: 巡演",
        "实施单位: 甲宫\n项目名称: 巡演",
        f"项目编码: P1\n实施单位: {A}\n项目名称: 巡演",
        f"实施单位:  {A} \n项目名称: '巡演'",
    ],
)
def test_any_name_of_the_unit_will_do(make: Make, run: Run, whose: str) -> None:
    own = {
        "scorecards/2023/甲/巡演.yaml": f"{table(A)}简称: 甲宫\n",
        "scorecards/2023/甲/巡演.自评.yaml": report(whose),
    }
    root = make(TWO | own)
    assert [f.code for f in found(root)] == ["TS801"]
    assert score_of(run, root, "甲宫 巡演") == "100.0"


def test_a_project_with_a_code_may_be_meant_by_its_name(make: Make, run: Run) -> None:
    root = make(TWO | {"scorecards/2023/甲/巡演.yaml": f"{table(A)}项目编码: P1\n"})
    assert score_of(run, root, "P1") == "100.0"


def test_a_code_that_nobody_has_is_not_made_good_by_the_name(make: Make) -> None:
    whose = f"项目编码: P2\n实施单位: {A}\n项目名称: 巡演"
    own = {
        "scorecards/2023/甲/巡演.yaml": f"{table(A)}项目编码: P1\n",
        "scorecards/2023/甲/巡演.自评.yaml": report(whose),
    }
    codes = {f.code: f.message for f in found(make(TWO | own))}
    assert codes[NO_PROJECT] == "2023 年没有项目编码为“P2”的预算项目绩效目标表"


@pytest.mark.parametrize(
    ("whose", "message"),
    [
        (
            f"实施单位: {A}\n项目名称: 巡演车",
            f"“{A}”2023 年没有项目名称为“巡演车”的预算项目绩效目标表",
        ),
        ("实施单位: 丙\n项目名称: 巡演", "“丙”2023 年没有项目名称为“巡演”的预算项目绩效目标表"),
    ],
)
def test_a_report_on_no_project(make: Make, whose: str, message: str) -> None:
    root = make(TWO | {"scorecards/2023/甲/巡演.自评.yaml": report(whose)})
    (finding,) = (f for f in found(root) if f.code == NO_PROJECT)
    assert finding.message == message
    assert finding.place.line == 4


def test_the_same_project_twice(make: Make, run: Run) -> None:
    root = make(TWO | {"scorecards/2023/甲/又.yaml": table(A)})
    assert DUPLICATE_DOCUMENT in [f.code for f in found(root)]
    assert run("score", "2023", "--project", f"{A} 巡演", cwd=root).code == 2


def test_a_report_with_errors_is_not_passed_over(make: Make, run: Run) -> None:
    broken = report(f"实施单位: {A}\n项目名称: 巡演").replace("全年执行数: 5", "全年执行数: 五")
    root = make(TWO | {"scorecards/2023/甲/巡演.自评.yaml": broken})
    ran = run("score", "2023", "--project", f"{A} 巡演", cwd=root)
    assert ran.code == 1
    assert "TS205" in ran.out
    assert score_of(run, root, f"{B} 巡演") == "90.0"


def test_it_is_listed_and_printed(make: Make, run: Run) -> None:
    root = make(TWO)
    listed = run("list", cwd=root).out
    assert f"{A} 巡演" in listed  # the 自评
    printed = run("render", f"{B} 巡演", cwd=root).out
    assert B in printed
    assert "项目编码" not in printed


def test_a_draft_says_the_unit_and_the_name(make: Make, run: Run) -> None:
    root = make({"scorecards/2023/甲/巡演.yaml": table(A)})
    typed = ("new", "自评", f"{A} 巡演", "--as-of", "2023-12-31")
    assert run(*typed, cwd=root).code == 0
    made = yaml.safe_load((root / f"scorecards/2023/{A}/巡演.自评.yaml").read_text("utf-8"))
    assert (made["实施单位"], made["项目名称"]) == (A, "巡演")
    assert "项目编码" not in made
    assert run(*typed, cwd=root).code == 2  # there is one now
    project = ("new", "项目", A, "--year", "2024", "--name", "巡演/下乡")
    assert run(*project, cwd=root).code == 0
    drafted = (root / f"scorecards/2024/{A}/巡演-下乡.yaml").read_text("utf-8")
    assert yaml.safe_load(drafted)["项目名称"] == "巡演/下乡"
    assert "项目编码" not in drafted
    assert run(*project, cwd=root).code == 2


def test_a_draft_has_the_sources_of_the_budget(make: Make, run: Run) -> None:
    budget = "金额单位: 万元\n预算: {预算数: 180, 资金来源: {市县资金: 60, 省级补助: 120万元}}\n"
    root = make({"scorecards/2023/甲/巡演.yaml": table(A) + budget})
    assert run("new", "自评", A, "--as-of", "2023-12-31", cwd=root).code == 0
    drafted = (root / f"scorecards/2023/{A}/巡演.自评.yaml").read_text("utf-8")
    assert "# 万元；" in drafted
    assert "# 年初预算数 180\n" in drafted
    assert "#     市县资金:\n#     省级补助:\n" in drafted
    assert "进度" not in drafted
    assert found(root) == ()
