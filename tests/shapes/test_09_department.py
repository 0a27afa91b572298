"""09: a department's 自评 in the layout of a project's, by the page's own rule."""

from conftest import Run
from shapes.specimen import HERE, found, scored, scores

SHAPE, FILE = "09-department", "部门整体支出绩效自评表.yaml"
ORG = ("2023", "--org", "柏渡区园林绿化服务中心")
RIGHT = {
    "预算执行率": "10.00",
    "指标1:改造口袋公园数量": "10.00",
    "指标2:补植行道树数量": "5.00",
    "指标3:新修绿道": "9.50",
    "时效指标": "10.00",
    "产出指标": "49.50",
    "效益指标": "30.00",
    "满意度指标": "10.00",
}


def test_right_answers(run: Run) -> None:
    told = scored(run, SHAPE, *ORG)
    (overall,) = told["overall"]
    got = scores(told)
    assert {name: got[name] for name in RIGHT} == RIGHT
    assert f"{overall['spending']['rate']:.2f}" == "102.60"
    assert f"{overall['score']:.2f}" == "99.50"
    assert overall["grades"] == ["优"]


def test_findings(run: Run) -> None:
    assert found(run, SHAPE) == [
        ("TS903", FILE, 5),
        ("TS524", FILE, 8),
        ("TS543", FILE, 17),
        ("TS544", FILE, 20),
        ("TS830", FILE, 22),
    ]


def test_it_is_printed_as_handed_in(run: Run) -> None:
    printed = run("render", "柏渡区园林绿化服务中心", cwd=HERE / SHAPE).out
    assert "其中:当年财政拨款 | 400.00 | 400.00 | 410.40 | 102.60% | — | — |" in printed
    assert "| 10月前 | 9月 | 5 | 5 |" in printed
