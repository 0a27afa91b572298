"""绩效目标完成情况表: steps per row on exact counts, a tolerance, all or nothing, a judgement."""

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "20-steps-in-a-project"


def test_every_row(run: Run) -> None:
    told = scores(scored(run, SHAPE, "2023", "--project", "阅读"))
    expected = {
        "年初安排": "1.00",
        "到账资金": "0.00",
        "付款": "1.00",
        "专用资金": "1.00",
        "投入目标": "3.00",
        "管理目标": "5.50",
        "借阅证发放": "6.00",
        "流动服务点": "10.00",
        "图书完好": "6.00",
        "阅读活动": "15.00",
        "数字下载": "15.00",
        "产出目标": "52.00",
        "读者满意": "12.00",
    }
    assert {name: told[name] for name in expected} == expected


def test_the_total_the_grade_and_what_was_filled_in(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", "阅读")
    assert (f"{told['low']:.2f}", told["grades"]) == ("72.50", ["中"])
    assert f"{told['filled']['score']:.2f}" == "85.50"


def test_what_a_reviewer_finds(run: Run) -> None:
    """到账率, the 0.5 off without a word, 借阅证 and 读者满意; nothing else."""
    assert found(run, SHAPE) == [
        ("TS830", "阅读.自评.yaml", 9),
        ("TS853", "阅读.自评.yaml", 13),
        ("TS830", "阅读.自评.yaml", 15),
        ("TS830", "阅读.自评.yaml", 20),
    ]
