"""What is far above its target is worth a look; nothing is deducted for it."""

import pytest

from conftest import Make, Run, found, unmark
from reporting import ASSESSMENT, REPORT, TABLES, assessment, report, said


@pytest.mark.parametrize(
    ("line", "rate"),
    [
        ("经费: 1300元", None),  # 130% exactly
        ("经费: 1301元", "130.1"),
        ("经费: 1300.5元", "130.1"),  # 130.05, rounded half up
        ("经费: {不适用: 停办}", None),
        ("经费: 0.2万元", "200"),
        ("活动次数: 400次", "10000"),
        ("志愿者: 53名", "132.5"),  # 53 ÷ 40
        ("志愿者: {自评: 99, 审核: 40, 说明: 重复登记}", None),  # 审核 counts
        ("投诉: 0起", None),  # less is better
        ("投诉: 9起", None),
        ("方案: 2014-01-01", None),
        ("培训天数: 30天", None),
        ("制度落实: 完成", None),
    ],
)
def test_share_of_the_target(line: str, rate: str | None, make: Make) -> None:
    notes = [m for code, m in said(make(TABLES | {REPORT: report(line)})) if code == "TS807"]
    assert len(notes) == (rate is not None)
    assert all(f"的 {rate}%，超过 130%" in message for message in notes)


def test_is_a_note_at_the_value_that_counts(make: Make, run: Run) -> None:
    files, (place,) = unmark({REPORT: report("志愿者: {自评: 99, 审核: ▲80, 说明: 重复登记}")})
    root = make(TABLES | files)
    (finding,) = found(root)
    assert (str(finding.place), finding.severity) == (place, "提示")
    assert finding.message == "志愿者：完成 80，是目标 40名 的 200%，超过 130%"
    assert run("validate", cwd=root).code == 0


def test_limit_is_the_repository_s_to_choose(make: Make) -> None:
    root = make(TABLES | {REPORT: report("志愿者: 60"), "tuanscore.yaml": "监控: {超额: 150%}\n"})
    assert said(root) == []  # 150% exactly
    make({"tuanscore.yaml": "监控: {超额: 149}\n"})
    assert [code for code, _ in said(root)] == ["TS807"]


def test_in_a_project(make: Make) -> None:
    root = make(TABLES | {ASSESSMENT: assessment("活动次数: 50")})
    assert said(root) == [("TS807", "活动次数：完成 50，是目标 ≥5次 的 1000%，超过 130%")]


def test_what_a_later_report_replaces_is_not_looked_at(make: Make) -> None:
    may = REPORT.replace("甲.", "甲-5月.")
    files = {may: report("配备率: 100%", "2014-05-31"), REPORT: report("配备率: 70%")}
    assert said(make(TABLES | files)) == []


@pytest.mark.parametrize("line", ["志愿者: 很多", "志愿者: 90次"])
def test_what_cannot_be_read_is_left_to_its_own_error(line: str, make: Make) -> None:
    assert [f.code for f in found(make(TABLES | {REPORT: report(line)}))] == ["TS308"]
