"""Shape 08: 其中 without points, a row without own numbers, units that are not summed."""

from decimal import Decimal

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "08-sub-rows"
PRINTED, CORRECTED = "河心洲村庭院改造到户奖补", "河心洲村庭院改造更正"


def test_scores(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", PRINTED)
    right = {
        "预算执行率": "10.00",
        "庭院绿化面积": "18.00",
        "发放农具": "11.40",
        "改造户厕": "10.00",
        "质量指标": "10.00",
        "产出指标": "49.40",
        "带动增收（总额）": "17.10",
        "效益指标": "29.10",
        "满意度指标": "10.00",
    }
    assert {name: scores(told)[name] for name in right} == right
    assert (told["score"], told["grades"]) == (Decimal("98.50"), ["优"])
    assert (told["full"], told["missing"]) == (100, [])
    assert scores(scored(run, SHAPE, "2023", "--project", CORRECTED))["庭院绿化面积"] == "17.51"


def test_the_parts_are_shown_and_have_no_points(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", PRINTED)
    group = told["project"]["classes"][1]["groups"][0]
    tools = group["indicators"][1]
    assert [(part["name"], part["points"]) for part in tools["within"]] == [
        ("手推车", None),
        ("喷雾器", None),
    ]
    assert "手推车 100%、喷雾器 90%" in tools["rule"]


def test_findings(run: Run) -> None:
    """36.5 printed, its parts add to 35.5; two rows below full are printed full."""
    codes = [c for c in found(run, SHAPE) if c[0] not in ("TS521", "TS570")]
    assert [(code, line) for code, file, line in codes if file == f"{PRINTED}.自评.yaml"] == [
        ("TS572", 17),
        ("TS830", 21),
        ("TS830", 29),
    ]
    assert not [code for code, file, _ in codes if file.endswith(f"{PRINTED}.yaml")]
