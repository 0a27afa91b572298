"""Files with errors: nothing is scored, printed or replaced as if they were not there."""

from __future__ import annotations

import json
from pathlib import Path

from conftest import Make, Run
from tuanscore.commands.validate import examining
from tuanscore.finding import Severity
from tuanscore.shelf import Repository

REPORT = "scorecards/2014/完成情况/苍溪.yaml"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_report_with_a_repeated_key_is_not_scored(shipped: Path, run: Run) -> None:
    edit(shipped / REPORT, "  三下乡实践: 5", "  三下乡实践: 1\n  三下乡实践: 5")
    ran = run("score", "2014", "--org", "苍溪", cwd=shipped)
    assert ran.code == 1
    assert "TS105" in ran.out
    assert "总分" not in ran.out
    ranking = run("score", "2014", "--format", "json", cwd=shipped)
    assert ranking.code == 1
    told = json.loads(ranking.out)
    assert "苍溪" not in [line["short_name"] for line in told["ranking"]]
    assert REPORT in told["unscored"]


def test_a_report_in_gbk_is_not_counted_as_missing(shipped: Path, run: Run) -> None:
    path = shipped / REPORT
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    ran = run("score", "2014", "--org", "苍溪", cwd=shipped)
    assert ran.code == 1
    assert "TS102" in ran.out
    assert "没有完成情况" not in ran.out


def test_a_card_in_gbk_is_named(shipped: Path, run: Run) -> None:
    path = shipped / "scorecards/2014/青川.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    for command in (["show", "青川"], ["score", "2014", "--org", "青川"]):
        ran = run(*command, cwd=shipped)
        assert ran.code == 2
        assert "“青川”的文件有错误：scorecards/2014/青川.yaml" in ran.err
    assert "scorecards/2014/青川.yaml 有错误，没有计分" in run("score", "2014", cwd=shipped).out


def test_the_built_in_template_does_not_stand_in_for_a_damaged_one(shipped: Path, run: Run) -> None:
    path = shipped / "templates/县区团委-2014.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    ran = run("render", "苍溪", cwd=shipped)
    assert (ran.code, ran.out) == (2, "")
    checked = run("validate", "scorecards/2014/苍溪.yaml", cwd=shipped)
    assert checked.code == 1
    assert "TS304" in checked.out


def test_a_name_that_means_two_organisations(shipped: Path, run: Run) -> None:
    edit(shipped / "scorecards/2014/旺苍.yaml", "[旺苍县, wangcang]", "[旺苍县, 苍溪]")
    found = examining.examine(Repository(shipped)).findings
    wrong = [(f.code, f.place.file) for f in found if f.severity is Severity.ERROR]
    both = ("scorecards/2014/旺苍.yaml", "scorecards/2014/苍溪.yaml")
    assert wrong == [("TS321", file) for file in both]
    ran = run("score", "2014", "--format", "json", cwd=shipped)
    rates = {line["short_name"]: line["rate"]["low"] for line in json.loads(ran.out)["ranking"]}
    assert rates["苍溪"] == 97.71  # its own report, by its own 简称
    assert run("score", "2014", "--org", "苍溪", cwd=shipped).code == 0


def test_a_pipe_is_not_waited_for(make: Make, run: Run) -> None:
    import os

    root = make({"scorecards/2014/说明.md": "x"})
    os.mkfifo(root / "scorecards/2014/甲.yaml")
    ran = run("validate", cwd=root)
    assert ran.code == 1
    assert "不是普通文件" in ran.out
