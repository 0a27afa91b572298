"""A cumulative number does not become less from one report to the next."""

import pytest

from conftest import Make, found, unmark
from reporting import ASSESSMENT, REPORT, TABLES, assessment, report, said

JUNE = REPORT.replace("甲.", "甲-6月.")


@pytest.mark.parametrize(
    ("june", "september", "falls"),
    [
        ("志愿者: 20", "志愿者: 19", True),
        ("志愿者: 20", "志愿者: 20名", False),
        ("志愿者: 20", "志愿者: 21", False),
        ("活动次数: 3次", "活动次数: 2次", True),
        ("经费: 0.06万元", "经费: 599元", True),
        ("经费: 0.06万元", "经费: 600元", False),
        ("志愿者: 20", "志愿者: {自评: 19, 说明: 一人重复登记}", False),
        ("志愿者: 20", "志愿者: {自评: 20, 审核: 18, 佐证: [甲青〔2014〕1号]}", False),
        ("志愿者: {自评: 20, 审核: 18, 说明: 重复}", "志愿者: 19", True),
        ("志愿者: {审核: 18}", "志愿者: 19", False),
        ("志愿者: {自评: 20, 审核: 18, 说明: 重复}", "志愿者: {审核: 17}", True),
        ("志愿者: 20", "志愿者: {审核: 17}", True),
        ("志愿者: 20", "志愿者: {不适用: 停办}", False),
        ("投诉: 3起", "投诉: 2起", False),  # less is better
        ("配备率: 70%", "配备率: 65%", False),  # no cumulative number
        ("制度落实: 完成", "制度落实: 部分完成", False),
        ("志愿者: 很多", "志愿者: 1", False),
        ("志愿者: 20", "志愿者: 很多", False),
        ("没有: 20", "没有: 19", False),
        (
            "志愿者: {自评: 20, 审核: 20}",
            "志愿者: {自评: 21, 审核: 19, 佐证: [甲青〔2014〕1号]}",
            True,
        ),
        ("志愿者: {自评: 20, 审核: 21, 说明: 补报}", "志愿者: 20", False),
    ],
)
def test_between_two_reports(june: str, september: str, falls: bool, make: Make) -> None:
    files = {JUNE: report(june, "2014-06-30"), REPORT: report(september, "2014-09-30")}
    codes = [code for code, _ in said(make(TABLES | files))]
    assert codes == (["TS809"] if falls else [])


def test_both_places_are_named(make: Make) -> None:
    files, (late, early) = unmark({
        REPORT: report("志愿者: ▲19", "2014-09-30"),
        JUNE: report("志愿者: ▲20名", "2014-06-30"),
    })  # fmt: skip
    if late.startswith(JUNE):
        late, early = early, late
    (finding,) = found(make(TABLES | files))
    assert (str(finding.place), finding.severity) == (late, "警告")
    assert finding.message == "志愿者：累计完成 19，比 2014-06-30 报的 20名 还少"
    assert [(str(r.place), r.message) for r in finding.related] == [
        (early, "截至 2014-06-30 完成 20名")
    ]


def test_the_nearest_earlier_report_with_the_line_counts(make: Make) -> None:
    """March said 9, June 8, September nothing of it, October 8 again."""
    told = [
        ("3月", "志愿者: 9", "2014-03-31"),
        ("6月", "志愿者: 8", "2014-06-30"),
        ("9月", "活动次数: 1", "2014-09-30"),
        ("10月", "志愿者: 8", "2014-10-31"),
    ]
    files = {REPORT.replace("甲.", f"甲-{m}."): report(done, day) for m, done, day in told}
    (finding,) = found(make(TABLES | files))
    assert finding.place.file.endswith("甲-6月.yaml")


def test_in_a_project(make: Make) -> None:
    june = {ASSESSMENT.replace("自评", "6月自评"): assessment("活动次数: 6", "2021-06-30")}
    root = make(TABLES | june | {ASSESSMENT: assessment("活动次数: 5")})
    assert [code for code, _ in said(root)] == ["TS809"]
