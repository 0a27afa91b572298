"""Shape 05: two annual goals of 40 with indicators of their own, one name in both."""

from decimal import Decimal

from conftest import Run
from shapes.specimen import HERE, found, scored, scores

SHAPE = "05-two-goals"


def test_scores(run: Run) -> None:
    told = scored(run, SHAPE, "2022", "--project", "湿地巡护")
    right = {
        "预算执行率": "19.20",
        "巡护次数": "9.38",
        "资料归档率": "10.00",
        "社区居民满意度": "19.00",
        "目标1": "38.38",
        "资料归档率#2": "19.00",
        "监测报告提交": "20.00",
        "目标2": "39.00",
    }
    assert {name: scores(told)[name] for name in right} == right
    assert (told["score"], told["grades"]) == (Decimal("96.58"), ["优"])
    assert told["filled"]["sum"] == Decimal("96.60")


def test_a_name_that_recurs_is_told_apart(run: Run) -> None:
    ran = run(
        "score", "2022", "--project", "湿地巡护", "--explain", "目标2/资料归档率", cwd=HERE / SHAPE
    )
    assert ran.code == 0, ran.err
    assert "20.00 × 95 ÷ 100 = 19.00" in ran.out


def test_findings(run: Run) -> None:
    codes = [(code, line) for code, _, line in found(run, SHAPE) if code != "TS521"]
    assert codes == [("TS570", 30), ("TS834", 11)]
