"""Shape 02: text targets with 达成预期指标 as results, and a total fund row of 0."""

from decimal import Decimal

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "02-text-targets"
PROJECT = "馆藏档案扫描外包"


def test_scores(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", PROJECT)
    right = {
        "预算执行率": "9.75",
        "扫描页数": "10.00",
        "图像合格率": "8.00",
        "经费使用规范": "8.00",
        "交付及时": "7.00",
        "扫描总成本": "9.00",
        "单页成本": "8.00",
        "查档是否方便": "15.00",
        "数字副本长期可读": "11.00",
        "利用者满意": "10.00",
        "产出指标": "50.00",
        "效益指标": "26.00",
    }
    assert {name: scores(told)[name] for name in right} == right
    assert (told["score"], told["grades"]) == (Decimal("95.75"), ["优"])
    assert told["spending"]["rate"] == Decimal("97.50")


def test_what_was_filled_in_stands_beside(run: Run) -> None:
    filled = scored(run, SHAPE, "2023", "--project", PROJECT)["filled"]
    assert (filled["sum"], filled["score"], filled["grades"]) == (86, 86, ["良"])


def test_findings(run: Run) -> None:
    codes = [(code, line) for code, _, line in found(run, SHAPE)]
    assert codes == [("TS570", 28), ("TS550", 8)]
