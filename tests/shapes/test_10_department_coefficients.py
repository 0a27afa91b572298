"""10: a department with coefficients, core rows and adjusted targets, by the page's own rule."""

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "10-department-coefficients"
ORG = ("2023", "--org", "岚桥县城市运行中心")
RIGHT = {
    "预算执行率": "7.80",
    "编内人员控制率": "2.00",
    "预算完成率": "1.73",
    "结转结余率": "1.25",
    "采购执行率": "1.37",
    "管理制度": "3.00",
    "预决算公开": "0.80",
    "管理": "10.15",
    "应急演练": "10.00",
    "热线办结率": "9.50",
    "履职": "49.50",
    "公众满意度": "16.20",
    "效益": "26.20",
}


def test_right_answers(run: Run) -> None:
    told = scored(run, SHAPE, *ORG)
    (overall,) = told["overall"]
    got = scores(told)
    assert {name: got[name] for name in RIGHT} == RIGHT
    assert f"{overall['score']:.2f}" == "93.65"
    assert overall["grades"] == ["优"]


def test_coefficients_stand_beside_the_printed_ones(run: Run) -> None:
    (overall,) = scored(run, SHAPE, *ORG)["overall"]
    rows = {
        row["name"]: row for part in overall["project"]["classes"] for row in part.get("groups", [])
    }
    assert f"{rows['预算完成率']['coefficient']:.2f}" == "86.67"
    assert {i["name"]: i["value"] for i in rows["预算完成率"]["inputs"]}["得分系数"] == "100%"


def test_findings(run: Run) -> None:
    assert found(run, SHAPE) == [
        ("TS902", "部门整体支出绩效自评表.yaml", 14),
        ("TS902", "部门整体支出绩效自评表.yaml", 16),
    ]
