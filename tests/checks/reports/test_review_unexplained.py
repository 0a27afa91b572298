"""A review that changes what an organisation says must say why."""

import pytest

from conftest import Make, found, unmark
from reporting import ASSESSMENT, CARD, REPORT, TABLES, assessment, report, said

RANKED = TABLES[CARD].replace("{方案:", "{名次: {计分: 名次, 满分名次: 3, 每名扣: 0.2}, 方案:")


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("活动次数: {自评: 5, 审核: 4}", True),
        ("活动次数: {自评: 5次, 审核: 5}", False),
        ("经费: {自评: 1200元, 审核: 0.12万元}", False),
        ("经费: {自评: 1200元, 审核: 0.11万元}", True),
        ("制度落实: {自评: 完成, 审核: 100%}", False),
        ("制度落实: {自评: 100%, 审核: 完成}", False),
        ("方案: {自评: 2014-05-01, 审核: 2014-05-20}", True),
        ("方案: {自评: 2014-05-01, 审核: ' 2014-05-01'}", False),
        ("名次: {自评: 12分, 审核: 11分}", True),
        ("名次: {自评: 12分, 审核: 12.0分}", False),
        ("名次: {自评: 第1名, 审核: 第2名}", False),  # a place is no number: not looked at
        ("活动次数: {自评: 5, 审核: 4, 说明: 一次不计入}", False),
        ("活动次数: {自评: 5, 审核: 4, 佐证: [甲青〔2014〕1号]}", False),
        ("活动次数: {审核: 4}", False),
        ("活动次数: {自评: 很多, 审核: 4}", False),  # that it cannot be read is what is said
        ("名次: {自评: 很多, 审核: 11分}", False),
        ("制度落实: {自评: 很多, 审核: 完成}", False),
        ("活动次数: {自评: 5, 审核: 4, 佐证: []}", True),
        ("名次: {自评: 12分, 审核: 12名}", True),  # the same number of something else
        ("制度落实: {自评: 部分完成, 审核: 完成}", True),
        ("活动次数: {自评: 5}", False),
    ],
)
def test_without_a_word(line: str, changed: bool, make: Make) -> None:
    root = make(TABLES | {CARD: RANKED, REPORT: report(line)})
    assert [code for code, _ in said(root)] == (["TS805"] if changed else [])


def test_place_and_message(make: Make) -> None:
    files, (place,) = unmark({REPORT: report("活动次数: {自评: 5次, 审核: ▲4次}")})
    (finding,) = found(make(TABLES | files))
    assert (str(finding.place), finding.severity) == (place, "警告")
    assert finding.message == "活动次数：自评 5次，审核改为 4次，没有写理由"


def test_in_a_project(make: Make) -> None:
    root = make(TABLES | {ASSESSMENT: assessment("活动次数: {自评: 6, 审核: 5}")})
    assert [code for code, _ in said(root)] == ["TS805"]


@pytest.mark.parametrize("line", ["活动次数: {自评: 5, 审核: 很多}", "没有: {自评: 5, 审核: 4}"])
def test_what_is_an_error_already_is_not_said_twice(line: str, make: Make) -> None:
    root = make(TABLES | {REPORT: report(line)})
    assert said(root) == []
    assert len(found(root)) == 1
