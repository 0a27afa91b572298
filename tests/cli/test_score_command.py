"""`tuanscore score`: a ranking or one card, as text, JSON and Markdown, and its exit codes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import documents
from conftest import Make, Ran, Run

CARD, REPORT = "scorecards/2014/甲.yaml", "scorecards/2014/完成情况/甲.yaml"
FILES = {
    CARD: documents.card(
        documents.section(
            "职能指标",
            85,
            "编号: 活动, 内容: '开展活动{次数}次。', 考核点: {次数: ≥3次}",
            "编号: 培训, 内容: '培训{人数}名。', 考核点: {人数: 40名}",
        ),
        "名称: 绩效评价, 分值: 15, 计分: 评议",
    ),
    REPORT: documents.results(
        "次数: 2, 人数: {自评: 41, 审核: 40}", rest="评议:\n  - {来源: 代表, 得分: 92}\n"
    ),
}
# Two items share 85: 42.50 each. 2 of 3 earn 28.33, 40 of 40 earn 42.50, 92 of 100 earn 13.80.
TOTAL, RATE = "84.63", "84.63%"


@pytest.fixture
def root(make: Make) -> Path:
    return make(FILES)


def without(text: str, *lines: str) -> str:
    for line in lines:
        assert text.count(line) == 1
        text = text.replace(line, "")
    return text


def cells(line: str) -> list[str]:
    """Return the words of a printed line that two or more blanks keep apart."""
    return re.split(r" {2,}", line.strip())


def rows(ran: Ran) -> list[list[str]]:
    return [cells(line) for line in ran.out.splitlines() if line.strip()]


def read(ran: Ran) -> Any:
    """Return what JSON says, with its numbers as they are written."""
    return json.loads(ran.out, parse_float=str)


def test_card(root: Path, run: Run) -> None:
    ran = run("score", "2014", "--org", "甲", cwd=root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "共青团甲县委2014年度目标绩效指标"
    printed = rows(ran)
    assert ["职能指标", "85.00", "70.83"] in printed
    assert ["服务", "85.00", "70.83"] in printed
    assert ["1.活动", "次数", "≥3次", "2", "42.50", "28.33"] in printed
    assert ["2.培训", "人数", "40名", "40（自评 41）", "42.50", "42.50"] in printed
    (opinion,) = (row for row in printed if row[0] == "绩效评价")
    assert opinion[-2:] == ["15.00", "13.80"]
    assert f"总分 {TOTAL} / 100.00　得分率 {RATE}　等次 中" in ran.out
    assert "平均分摊" in ran.out  # the assumption that nobody printed


def test_card_with_something_missing(root: Path, run: Run) -> None:
    report = FILES[REPORT][: FILES[REPORT].index("评议")]
    (root / REPORT).write_text(report, encoding="utf-8")
    ran = run("score", "2014", "--org", "甲", cwd=root)
    assert ran.code == 0
    assert re.search("总分 70.83–85.83 / 100.00　得分率 70.83%?–85.83%　等次 中–良", ran.out)
    (missing,) = (line for line in ran.out.splitlines() if line.startswith("未报 1 项"))
    assert missing.endswith("：绩效评价")


def test_what_does_not_apply_says_why(root: Path, run: Run) -> None:
    report = FILES[REPORT].replace("次数: 2,", "次数: {不适用: 本县没有, 说明: 见来函},")
    (root / REPORT).write_text(report, encoding="utf-8")
    ran = run("score", "2014", "--org", "甲", cwd=root)
    assert ran.code == 0
    assert ["1.活动", "次数", "≥3次", "不适用", "—", "—"] in rows(ran)
    assert "次数 不适用：本县没有；分值由同类其余各项分摊" in ran.out.splitlines()


def test_review_that_changed_something_and_nothing(root: Path, run: Run) -> None:
    """人数 40 of 40 and 41 of 40 are both full, 次数 2 of 3 is 28.33 of 42.50, 3 is 42.50."""
    said = {
        "次数: 2, 人数: {自评: 41, 审核: 40}": [
            "自评 84.63（中），审核后 +0.00：",
            "  人数：自评 41，审核 40，42.50 → 42.50（+0.00）",
        ],
        "次数: {自评: 3, 审核: 2}, 人数: 40": [
            "自评 98.80（优），审核后 -14.17：",
            "  次数：自评 3，审核 2，42.50 → 28.33（-14.17）",
        ],
        "次数: 2, 人数: {自评: 40, 审核: 40}": ["自评 84.63（中），审核没有改动"],
        "次数: 2, 人数: 40": [],
    }
    for done, expected in said.items():
        report = FILES[REPORT].replace("次数: 2, 人数: {自评: 41, 审核: 40}", done)
        (root / REPORT).write_text(report, encoding="utf-8")
        ran = run("score", "2014", "--org", "甲", cwd=root)
        assert [
            line for line in ran.out.splitlines() if "自评 " in line and "，审核" in line
        ] == expected


def test_card_without_a_report(make: Make, run: Run) -> None:
    ran = run("score", "2014", "--org", "甲", cwd=make({CARD: FILES[CARD]}))
    assert ran.code == 0
    assert "还没有完成情况" in ran.out
    assert re.search(r"总分 0(\.00)?–100\.00 / 100\.00　得分率 0\S*–100\.00%　等次 差–优", ran.out)
    assert "次数、人数、绩效评价" in ran.out


def test_card_in_json(root: Path, run: Run) -> None:
    ran = run("score", "2014", "--org", "甲", "--format", "json", cwd=root)
    assert (ran.code, ran.err) == (0, "")
    assert '"full": 100.00' in ran.out
    assert f'"score": {TOTAL}' in ran.out
    value = read(ran)
    assert value["schema"] == "tuanscore.score/1"
    head = {
        "org": "共青团甲县委",
        "short_name": "甲",
        "year": 2014,
        "sample": False,
        "as_of": "2014-12-31",
        "full": "100.00",
        "score": TOTAL,
        "low": TOTAL,
        "high": TOTAL,
        "rate": {"low": TOTAL, "high": TOTAL},
        "grades": ["中"],
        "missing": [],
        "place": {"file": CARD, "line": 1, "column": 1},
        "findings": [],
    }
    assert head.items() <= value.items()
    section, opinion = value["card"]["sections"]
    assert (section["name"], section["points"], section["score"]) == ("职能指标", "85.00", "70.83")
    (category,) = section["categories"]
    activity, _ = category["items"]
    (measure,) = activity["measures"]
    expected = {
        "level": "measure",
        "name": "次数",
        "points": "42.50",
        "score": "28.33",
        "low": "28.33",
        "high": "28.33",
        "target": "≥3次",
        "method": "比例",
        "place": {"file": CARD, "line": 12, "column": 50},
    }
    assert expected.items() <= measure.items()
    assert measure["actual"]["text"] == "2"
    assert measure["actual"]["place"] == {"file": REPORT, "line": 5, "column": 10}
    assert opinion["score"] == "13.80"


def test_interval_in_json_has_no_score(make: Make, run: Run) -> None:
    ran = run("score", "2014", "--org", "甲", "--format", "json", cwd=make({CARD: FILES[CARD]}))
    value = read(ran)
    assert (value["score"], value["low"], value["high"]) == (None, "0.00", "100.00")
    assert value["grades"] == ["优", "良", "中", "差"]
    assert value["missing"] == ["次数", "人数", "绩效评价"]
    assert value["as_of"] is None


def test_card_in_markdown(root: Path, run: Run) -> None:
    ran = run("score", "2014", "--org", "甲", "--format", "md", cwd=root)
    assert (ran.code, ran.err) == (0, "")
    assert f"**{TOTAL}**（满分 100）" in ran.out
    assert "等次 中" in ran.out
    assert "| 次数 | ≥3次 | 2 | 42.50 | 28.33 |" in ran.out


def second(files: dict[str, str]) -> dict[str, str]:
    """Return the same card and report for another organisation, which did all there is to do."""
    done = files[REPORT].replace("次数: 2", "次数: 3").replace("得分: 92", "得分: 100")
    return {
        CARD.replace("甲", "乙"): files[CARD].replace("甲", "乙"),
        REPORT.replace("甲", "乙"): done.replace("甲", "乙"),
    }


def test_ranking(make: Make, run: Run) -> None:
    ran = run("score", "2014", cwd=make(FILES | second(FILES)))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == "2014 年目标绩效得分"
    printed = rows(ran)
    best = ["1", "乙", "100.00", "100.00", "100.00%", "优", "2014-12-31"]
    assert best in printed
    assert ["2", "甲", TOTAL, "100.00", RATE, "中", "2014-12-31"] in printed
    assert printed.index(best) < printed.index(next(c for c in printed if "甲" in c))


def test_ranking_in_json(make: Make, run: Run) -> None:
    ran = run("score", "2014", "--format", "json", cwd=make(FILES | second(FILES)))
    value = read(ran)
    assert ran.code == 0
    assert (value["schema"], value["year"], value["sample"]) == ("tuanscore.ranking/1", 2014, False)
    assert [(v["short_name"], v["score"], v["rank"]) for v in value["ranking"]] == [
        ("乙", "100.00", {"best": 1, "worst": 1}),
        ("甲", TOTAL, {"best": 2, "worst": 2}),
    ]
    assert value["unscored"] == []


def test_ranking_in_markdown(make: Make, run: Run) -> None:
    ran = run("score", "2014", "--format", "md", cwd=make(FILES | second(FILES)))
    assert ran.code == 0
    lines = [line for line in ran.out.splitlines() if line.startswith("| ") and "%" in line]
    assert ["乙" in line for line in lines] == [True, False]
    assert RATE in lines[1]


def test_card_with_errors_is_not_scored(root: Path, run: Run) -> None:
    (root / CARD).write_text(FILES[CARD].replace("总分: 100", "总分: 110"), encoding="utf-8")
    for form in ("text", "md"):
        ran = run("score", "2014", "--org", "甲", "--format", form, cwd=root)
        assert ran.code == 1
        told = {"text": f"{CARD}:5:5 TS401 错误", "md": "| 5 | 5 | TS401 | 错误 |"}
        assert told[form] in ran.out
        assert "得分率" not in ran.out
    ran = run("score", "2014", "--org", "甲", "--format", "json", cwd=root)
    assert ran.code == 1
    value = read(ran)
    assert value["schema"] == "tuanscore.findings/1"
    assert [f["code"] for f in value["findings"]] == ["TS401"]


def test_ranking_goes_on_without_a_card_that_has_errors(make: Make, run: Run) -> None:
    wrong = {CARD: FILES[CARD].replace("总分: 100", "总分: 110")}
    root = make(FILES | second(FILES) | wrong)
    ran = run("score", "2014", cwd=root)
    assert ran.code == 1
    assert f"{CARD} 有错误，没有计分" in ran.out
    assert ["1", "乙", "100.00", "100.00", "100.00%", "优", "2014-12-31"] in rows(ran)
    assert read(run("score", "2014", "--format", "json", cwd=root))["unscored"] == [CARD]


@pytest.mark.parametrize(
    ("card", "named"),
    [
        (FILES[CARD], [REPORT]),
        (FILES[CARD].replace("总分: 100", "总分: 110"), [CARD, REPORT]),
    ],
)
def test_ranking_names_the_file_that_is_broken(
    card: str, named: list[str], make: Make, run: Run
) -> None:
    """A clean card is not said to have the errors of the report on it."""
    broken = {CARD: card, REPORT: FILES[REPORT].replace("次数: 2", "次数: [2]")}
    root = make(FILES | second(FILES) | broken)
    told = [line for line in run("score", "2014", cwd=root).out.splitlines() if "没有计分" in line]
    assert told == [f"× {file} 有错误，没有计分" for file in named]


def test_what_a_report_says_wrongly_is_told_and_counts_as_missing(root: Path, run: Run) -> None:
    (root / REPORT).write_text(FILES[REPORT].replace("次数: 2", "次数: 很多"), encoding="utf-8")
    ran = run("score", "2014", "--org", "甲", cwd=root)
    assert f"{REPORT}:5:10 TS308 错误" in ran.out
    assert "56.30–98.80" in ran.out  # 42.50 of the other item, 13.80, and 0 to 42.50
    assert "未报 1 项" in ran.out


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (["2013"], "没有 2013 年的评分表", "年度：2014"),
        (["2013", "--org", "甲"], "没有 2013 年的评分表", "年度：2014"),
        (["2014", "--org", "乙"], "没有找到“乙” 2014 年的评分表", "可以写：甲"),
        (["2014", "--org", " "], "没有写名称", "例如"),
    ],
)
def test_name_that_leads_nowhere(
    arguments: list[str], message: str, hint: str, root: Path, run: Run
) -> None:
    ran = run("score", *arguments, cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert hint in ran.err


FORMS = [["--format", form] for form in ("text", "md")]


@pytest.mark.parametrize("form", FORMS, ids=" ".join)
@pytest.mark.parametrize("of", [[], ["--org", "苍溪"]], ids=["ranking", "card"])
def test_sample_data_says_so(of: list[str], form: list[str], shipped: Path, run: Run) -> None:
    ran = run("score", "2014", *of, *form, cwd=shipped)
    assert ran.code == 0
    assert "样例数据" in ran.out


@pytest.mark.parametrize("of", [[], ["--org", "苍溪"]], ids=["ranking", "card"])
def test_sample_data_says_so_in_json(of: list[str], shipped: Path, run: Run) -> None:
    assert read(run("score", "2014", *of, "--format", "json", cwd=shipped))["sample"] is True


def test_explanation_of_sample_data_says_so(shipped: Path, run: Run) -> None:
    ran = run("score", "2014", "--org", "苍溪", "--explain", "西部计划志愿者", cwd=shipped)
    assert ran.code == 0
    assert "样例数据" in ran.out


def test_real_data_does_not_say_that_it_is_sample_data(root: Path, run: Run) -> None:
    for form in ("text", "json", "md"):
        assert "样例" not in run("score", "2014", "--org", "甲", "--format", form, cwd=root).out
