"""No score rests on one of two files that contradict each other, or on what a damaged one left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run

CODE = "130303210YA09YBACA1M9"
HERE = "scorecards/2021/山海关"
TABLE, TOLD = f"{HERE}/{CODE}.yaml", f"{HERE}/{CODE}.自评.yaml"
DUTIES = f"{HERE}/部门整体绩效目标.yaml"
REPORT = "scorecards/2014/完成情况/苍溪.yaml"
SAME = "和另一份文件说的是同一件事"


def changed(root: Path, name: str, old: str, new: str) -> str:
    text = (root / name).read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new)


@pytest.fixture
def damaged(shipped: Path) -> Path:
    """A project whose 自评 of June is sound, and whose 自评 of December is not."""
    june = changed(shipped, TOLD, "2021-12-31", "2021-06-30")
    (shipped / HERE / "六月.yaml").write_text(june, encoding="utf-8")
    december = changed(shipped, TOLD, "\n完成:", "\n完成：")
    (shipped / TOLD).write_text(december, encoding="utf-8")
    return shipped


@pytest.mark.parametrize("command", [("score", "2021", "--project"), ("progress",)])
def test_project_is_not_followed_by_an_older_assessment(
    command: tuple[str, ...], damaged: Path, run: Run
) -> None:
    for form in ("text", "json", "md"):
        ran = run(*command, CODE, "--format", form, cwd=damaged)
        assert ran.code == 1
        assert "TS111" in ran.out
        assert "2021-06-30" not in ran.out


def test_project_is_not_printed_by_an_older_assessment(damaged: Path, run: Run) -> None:
    for query in ((CODE, "--scored"), (f"{HERE}/六月.yaml",)):
        ran = run("render", *query, cwd=damaged)
        assert (ran.code, ran.out) == (2, "")
        assert f"{TOLD}:8:3 有错误，先改好" in ran.err


def test_project_with_a_damaged_assessment_is_left_out_of_lists(damaged: Path, run: Run) -> None:
    for of in ((), ("--org", "山海关")):
        ran = run("score", "2021", *of, "--format", "json", cwd=damaged)
        told = json.loads(ran.out)
        assert (ran.code, told["projects"]) == (1, [])
        assert TABLE in told["unscored"]
        assert [f["code"] for f in told["findings"]] == ["TS111"]


def test_damaged_file_about_another_project_stops_no_score(damaged: Path, run: Run) -> None:
    text = changed(damaged, TOLD, CODE, "130303210YA09YBACA1N0")
    (damaged / TOLD).unlink()
    (damaged / HERE / "别的.yaml").write_text(text, encoding="utf-8")
    ran = run("score", "2021", "--project", CODE, cwd=damaged)
    told = f"tuanscore：另有 1 份文件有错误，和这里问的无关：{HERE}/别的.yaml"
    assert (ran.code, ran.err.startswith(told)) == (0, True)
    assert "截至 2021-06-30" in ran.out


@pytest.fixture
def duties(shipped: Path) -> Path:
    """A department that has done all ten of what it planned."""
    done = changed(shipped, DUTIES, "绩效标准:", "计划数: 10\n      完成数: 10\n      绩效标准:")
    (shipped / DUTIES).write_text(done, encoding="utf-8")
    return shipped


@pytest.mark.parametrize("settings", ["", "检查: {TS310: 关}\n", "检查: {TS3: 提示}\n"])
def test_neither_of_two_departments_is_scored(settings: str, duties: Path, run: Run) -> None:
    assert "100.00%" in run("score", "2021", "--org", "山海关", cwd=duties).out
    second = f"{HERE}/b.yaml"
    text = changed(duties, DUTIES, "完成数: 10", "完成数: 1")
    (duties / second).write_text(text, encoding="utf-8")
    (duties / "tuanscore.yaml").write_text(settings, encoding="utf-8")
    for of in ((), ("--org", "山海关")):
        ran = run("score", "2021", *of, "--format", "json", cwd=duties)
        told = json.loads(ran.out)
        assert ran.code == 1
        assert sorted(told["unscored"]) == [second, DUTIES]
        assert not told.get("department")
        assert not told.get("departments")
        assert [(f["code"], f["severity"]) for f in told["findings"]] == [("TS310", "error")]
        shown = run("score", "2021", *of, cwd=duties).out
        assert SAME in shown
        assert "100.00%" not in shown
        assert "98.10%" in shown  # its project is told once


def test_department_is_not_scored_beside_a_damaged_one(duties: Path, run: Run) -> None:
    text = changed(duties, DUTIES, "完成数: 10", "完成数：1")
    (duties / HERE / "b.yaml").write_text(text, encoding="utf-8")
    ran = run("score", "2021", "--org", "山海关", cwd=duties)
    assert ran.code == 1
    assert f"{DUTIES} 没有计分：{HERE}/b.yaml 有错误" in ran.out
    assert "98.10%" in ran.out


@pytest.mark.parametrize("settings", ["", "检查: {TS310: 关}\n", "分文件检查: {'**': {TS: 关}}\n"])
@pytest.mark.parametrize(
    "command",
    [("score", "2014", "--org", "苍溪"), ("score", "2014"), ("plan", "苍溪"), ("progress", "苍溪")],
)
def test_reason_is_told_whatever_the_severities(
    command: tuple[str, ...], settings: str, shipped: Path, run: Run
) -> None:
    text = changed(shipped, REPORT, "三下乡实践: 5", "三下乡实践: 1")
    (shipped / "scorecards/2014/完成情况/z.yaml").write_text(text, encoding="utf-8")
    (shipped / "tuanscore.yaml").write_text(settings, encoding="utf-8")
    ran = run(*command, cwd=shipped)
    assert ran.code == 1
    assert f"TS310 错误 {SAME}" in ran.out
    assert "没有问题" not in ran.out
    assert "绿" not in ran.out


def test_points_that_do_not_add_up_are_told_where_no_score_is(shipped: Path, run: Run) -> None:
    name = "templates/县区团委-2014.yaml"
    text = changed(shipped, name, "总分: 150", "总分: 140")
    (shipped / name).write_text(text, encoding="utf-8")
    (shipped / "tuanscore.yaml").write_text("检查: {TS401: 关}\n", encoding="utf-8")
    ran = run("score", "2014", "--org", "苍溪", cwd=shipped)
    assert ran.code == 1
    assert "TS401 错误" in ran.out


def test_twin_assessments_are_not_followed(shipped: Path, run: Run) -> None:
    text = changed(shipped, TOLD, "活动开展次数:", "活动开展次数: 1 #")
    (shipped / HERE / "再.yaml").write_text(text, encoding="utf-8")
    for form, said in (("text", SAME), ("json", '"tuanscore.findings/1"'), ("md", SAME)):
        ran = run("progress", CODE, "--format", form, cwd=shipped)
        assert ran.code == 1
        assert said in ran.out


def test_error_that_is_switched_off_is_named_where_it_stops_a_print(
    shipped: Path, run: Run
) -> None:
    name = "scorecards/2014/苍溪.yaml"
    text = (shipped / name).read_text(encoding="utf-8")
    (shipped / name).write_text(text.replace("\n指标值:\n", "\n指标值:\n  没有的: 1\n"), "utf-8")
    (shipped / "tuanscore.yaml").write_text("检查: {TS3: 关}\n", encoding="utf-8")
    assert run("validate", name, cwd=shipped).code == 0
    for command in (("render", "苍溪"), ("progress", "苍溪")):
        ran = run(*command, cwd=shipped)
        assert (ran.code, ran.out) == (2, "")
        assert f"{name}:9:3 有错误，先改好：" in ran.err
        assert "没有的" in ran.err
