"""绩效目标调整: from which day it counts, what it may say of the table, one after another."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from conftest import Make, Run, found

TABLE = """类型: 预算项目绩效目标表
预算单位: 甲所
年度: 2023
项目编码: P1
项目名称: 古树
预算: {预算数: 100}
绩效目标: [保护古树，修复古树]
绩效指标:
  产出指标:
    数量指标:
      - {名称: 修复, 指标值: ≥60株, 分值: 40}
      - {名称: 宣传牌, 指标值: ≥30块, 分值: 10}
  效益指标:
    生态效益指标: [{名称: 保存率, 指标值: ≥98%, 分值: 30}]
  满意度指标:
    服务对象满意度指标: [{名称: 满意度, 指标值: ≥90%, 分值: 10}]
"""
APPLIED = """类型: 绩效目标调整
年度: 2023
项目编码: P1
申请日期: 2023-08-20
"""
AGREED = "审批: [{部门: 财政, 意见: 同意, 日期: 2023-09-05}]\n"
LOWER = "指标: [{名称: 修复, 分值: 40, 调整前: ≥60株, 调整后: ≥48株, 理由: 压减}]\n"


def assessed(day: str) -> str:
    return f"""类型: 项目自评
项目编码: P1
年度: 2023
截至: {day}
执行: {{全年执行数: 50}}
完成: {{修复: {{自评: 48株, 偏差原因: 移栽未活}}, 保存率: 98%, 满意度: 90%}}
"""


def files(adjusted: str, day: str = "2023-12-31") -> dict[str, str]:
    return {
        "scorecards/2023/甲所/P1.yaml": TABLE,
        "scorecards/2023/甲所/P1.调整.yaml": adjusted,
        "scorecards/2023/甲所/P1.自评.yaml": assessed(day),
    }


def scored(run: Run, root: Path) -> dict[str, Any]:
    ran = run("score", "2023", "--project", "P1", "--format", "json", cwd=root)
    told: dict[str, Any] = json.loads(ran.out, parse_float=Decimal)
    return told


def row(told: dict[str, Any], name: str) -> dict[str, Any] | None:
    ahead = [told["project"]]
    while ahead:
        node: dict[str, Any] = ahead.pop()
        if node["name"] == name:
            return node
        ahead += [part for key in ("classes", "groups", "indicators") for part in node.get(key, [])]
    return None


@pytest.mark.parametrize(
    ("said", "day", "score"),
    [
        (AGREED, "2023-12-31", "40.00"),
        (AGREED, "2023-09-05", "40.00"),
        (AGREED, "2023-09-04", "32.00"),
        (AGREED + "生效: 2023-10-01\n", "2023-09-30", "32.00"),
        ("", "2023-12-31", "32.00"),
        ("审批: [{部门: 财政, 意见: 不同意, 日期: 2023-09-05}]\n", "2023-12-31", "32.00"),
        ("审批: [{部门: 财政, 意见: 同意}]\n", "2023-12-31", "32.00"),
        ("审批: [{部门: 财政, 意见: 同意, 日期: 2024-01-05}]\n", "2023-12-31", "32.00"),
    ],
)
def test_it_counts_from_its_day_where_all_agreed(
    run: Run, make: Make, said: str, day: str, score: str
) -> None:
    told = scored(run, make(files(APPLIED + said + LOWER, day)))
    node = row(told, "修复")
    assert node is not None
    assert f"{node['score']:.2f}" == score
    assert any("绩效目标调整" in assumption for assumption in told["assumptions"])


def test_rows_leave_and_come_with_their_points(run: Run, make: Make) -> None:
    changes = """指标:
  - {名称: 修复, 分值: 40, 调整后分值: 35, 调整前: ≥60株, 调整后: ≥60株, 理由: 分值调整}
  - {名称: 宣传牌, 分值: 10, 调整前: ≥30块, 调整后: 取消, 理由: 社区承担}
  - {名称: 防治, 分值: 15, 调整前: —, 调整后: ≥3000平方米, 理由: 新增}
"""
    root = make(files(APPLIED + AGREED + changes))
    assert not [f for f in found(root) if f.place.file.endswith("调整.yaml")]
    told = scored(run, root)
    new, kept = row(told, "防治"), row(told, "修复")
    assert row(told, "宣传牌") is None
    assert new is not None
    assert kept is not None
    assert (new["points"], new["target"], kept["points"]) == (15, "≥3000平方米", 35)
    assert new["place"]["file"].endswith("P1.调整.yaml")


def test_money_is_measured_on_the_adjusted_budget(run: Run, make: Make) -> None:
    money = "预算: {调整前: 100, 调整后: 80, 理由: 压减}\n"
    for said, rate in ((AGREED, "62.50"), ("", "50.00")):
        told = scored(run, make(files(APPLIED + said + money)))
        assert f"{told['spending']['rate']:.2f}" == rate


def test_a_second_one_starts_from_the_first(run: Run, make: Make) -> None:
    second = """类型: 绩效目标调整
年度: 2023
项目编码: P1
申请日期: 2023-10-20
审批: [{部门: 财政, 意见: 同意, 日期: 2023-11-05}]
指标: [{名称: 修复, 调整前: ≥48株, 调整后: ≥40株, 理由: 再压减}]
"""
    root = make(files(APPLIED + AGREED + LOWER) | {"scorecards/2023/甲所/P1.调整2.yaml": second})
    assert "TS923" not in {f.code for f in found(root)}
    told = scored(run, root)
    node = row(told, "修复")
    assert node is not None
    assert (node["target"], len(told["adjusted"])) == ("≥40株", 2)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ("{名称: 修服, 调整前: ≥60株, 调整后: ≥48株, 理由: 某}", "没有指标“修服”"),
        ("{名称: 防治, 调整后: ≥3000平方米, 理由: 某}", "没有写在哪一类指标下"),
        ("{名称: 修复, 调整前: ≥60株, 调整后: 五株左右吧≥, 理由: 某}", "调整后"),
    ],
)
def test_what_fits_nothing_is_said(make: Make, changes: str, message: str) -> None:
    told = found(make(files(f"{APPLIED}{AGREED}指标: [{changes}]\n")))
    assert any(message in f.message for f in told), told


def test_without_its_project_it_changes_nothing(make: Make) -> None:
    (finding,) = found(make({"scorecards/2023/甲.yaml": APPLIED + AGREED + "指标: []\n"}))
    assert "没有这个项目" in finding.message


def test_it_is_drafted_from_the_project(run: Run, make: Make) -> None:
    root = make({"scorecards/2023/甲所/P1.yaml": TABLE})
    made = run("new", "调整", "P1", "--as-of", "2023-08-20", cwd=root)
    assert made.code == 0, made.err
    text = (root / "scorecards/2023/甲所/古树.调整-2023-08-20.yaml").read_text("utf-8")
    assert "调整前: ≥60株, 调整后: ≥60株" in text.replace("'", "")
    codes = {f.code for f in found(root) if f.place.file.endswith("2023-08-20.yaml")}
    assert codes == {"TS690", "TS922"}
    printed = run("render", "scorecards/2023/甲所/古树.调整-2023-08-20.yaml", cwd=root).out
    assert "绩效目标调整申请表" in printed


SPLIT = """类型: 预算项目绩效目标表
预算单位: 甲所
年度: 2023
项目编码: P1
项目名称: 古树
预算: {预算数: 100}
分值: {预算执行率: 20}
分组目标:
  - 目标: 把古树修好
    分值: 40
    绩效指标:
      产出指标: {数量指标: [{名称: 修复, 指标值: ≥60株, 分值: 40}]}
  - 目标: 把名木看住
    分值: 40
    绩效指标:
      产出指标:
        数量指标: [{名称: 修复, 指标值: ≥20株, 分值: 30}, {名称: 宣传牌, 指标值: ≥30块, 分值: 10}]
"""
SPLIT_DONE = """类型: 项目自评
项目编码: P1
年度: 2023
执行: {全年执行数: 100}
完成: {目标1/修复: 60株, 目标2/修复: 10株, 宣传牌: 15块, 名木牌: 8块}
"""


def test_the_rows_of_one_of_several_goals_are_adjusted(run: Run, make: Make) -> None:
    lower = (
        "指标:\n"
        "  - {名称: 目标2/修复, 分值: 30, 调整前: ≥20株, 调整后: ≥10株, 理由: 压减}\n"
        "  - {名称: 宣传牌, 分值: 10, 调整前: ≥30块, 调整后: 取消, 理由: 不做了}\n"
        "  - {名称: 名木牌, 分值: 10, 调整后: ≥16块, 理由: 改做}\n"
    )
    root = make(
        {
            "scorecards/2023/甲所/P1.yaml": SPLIT,
            "scorecards/2023/甲所/P1.调整.yaml": APPLIED + AGREED + lower,
            "scorecards/2023/甲所/P1.自评.yaml": SPLIT_DONE,
        }
    )
    told = scored(run, root)
    # 执行 20 + 目标1 40 + 目标2: 修复 30 (10 of 10), 名木牌 10 × 8/16 = 5
    assert told["low"] == told["high"] == Decimal("95.00")
    unclear = lower.replace("目标2/修复", "修复")
    (root / "scorecards/2023/甲所/P1.调整.yaml").write_text(APPLIED + AGREED + unclear, "utf-8")
    assert "绩效目标表里没有指标“修复”，或不止一条" in run("validate", cwd=root).out


def test_an_adjusted_budget_has_no_parts_any_more(run: Run, make: Make) -> None:
    """120 of 132 is 90.91 %, of 150 it would be 80 %; the parts of 150 are those of before."""
    table = TABLE.replace("{预算数: 100}", "{预算数: 150, 财政资金: 140, 其他资金: 10}")
    told = APPLIED + AGREED + "预算: {调整前: 150, 调整后: 132, 理由: 压减}\n"
    root = make(files(told))
    (root / "scorecards/2023/甲所/P1.yaml").write_text(table, "utf-8")
    report = assessed("2023-12-31").replace("全年执行数: 50", "全年执行数: 120")
    (root / "scorecards/2023/甲所/P1.自评.yaml").write_text(report, "utf-8")
    node = row(scored(run, root), "预算执行率")
    assert node is not None
    assert node["score"] == Decimal("9.09")


def test_points_move_between_classes(run: Run, make: Make) -> None:
    moved = """指标:
  - {名称: 修复, 分值: 40, 调整后分值: 30, 调整前: ≥60株, 调整后: ≥60株, 理由: 移分}
  - {名称: 保存率, 分值: 30, 调整后分值: 40, 调整前: ≥98%, 调整后: ≥98%, 理由: 移分}
"""
    told = scored(run, make(files(APPLIED + AGREED + moved)))
    points = {name: (row(told, name) or {})["points"] for name in ("产出指标", "效益指标")}
    assert points == {"产出指标": 40, "效益指标": 40}
    assert told["full"] == 100
    execution = row(told, "预算执行率")
    assert execution is not None
    assert execution["points"] == 10


def test_points_move_between_goals(run: Run, make: Make) -> None:
    moved = """指标:
  - {名称: 目标1/修复, 分值: 40, 调整后分值: 30, 调整前: ≥60株, 调整后: ≥60株, 理由: 移分}
  - {名称: 目标2/修复, 分值: 30, 调整后分值: 40, 调整前: ≥20株, 调整后: ≥20株, 理由: 移分}
"""
    done = SPLIT_DONE.replace(", 名木牌: 8块", "")
    root = make(
        {
            "scorecards/2023/甲所/P1.yaml": SPLIT,
            "scorecards/2023/甲所/P1.调整.yaml": APPLIED + AGREED + moved,
            "scorecards/2023/甲所/P1.自评.yaml": done,
        }
    )
    told = scored(run, root)
    # 执行 20 + 目标1 30 + 目标2: 修复 40 × 10/20 = 20, 宣传牌 10 × 15/30 = 5
    assert told["low"] == told["high"] == Decimal("75.00")
