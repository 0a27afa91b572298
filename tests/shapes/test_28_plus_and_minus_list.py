"""评比自评统计表: plus and minus lists, ranges, a cap as a share of the item, a bonus alone."""

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "28-plus-and-minus-list"


def test_every_item(run: Run) -> None:
    told = scores(scored(run, SHAPE, "2023", "--org", "桂苑"))
    expected = {
        "夜巡": "9.00",
        "门岗": "10.00",
        "报修": "18.00",
        "配合检查": "0.00",
        "宣传": "17.00",
        "创新": "10.00",
        "卫生": "6.00",
        "桂苑": "70.00",
    }
    assert {name: told[name] for name in expected} == expected


def test_full_marks_and_grade(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--org", "桂苑")
    assert (f"{told['full']:.2f}", told["grades"]) == ("100.00", ["中"])


def test_what_was_filled_in(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--org", "桂苑")
    assert f"{told['filled']['score']:.2f}" == "72.60"


def test_what_a_reviewer_finds(run: Run) -> None:
    """Points outside a range, those without a ground, 报修 above its cap, 创新 above its 10."""
    assert found(run, SHAPE) == [
        ("TS853", "桂苑.yaml", 7),
        ("TS852", "桂苑.yaml", 7),
        ("TS833", "桂苑.yaml", 9),
        ("TS853", "桂苑.yaml", 9),
        ("TS853", "桂苑.yaml", 10),
        ("TS833", "桂苑.yaml", 12),
        ("TS853", "桂苑.yaml", 13),
    ]
