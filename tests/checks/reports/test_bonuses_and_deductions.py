"""Bonuses that do not count and deductions that nobody has decided are shown with the score too."""

import pytest

from conftest import Make, Run, found, unmark
from reporting import CARD, REPORT, TABLES, report, said

PROOF = "佐证: [甲青〔2014〕1号]"
COMPARED = TABLES[CARD].replace(
    "{方案:", "{涉罪率: {计分: 对比, 基数: 三年平均值, 要求: 低于, 未达: 酌情}, 方案:"
)


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (f"  - {{项目: 表彰, 分值: 1, {PROOF}}}\n", []),
        ("  - ▲{项目: 表彰, 分值: 1}\n", ["TS802"]),
        ("  - ▲{项目: 表彰, 分值: 1, 佐证: []}\n", ["TS802"]),
        (
            f"  - {{项目: 表彰, 分值: 1, {PROOF}}}\n  - ▲{{项目: 表彰, 分值: 2, {PROOF}}}\n",
            ["TS803"],
        ),
        (
            f"  - {{项目: 表彰, 分值: 1, {PROOF}}}\n  - {{项目: 经验, 分值: 2, {PROOF}}}\n",
            [],
        ),
        ("  - ▲{项目: 表彰, 分值: 1}\n  - ▲{项目: 经验, 分值: 1}\n", ["TS802", "TS802"]),
    ],
)
def test_bonus(lines: str, codes: list[str], make: Make, run: Run) -> None:
    text = report("活动次数: 4", rest="加分:\n" + lines)
    files, places = unmark({REPORT: text})
    root = make(TABLES | files)
    findings = found(root)
    assert [f.code for f in findings] == codes
    assert [str(f.place) for f in findings] == places
    out = run("score", "2014", "--org", "甲", cwd=root).out
    assert all(code in out for code in codes)
    assert out.count("TS80") == len(codes)


def test_the_first_of_two_bonuses_is_named(make: Make) -> None:
    text = report("活动次数: 4", rest=(
        f"加分:\n  - ▲{{项目: 表彰, 分值: 1, {PROOF}}}\n"
        f"  - {{项目: 表彰, 分值: 1, {PROOF}}}\n"
    ))  # fmt: skip
    files, (first,) = unmark({REPORT: text})
    (finding,) = found(make(TABLES | files))
    assert [(str(r.place), r.message) for r in finding.related] == [(first, "第一次")]


def test_undecided_deduction_is_shown_with_the_score(make: Make, run: Run) -> None:
    done = "涉罪率: {自评: 0.95‰, 基数: 0.92‰, 基数来源: 公报}"
    root = make(TABLES | {CARD: COMPARED, REPORT: report(done)})
    assert [code for code, _ in said(root)] == ["TS804"]
    assert "TS804" in run("score", "2014", "--org", "甲", cwd=root).out


def test_nobody_is_asked_about_a_table_that_is_missing(make: Make) -> None:
    done = "涉罪率: {自评: 0.95‰, 基数: 0.92‰, 基数来源: 公报}"
    assert [f.code for f in found(make({REPORT: report(done)}))] == ["TS305"]
