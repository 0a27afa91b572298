"""豁免: findings that someone has answered for, until a day."""

import json

import pytest

from conftest import MARK, Make, Run, unmark
from documents import assessment, project
from sifted import (
    CARD,
    CARD_TEXT,
    GENEROUS,
    REPORT,
    REPORT_TEXT,
    SETTINGS,
    UNEVEN,
    UNREADABLE,
    WAIVER,
    WAIVER_TEXT,
    WARNED,
    brief,
    told,
)

MATTER = "{检查: TS401, 文件: scorecards/2014/甲.yaml}"
WAIVED = {CARD: UNEVEN, WAIVER: WAIVER_TEXT}
IN_TIME, TOO_LATE = ("--as-of", "2014-12-31"), ("--as-of", "2015-01-01")


def waiving(matter: str) -> str:
    """Return a decision about something else."""
    return WAIVER_TEXT.replace(MATTER, matter)


def test_waived_on_the_last_day(make: Make, run: Run) -> None:
    ran = run("validate", *IN_TIME, cwd=make(WAIVED))
    assert (ran.code, ran.err) == (0, "")
    assert (
        ran.out
        == """\
scorecards/2014/甲.yaml
scorecards/2014/甲.yaml:6:5 TS401 错误 “总分”写明 110 分，下一级加起来是 85 + 15 = 100 分
       6 | 总分: 110
                 ^
    scorecards/2014/甲.yaml:9:9 职能指标 85 分
       9 |     分值: 85
                     ^
    scorecards/2014/甲.yaml:14:20 绩效评价 15 分
      14 |   - {名称: 绩效评价, 分值: 15, 计分: 评议}
                                      ^
    已豁免：团办〔2014〕12号（团市委书记办公会）至 2014-12-31，机构改革
    scorecards/豁免/12号.yaml:9:5

√ 2 个文件，没有问题（目标绩效指标 1，豁免 1）
  1 处已豁免，不算在内
"""
    )


def test_not_waived_on_the_day_after(make: Make, run: Run) -> None:
    root = make(WAIVED)
    ran = run("validate", *TOO_LATE, cwd=root)
    assert ran.code == 1
    assert "已豁免" not in ran.out
    assert "scorecards/豁免/12号.yaml:7:5 TS325 警告 豁免 团办〔2014〕12号 到 2014-12-31" in ran.out
    assert "报 团市委书记办公会 重新批准" in ran.out
    assert "       7 | 到期: 2014-12-31\n" in ran.out
    assert ran.out.endswith("× 2 个文件，2 个有问题：1 处错误，1 处警告\n")
    assert run("validate", cwd=root).out == ran.out  # today is later still


def test_in_force_today(make: Make, run: Run) -> None:
    ran = run("validate", cwd=make({**WAIVED, WAIVER: WAIVER_TEXT.replace("2014-12", "2999-12")}))
    assert ran.code == 0
    assert ran.out.endswith("  1 处已豁免，不算在内\n")


def test_day_that_is_none(make: Make, run: Run) -> None:
    ran = run("validate", "--as-of", "年底", cwd=make(WAIVED))
    assert (ran.code, ran.out) == (2, "")


def test_in_colour(make: Make, run: Run) -> None:
    ran = run("--color", "validate", *IN_TIME, cwd=make(WAIVED))
    assert "\x1b[2mTS401 错误\x1b[0m" in ran.out


@pytest.mark.parametrize(("form", "lines"), [("concise", 1), ("github", 0)])
def test_told_where_only_findings_are_printed(form: str, lines: int, make: Make, run: Run) -> None:
    ran = run("validate", *IN_TIME, "--format", form, cwd=make(WAIVED))
    assert (ran.code, len(ran.out.splitlines())) == (0, lines)
    assert ran.err.splitlines()[1:] == ["  1 处已豁免，不算在内"]


def test_code_in_small_letters(make: Make, run: Run) -> None:
    small = WAIVER_TEXT.replace("TS401", "ts401")
    assert run("validate", *IN_TIME, cwd=make({**WAIVED, WAIVER: small})).code == 0


@pytest.mark.parametrize(
    ("matter", "said"),
    [
        ("{检查: TS401}", "文件、单位 二选一，这里都没有写"),
        ("{检查: TS401, 文件: a.yaml, 单位: 甲}", "文件、单位 二选一，这里两个都写了"),
    ],
)
def test_either_files_or_an_organisation(matter: str, said: str, make: Make, run: Run) -> None:
    ran = run("validate", cwd=make({CARD: CARD_TEXT, WAIVER: waiving(matter)}))
    assert ran.code == 1
    assert f"TS205 错误 事项第 1 项：{said}" in ran.out


def test_others_still_fail(make: Make, run: Run) -> None:
    other = "scorecards/2014/乙.yaml"
    ran = run("validate", *IN_TIME, cwd=make({**WAIVED, other: UNEVEN.replace("甲", "乙")}))
    assert ran.code == 1
    assert ran.out.splitlines()[-2:] == [
        "× 3 个文件，1 个有问题：1 处错误",
        "  1 处已豁免，不算在内",
    ]


def test_in_json(make: Make, run: Run) -> None:
    ran = run("validate", *IN_TIME, "--format", "json", cwd=make(WAIVED))
    assert ran.code == 0
    report = json.loads(ran.out)
    assert report["counts"] == {"error": 0, "warning": 0, "note": 0, "waived": 1}
    (finding,) = report["findings"]
    assert finding["severity"] == "error"
    assert finding["waived"] == {
        "number": "团办〔2014〕12号",
        "approver": "团市委书记办公会",
        "reason": "机构改革",
        "expires": "2014-12-31",
        "place": {"file": WAIVER, "line": 9, "column": 5},
    }


def test_does_not_fail_a_strict_run(make: Make, run: Run) -> None:
    assert run("validate", *IN_TIME, "--fail-on", "提示", cwd=make(WAIVED)).code == 0


# ---- what a matter speaks of ---------------------------------------------------------------------

PROJECT = project(
    unit="团甲县委本级", year=2014, scheme="没有这一个", 数量指标="名称: 次数, 指标值: ≥5次"
)
ASSESSMENT = assessment("没有的: 5", day="2014-12-31", code="P1")
DEPARTMENT = """\
类型: 部门整体绩效目标
单位: 共青团甲县委
简称: 甲
年度: 2014
年度发展规划目标: {标题: 规划, 内容: [办好活动]}
职责分类绩效目标:
  标题: 职责
  职责:
    - 职责描述: 办活动
      职责目标: 办好活动
      绩效目标: 活动办好
      绩效指标: 完成率
      绩效标准: {等次标准: 没有这一套, 内容: 照章}
工作保障措施: {标题: 措施, 内容: [加强领导]}
"""
FOLDER = "scorecards/2014/甲"


@pytest.mark.parametrize(
    ("matter", "waived"),
    [
        ("{检查: TS401, 单位: 甲}", True),
        ("{检查: TS401, 单位: 甲县}", True),
        ("{检查: TS401, 单位: 共青团甲县委}", True),
        ("{检查: TS401, 单位: 乙}", False),
        ("{检查: TS401, 文件: scorecards/2014}", True),
        ("{检查: TS401, 文件: 'scorecards/**/甲.yaml'}", True),
        ("{检查: TS401, 文件: scorecards/2015/**}", False),
        ("{检查: TS402, 文件: scorecards/2014/甲.yaml}", False),
    ],
)
def test_which_files(matter: str, waived: bool, make: Make, run: Run) -> None:
    ran = run("validate", *IN_TIME, cwd=make({CARD: UNEVEN, WAIVER: waiving(matter)}))
    assert ran.code == (0 if waived else 1)
    assert ("TS326" in ran.out) is not waived


@pytest.mark.parametrize(
    ("code", "files", "org"),
    [
        ("TS311", {CARD: CARD_TEXT, REPORT: GENEROUS.replace("单位: 甲", "单位: 甲县")}, "甲"),
        ("TS305", {REPORT: GENEROUS}, "甲"),
        ("TS314", {f"{FOLDER}/P1.yaml": PROJECT}, "团甲县委本级"),
        (
            "TS306",
            {
                f"{FOLDER}/P1.yaml": PROJECT.replace("没有这一个", "财政项目自评"),
                f"{FOLDER}/P1.自评.yaml": ASSESSMENT,
            },
            "甲",
        ),
        ("TS313", {f"{FOLDER}/P1.自评.yaml": ASSESSMENT}, None),
        ("TS309", {f"{FOLDER}/部门整体绩效目标.yaml": DEPARTMENT}, "甲"),
    ],
)
def test_files_of_an_organisation(
    code: str, files: dict[str, str], org: str | None, make: Make, run: Run
) -> None:
    """All that it has in the year of the decision, of whatever kind."""
    matter = f"{{检查: {code}, 单位: {org or '甲'}}}"
    options = [*IN_TIME, "--format", "json", "--select", code]
    ran = run("validate", *options, cwd=make({**files, WAIVER: waiving(matter)}))
    (finding,) = told(ran)
    assert ("waived" in finding) is (org is not None)  # without its project it is nobody's
    other = waiving(matter).replace("年度: 2014", "年度: 2013")
    (finding,) = told(run("validate", *options, cwd=make({**files, WAIVER: other})))
    assert "waived" not in finding


LINES = """\
完成:
  次数: 很多
加分:
  - {项目: 创先争优, 分值: 1}
扣分:
  - {指标: 没有的, 分值: 1, 原因: 迟到}
"""


@pytest.mark.parametrize(
    ("code", "line", "waived"),
    [
        ("TS308", "次数", True),
        ("TS308", "创先争优", False),
        ("TS307", "没有的", True),
        ("TS307", "次数", False),
        ("TS311", "次数", False),
    ],
)
def test_one_line_only(code: str, line: str, waived: bool, make: Make, run: Run) -> None:
    report = REPORT_TEXT.replace("完成: {次数: 3}\n", LINES)
    matter = f"{{检查: {code}, 单位: 甲, 指标: {line}}}"
    root = make({CARD: CARD_TEXT, REPORT: report, WAIVER: waiving(matter)})
    ran = run("validate", *IN_TIME, "--format", "json", cwd=root)
    (finding,) = [f for f in told(ran) if f["code"] == code]
    assert ("waived" in finding) is waived
    assert ("TS326" in ran.out) is not waived


@pytest.mark.parametrize(
    ("line", "waived"), [("职能指标", True), ("绩效评价", False), ("服务", False), ("活动", False)]
)
def test_part_of_a_card(line: str, waived: bool, make: Make, run: Run) -> None:
    """By its name, and not by those of what is in it or beside it."""
    uneven = CARD_TEXT.replace("- 名称: 服务", "- 名称: 服务\n        分值: 80")
    matter = f"{{检查: TS401, 单位: 甲, 指标: {line}}}"
    ran = run("validate", *IN_TIME, cwd=make({CARD: uneven, WAIVER: waiving(matter)}))
    assert f"{CARD}:9:9 TS401 错误 “职能指标”写明 85 分" in ran.out
    assert ran.code == (0 if waived else 1)


@pytest.mark.parametrize("key", ["批准文号", "批准人", "原因"])
def test_nothing_is_waived_before_it_is_filled_in(key: str, make: Make, run: Run) -> None:
    """Nobody has approved it yet; it is told that it is not filled in, not that it is unused."""
    said = {"批准文号": "团办〔2014〕12号", "批准人": "团市委书记办公会", "原因": "机构改革"}[key]
    draft = WAIVER_TEXT.replace(f"{key}: {said}", f"{key}: 待填（{key}）")
    options = [*IN_TIME, "--format", "json"]
    root = make({CARD: UNEVEN, WAIVER: draft})
    ran = run("validate", *options, cwd=root)
    line = {"批准文号": 3, "批准人": 4, "原因": 6}[key]
    assert brief(ran) == [f"TS401 {CARD}:6", f"TS690 {WAIVER}:{line}"]
    assert (ran.code, "waived" in ran.out) == (1, False)
    assert run("validate", CARD, *options, cwd=root).code == 1


def test_two_decisions_about_one_finding(make: Make, run: Run) -> None:
    """Both are of use; the one that is in force is told."""
    later = WAIVER_TEXT.replace("12号", "15号").replace("2014-12-31", "2015-12-31")
    root = make({**WAIVED, "scorecards/豁免/15号.yaml": later})
    ran = run("validate", *TOO_LATE, cwd=root)
    assert ran.code == 0
    assert "已豁免：团办〔2014〕15号" in ran.out
    assert "TS325" in ran.out
    assert "TS326" not in ran.out


# ---- what is wrong with decisions ----------------------------------------------------------------


def test_unused(make: Make, run: Run) -> None:
    root = make({CARD: CARD_TEXT, WAIVER: WAIVER_TEXT})
    ran = run("validate", *IN_TIME, cwd=root)
    assert ran.code == 0
    assert "scorecards/豁免/12号.yaml:9:10 TS326 警告 豁免没有用上：没有这样的 TS401" in ran.out
    assert "TS326" not in run("validate", *TOO_LATE, cwd=root).out  # expired is enough


def test_unused_beside_one_that_is_used(make: Make, run: Run) -> None:
    matters = f"{MATTER}\n  - {{检查: TS402, 单位: 甲}}"
    ran = run(
        "validate", *IN_TIME, "--format", "json", cwd=make({**WAIVED, WAIVER: waiving(matters)})
    )
    assert brief(ran) == [f"TS401 {CARD}:6", f"TS326 {WAIVER}:10"]


ON_LINE = {
    "templates/例.yaml": "类型: 目标绩效指标模板\n名称: 例\n年度: 2014\n"
    + CARD_TEXT[CARD_TEXT.index("总分") :],
    CARD: "类型: 目标绩效指标\n单位: 共青团甲县委\n简称: 甲\n年度: 2014\n模板: 例\n",
    REPORT: REPORT_TEXT.replace("次数: 3", "次数: 1"),
    WAIVER: waiving("{检查: TS801, 单位: 甲, 指标: 次数}"),
}


def test_waiver_of_what_is_unmet(make: Make, run: Run) -> None:
    ran = run("validate", *IN_TIME, "--format", "json", cwd=make(ON_LINE))
    (finding,) = told(ran)
    assert (finding["code"], "waived" in finding) == ("TS801", True)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (REPORT, "次数: 1", "次数: [1]"),
        (REPORT, "次数: 1", "次 数字: 1"),
        (REPORT, "单位: 甲", "单位: 甲乙"),
        (CARD, "模板: 例", "模版: 例"),
        (CARD, "模板: 例", "模板: 另"),
        ("templates/例.yaml", "总分: 100", "总 分: 100"),
    ],
)
def test_waiver_is_not_unused_while_its_finding_may_be_hidden(
    file: str, old: str, new: str, make: Make, run: Run
) -> None:
    """The report, its card or its template cannot be examined: nobody knows what is in it."""
    root = make({**ON_LINE, file: ON_LINE[file].replace(old, new)})
    ran = run("validate", *IN_TIME, cwd=root)
    assert ran.code == 1
    assert "TS801" not in ran.out
    assert "TS326" not in ran.out


def test_run_over_some_files_cannot_tell_what_is_unused(make: Make, run: Run) -> None:
    root = make({**WARNED, WAIVER: WAIVER_TEXT})
    assert "TS326" not in run("validate", REPORT, *IN_TIME, cwd=root).out
    assert run("validate", WAIVER, *IN_TIME, cwd=root).out.startswith("√")
    assert "TS325" in run("validate", WAIVER, *TOO_LATE, cwd=root).out
    assert "TS325" not in run("validate", REPORT, *TOO_LATE, cwd=root).out


def test_run_over_some_files_waives_and_tells_what_has_expired(make: Make, run: Run) -> None:
    root = make(WAIVED)
    assert run("validate", CARD, *IN_TIME, cwd=root).code == 0
    ran = run("validate", CARD, *TOO_LATE, cwd=root)
    assert ran.code == 1
    assert "TS325" in ran.out


def test_ignored_code_is_not_unused(make: Make, run: Run) -> None:
    ran = run("validate", *IN_TIME, "--ignore", "TS401", cwd=make(WAIVED))
    assert ran.out == "√ 2 个文件，没有问题（目标绩效指标 1，豁免 1）\n"


def test_code_switched_off_needs_no_waiver(make: Make, run: Run) -> None:
    ran = run("validate", *IN_TIME, cwd=make({**WAIVED, SETTINGS: "检查: {TS401: 关}\n"}))
    assert "TS326" in ran.out


def test_levels_of_findings_about_decisions(make: Make, run: Run) -> None:
    root = make({CARD: CARD_TEXT, WAIVER: WAIVER_TEXT, SETTINGS: "检查: {TS326: 错误}\n"})
    assert run("validate", *IN_TIME, cwd=root).code == 1
    root = make({SETTINGS: "分文件检查: {scorecards/豁免: {TS326: 关}}\n"})
    assert run("validate", *IN_TIME, cwd=root).out.startswith("√ 2 个文件，没有问题")


def test_unknown_code(make: Make, run: Run) -> None:
    matter = "{检查: TS499, 单位: 甲}"
    ran = run("validate", *IN_TIME, cwd=make({CARD: CARD_TEXT, WAIVER: waiving(matter)}))
    assert f"{WAIVER}:9:10 TS317 警告 没有“TS499”这个检查编号" in ran.out
    assert "TS326" not in ran.out


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (MATTER, f"{{检查: {MARK}TS205, 单位: 甲}}", "TS205"),
        (MATTER, f"{{检查: {MARK}TS104, 单位: 甲}}", "TS205"),
        (MATTER, f"{{检查: {MARK}TS301, 单位: 甲}}", "TS205"),
        (MATTER, f"{{检查: {MARK}TS4, 单位: 甲}}", "TS205"),
        (MATTER, f"{MARK}{{检查: TS401}}", "TS205"),
        (MATTER, f"{MARK}{{检查: TS401, 单位: 甲, 文件: a.yaml}}", "TS205"),
        (MATTER, f"{MARK}{{单位: 甲}}", "TS202"),
        (MATTER, f"{{检查: TS401, 单位: 甲, {MARK}条目: 活动}}", "TS203"),
        ("到期: 2014-12-31", f"到期: {MARK}年底", "TS205"),
        ("批准日期: 2014-03-01", "批准日期: 2015-03-01", "TS205"),
        (f"事项:\n  - {MATTER}", f"事项: {MARK}[]", "TS202"),
    ],
)
def test_decision_that_cannot_be_used(old: str, new: str, code: str, make: Make, run: Run) -> None:
    files, places = unmark({WAIVER: WAIVER_TEXT.replace(old, new)})
    ran = run("validate", *IN_TIME, cwd=make({CARD: UNEVEN, **files}))
    assert ran.code == 1
    assert f"{places[0] if places else WAIVER} {code}" in ran.out or not places
    assert f"{code} 错误" in ran.out
    assert "已豁免" not in ran.out


@pytest.mark.parametrize("key", ["批准文号", "批准人", "原因", "到期", "年度", "事项"])
def test_what_a_decision_must_say(key: str, make: Make, run: Run) -> None:
    lines = WAIVER_TEXT.splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith(key))
    text = text.replace(f"  - {MATTER}\n", "") if key == "事项" else text
    ran = run("validate", *IN_TIME, cwd=make({CARD: CARD_TEXT, WAIVER: text}))
    assert ran.code == 1
    assert f"TS202 错误 缺少“{key}”" in ran.out


def test_when_it_was_approved_may_be_left_out(make: Make, run: Run) -> None:
    text = WAIVER_TEXT.replace("批准日期: 2014-03-01\n", "")
    assert run("validate", *IN_TIME, cwd=make({CARD: UNEVEN, WAIVER: text})).code == 0


def test_unusable_file_is_not_waived_by_another_code(make: Make, run: Run) -> None:
    ran = run("validate", *IN_TIME, cwd=make({CARD: UNREADABLE, WAIVER: WAIVER_TEXT}))
    assert ran.code == 1
    assert "已豁免" not in ran.out


def test_same_decision_twice(make: Make, run: Run) -> None:
    ran = run("validate", *IN_TIME, cwd=make({**WAIVED, "scorecards/豁免/另.yaml": WAIVER_TEXT}))
    assert ran.code == 1
    assert "TS310" in ran.out


def test_in_the_list(make: Make, run: Run) -> None:
    ran = run("list", cwd=make(WAIVED))
    assert ran.code == 0
    assert "豁免（1）" in ran.out
    assert "团办〔2014〕12号" in ran.out
    assert "到期 2014-12-31，1 项，批准人 团市委书记办公会" in ran.out
    assert WAIVER in ran.out


def test_scoring_takes_no_waiver(make: Make, run: Run) -> None:
    """A card whose points do not add up cannot be scored, whoever has answered for it."""
    ran = run("score", "2014", "--org", "甲", cwd=make(WAIVED))
    assert ran.code == 1
    assert "TS401" in ran.out
