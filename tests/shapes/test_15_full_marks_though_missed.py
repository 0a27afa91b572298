"""Shape 15: missed rows with full marks, whole points, `0` in the column of reasons."""

from decimal import Decimal

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "15-full-marks-though-missed"


def test_scores(run: Run) -> None:
    told = scored(run, SHAPE, "2022", "--project", "消防水箱更换")
    right = {
        "预算执行率": "8.40",
        "指标1工程款金额": "8.40",
        "指标1水箱完工率": "10.00",
        "指标2验收合格率": "9.60",
        "指标1完工及时率": "10.00",
        "指标1成本控制率": "10.00",
        "产出指标": "48.00",
        "指标1使用年限": "8.00",
        "效益指标": "28.00",
        "指标1老人满意度": "9.80",
    }
    assert {name: scores(told)[name] for name in right} == right
    assert (told["score"], told["grades"]) == (Decimal("94.20"), ["优"])
    assert told["filled"]["sum"] == 96


def test_findings(run: Run) -> None:
    codes = [(code, line) for code, file, line in found(run, SHAPE) if "自评" in file]
    assert codes == [
        ("TS834", 15),
        ("TS834", 18),
        ("TS830", 20),
        ("TS830", 25),
        ("TS830", 26),
    ]
