"""Page 17: units with a stroke, two denominators, a number in one, and other scales."""

from conftest import Run
from shapes.specimen import found, scored, scores

SHAPE = "17-compound-units"
TABLE, REPORT = "代办员与护草员补贴.yaml", "代办员与护草员补贴.自评.yaml"

RIGHT = {
    "日均受理(人次/日)": "9.00",
    "代办员补贴(≥**元/人·月)": "10.00",
    "护草员补贴": "9.85",  # 640 a month is 7680 a year: 10 × 7680/7800
    "老年护草员补助": "10.00",
    "临时补助(<**元/户·年)": "10.00",
    "草种运费": "9.52",
    "鼠害发生率": "10.00",  # 0.05 per 1万公顷 is 0.5 per 10万公顷
    "草场受害率": "10.00",  # 0.069% is 0.69‰
    "受害率下降": "10.00",
    "牧户满意度": "10.00",
    "代办员与护草员补贴": "98.37",
}


def test_right_answers(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--project", "代办员与护草员补贴")
    assert RIGHT.items() <= scores(told).items()
    assert told["grades"] == ["优"]


def test_findings(run: Run) -> None:
    """The page has no column of reasons; that those are wanted is TS801."""
    assert found(run, SHAPE) == [
        ("TS521", TABLE, 16),
        ("TS801", REPORT, 9),
        ("TS842", REPORT, 11),
        ("TS830", REPORT, 11),
        ("TS801", REPORT, 14),
        ("TS834", REPORT, 14),
    ]
