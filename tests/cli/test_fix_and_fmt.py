"""`tuanscore fix` and `tuanscore fmt`: what they say, write, and leave alone."""

import os
import re
from pathlib import Path

import pytest

from conftest import Make, Run

HEAD = "类型: 完成情况\n单位: 甲\n年度: 2024\n截至: 2024-12-31\n"
SLIP = HEAD.replace("单位: ", "单位：") + "完成: {甲: 1}   # 注\n"
MENDED = HEAD + "完成: {甲: 1}   # 注\n"
LOOSE = HEAD + "完成:   { 甲: 1 }\n"
TIDY = HEAD + "完成: {甲: 1}\n"
BROKEN = HEAD + "完成: [甲\n"


def test_fix_writes_what_it_says(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": SLIP, "scorecards/二.yaml": TIDY})
    ran = run("-C", root, "fix")
    assert ran.code == 0
    assert ran.out == ("scorecards/一.yaml：键后面的冒号\n√ 2 个文件，1 个改好了\n")
    assert (root / "scorecards/一.yaml").read_text(encoding="utf-8") == MENDED
    again = run("-C", root, "fix")
    assert (again.code, again.out) == (0, "√ 2 个文件，没有要改的\n")


def test_fix_diff_only_shows(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": SLIP.replace("2024\n", "2024 \t\n")})
    ran = run("-C", root, "fix", "--diff")
    assert ran.code == 1
    assert "-单位：甲\n-年度: 2024··\n+单位: 甲\n+年度: 2024\n" in ran.out
    assert "1 个文件，1 个要改" in ran.out
    assert "单位：" in (root / "scorecards/一.yaml").read_text(encoding="utf-8")


def test_diff_in_colour(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": SLIP})
    ran = run("-C", root, "--color", "fix", "--diff")
    assert "\x1b[31m-单位：甲" in ran.out
    assert "\x1b[32m+单位: 甲" in ran.out


@pytest.mark.parametrize("options", [["--check"], ["--diff"], ["--check", "--diff"]])
def test_fmt_that_only_looks(run: Run, make: Make, options: list[str]) -> None:
    root = make({"scorecards/一.yaml": LOOSE})
    ran = run("-C", root, "fmt", *options)
    assert ran.code == 1
    assert ran.out.startswith("scorecards/一.yaml：空格\n")
    assert ("+完成: {甲: 1}\n" in ran.out) == ("--diff" in options)
    assert (root / "scorecards/一.yaml").read_text(encoding="utf-8") == LOOSE
    assert run("-C", root, "fmt").code == 0
    assert (root / "scorecards/一.yaml").read_text(encoding="utf-8") == TIDY
    assert run("-C", root, "fmt", *options).code == 0


def test_the_shipped_repository_is_clean(run: Run, shipped: Path) -> None:
    for command in (("fix", "--diff"), ("fmt", "--check")):
        ran = run("-C", shipped, *command)
        assert ran.code == 0
        assert "没有要改的" in ran.out


def test_what_cannot_be_mended_is_listed_as_validate_does(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": BROKEN, "scorecards/二.yaml": SLIP})
    ran = run("-C", root, "fix")
    assert ran.code == 1
    assert "scorecards/一.yaml:5:5 TS104 错误 方括号里缺少逗号或右方括号\n" in ran.out
    assert "       5 | 完成: [甲\n" in ran.out
    assert "! 2 个文件，1 个改好了，1 个改不了，要自己动手\n" in ran.out
    assert (root / "scorecards/一.yaml").read_text(encoding="utf-8") == BROKEN
    assert (root / "scorecards/二.yaml").read_text(encoding="utf-8") == MENDED
    assert run("-C", root, "fmt").code == 1


def test_rare_yaml_is_left_alone(run: Run, make: Make) -> None:
    text = HEAD + "? 备注\n: 乙   \n"
    root = make({"scorecards/一.yaml": text})
    for command in ("fix", "fmt"):
        ran = run("-C", root, command)
        assert ran.code == 1
        assert "scorecards/一.yaml 用了少见的 YAML 写法，没有改动" in ran.out
    assert (root / "scorecards/一.yaml").read_text(encoding="utf-8") == text


def test_only_the_files_that_are_named(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": SLIP, "scorecards/内/二.yaml": SLIP, "外.yml": SLIP})
    assert run("-C", root, "fix", "scorecards/内", "外.yml").code == 0
    assert (root / "scorecards/一.yaml").read_text(encoding="utf-8") == SLIP
    assert (root / "scorecards/内/二.yaml").read_text(encoding="utf-8") == MENDED
    assert (root / "外.yml").read_text(encoding="utf-8") == MENDED


def test_settings_are_mended_too(run: Run, make: Make) -> None:
    root = make({"tuanscore.yaml": "检查：\n  TS402: 提示\n", "scorecards/一.yaml": TIDY})
    assert run("-C", root, "fix").code == 0
    assert (root / "tuanscore.yaml").read_text(encoding="utf-8") == "检查:\n  TS402: 提示\n"


@pytest.mark.parametrize("command", ["fix", "fmt"])
def test_other_files_are_refused(run: Run, make: Make, command: str) -> None:
    root = make({"scorecards/一.yaml": TIDY, "说明.md": "单位：甲   \n"})
    ran = run("-C", root, command, "说明.md")
    assert ran.code == 2
    assert "不是 YAML 文件" in ran.err
    assert (root / "说明.md").read_text(encoding="utf-8") == "单位：甲   \n"
    assert run("-C", root, command, "没有.yaml").code == 2


def test_mode_link_mark_and_line_ends_stay(run: Run, make: Make) -> None:
    root = make({"scorecards/占位.yaml": TIDY})
    real, link = root / "真.yaml", root / "scorecards/一.yaml"
    real.write_bytes(("\ufeff" + SLIP.replace("\n", "\r\n")).encode())
    real.chmod(0o640)
    link.symlink_to(real)
    assert run("-C", root, "fix").code == 0
    assert link.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert real.read_bytes() == ("\ufeff" + MENDED.replace("\n", "\r\n")).encode()
    assert sorted(p.name for p in root.iterdir()) == ["scorecards", "真.yaml"]


def test_mixed_line_ends_become_those_there_are_more_of(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": ""})
    (root / "scorecards/一.yaml").write_bytes(TIDY.replace("\n", "\r\n").encode() + b"# 1\n# 2")
    ran = run("-C", root, "fix", "--diff")
    assert ran.out == "scorecards/一.yaml：行尾\n\n! 1 个文件，1 个要改\n" or "行尾" in ran.out
    assert run("-C", root, "fix").code == 0
    assert b"\r\n# 1\r\n# 2\r\n" in (root / "scorecards/一.yaml").read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": TIDY})
    os.mkfifo(root / "scorecards/二.yaml")
    ran = run("-C", root, "fix")
    assert ran.code == 1
    assert "不是普通文件" in ran.out


PROJECT = """类型: 预算项目绩效目标表
预算单位: 甲县团委
简称: 甲
年度: 2021
项目编码: {code}
项目名称: 活动经费
预算: {{预算数: 100, 财政资金: 100, 其他资金: 0, 资金用途: 活动}}
资金支出计划: {{12月底: 100%}}
绩效目标: [活动]
绩效指标:
  产出指标:
    数量指标:
      - {{名称: 活动次数, 指标值: ≥5次}}
"""
REPORT = """类型: 项目自评
项目编码: {code}
年度: 2021
截至: 2021-12-31
完成: {{活动次数: 5}}
"""


def codes(root: Path) -> list[str]:
    files = [root / "scorecards/甲.yaml", root / "scorecards/甲.自评.yaml"]
    texts = "".join(f.read_text(encoding="utf-8") for f in files)
    return re.findall("项目编码: (.*)", texts)


@pytest.mark.parametrize(
    ("project", "report", "after"),
    [
        ("１０a9", "1０a9", ["10a9", "10a9"]),  # both, or neither could be found
        ("'1e5'", "1e5", ["'1e5'", "'1e5'"]),
        ("１0b9", "10b9", ["10b9", "10b9"]),  # a report that nobody could find before
    ],
)
def test_codes_are_mended_wherever_they_stand(
    run: Run, make: Make, project: str, report: str, after: list[str]
) -> None:
    root = make(
        {
            "scorecards/甲.yaml": PROJECT.format(code=project),
            "scorecards/甲.自评.yaml": REPORT.format(code=report),
        }
    )
    assert run("-C", root, "fix").code == 0
    assert [c.strip("'") for c in codes(root)] == [c.strip("'") for c in after]


def test_a_code_that_another_file_names_is_not_mended_alone(run: Run, make: Make) -> None:
    root = make(
        {
            "scorecards/甲.yaml": PROJECT.format(code="１０a9"),
            "scorecards/甲.自评.yaml": REPORT.format(code="１０a9"),
        }
    )
    assert run("-C", root, "fix", "scorecards/甲.yaml").code == 0
    assert codes(root) == ["１０a9", "１０a9"]
    assert run("-C", root, "fix").code == 0
    assert [c.strip("'") for c in codes(root)] == ["10a9", "10a9"]


def test_help_tells_them_apart(run: Run) -> None:
    assert "只想统一版面，用 fmt" in run("fix", "--help").out
    assert "那是 fix 的事" in run("fmt", "--help").out
