"""一票否决: it caps the grade or takes the title away, and leaves every point where it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import MARK, Make, Run, found, unmark

CARD, REPORT = "scorecards/2024/甲.yaml", "scorecards/2024/完成情况/甲.yaml"
HEAD = """\
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2024
总分: 100
等次标准: 团区委绩效标准
"""
RULES = """\
一票否决:
  - {事项: 安全事故, 最高等次: 中}
  - {事项: 弄虚作假, 最高等次: 差, 取消评优: true}
  - {事项: 失信, 取消评优: true}
"""
LINES = """\
部分:
  - 名称: 工作
    类别: [{名称: 服务, 条目: [{编号: 活动, 内容: 活动。, 考核点: {活动: ≥100次}}]}]
"""
TOLD = "类型: 完成情况\n单位: 甲\n年度: 2024\n截至: 2024-12-31\n"


def report(done: int | None, *matters: str) -> str:
    text = TOLD if done is None else f"{TOLD}完成: {{活动: {done}}}\n"
    rows = [f"  - {{事项: {matter}, 原因: 已经查实, 决定人: 党组}}\n" for matter in matters]
    return text + ("一票否决:\n" + "".join(rows) if rows else "")


def repository(make: Make, done: int | None, *matters: str) -> Path:
    return make({CARD: HEAD + RULES + LINES, REPORT: report(done, *matters)})


def as_json(run: Run, root: Path) -> Any:
    ran = run("score", "2024", "--org", "甲", "--format", "json", cwd=root)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out, parse_float=str)


@pytest.mark.parametrize(
    ("done", "matters", "by_rate", "grades", "titles_lost"),
    [
        (96, (), ["优"], ["优"], 0),
        (96, ("安全事故",), ["优"], ["中"], 0),
        (86, ("安全事故",), ["良"], ["中"], 0),
        (60, ("安全事故",), ["中"], ["中"], 0),  # no better than before
        (40, ("安全事故",), ["差"], ["差"], 0),  # and no worse a limit lifts nothing
        (96, ("弄虚作假",), ["优"], ["差"], 1),
        (96, ("失信",), ["优"], ["优"], 1),
        (96, ("安全事故", "弄虚作假"), ["优"], ["差"], 1),  # the stricter one counts
        (96, ("安全事故", "失信"), ["优"], ["中"], 1),
        (None, ("安全事故",), ["优", "良", "中", "差"], ["中", "差"], 0),  # nothing reported yet
    ],
)
def test_the_grade_is_limited_and_the_score_stays(
    done: int | None,
    matters: tuple[str, ...],
    by_rate: list[str],
    grades: list[str],
    titles_lost: int,
    make: Make,
    run: Run,
) -> None:
    value = as_json(run, repository(make, done, *matters))
    assert value["grades_by_rate"] == by_rate
    assert value["grades"] == grades
    assert [v["matter"] for v in value["vetoes"]] == list(matters)
    assert sum(v["loses_title"] for v in value["vetoes"]) == titles_lost
    ends = (f"{done}.00", f"{done}.00") if done is not None else ("0.00", "100.00")
    assert (value["low"], value["high"]) == ends
    assert (value["rate"]["low"], value["rate"]["high"]) == ends


def test_json_says_which_matter_and_where(make: Make, run: Run) -> None:
    (veto,) = as_json(run, repository(make, 96, "安全事故"))["vetoes"]
    assert veto == {
        "matter": "安全事故",
        "reason": "已经查实",
        "decided_by": "党组",
        "best_grade": "中",
        "loses_title": False,
        "place": {"file": REPORT, "line": 7, "column": 5},
    }


@pytest.mark.parametrize(
    ("form", "limit"), [("text", "等次不高于{}"), ("md", "等次最高为{}")], ids=["text", "md"]
)
@pytest.mark.parametrize(
    ("matter", "grade", "best", "title"),
    [("安全事故", "中", "中", False), ("失信", "优", None, True), ("弄虚作假", "差", "差", True)],
)
def test_people_read_score_grade_and_reason(
    matter: str,
    grade: str,
    best: str | None,
    title: bool,
    form: str,
    limit: str,
    make: Make,
    run: Run,
) -> None:
    root = repository(make, 96, matter)
    ran = run("score", "2024", "--org", "甲", "--format", form, cwd=root)
    assert (ran.code, ran.err) == (0, "")
    assert "96.00" in ran.out
    assert f"等次 {grade}" in ran.out
    assert f"一票否决：{matter}（已经查实，党组定）" in ran.out
    assert (limit.format(best) in ran.out) == (best is not None)
    assert ("取消评优资格" in ran.out) == title


def test_the_text_says_what_the_rate_alone_would_give(make: Make, run: Run) -> None:
    ran = run("score", "2024", "--org", "甲", cwd=repository(make, 96, "安全事故"))
    assert "按得分率是优，得分不变" in ran.out


def test_a_matter_that_takes_the_title_says_nothing_of_the_grade(make: Make, run: Run) -> None:
    """The grade is 中, for 安全事故."""
    ran = run("score", "2024", "--org", "甲", cwd=repository(make, 96, "安全事故", "失信"))
    assert "等次 中" in ran.out
    assert "一票否决：失信（已经查实，党组定），取消评优资格；按得分率是优，得分不变" in ran.out


def test_the_ranking_shows_the_limited_grade(make: Make, run: Run) -> None:
    """It is ranked by its score all the same."""
    files = {CARD: HEAD + RULES + LINES, REPORT: report(96, "安全事故")}
    for path, text in list(files.items()):
        files[path.replace("甲", "乙")] = text.replace("甲", "乙").replace("96", "90")
    other = REPORT.replace("甲", "乙")
    files[other] = files[other][: files[other].index("一票否决")]
    ran = run("score", "2024", "--format", "json", cwd=make(files))
    ranking = json.loads(ran.out, parse_float=str)["ranking"]
    assert [(r["short_name"], r["rank"]["best"], r["grades"]) for r in ranking] == [
        ("甲", 1, ["中"]),
        ("乙", 2, ["优"]),
    ]


@pytest.mark.parametrize("form", ["text", "md"])
@pytest.mark.parametrize(
    ("matter", "cell"),
    [("失信", "优（取消评优）"), ("弄虚作假", "差（取消评优）"), ("安全事故", "中")],
)
def test_the_ranking_shows_who_loses_the_title(
    matter: str, cell: str, form: str, make: Make, run: Run
) -> None:
    ran = run("score", "2024", "--format", form, cwd=repository(make, 96, matter))
    assert (ran.code, ran.err) == (0, "")
    (row,) = [line for line in ran.out.splitlines() if "96.00%" in line]
    assert cell in row.replace("|", " ").split()


@pytest.mark.parametrize(
    ("rules", "matter", "message", "hint"),
    [
        (RULES, "安全事放", "一票否决 里没有“安全事放”", "是不是“安全事故”？"),
        (RULES, "酒驾", "一票否决 里没有“酒驾”", "可用的有：安全事故、弄虚作假、失信"),
        ("", "安全事故", "没有设一票否决，“安全事故”不起作用", "一票否决: - {事项: …"),
    ],
)
def test_a_matter_that_the_card_does_not_have(
    rules: str, matter: str, message: str, hint: str, make: Make, run: Run
) -> None:
    text = report(100, matter).replace("事项: ", f"事项: {MARK}")
    files, (place,) = unmark({CARD: HEAD + rules + LINES, REPORT: text})
    root = make(files)
    (finding,) = found(root)
    assert (finding.code, str(finding.place), finding.severity) == ("TS320", place, "错误")
    assert message in finding.message
    assert hint in finding.hint
    ran = run("validate", cwd=root)
    assert ran.code == 1
    assert f"{place} TS320 错误" in ran.out


def test_a_later_report_tells_it_too(make: Make, run: Run) -> None:
    june = report(50, "安全事故").replace("12-31", "06-30")
    root = make({CARD: HEAD + RULES + LINES, REPORT: report(96), REPORT.replace("甲", "甲6"): june})
    assert as_json(run, root)["grades"] == ["中"]


def test_without_one_nothing_is_said(make: Make, run: Run) -> None:
    ran = run("score", "2024", "--org", "甲", cwd=repository(make, 96))
    assert "一票否决" not in ran.out
    assert "等次 优" in ran.out


def test_a_rule_without_an_effect_is_refused(make: Make) -> None:
    card = HEAD + "一票否决:\n  - {事项: 安全事故}\n" + LINES
    (finding,) = found(make({CARD: card}))
    assert "一票否决没有写后果" in finding.message
    assert finding.place.line == 8
