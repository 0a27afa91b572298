"""Shape 04: 20 points for execution and 60 + 20 or 60 + 40 for the classes, all by the document."""

from decimal import Decimal

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "04-own-weights"
FIRST, SECOND = "作业点标准化改造", "作业点标准化改造二"


def test_first_specimen(run: Run) -> None:
    told = scored(run, SHAPE, "2022", "--project", FIRST)
    right = {
        "预算执行率": "18.00",
        "改造作业点": "10.00",
        "防雹作业": "10.00",
        "资金用途": "10.00",
        "设备完好率": "9.80",
        "改造工期": "10.00",
        "成本控制": "10.00",
        "产出指标": "59.80",
        "效益指标": "20.00",
    }
    assert {name: scores(told)[name] for name in right} == right
    assert (told["score"], told["full"], told["grades"]) == (Decimal("97.80"), 100, ["优"])
    assert any("分值是表上自己的：预算执行率 20、产出指标 60" in a for a in told["assumptions"])


def test_second_specimen_has_120_points(run: Run) -> None:
    """117.80 of 120 is 98.17 %; nothing is scaled to 100."""
    told = scored(run, SHAPE, "2022", "--project", SECOND)
    assert (told["score"], told["full"]) == (Decimal("117.80"), 120)
    assert told["rate"] == {"low": Decimal("98.17"), "high": Decimal("98.17")}
    assert told["filled"]["sum"] == 118
    assert any("合计 120" in a and "不是 100" in a for a in told["assumptions"])


def test_findings(run: Run) -> None:
    hints = ("TS521", "TS576")  # that no 满意度 is asked for is at most a hint
    codes = [(code, file, line) for code, file, line in found(run, SHAPE) if code not in hints]
    assert codes == [
        ("TS830", f"{FIRST}.自评.yaml", 14),
        ("TS571", f"{SECOND}.yaml", 12),
        ("TS810", f"{SECOND}.自评.yaml", 8),
        ("TS830", f"{SECOND}.自评.yaml", 14),
    ]
