"""Shape 32: no 分值 and no 得分 printed; the score exists only under a stated profile."""

from decimal import Decimal

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "32-no-points"
PROJECT = "乡村邮路补助资金"


def test_scores(run: Run) -> None:
    told = scored(run, SHAPE, "2022", "--project", PROJECT)
    right = {
        "预算执行率": "9.50",
        "指标1:乡村邮路": "10.00",
        "指标2:村级投递点": "9.50",
        "指标1:邮件完好率": "10.00",
        "指标1:补助当年拨付": "10.00",
        "指标1:每条邮路补助": "10.00",
        "指标1:通邮村民": "13.50",
        "指标1:邮路管理": "15.00",
        "指标1:村民满意度": "10.00",
        "产出指标": "49.50",
    }
    assert {name: scores(told)[name] for name in right} == right
    assert told["score"] == Decimal("97.50")
    assert told["spending"]["rate"] == 95
    rates = [row["rate"] for row in told["funds"]["rows"]]
    assert rates == [100, 95, 100, Decimal("80.63")]


def test_the_profile_is_said(run: Run) -> None:
    said = scored(run, SHAPE, "2022", "--project", PROJECT)["assumptions"]
    assert any("没有写计分方案，按“财政项目自评”计" in text for text in said)
    assert any("没有写分值" in text and "平均分摊" in text for text in said)


def test_findings(run: Run) -> None:
    codes = [(code, file, line) for code, file, line in found(run, SHAPE) if code != "TS521"]
    assert [(code, line) for code, file, line in codes if file == f"{PROJECT}.自评.yaml"] == [
        ("TS552", 16),
        ("TS801", 23),
    ]
    assert "TS546" in [code for code, file, _ in codes if file == "支线.yaml"]
