"""What a project's table is worth by itself, worked out by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from conftest import Make, Run

HEAD = "类型: 预算项目绩效目标表\n年度: 2023\n实施单位: 甲站\n项目名称: 巡护\n"
TOLD = "类型: 项目自评\n年度: 2023\n实施单位: 甲站\n项目名称: 巡护\n"


def rows(**classes: str) -> str:
    """Return 绩效指标 with one 二级指标 in each class, its rows as written."""
    written = "".join(f"  {name}:\n    甲类: [{text}]\n" for name, text in classes.items())
    return f"绩效指标:\n{written}"


def row(name: str, points: str = "") -> str:
    return f"{{名称: {name}, 指标值: ≥5次{f', 分值: {points}' if points else ''}}}"


def score(make: Make, run: Run, table: str, told: str = "") -> dict[str, Any]:
    files = {"scorecards/2023/甲/a.yaml": HEAD + table}
    if told:
        files["scorecards/2023/甲/a.自评.yaml"] = TOLD + told
    ran = run("score", "2023", "--project", "巡护", "--format", "json", cwd=make(files))
    assert ran.code == 0, ran.out + ran.err
    found: dict[str, Any] = json.loads(ran.out, parse_float=Decimal)
    return found


def worth(told: dict[str, Any]) -> dict[str, str]:
    return {part["name"]: f"{part['points']:.2f}" for part in told["project"]["classes"]}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # 40/40/20 without execution: no 10 is added, nothing is scaled.
        ("分值: {产出指标: 40, 效益指标: 40, 满意度指标: 20}\n"
         + rows(产出指标=row("一"), 效益指标=row("二"), 满意度指标=row("三")),
         {"产出指标": "40.00", "效益指标": "40.00", "满意度指标": "20.00"}),
        # 110 stays 110.
        ("分值: {预算执行率: 20, 产出指标: 60, 效益指标: 30}\n"
         + rows(产出指标=row("一"), 效益指标=row("二")),
         {"预算执行率": "20.00", "产出指标": "60.00", "效益指标": "30.00"}),
        # A class without a weight has what its rows have.
        ("分值: {预算执行率: 10, 产出指标: 60}\n"
         + rows(产出指标=row("一"), 效益指标=f"{row('二', '12')}, {row('三', '18')}"),
         {"预算执行率": "10.00", "产出指标": "60.00", "效益指标": "30.00"}),
        # A missing class whose rows' points the others have taken: as written.
        (rows(产出指标=row("一", "60"), 效益指标=row("二", "30")),
         {"预算执行率": "10.00", "产出指标": "60.00", "效益指标": "30.00"}),
        # A missing class, the others as the profile has them: 90 in all.
        (rows(产出指标=row("一", "50"), 效益指标=row("二", "30")),
         {"预算执行率": "10.00", "产出指标": "50.00", "效益指标": "30.00"}),
        # A missing class and no points written: in proportion, 90 × 50/80 and 90 × 30/80.
        (rows(产出指标=row("一"), 效益指标=row("二")),
         {"预算执行率": "10.00", "产出指标": "56.25", "效益指标": "33.75"}),
        # Goals: 100 - 10 - 40 is left for the two that say nothing.
        ("分组目标:\n"
         + "".join(
             f"  - {{目标: 办好, {p}绩效指标: {{产出指标: {{数量指标: [{row(n)}]}}}}}}\n"
             for n, p in (("一", "分值: 40, "), ("二", ""), ("三", ""))
         ),
         {"预算执行率": "10.00", "目标1": "40.00", "目标2": "25.00", "目标3": "25.00"}),
    ],
)  # fmt: skip
def test_weights(make: Make, run: Run, table: str, expected: dict[str, str]) -> None:
    told = score(make, run, table)
    assert worth(told) == expected
    assert told["full"] == sum(map(Decimal, expected.values()))


def test_a_missing_class_is_one_finding(make: Make, run: Run) -> None:
    table = HEAD + rows(产出指标=row("一", "60"), 效益指标=row("二", "30"))
    ran = run("validate", "--format", "json", cwd=make({"scorecards/2023/甲/a.yaml": table}))
    codes = [f["code"] for f in json.loads(ran.out)["findings"]]
    assert codes == ["TS504"]


def test_an_equal_share_of_seven_rows(make: Make, run: Run) -> None:
    """50/7: the first two have 7.15, the other five 7.14; an empty row has none."""
    seven = ", ".join([*(row(f"项{n}") for n in range(7)), "{名称: 指标8}"])
    told = score(make, run, rows(产出指标=seven, 效益指标=row("二"), 满意度指标=row("三")))
    lines = told["project"]["classes"][1]["groups"][0]["indicators"]
    assert [f"{line['points']:.2f}" for line in lines] == ["7.15"] * 2 + ["7.14"] * 5


def test_rows_of_one_name_are_told_apart(make: Make, run: Run) -> None:
    """By their classes, and in one class by their number."""
    table = rows(
        产出指标=f"{row('巡护')}, {row('巡护')}", 效益指标=row("巡护"), 满意度指标=row("三")
    )
    same = "产出指标/甲类/巡护#1: 5次, 产出指标/甲类/巡护#2: 1次"
    told = f"完成: {{{same}, 效益指标/巡护: 2次, 三: 5次}}\n"
    found = score(make, run, table, told)["project"]["classes"]
    scores = [line["score"] for c in found[1:] for line in c["groups"][0]["indicators"]]
    assert scores == [25, 5, 12, 10]


def test_what_is_filled_in_never_replaces_the_score(make: Make, run: Run) -> None:
    table = rows(产出指标=row("一"), 效益指标=row("二"), 满意度指标=row("三"))
    told = (
        "自评得分: 88\n自评等次: 良\n小计: {产出指标: 40}\n"
        "执行: {全年预算数: 100, 全年执行数: 100, 得分: 8}\n"
        "完成: {一: {自评: 5次, 得分: 40}, 二: {自评: 5次, 得分: 30}, 三: {自评: 5次, 得分: 10}}\n"
    )
    found = score(make, run, table, told)
    assert (found["score"], found["grades"]) == (100, ["优"])
    assert found["filled"] == {
        "score": 88, "sum": 88, "rate": 88, "grade": "良", "grades": ["良"],
    }  # fmt: skip
    parts = found["project"]["classes"]
    assert [part.get("filled") for part in parts] == [8, 40, None, None]
