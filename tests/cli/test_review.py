"""自评 against 审核: both totals and every difference, worked out by hand; and --as-of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import Make, Run
from documents import card, results, section

CARD, REPORT = "scorecards/2024/甲.yaml", "scorecards/2024/完成情况/甲.yaml"
FILES = {
    CARD: card(
        section(
            "工作",
            80,
            "编号: 活动, 内容: 活动8次。, 考核点: {活动: ≥8次}",
            "编号: 培训, 内容: 培训40名。, 考核点: {培训: 40名}",
            "编号: 制度, 内容: 制度落实。, 考核点: {制度: 定性}",
            "编号: 走访, 内容: 走访3天。, 考核点: {走访: ≥3天}",
        ),
        "名称: 评价, 分值: 20, 计分: 评议",
        year=2024,
        等次标准="团区委绩效标准",
    ),
    REPORT: """\
类型: 完成情况
单位: 甲
年度: 2024
截至: 2024-12-31
完成:
  活动: {自评: 8, 审核: 7, 说明: 一次没有记录}
  培训: {自评: 41, 审核: 40}
  制度: {自评: 完成, 审核: 基本完成}
  走访: 3
评议: [{来源: 代表, 得分: 92.5}]
""",
}
# 80 over four items is 20 each; the opinions are worth 18.50.
# By 自评 all four are full: 80 + 18.50 = 98.50, 优.
# By 审核 20 × 7 ÷ 8 = 17.50, 20 × 80% = 16, the rest is full: 73.50 + 18.50 = 92.00, 优.


def as_json(run: Run, root: Path, *options: str) -> Any:
    ran = run("score", "2024", "--org", "甲", "--format", "json", *options, cwd=root)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out, parse_float=str)


def test_both_totals_and_the_differences(make: Make, run: Run) -> None:
    """培训 changed from 41 to 40 without any effect, and is told for its other number."""
    value = as_json(run, make(FILES))
    assert (value["score"], value["grades"]) == ("92.00", ["优"])
    claimed = value["claimed"]
    assert (claimed["low"], claimed["high"], claimed["grades"]) == ("98.50", "98.50", ["优"])
    assert claimed["rate"] == {"low": "98.50", "high": "98.50"}
    told = [
        (d["name"], d["claimed"], d["reviewed"], d["claimed_score"], d["score"], d["note"])
        for d in claimed["differences"]
    ]
    assert told == [
        ("活动", "8", "7", "20.00", "17.50", "一次没有记录"),
        ("培训", "41", "40", "20.00", "20.00", None),
        ("制度", "完成", "基本完成", "20.00", "16.00", None),
    ]
    assert [d["place"]["line"] for d in claimed["differences"]] == [6, 7, 8]


def test_people_read_both(make: Make, run: Run) -> None:
    ran = run("score", "2024", "--org", "甲", cwd=make(FILES))
    assert "总分 92.00 / 100.00　得分率 92.00%　等次 优" in ran.out
    assert "自评 98.50（优），审核后 -6.50" in ran.out
    assert "活动：自评 8，审核 7，20.00 → 17.50（-2.50），一次没有记录" in ran.out
    assert "制度：自评 完成，审核 基本完成，20.00 → 16.00（-4.00）" in ran.out
    assert "走访：" not in ran.out


def test_markdown_has_both(make: Make, run: Run) -> None:
    ran = run("score", "2024", "--org", "甲", "--format", "md", cwd=make(FILES))
    assert (ran.code, ran.err) == (0, "")
    for words in ("92.00", "按自评计 98.50 分，等次 优", "7（自评 8）", "基本完成（自评 完成）"):
        assert words in ran.out, words
    assert "3（自评" not in ran.out


def test_a_review_may_lift_and_may_change_the_grade(make: Make, run: Run) -> None:
    """自评: 4 of 8 is 10, all together 88.50, 良; reviewed 8 is 20: 98.50, 优."""
    report = FILES[REPORT].replace("{自评: 8, 审核: 7, 说明: 一次没有记录}", "{自评: 4, 审核: 8}")
    report = report.replace("{自评: 完成, 审核: 基本完成}", "完成").replace("41", "40")
    root = make({**FILES, REPORT: report})
    value = as_json(run, root)
    assert (value["score"], value["grades"]) == ("98.50", ["优"])
    assert (value["claimed"]["low"], value["claimed"]["grades"]) == ("88.50", ["良"])
    ran = run("score", "2024", "--org", "甲", cwd=root)
    assert "自评 88.50（良），审核后 +10.00" in ran.out


def test_the_claim_keeps_what_is_missing_open(make: Make, run: Run) -> None:
    """走访 is missing: 78.50–98.50 by 自评, 72.00–92.00 by 审核."""
    value = as_json(run, make({**FILES, REPORT: FILES[REPORT].replace("  走访: 3\n", "")}))
    assert (value["low"], value["high"]) == ("72.00", "92.00")
    claimed = value["claimed"]
    assert (claimed["low"], claimed["high"]) == ("78.50", "98.50")
    assert claimed["grades"] == ["优", "良", "中"]


def test_a_review_alone_claims_nothing(make: Make, run: Run) -> None:
    """Where only 审核 is written there is nothing to hold it against."""
    report = FILES[REPORT]
    for value in ("自评: 8, ", "自评: 41, ", "自评: 完成, "):
        report = report.replace(value, "")
    value = as_json(run, make({**FILES, REPORT: report}))
    assert value["score"] == "92.00"
    assert value["claimed"] is None


# --- --as-of ---------------------------------------------------------------------------------

JUNE = results("活动: 4, 制度: 完成", day="2024-06-30")


@pytest.mark.parametrize(
    ("day", "as_of", "low", "high"),
    [
        ("2024-06-29", None, "0.00", "100.00"),
        ("2024-06-30", "2024-06-30", "30.00", "90.00"),  # 20 × 4 ÷ 8 + 20; 培训 走访 评价 open
        ("2024-12-30", "2024-06-30", "30.00", "90.00"),
        ("2024-12-31", "2024-12-31", "92.00", "92.00"),
        ("2030-01-01", "2024-12-31", "92.00", "92.00"),
    ],
)
def test_as_of_a_day(
    day: str, as_of: str | None, low: str, high: str, make: Make, run: Run
) -> None:
    root = make({**FILES, REPORT.replace("甲", "甲6"): JUNE})
    value = as_json(run, root, "--as-of", day)
    assert (value["as_of"], value["low"], value["high"]) == (as_of, low, high)


def test_as_of_ranks_by_what_was_known(make: Make, run: Run) -> None:
    files = {**FILES, REPORT.replace("甲", "甲6"): JUNE}
    files[CARD.replace("甲", "乙")] = FILES[CARD].replace("甲", "乙")
    root = make(files)
    ran = run("score", "2024", "--as-of", "2024-06-30", "--format", "json", cwd=root)
    ranking = json.loads(ran.out, parse_float=str)["ranking"]
    assert [(r["short_name"], r["low"], r["high"]) for r in ranking] == [
        ("甲", "30.00", "90.00"),
        ("乙", "0.00", "100.00"),
    ]
    assert all(r["rank"] == {"best": 1, "worst": 2} for r in ranking)


@pytest.mark.parametrize("day", ["2024-02-30", "昨天", "2024/06/30", ""])
def test_a_day_that_is_none_is_refused(day: str, make: Make, run: Run) -> None:
    ran = run("score", "2024", "--as-of", day, cwd=make(FILES))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
