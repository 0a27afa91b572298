"""30: mid-year monitoring, which is followed and never scored."""

import json
from decimal import Decimal
from typing import Any

from conftest import Run
from shapes.specimen import HERE, found

SHAPE = "30-monitoring"
FILE = "社区助餐点.监控.yaml"


def followed(run: Run) -> dict[str, Any]:
    ran = run("progress", "社区助餐点", "--format", "json", cwd=HERE / SHAPE)
    assert ran.code == 0, ran.err
    told: dict[str, Any] = json.loads(ran.out, parse_float=Decimal)
    return told


def test_right_answers(run: Run) -> None:
    told = followed(run)
    whole, _, carried, _ = told["funds"]
    lines = {line["name"]: line for line in told["lines"]}
    assert f"{whole['rate']:.2f}" == "45.00"
    assert f"{whole['expected_rate']:.2f}" == "95.00"
    assert f"{carried['rate']:.2f}" == "20.00"
    assert f"{told['gone']:.2f}" == "58.33"
    assert f"{whole['gap']:.2f}" == "13.33"
    assert f"{lines['助餐点']['progress']:.2f}" == "58.33"
    assert f"{lines['助餐人次']['progress']:.2f}" == "42.00"
    assert f"{lines['助餐人次']['expected_progress']:.2f}" == "90.00"
    assert f"{lines['单餐成本']['progress']:.2f}" == "105.33"
    assert f"{lines['单餐成本']['expected_progress']:.2f}" == "103.33"
    assert told["alerted"] == ["助餐人次", "设备验收", "单餐成本"]
    assert told["unreported"] == ["老人满意度"]


def test_nothing_is_scored(run: Run) -> None:
    told = followed(run)
    assert not {"score", "low", "high", "grades"} & told.keys()
    assert all("score" not in line for line in told["lines"])
    ran = run("score", "2024", cwd=HERE / SHAPE)
    assert (ran.code, ran.out) == (2, "")


def test_findings(run: Run) -> None:
    assert found(run, SHAPE) == [
        ("TS911", FILE, 9),
        ("TS911", FILE, 14),
        ("TS914", FILE, 21),
        ("TS916", FILE, 23),
        ("TS913", FILE, 25),
        ("TS912", FILE, 27),
    ]


def test_it_is_printed_as_the_form(run: Run) -> None:
    printed = run("render", "社区助餐点", cwd=HERE / SHAPE).out
    assert "1-7月执行数" in printed
    assert "经费保障 | 制度保障 | 人员保障 | 硬件条件保障 | 其他 | 原因说明 | 确定能" in printed
    row = next(line for line in printed.splitlines() if "设备验收" in line)
    assert row.count("√") == 3
    assert "已重新招标" in row
