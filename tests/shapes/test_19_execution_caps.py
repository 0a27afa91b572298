"""Shape 19: a scheme that caps the total by execution and takes points for overshooting."""

import json
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from conftest import Run
from shapes.specimen import HERE, found, scored, scores

SHAPE = "19-execution-caps"


def test_overshooting_costs_points(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", "管网巡检")
    right = {
        "预算执行率": "7.15",
        "巡检里程": "18.00",
        "维修点位": "13.00",
        "巡检员培训": "15.00",
        "漏损下降": "10.00",
        "设施完好率": "10.00",
        "停水时长": "10.00",
        "用户满意度": "10.00",
    }
    assert {name: scores(told)[name] for name in right} == right
    assert (told["score"], told["grades"]) == (89, ["良"])
    assert told["cap"] == {
        "rate": Decimal("71.50"),
        "below": 80,
        "most": 89,
        "low": Decimal("93.15"),
        "high": Decimal("93.15"),
    }


@pytest.mark.parametrize(
    ("project", "total", "grade"),
    [
        ("P2", "91.20", "优"),
        ("P3", "89.00", "良"),
        ("P4", "89.00", "良"),
        ("P5", "79.00", "中"),
        ("P6", "79.00", "中"),
        ("P7", "69.00", "中"),
        ("P8", "69.00", "中"),
        ("P9", "59.00", "差"),
        ("P10", "84.30", "良"),
        ("P11", "92.00", "优"),
    ],
)
def test_caps(run: Run, project: str, total: str, grade: str) -> None:
    told = scored(run, SHAPE, "2023", "--project", project)
    assert (f"{told['score']:.2f}", told["grades"]) == (total, [grade])


def test_every_output_names_the_rules(run: Run) -> None:
    for command in (
        ("score", "2023", "--project", "P10"),
        ("score", "2023", "--project", "P10", "--format", "md"),
        ("score", "2023", "--project", "P10", "--format", "json"),
        ("render", "P10", "--scored"),
    ):
        ran = run(*command, cwd=HERE / SHAPE)
        assert "执行率封顶" in ran.out, command
        assert "超额扣分" in ran.out, command


def test_findings(run: Run) -> None:
    codes = [(code, file) for code, file, _ in found(run, SHAPE) if code != "TS552"]
    assert codes == [
        *(("TS810", f"P{number}.自评.yaml") for number in range(3, 10)),
        ("TS810", "管网巡检.自评.yaml"),
        ("TS830", "管网巡检.自评.yaml"),
        ("TS830", "管网巡检.自评.yaml"),
    ]


def test_a_receipt_names_the_cap_and_what_was_filled_in(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "repository"
    shutil.copytree(HERE / SHAPE, root)
    asked = ("score", "2023", "--project", "管网巡检", "--receipt", "项目.json")
    assert run(*asked, cwd=root).code == 0
    told = json.loads((root / "项目.json").read_text("utf-8"), parse_float=str)
    assert (told["project"], told["total"]["high"]) == ("管网 管网巡检", "89.00")
    assert any("总分最高 89 分" in said for said in told["assumptions"])
    assert {line["filled"] for line in told["lines"] if line["name"].endswith("巡检里程")} == {20}
    assert [source["kind"] for source in told["inputs"]] == [
        "设置", "计分方案", "预算项目绩效目标表", "项目自评"
    ]  # fmt: skip
    assert run("verify", "项目.json", cwd=root).code == 0
    scheme = root / "templates/计分方案/省自评系统.yaml"
    scheme.write_text(scheme.read_text("utf-8").replace("89", "88"), "utf-8")
    ran = run("verify", "项目.json", cwd=root)
    assert ran.code == 1
    assert "templates/计分方案/省自评系统.yaml" in ran.out
    assert "88.00" in ran.out
