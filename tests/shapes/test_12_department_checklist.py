"""12: a checklist of three levels with points at each, re-checked in part, by the page's rules."""

from conftest import Run
from shapes.specimen import HERE, found, scored, scores

SHAPE, FILE = "12-department-checklist", "市博物馆.yaml"
ORG = ("2023", "--org", "市博物馆")
RIGHT = {
    "底数可靠": "3.00",
    "目标合理": "2.00",
    "规划": "13.00",
    "预算执行率": "13.00",
    "预算追加": "3.00",
    "“三公”控制": "5.00",
    "资产管理": "3.00",
    "执行": "39.00",
    "重点工作完成率": "19.17",
    "接待观众": "8.00",
    "观众满意度": "8.00",
    "绩效": "35.17",
}


def test_right_answers(run: Run) -> None:
    told = scored(run, SHAPE, *ORG)
    (overall,) = told["overall"]
    got = scores(told)
    assert {name: got[name] for name in RIGHT} == RIGHT
    assert f"{overall['score']:.2f}" == "87.17"
    assert overall["grades"] == ["良"]
    assert f"{overall['project']['filled']:.2f}" == "95.00"


def test_findings(run: Run) -> None:
    assert found(run, SHAPE) == [
        ("TS904", FILE, 27),
        ("TS830", FILE, 27),
        ("TS830", FILE, 28),
        ("TS833", FILE, 42),
        ("TS830", FILE, 47),
        ("TS905", FILE, 51),
    ]


def test_it_is_printed_with_points_at_three_levels(run: Run) -> None:
    printed = run("render", "市博物馆", cwd=HERE / SHAPE).out
    head = "| 一级指标 | 二级指标 | 三级指标 | 指标解释 | 评分标准 |"
    assert head in printed
    assert "| 规划（15分） | 底数（4分） | 底数可靠 | 底数能否支撑预算 |" in printed
    row = next(line for line in printed.splitlines() if "资产管理" in line)
    assert "| 台账 |" in row
