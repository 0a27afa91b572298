"""Evidence is where a report says it is, inside of the repository; what is no file is let be."""

from pathlib import Path

import pytest

from conftest import Make, found, unmark
from reporting import ASSESSMENT, REPORT, TABLES, assessment, report, said
from tuanscore.commands.validate import examining
from tuanscore.shelf import Repository

FOLDER = "scorecards/2014/完成情况"
ON_DISK = {f"{FOLDER}/佐证/名册.txt": "张三\n", "scorecards/决定.txt": "决定\n"}
MISSING, OUTSIDE, EMPTY = "这个文件找不到", "在仓库外面，别人看不到", "是空文件夹"
BY_HAND = "路径相对这份报告，改对路径，或把文件补上；不是文件的写网址、文号，或用《》写文件名"


@pytest.mark.parametrize(
    ("written", "wrong", "hint"),
    [
        ("佐证/名册.txt", None, ""),
        ("./佐证/../佐证/名册.txt", None, ""),
        ("../../决定.txt", None, ""),
        ("佐证", None, ""),  # a folder with something in it
        ("佐证/", None, ""),
        ("../../..", None, ""),  # the repository itself
        ("../../../", None, ""),
        ("空的", EMPTY, "把文件放进去，或删掉这一项"),
        ("佐证/名册.xlsx", MISSING, "是不是“佐证/名册.txt”？"),
        ("名册表.txt", MISSING, BY_HAND),
        ("../../决定.doc", MISSING, "是不是“../../决定.txt”？"),
        ("没有/名册.txt", MISSING, BY_HAND),
        ("佐证\\名册.txt", MISSING, "路径用 /，写成 佐证/名册.txt"),
        ("见档案", MISSING, BY_HAND),
        ("佐证/名册.txt/一", MISSING, BY_HAND),
        ("字" * 300, MISSING, BY_HAND),
        ("../../../../名册.txt", OUTSIDE, "写相对这份报告的路径"),
        ("/etc/hostname", OUTSIDE, "写相对这份报告的路径"),
        ("https://example.org/a?b=c", None, ""),
        ("HTTP://example.org/名册.pdf", None, ""),
        ("川青〔2014〕3号", None, ""),
        ("川青[2014]3号", None, ""),
        ("川青（2014）第 12 号", None, ""),
        ("《关于表彰先进集体的决定》", None, ""),
    ],
)
def test_of_a_line(written: str, wrong: str | None, hint: str, make: Make) -> None:
    quoted = written.replace("'", "''")
    line = f"活动次数: {{自评: 4, 佐证: [▲'{quoted}']}}"
    files, (place,) = unmark({REPORT: report(line)})
    root = make(TABLES | ON_DISK | files)
    (root / FOLDER / "空的").mkdir()
    findings = found(root)
    assert [f.code for f in findings] == ([] if wrong is None else ["TS806"])
    for finding in findings:
        assert str(finding.place) == place
        assert finding.message == f"佐证“{written}”{wrong}"
        assert hint in finding.hint


def test_wherever_a_report_names_evidence(make: Make) -> None:
    rest = (
        "扣分: [{指标: 活动, 分值: 1, 原因: 迟报, 佐证: [▲一.txt]}]\n"
        "加分: [{项目: 表彰, 分值: 1, 佐证: [佐证/名册.txt, ▲二.txt]}]\n"
        "一票否决: [{事项: 事故, 原因: 查实, 佐证: [▲三.txt]}]\n"
    )
    files, places = unmark({REPORT: report("活动次数: {自评: 4, 佐证: [▲零.txt]}", rest=rest)})
    findings = [f for f in found(make(TABLES | ON_DISK | files)) if f.code == "TS806"]
    assert [str(f.place) for f in findings] == places


def test_in_a_project(make: Make) -> None:
    line = "活动次数: {自评: 5, 佐证: [合同.pdf]}"
    root = make(TABLES | {ASSESSMENT: assessment(line)})
    assert said(root) == [("TS806", "佐证“合同.pdf”这个文件找不到")]
    make({"scorecards/2021/丙/合同.pdf": "合同"})
    assert said(root) == []


def test_a_link_that_leads_out_is_outside(
    make: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("别处") / "名册.txt"
    elsewhere.write_text("张三\n", encoding="utf-8")
    root = make(TABLES | {REPORT: report("活动次数: {自评: 4, 佐证: [名册.txt]}")})
    (root / FOLDER / "名册.txt").symlink_to(elsewhere)
    assert said(root) == [("TS806", f"佐证“名册.txt”{OUTSIDE}")]


def test_a_report_outside_of_the_repository_has_its_evidence_beside_it(
    make: Make, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside: Path = tmp_path_factory.mktemp("外面")
    (outside / "名册.txt").write_text("张三\n", encoding="utf-8")
    told = outside / "甲.yaml"
    told.write_text(report("活动次数: {自评: 4, 佐证: [名册.txt, 没有.txt]}"), encoding="utf-8")
    findings = examining.examine(Repository(make(TABLES)), [told]).findings
    assert [f.message for f in findings] == ["佐证“没有.txt”这个文件找不到"]
