"""团总支工作考核细则: points of an item that are lost by event, ranks with coefficients,
bonuses."""

from pathlib import Path
from shutil import copytree

from conftest import Run
from shapes.specimen import HERE, found, scored, scores

SHAPE = "24-deductions-from-an-items-own-points"


def test_every_item(run: Run) -> None:
    told = scores(scored(run, SHAPE, "2023", "--org", "丙系"))
    expected = {
        "系里重视": "0.00",
        "宣讲": "3.10",
        "骨干训练": "4.00",
        "报告会": "2.00",
        "缺课": "0.50",
        "供稿": "3.60",
        "晨跑": "2.70",
        "青年宣讲": "15.90",
        "例会": "4.00",
        "系统录入": "2.40",
        "会费": "3.00",
        "列席": "1.00",
        "支部建设": "12.40",
        "课外创新": "5.50",
        "丙系": "33.80",
    }
    assert {name: told[name] for name in expected} == expected


def test_the_rate(run: Run) -> None:
    assert f"{scored(run, SHAPE, '2023', '--org', '丙系')['rate']['low']:.2f}" == "67.60"


def test_four_missed(run: Run, tmp_path: Path) -> None:
    root = copytree(HERE / SHAPE, tmp_path / "four")
    report = root / "scorecards/2023/完成情况/丙系.yaml"
    report.write_text(report.read_text("utf-8").replace("列席: 3次", "列席: 4次"), "utf-8")
    assert scores(scored(run, str(root), "2023", "--org", "丙系"))["列席"] == "0.00"


def test_the_place_in_the_morning_run(run: Run) -> None:
    ran = run("score", "2023", "--org", "丙系", "--explain", "晨跑", cwd=HERE / SHAPE)
    assert "第 3 名，扣 0.30 分" in ran.out  # 8, 9.0, 9.3, 9.5, 9.9


def test_printed_scores_of_groups_stand_beside(run: Run) -> None:
    told = scored(run, SHAPE, "2023", "--org", "丙系")
    (section,) = told["card"]["sections"]
    printed = {group["name"]: f"{group['filled']:.2f}" for group in section["categories"]}
    assert printed == {
        "系里重视": "3.00",
        "青年宣讲": "15.90",
        "支部建设": "13.40",
        "课外创新": "5.50",
    }
    assert f"{told['filled']['score']:.2f}" == "37.80"


def test_the_groups_printed_wrong_are_found(run: Run) -> None:
    """系里重视 3 by rule 0, 支部建设 13.4 by rule 12.4; the total is what the groups add up to."""
    assert found(run, SHAPE) == [("TS810", "丙系.yaml", 6), ("TS810", "丙系.yaml", 6)]
