"""A 基数 that nothing reads (TS811), and what is to be deducted at discretion (TS804)."""

import pytest

from conftest import Make, found
from reporting import ASSESSMENT, CARD, REPORT, TABLES, assessment, report, said

COMPARED = TABLES[CARD].replace(
    "{方案:", "{涉罪率: {计分: 对比, 基数: 三年平均值, 要求: 低于, 未达: 酌情}, 方案:"
)
BASE = "基数: 0.92‰, 基数来源: 公报"
ROSE, FELL = f"涉罪率: {{自评: 0.95‰, {BASE}}}", f"涉罪率: {{自评: 0.90‰, {BASE}}}"


def deduction(name: str) -> str:
    return f"扣分: [{{指标: {name}, 分值: 0.5, 原因: 上升, 决定人: 权益部}}]\n"


@pytest.mark.parametrize(
    ("done", "about"),
    [
        (FELL, []),
        (f"活动次数: {{自评: 4, {BASE}}}", ["活动次数：按比例计分"]),
        (f"制度落实: {{自评: 完成, {BASE}}}", ["制度落实：按定性计分"]),
        (f"活动次数: 4, {FELL}", []),
        (f"{FELL}, 活动次数: {{自评: 4, {BASE}}}", ["活动次数：按比例计分"]),
        (f"没有: {{自评: 4, {BASE}}}", []),  # no such line: that is what is said
    ],
)
def test_base_that_is_not_read(done: str, about: list[str], make: Make) -> None:
    root = make(TABLES | {CARD: COMPARED, REPORT: report(done)})
    told = [message.split("，")[0] for code, message in said(root) if code == "TS811"]
    assert told == about


def test_base_in_a_project_and_without_a_table(make: Make) -> None:
    line = f"活动次数: {{自评: 5, {BASE}}}"
    assert [c for c, _ in said(make({ASSESSMENT: assessment(line)}))] == []
    assert [c for c, _ in said(make(TABLES))] == ["TS811"]


def test_base_of_a_line_without_measures(make: Make) -> None:
    bare = TABLES[CARD].replace(", 考核点: {交办工作: 定性}", "")
    told = said(make(TABLES | {CARD: bare, REPORT: report(f"交办工作: {{自评: 完成, {BASE}}}")}))
    assert told == [("TS811", "交办工作：按定性计分，用不到基数")]


@pytest.mark.parametrize(
    ("done", "rest", "is_asked"),
    [
        (ROSE, "", True),
        (FELL, "", False),
        (f"活动次数: 4, {ROSE}", "", True),
        (f"涉罪率: {{自评: 0.90‰, 审核: 0.95‰, 说明: 甲, {BASE}}}", "", True),
        (f"涉罪率: {{自评: 0.95‰, 审核: 0.90‰, 说明: 甲, {BASE}}}", "", False),
        (f"涉罪率: {{不适用: 甲}}, 活动次数: {{自评: 4, {BASE}}}", "", False),
        (ROSE, deduction("涉罪率"), False),
        (ROSE, deduction("方案"), False),  # the item
        (ROSE, deduction("经费"), False),  # another measure of the item
        (ROSE, deduction("活动"), True),  # another item
        (ROSE, deduction("志愿者"), True),  # a measure of another item
    ],
)
def test_deduction_that_nobody_has_decided(
    done: str, rest: str, is_asked: bool, make: Make
) -> None:
    root = make(TABLES | {CARD: COMPARED, REPORT: report(done, rest=rest)})
    assert [code for code, _ in said(root) if code == "TS804"] == ["TS804"] * is_asked


@pytest.mark.parametrize(("otherwise", "is_asked"), [("酌情", True), ("不得分", False)])
def test_only_what_the_card_leaves_to_discretion(
    otherwise: str, is_asked: bool, make: Make
) -> None:
    card = COMPARED.replace("未达: 酌情", f"未达: {otherwise}")
    told = said(make(TABLES | {CARD: card, REPORT: report(ROSE)}))
    assert ("TS804" in [code for code, _ in told]) is is_asked


@pytest.mark.parametrize(
    ("june", "june_rest", "december", "places"),
    [
        (ROSE, "", ROSE, ["甲.yaml"]),  # only the one that counts
        (ROSE, "", FELL, []),
        (ROSE, "", "活动次数: 4", ["甲-6月.yaml"]),
        (ROSE, deduction("涉罪率"), ROSE, []),  # one decision may be in any report
    ],
)
def test_over_several_reports(
    june: str, june_rest: str, december: str, places: list[str], make: Make
) -> None:
    early = report(june, "2014-06-30", june_rest)
    files = {REPORT: report(december), REPORT.replace("甲.", "甲-6月."): early}
    findings = [f for f in found(make(TABLES | {CARD: COMPARED} | files)) if f.code == "TS804"]
    assert [f.place.file.rpartition("/")[2] for f in findings] == places


@pytest.mark.parametrize(
    ("line", "key"),
    [(ROSE, "自评"), (f"涉罪率: {{自评: 0.90‰, 审核: 0.95‰, 说明: 甲, {BASE}}}", "审核")],
)
def test_at_the_value_that_counts(line: str, key: str, make: Make) -> None:
    text = report(line)
    (finding,) = [
        f for f in found(make(TABLES | {CARD: COMPARED, REPORT: text})) if f.code == "TS804"
    ]
    written = text.splitlines()[finding.place.line - 1]
    assert written[: finding.place.column - 1].endswith(f"{key}: ")
