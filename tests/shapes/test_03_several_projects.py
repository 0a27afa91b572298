"""Shape 03: several projects of one unit without 项目编码, money in 元 in any style."""

from decimal import Decimal
from pathlib import Path

import pytest

import page
from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "03-several-projects"
HERE = Path(__file__).parent / SHAPE
A, B, C = "排练厅隔音改造", "流动演出车运行", "借调教师补助（年中追加）"

RIGHT = {
    A: ({"预算执行率": "8.73", "排练厅使用率": "29.10", "产出指标": "50.00"}, "97.83"),
    B: ({"预算执行率": "4.26"}, "94.26"),
    C: ({"预算执行率": "10.00", "教师满意度": "8.89"}, "98.89"),
}


@pytest.mark.parametrize("project", RIGHT)
def test_scores(run: Run, project: str) -> None:
    told = scored(run, SHAPE, "2023", "--project", project)
    rows, total = RIGHT[project]
    assert {name: scores(told)[name] for name in rows} == rows
    assert (told["score"], told["grades"]) == (Decimal(total), ["优"])


def test_which_source_holds_the_money(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", B)
    assert told["spending"] == {
        "budget": 48000,
        "spent": Decimal("20462.4"),
        "rate": Decimal("42.63"),
    }
    assert [(r["name"], r["written"], r["rate"]) for r in told["funds"]["rows"]] == [
        ("当年财政拨款", ["0", "0", "—"], None),
        ("上年结转资金", ["48000.00", "48000.00", "20,462.4"], Decimal("42.63")),
    ]


def test_money_comes_back_as_it_was_written(run: Run) -> None:
    ran = run("render", f"杉岭区少年宫 {B}", "--scored", "--format", "html", cwd=HERE)
    rows = ["|".join(page.texts(row)) for table in page.read(ran.out).tables for row in table]
    assert any("年度资金总额|48000.00|48000.00|20,462.4|10.00|42.63%" in row for row in rows)
    assert any("当年财政拨款|0|0|—|" in row for row in rows)
    assert "2023年度　单位：元" in ran.out  # no 截至 is printed, so none is made up


def test_there_is_no_total_of_the_unit(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--org", "杉岭区少年宫")
    assert [project["name"] for project in told["projects"]] == [C, A, B]
    assert [project["score"] for project in told["projects"]] == [
        Decimal(RIGHT[name][1]) for name in (C, A, B)
    ]


def test_findings(run: Run) -> None:
    assert [(code, file) for code, file, _ in found(run, SHAPE)] == [
        ("TS830", "排练厅隔音改造.自评.yaml"),  # 97 of 100 with full points
        ("TS552", "流动演出车运行.自评.yaml"),  # 42.63 % without a reason
    ]
