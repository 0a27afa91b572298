"""项目绩效目标表 whose rows each print their own 优/良/中/差: numbers, words, ranges, delays."""

from pathlib import Path
from shutil import copytree

import pytest

from conftest import Run
from shapes.specimen import HERE, found, scored, scores

SHAPE = "21-bands-per-row"


def test_every_row(run: Run) -> None:
    told = scores(scored(run, SHAPE, "2023", "--project", "乐器"))
    expected = {
        "配送乐器": "24.00",
        "文化站使用": "20.00",
        "群众满意": "8.00",
        "资金到位": "6.00",
        "按时完成": "16.00",
    }
    assert {name: told[name] for name in expected} == expected


def test_the_total_and_the_grade(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", "乐器")
    assert (f"{told['low']:.2f}", told["grades"]) == ("74.00", ["中"])


def test_days_late_are_told(run: Run) -> None:
    asked = ("score", "2023", "--project", "乐器", "--explain", "按时完成")
    assert "晚 10 天，良，得 80%" in run(*asked, cwd=HERE / SHAPE).out


@pytest.mark.parametrize(("done", "expected"), [("640件", "18.00"), ("199件", "9.00")])
def test_other_results(run: Run, tmp_path: Path, done: str, expected: str) -> None:
    root = copytree(HERE / SHAPE, tmp_path / "other")
    report = root / "scorecards/2023/县文化局/乐器.自评.yaml"
    report.write_text(report.read_text("utf-8").replace("655件", done), "utf-8")
    assert scores(scored(run, str(root), "2023", "--project", "乐器"))["配送乐器"] == expected


def test_what_the_bands_leave_open_is_found(run: Run) -> None:
    assert found(run, SHAPE) == [
        ("TS430", "乐器.yaml", 15),
        ("TS430", "乐器.yaml", 22),
        ("TS430", "乐器.yaml", 34),
        ("TS430", "乐器.yaml", 39),
    ]
