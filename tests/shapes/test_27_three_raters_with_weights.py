"""共建考核表: three raters for each row in its own points, weights, and one who has not rated."""

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "27-three-raters-with-weights"


def test_every_row(run: Run) -> None:
    told = scores(scored(run, SHAPE, "2023", "--org", "邻里中心"))
    expected = {
        "值班": "5.40",
        "居民会": "6.70",
        "投诉": "4.60",
        "服务共建": "16.70",
        "场地": "5.00",
        "经费": "5.60",
        "器材": "2.50–5.00",
        "邻里中心": "29.80–32.30",
    }
    assert {name: told[name] for name in expected} == expected


def test_the_missing_mark_decides_the_grade(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--org", "邻里中心")
    assert [f"{told['rate'][end]:.2f}" for end in ("low", "high")] == ["74.50", "80.75"]
    assert told["grades"] == ["良", "中"]


def test_a_mark_off_the_rule_and_a_missing_one_are_found(run: Run) -> None:
    assert found(run, SHAPE) == [
        ("TS850", "邻里中心.yaml", 7),
        ("TS851", "邻里中心.yaml", 11),
    ]
