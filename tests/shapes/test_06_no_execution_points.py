"""Shape 06: 40/40/20 without points for execution, funds by level of government."""

from decimal import Decimal
from pathlib import Path

import page
from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "06-no-execution-points"
PROJECT = "道路照明节能改造"
HERE = Path(__file__).parent / SHAPE


def test_scores(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", PROJECT)
    right = {
        "指标1换灯数量": "8.00",
        "指标2控制器安装": "7.60",
        "指标1完工时间": "8.00",
        "指标1用电量较上年下降": "7.20",
        "管护办法持续完善": "6.80",
        "沿街住户": "20.00",
        "产出指标": "39.60",
        "效益指标": "38.00",
    }
    assert {name: scores(told)[name] for name in right} == right
    assert "预算执行率" not in scores(told)
    assert (told["score"], told["full"], told["grades"]) == (Decimal("97.60"), 100, ["优"])


def test_funds_by_level_of_government(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", PROJECT)
    assert told["spending"] == {"budget": 1800000, "spent": 1539000, "rate": Decimal("85.50")}
    assert told["funds"]["initial"] is None
    assert [(row["name"], row["written"], row["rate"]) for row in told["funds"]["rows"]] == [
        ("中央补助", ["", "", ""], None),
        ("省级补助", ["", "120万元", "108.00万元"], 90),
        ("市县资金", ["", "60", "45.90"], Decimal("76.50")),
    ]


def test_the_form_has_the_offices(run: Run) -> None:
    ran = run("render", PROJECT, "--scored", "--format", "html", cwd=HERE)
    rows = ["|".join(page.texts(row)) for table in page.read(ran.out).tables for row in table]
    printed = ("榆湾市路灯管理所", "榆湾市城市管理局", "住房建设厅", "榆湾市财政局")
    assert all(any(office in row for row in rows) for office in printed)
    assert any("起止时间" in row and "2023年4月-2023年11月" in row for row in rows)
    assert any("省级补助||120万元|108.00万元|—|90%|—" in row for row in rows)


def test_findings(run: Run) -> None:
    told = [(code, line) for code, file, line in found(run, SHAPE) if "自评" in file]
    assert told == [
        ("TS810", 6),  # printed 98.5, its rows come to 98.0
        ("TS830", 17),  # 1140 of 1200 with full points
        ("TS840", 18),  # ≥98.5% is a bound
        ("TS840", 23),
    ]
    assert ("TS545", 24) in [(code, line) for code, _, line in found(run, SHAPE)]  # 2022 in 2023
