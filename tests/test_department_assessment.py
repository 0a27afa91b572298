"""部门整体支出绩效自评表: points at three levels, filled-in points and coefficients, core rows."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import Make, Run, found

FILE = "scorecards/2023/甲/部门整体支出绩效自评表.yaml"
HEAD = "类型: 部门整体支出绩效自评表\n单位: 甲县文化馆\n简称: 甲\n年度: 2023\n"


def scored(run: Run, root: Path) -> dict[str, Any]:
    ran = run("score", "2023", "--org", "甲", "--format", "json", cwd=root)
    assert ran.code == 0, ran.out + ran.err
    (overall,) = json.loads(ran.out, parse_float=Decimal)["overall"]
    told: dict[str, Any] = overall
    return told


def points(overall: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return points and score of every part by its name."""
    told, ahead = {}, [overall["project"]]
    while ahead:
        node = ahead.pop()
        told[node["name"]] = (f"{node['points']:.2f}", f"{node['low']:.2f}")
        ahead += [part for key in ("classes", "groups", "indicators") for part in node.get(key, [])]
    return told


def test_points_come_from_the_nearest_level(run: Run, make: Make) -> None:
    table = """分值: {规划: 10, 规划/底数: 4}
绩效指标:
  规划:
    底数:
      - {名称: 口径, 完成值: 100%}
      - {名称: 出处, 分值: 1, 完成值: 50%}
    计划:
      - {名称: 分解, 完成值: 100%}
  产出:
    - {名称: 场次, 指标值: ≥10场, 完成值: 8场, 分值: 5}
"""
    overall = scored(run, make({FILE: HEAD + table}))
    assert points(overall) == {
        "甲": ("15.00", "13.50"),
        "规划": ("10.00", "9.50"),
        "底数": ("4.00", "3.50"),
        "口径": ("3.00", "3.00"),
        "出处": ("1.00", "0.50"),
        "计划": ("6.00", "6.00"),
        "分解": ("6.00", "6.00"),
        "产出": ("5.00", "4.00"),
        "场次": ("5.00", "4.00"),
    }
    assert overall["grades"] == ["优"]


def test_a_table_without_points_goes_by_the_ministry_s_where_the_classes_are_its(
    run: Run, make: Make
) -> None:
    table = """执行: {全年预算数: 100, 全年执行数: 90}
绩效指标:
  产出指标: [{名称: 场次, 指标值: ≥10场, 完成值: 8场}]
  效益指标: [{名称: 人次, 指标值: ≥10人次, 完成值: 10人次}]
  满意度指标: [{名称: 满意度, 指标值: ≥90%, 完成值: 90%}]
"""
    overall = scored(run, make({FILE: HEAD + table}))
    assert overall["scheme"]["name"] == "财政项目自评"
    assert f"{overall['score']:.2f}" == "89.00"  # 9 + 50 × 8/10 + 30 + 10


def test_what_is_worth_nothing_and_what_names_nothing_is_said(make: Make) -> None:
    table = """分值: {规划: 10, 规化: 5}
绩效指标:
  规划: [{名称: 分解, 完成值: 100%}]
  履职: [{名称: 场次, 指标值: ≥10场, 完成值: 8场}]
"""
    told = [(f.code, f.message) for f in found(make({FILE: HEAD + table}))]
    assert told == [
        ("TS316", "绩效指标里没有“规化”，这个分值不起作用"),
        ("TS316", "“履职”没有分值，算不出得分"),
    ]


@pytest.mark.parametrize(
    ("row", "score", "shown"),
    [
        ("得分: 4, 复核得分: 3", "3.00", "3分（自评 4分）"),
        ("得分: 4", "4.00", "4分"),
        ("完成值: 基本按时, 得分系数: 80", "3.20", "基本按时"),
        ("完成值: 有所提高, 得分: 3.5", "3.50", "有所提高"),
        ("完成值: 基本完成, 得分系数: 100", "3.20", "基本完成"),
        ("完成值: 基本完成, 审核: 部分完成", "2.40", "部分完成（自评 基本完成）"),
    ],
)
def test_without_a_number_what_was_filled_in_decides(
    run: Run, make: Make, row: str, score: str, shown: str
) -> None:
    table = f"绩效指标:\n  规划: [{{名称: 底数, 分值: 4, {row}}}]\n"
    root = make({FILE: HEAD + table})
    assert points(scored(run, root))["底数"] == ("4.00", score)
    assert shown in run("score", "2023", "--org", "甲", cwd=root).out


def test_nothing_filled_in_is_open(run: Run, make: Make) -> None:
    table = "绩效指标:\n  规划: [{名称: 底数, 分值: 4}, {名称: 计划, 分值: 6, 得分: 6}]\n"
    overall = scored(run, make({FILE: HEAD + table}))
    assert (f"{overall['low']:.2f}", f"{overall['high']:.2f}") == ("6.00", "10.00")
    assert overall["missing"] == ["底数"]


@pytest.mark.parametrize(
    ("adjusted", "score"),
    [("≥8场", "10.00"), ("8", "10.00"), ("≤8场", "8.00"), ("", "5.00")],
)
def test_the_adjusted_target_counts(run: Run, make: Make, adjusted: str, score: str) -> None:
    done, row = ("10场", "≤") if adjusted == "≤8场" else ("8场", "≥")
    added = f", 调整指标值: {adjusted}" if adjusted else ""
    table = (
        f"绩效指标:\n  履职: [{{名称: 场次, 分值: 10, 指标值: {row}16场{added}, 完成值: {done}}}]\n"
    )
    assert points(scored(run, make({FILE: HEAD + table})))["场次"][1] == score


def test_a_core_row_done_badly_bars_the_best_grade(run: Run, make: Make) -> None:
    table = """{rule}绩效指标:
  履职:
    - {{名称: 场次, 指标值: ≥10场, 完成值: 5场, 分值: 10, 核心指标: 是}}
    - {{名称: 人次, 指标值: ≥10人次, 完成值: 10人次, 分值: 90}}
"""
    overall = scored(run, make({FILE: HEAD + table.format(rule="")}))
    assert (f"{overall['score']:.2f}", overall["grades"]) == ("95.00", ["良"])
    assert "场次低于 60%" in overall["assumptions"][-1]
    rule = "核心指标规定: {低于: 50%}\n"
    overall = scored(run, make({FILE: HEAD + table.format(rule=rule)}))
    assert overall["grades"] == ["优"]
    rule = "核心指标规定: {低于: 60%, 最高等次: 中}\n"
    overall = scored(run, make({FILE: HEAD + table.format(rule=rule)}))
    assert overall["grades"] == ["中"]


def test_it_is_drafted_listed_shown_printed_and_compared(run: Run, tmp_path: Path) -> None:
    (tmp_path / "tuanscore.yaml").touch()
    made = run("new", "部门自评", "甲", "--year", "2023", "--unit", "甲县文化馆", cwd=tmp_path)
    assert made.code == 0, made.err
    assert {f.code for f in found(tmp_path)} == {"TS690"}
    again = run("new", "部门自评", "甲", "--year", "2023", cwd=tmp_path)
    assert again.code == 2
    assert "已经有了" in again.err
    file = tmp_path / FILE
    text = file.read_text("utf-8").replace("待填", "某")
    file.write_text(text, "utf-8")
    assert found(tmp_path) == ()
    assert "甲县文化馆" in run("list", cwd=tmp_path).out
    assert "履职" in run("show", "甲", cwd=tmp_path).out
    printed = run("render", "甲", cwd=tmp_path).out
    assert "| 一级指标 | 三级指标 | 指标值 | 完成值 | 分值 |" in printed
    assert "计算得分" not in printed
    assert "| 计算得分 |" in run("render", "甲", "--scored", cwd=tmp_path).out
    assert "部门整体支出绩效自评" in run("score", "2023", cwd=tmp_path).out
    assert "履职" in run("score", "2023", "--org", "甲", "--format", "md", cwd=tmp_path).out


def test_an_unknown_scale_is_told_and_breaks_nothing(make: Make, run: Run) -> None:
    table = """类型: 部门整体支出绩效自评表
年度: 2023
单位: 甲县统计局
等次标准: 没有的
绩效指标:
  履职: [{名称: 报表按时率, 指标值: ≥98%, 分值: 100, 完成值: 90%, 得分: 60}]
"""
    ran = run("validate", cwd=make({"scorecards/2023/甲/自评.yaml": table}))
    assert ran.code == 1
    assert "TS309" in ran.out


OPEN = """类型: 部门整体支出绩效自评表
年度: 2023
单位: 甲县统计局
绩效指标:
  履职:
    - {名称: 报表按时率, 指标值: ≥98%, 分值: 60, 完成值: 98%}
    - {名称: 三公经费变动率, 指标值: ≤0%, 分值: 20, 完成值: DONE}
    - {名称: 群众评价, 指标值: 良好, 分值: 20, 完成值: 部分达成, 得分: 14, 得分系数: 65%}
"""


@pytest.mark.parametrize(
    ("done", "low", "high"),
    [("-3.2%", "93.00", "93.00"), ("明显下降", "73.00", "93.00")],
)
def test_what_cannot_be_read_leaves_its_row_open(
    make: Make, run: Run, done: str, low: str, high: str
) -> None:
    """60, 20 where the rate fell, and 65 % of 20: the 得分系数 comes before the 得分."""
    root = make({"scorecards/2023/甲/自评.yaml": OPEN.replace("DONE", done)})
    ran = run("score", "2023", "--org", "甲县统计局", "--format", "json", cwd=root)
    told = json.loads(ran.out, parse_float=str)["overall"][0]
    assert (told["low"], told["high"]) == (low, high)
