"""What is unmet needs a reason, once nothing more can be done about it."""

import pytest

from conftest import Make, Run, found, unmark
from reporting import ASSESSMENT, CARD, REPORT, TABLES, assessment, report, said


@pytest.mark.parametrize(
    ("done", "message"),
    [
        ("活动次数: 3次", "活动次数：没有完成（目标 ≥4次，完成 3次），没有写原因"),
        ("制度落实: 基本完成", "制度落实：没有完成（目标 定性，完成 基本完成），没有写原因"),
        ("投诉: 6起", "投诉：没有完成（目标 ≤5起，完成 6起），没有写原因"),
        ("培训天数: 11天", "培训天数：没有完成（目标 5-10天，完成 11天），没有写原因"),
        ("方案: 2014-07-01", "方案：没有完成（目标 2014年6月底前，完成 2014-07-01），没有写原因"),
        ("交办工作: 70%", "交办工作：没有完成（目标 定性，完成 70%），没有写原因"),
        ("活动次数: {自评: 4, 审核: 3, 佐证: [甲青〔2014〕1号]}", "活动次数：没有完成"),
        ("活动次数: {自评: 3, 审核: 4, 佐证: [甲青〔2014〕1号]}", None),  # 审核 counts
        ("活动次数: {自评: 3, 说明: 一次改到次年}", None),
        ("活动次数: {不适用: 当年停办}", None),
        ("活动次数: 4", None),
        ("投诉: 5", None),
    ],
)  # fmt: skip
def test_at_the_end_of_the_year(done: str, message: str | None, make: Make) -> None:
    wanted = [] if message is None else [("TS801", message)]
    told = said(make(TABLES | {REPORT: report(done)}))
    assert [(code, words[: len(message or words)]) for code, words in told] == wanted


@pytest.mark.parametrize(
    ("done", "day", "asked"),
    [
        ("活动次数: 3", "2014-11-30", False),  # there is time to do more
        ("活动次数: 3", "2014-12-01", True),
        ("制度落实: 部分完成", "2014-06-30", False),
        ("方案: 未完成", "2014-06-29", False),
        ("方案: 未完成", "2014-06-30", True),
    ],
)
def test_in_the_course_of_the_year(done: str, day: str, asked: bool, make: Make) -> None:
    codes = [code for code, _ in said(make(TABLES | {REPORT: report(done, day)}))]
    assert codes == (["TS801"] if asked else [])


def test_a_line_without_measures(make: Make) -> None:
    bare = TABLES[CARD].replace(", 考核点: {交办工作: 定性}", "")
    root = make(TABLES | {CARD: bare, REPORT: report("交办工作: 70%")})
    assert said(root) == [("TS801", "交办工作：没有完成（完成 70%），没有写原因")]


def test_place_and_cure(make: Make) -> None:
    files, (place,) = unmark({REPORT: report("志愿者: 40, 活动次数: ▲3次")})
    (finding,) = found(make(TABLES | files))
    assert (str(finding.place), finding.severity) == (place, "警告")
    assert finding.hint == "写成 活动次数: {自评: 3次, 说明: 偏差原因和改进措施}"
    reviewed = report("活动次数: {自评: 4次, 审核: 3次, 佐证: [甲青〔2014〕1号]}")
    (finding,) = found(make({REPORT: reviewed}))
    assert finding.hint == "加上 偏差原因 和 改进措施"


def test_what_a_later_report_replaces_is_not_asked_about(make: Make) -> None:
    early = REPORT.replace("甲.", "甲-12月初.")
    files = {REPORT: report("活动次数: 4"), early: report("活动次数: 3, 志愿者: 9", "2014-12-05")}
    assert [m[:4] for _, m in said(make(TABLES | files))] == ["志愿者："]


def test_a_project_is_asked_at_any_time_and_with_its_score(make: Make, run: Run) -> None:
    root = make(TABLES | {ASSESSMENT: assessment("活动次数: 4", "2021-06-30")})
    assert said(root) == [("TS801", "活动次数：没有完成（目标 ≥5次，完成 4），没有写原因")]
    ran = run("score", "2021", "--project", "P01", cwd=root)
    assert (ran.code, "TS801" in ran.out) == (0, True)


def test_the_score_of_a_card_does_not_show_it(make: Make, run: Run) -> None:
    root = make(TABLES | {REPORT: report("活动次数: 3")})
    ran = run("score", "2014", "--org", "甲", cwd=root)
    assert (ran.code, "TS801" in ran.out) == (0, False)


def test_nothing_is_asked_where_the_table_is_missing_or_wrong(make: Make) -> None:
    files = {REPORT: report("活动次数: 3"), ASSESSMENT: assessment("活动次数: 3")}
    assert [f.code for f in found(make(files))] == ["TS305", "TS313"]
    wrong = {CARD: TABLES[CARD].replace("总分: 100", "总分: 一百")}
    assert said(make(wrong)) == []
