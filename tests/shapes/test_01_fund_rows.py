"""Shape 01: the ministry's 项目支出绩效自评表 with fund rows by source, in 万元."""

from decimal import Decimal
from pathlib import Path

import page
from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "01-fund-rows"
PROJECT = "渡口安全设施维护"
HERE = Path(__file__).parent / SHAPE


def test_scores(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", PROJECT)
    right = {
        "预算执行率": "9.40",
        "检修渡船": "15.00",
        "检修合格率": "20.00",
        "汛前完工率": "14.21",
        "渡运安全事故": "30.00",
        "乘客满意度": "10.00",
        "产出指标": "49.21",
    }
    assert {name: scores(told)[name] for name in right} == right
    assert (told["score"], told["grades"]) == (Decimal("98.61"), ["优"])


def test_funds(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", PROJECT)
    assert told["spending"] == {"budget": 405000, "spent": 380700, "rate": 94}
    funds = told["funds"]
    assert (funds["unit"], funds["initial"], funds["from_parts"]) == ("万元", 360000, [])
    assert [(row["name"], row["rate"]) for row in funds["rows"]] == [
        ("当年财政拨款", Decimal("95.65")),
        ("上年结转资金", Decimal("84.50")),
        ("其他资金", None),
    ]
    assert funds["rows"][0]["written"] == ["30.00", "34.50", "33.00"]


def test_the_form_has_the_rows_and_heads_as_printed(run: Run) -> None:
    ran = run("render", PROJECT, "--scored", "--format", "html", cwd=HERE)
    flat = ["|".join(page.texts(row)) for table in page.read(ran.out).tables for row in table]
    assert any("岚桥县交通运输局" in row and "岚桥县渡口管理所" in row for row in flat)
    assert any("36.00|40.50|38.07|10.00|94.00%|9.40" in row for row in flat)
    assert any("当年财政拨款|30.00|34.50|33.00|—|95.65%|—" in row for row in flat)
    assert any("上年结转资金|6.00|6.00|5.07|—|84.50%|—" in row for row in flat)
    assert any(row.endswith("其他资金||||—||—") for row in flat)
    assert any("其他需要说明事项|无" in row for row in flat)


def test_findings(run: Run) -> None:
    told = [(code, line) for code, _, line in found(run, SHAPE)]
    assert told == [
        ("TS831", 21),  # 13 of 15
        ("TS831", 22),  # 18 of 20
        ("TS834", 23),  # 14.00, the rule gives 14.21
        ("TS831", 24),  # 28 of 30
    ]
