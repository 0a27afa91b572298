"""31: targets and budget adjusted within the year; an application too late changes nothing."""

import json
from decimal import Decimal

import pytest

import page
from conftest import Run
from shapes.specimen import HERE, found, scored, scores

SHAPE, LATE = "31-goal-adjustment", "31-goal-adjustment-late"
ASKED = ("2023", "--project", "古树保护")
RIGHT = {
    "预算执行率": "9.50",
    "古树修复": "18.75",
    "监测设备": "10.00",
    "白蚁防治面积": "5.00",
    "完工时间": "10.00",
    "单株成本": "4.94",
    "产出指标": "48.69",
    "效益指标": "30.00",
    "满意度指标": "9.80",
}
RIGHT_LATE = {
    "预算执行率": "8.08",
    "古树修复": "15.00",
    "单株成本": "4.65",
    "完工时间": "0.00",
    "宣传牌": "0.00–5.00",
}


def test_right_answers(run: Run) -> None:
    told = scored(run, SHAPE, *ASKED)
    got = scores(told)
    assert {name: got[name] for name in RIGHT} == RIGHT
    assert "宣传牌" not in got
    assert f"{told['score']:.2f}" == "97.99"
    assert told["grades"] == ["优"]


def test_what_was_adjusted_is_told(run: Run) -> None:
    (adjusted,) = scored(run, SHAPE, *ASKED)["adjusted"]
    rows = {row["name"]: row for row in adjusted["rows"]}
    assert f"{adjusted['budget']['change']:.2f}" == "-15.00"
    assert f"{rows['古树修复']['change']:.2f}" == "-20.00"
    assert rows["监测设备"]["kind"] == "不变"
    assert rows["宣传牌"]["kind"] == "取消"
    assert rows["白蚁防治面积"]["kind"] == "新增"
    assert adjusted["effective"] == "2023-09-05"


def test_before_the_day_the_old_targets_count(run: Run) -> None:
    asked = ("progress", "古树保护", "--as-of", "2023-06-30", "--format", "json")
    told = json.loads(run(*asked, cwd=HERE / SHAPE).out, parse_float=Decimal)
    lines = {line["name"]: line for line in told["lines"]}
    assert f"{lines['古树修复']['done']:.2f}" == "36.67"
    assert "宣传牌" in lines
    assert any("还不起作用" in said for said in told["remarks"])


def test_too_late_and_not_approved_changes_nothing(run: Run) -> None:
    told = scored(run, LATE, *ASKED)
    got = scores(told)
    assert {name: got[name] for name in RIGHT_LATE} == RIGHT_LATE
    assert "白蚁防治面积" not in got
    assert "adjusted" not in told
    assert any("财政没有同意" in said for said in told["assumptions"])


@pytest.mark.parametrize(
    ("shape", "wrong"),
    [
        (SHAPE, [("TS921", "调整.yaml", 14)]),
        (LATE, [("TS922", "调整.yaml", 7), ("TS921", "调整.yaml", 13)]),
    ],
)
def test_findings(run: Run, shape: str, wrong: list[tuple[str, str, int]]) -> None:
    assert found(run, shape) == wrong


def test_the_unit_cost_is_told(run: Run) -> None:
    told = run("validate", "--format", "concise", cwd=HERE / SHAPE).out
    assert "从 4.00 到 4.25（+6.25%）" in told


def test_it_is_printed(run: Run) -> None:
    printed = run("render", "scorecards/2023/古树/调整.yaml", cwd=HERE / SHAPE).out
    assert "| 白蚁防治面积（5分） | — | ≥3000平方米 | 新增,接宣传牌的分值 |" in printed
    assert "| 财政意见 | 同意　2023-09-05 |" in printed


def test_the_application_prints_the_amounts_as_written(run: Run) -> None:
    ran = run("render", "scorecards/2023/古树/调整.yaml", "--format", "html", cwd=HERE / LATE)
    assert ran.code == 0, ran.err
    rows = [page.texts(row) for row in page.read(ran.out).tables[1]]
    assert ("预算（万元）", "240.00", "204.00", "压减一般性支出") in rows
