"""Page 29: dates in every style, and what each month late costs by the note under the table."""

from pathlib import Path
from shutil import copytree

from conftest import Run
from shapes.specimen import HERE, found, scored, scores

SHAPE = "29-dates-as-targets"
TABLE, REPORT = "街区整治.yaml", "街区整治.自评.yaml"

RIGHT = {
    "行道树补植": "10.00",
    "围墙主体完工": "10.00",
    "路灯安装": "8.00",  # in November: up to a month late
    "竣工验收": "10.00",
    "报送月报": "9.17",  # 10 × 11/12
    "招标": "10.00",
    "抢修工期": "8.33",  # 10 × 15/18
    "报修答复": "10.00",
    "尾款支付": "0.00",  # literally: 12 months late
    "资料移交": "10.00",
    "街区整治": "85.50",
}


def test_right_answers(run: Run) -> None:
    assert RIGHT.items() <= scores(scored(run, SHAPE, "2023", "--project", "街区整治")).items()


def test_the_year_mended(run: Run, tmp_path: Path) -> None:
    root = copytree(HERE / SHAPE, tmp_path / "mended")
    table = root / "scorecards/2023" / TABLE
    table.write_text(
        table.read_text("utf-8").replace("2022年11月30日前", "2023年11月30日前"), "utf-8"
    )
    told = scores(scored(run, str(root), "2023", "--project", "街区整治"))
    assert (told["尾款支付"], told["街区整治"]) == ("10.00", "95.50")


def test_without_the_note_a_date_is_met_or_not(run: Run, tmp_path: Path) -> None:
    """And 11月 for 11月前 is a doubt, which is shown and not decided."""
    root = copytree(HERE / SHAPE, tmp_path / "plain")
    table = root / "scorecards/2023" / TABLE
    text = table.read_text("utf-8").replace(", 计分: 逾期, 每晚: 1个月, 扣: 20%", "")
    table.write_text(text, "utf-8")
    told = scores(scored(run, str(root), "2023", "--project", "街区整治"))
    expected = {"路灯安装": "0.00–10.00", "报送月报": "0.00", "尾款支付": "0.00", "招标": "10.00"}
    assert {name: told[name] for name in expected} == expected


def test_findings(run: Run) -> None:
    assert found(run, SHAPE) == [
        ("TS545", TABLE, 21),
        ("TS830", REPORT, 11),
        ("TS830", REPORT, 13),
        ("TS830", REPORT, 15),
        ("TS830", REPORT, 17),
    ]
