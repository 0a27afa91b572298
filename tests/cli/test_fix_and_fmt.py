"""`tuanscore fix` and `tuanscore fmt`: what they say, write, and leave alone."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import documents
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
    assert "-单位：甲\n-年度: 2024 \t\n+单位: 甲\n+年度: 2024\n" in ran.out
    assert "1 个文件，1 个要改" in ran.out
    assert "单位：" in (root / "scorecards/一.yaml").read_text(encoding="utf-8")


def test_diff_in_colour(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": SLIP})
    ran = run("-C", root, "--color", "fix", "--diff")
    assert "\x1b[31m-单位：甲" in ran.out
    assert "\x1b[32m+单位: 甲" in ran.out


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        (SLIP.replace("2024\n", "2024 \t\n").encode(), ["-年度: 2024··", "+年度: 2024"]),
        (SLIP.replace("\n", "\r\n").encode(), ["-单位：甲", "+单位: 甲", " 截至: 2024-12-31"]),
        (
            TIDY.encode() + b"# 1\r\n# 2",
            ["-# 1·", "-# 2", "\\ No newline at end of file", "+# 1", "+# 2"],
        ),
        ("\ufeff单位：甲\n类型: 完成情况\n年度: 2024\n截至: 2024-12-31\n".encode(), ["-单位：甲"]),
    ],
    ids=["blanks", "windows", "mixed", "mark"],
)
def test_a_diff_to_look_at_shows_what_is_not_seen(
    run: Run, make: Make, text: bytes, seen: list[str]
) -> None:
    root = make({"scorecards/一.yaml": ""})
    (root / "scorecards/一.yaml").write_bytes(text)
    ran = run("-C", root, "--color", "fix", "--diff")
    assert ran.code == 1
    lines = re.sub(r"\x1b\[[0-9;]*m", "", ran.out).split("\n")
    assert [line for line in seen if line not in lines] == []


AWKWARD = {
    "tabs and wide blanks": SLIP.replace("2024\n", "2024 \t\u3000\n").encode(),
    "tabs that indent": (HEAD + "完成:\n\t甲：1\n").encode(),
    "windows": SLIP.replace("\n", "\r\n").encode(),
    "windows, with a mark, unfinished": ("\ufeff" + SLIP.replace("\n", "\r\n")).encode()[:-2],
    "unfinished": SLIP.encode()[:-1],
    "mixed": TIDY.replace("\n", "\r\n").encode() + b"# 1\n# 2",
    "mixed, all but one plain": TIDY.encode() + b"# 1\r\n# 2\n",
    "an old Mac's": SLIP.replace("\n", "\r").encode(),
    "other separators": (SLIP + "# 一\u3000二\xa0三\n").encode(),
}
NAMES = ["一.yaml", "甲 乙.yaml", 'a"b\\c.yaml', "a\tb.yaml"]
if sys.platform == "linux":
    NAMES.append(os.fsdecode(b"a\xb2.yaml"))
TOOLS = [tool for tool in (["git", "apply"], ["patch", "-p1", "--binary"]) if shutil.which(tool[0])]


def fill(root: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = root / "scorecards" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tool", TOOLS, ids=" ".join)
def test_the_diff_is_a_patch_whatever_the_file_is_called(
    run: Run, tmp_path: Path, tool: list[str], name: str
) -> None:
    fill(tmp_path, {name: SLIP.encode(), "好.yaml": TIDY.encode()})
    applied(run, tmp_path, tool)
    assert (tmp_path / "scorecards" / name).read_bytes() == MENDED.encode()


@pytest.mark.parametrize("tool", TOOLS, ids=" ".join)
def test_the_diff_is_a_patch_byte_for_byte(run: Run, tmp_path: Path, tool: list[str]) -> None:
    fill(tmp_path, {f"{case}.yaml": data for case, data in AWKWARD.items()})
    fill(tmp_path, {"坏.yaml": BROKEN.encode(), "锚.yaml": (HEAD + "? 备注\n: 乙\n").encode()})
    applied(run, tmp_path, tool)
    changed = [(tmp_path / f"scorecards/{c}.yaml").read_bytes() != d for c, d in AWKWARD.items()]
    assert all(changed)


def applied(run: Run, root: Path, tool: list[str]) -> None:
    """Apply what --diff prints, and see that fix finds nothing to add to it."""
    before = {p: p.read_bytes() for p in root.rglob("*.yaml")}
    ran = run("-C", root, "fix", "--diff")
    assert {p: p.read_bytes() for p in root.rglob("*.yaml")} == before
    if not (root / ".git").exists():
        subprocess.run(["git", "init", "-q", root], check=True)
    subprocess.run(tool, cwd=root, input=ran.out.encode(), check=True, capture_output=True)
    by_patch = {p: p.read_bytes() for p in root.rglob("*.yaml")}
    for path, data in before.items():
        path.write_bytes(data)
    run("-C", root, "fix")
    assert {p: p.read_bytes() for p in root.rglob("*.yaml")} == by_patch


@pytest.mark.parametrize("within", ["", "团委 评分", "scorecards", "a/scorecards"])
@pytest.mark.parametrize("tool", TOOLS, ids=" ".join)
def test_the_patch_applies_at_the_top_of_the_checkout(
    run: Run, tmp_path: Path, tool: list[str], within: str
) -> None:
    """Wherever the repository of scorecards lies in it; git takes it there, too, and below."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    root = tmp_path / within
    places = [tmp_path, root, root / "scorecards"] if tool[0] == "git" else [tmp_path]
    for place in places:
        root.mkdir(parents=True, exist_ok=True)
        fill(root, {"甲 乙.yaml": SLIP.encode(), "丙.yaml": SLIP.encode()})
        ran = run("-C", root / "scorecards", "fix", "--diff")
        subprocess.run(tool, cwd=place, input=ran.out.encode(), check=True, capture_output=True)
        for name in ("甲 乙.yaml", "丙.yaml"):
            assert (root / "scorecards" / name).read_bytes() == MENDED.encode(), place


def test_a_patch_tells_what_it_leaves(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": BROKEN, "scorecards/二.yaml": SLIP})
    ran = run("-C", root, "fix", "--diff")
    assert ran.code == 1
    assert ran.out == (
        "scorecards/二.yaml：键后面的冒号\n"
        "diff --git a/scorecards/二.yaml b/scorecards/二.yaml\n"
        "--- a/scorecards/二.yaml\n+++ b/scorecards/二.yaml\n"
        "@@ -1,5 +1,5 @@\n 类型: 完成情况\n-单位：甲\n+单位: 甲\n 年度: 2024\n"
        " 截至: 2024-12-31\n 完成: {甲: 1}   # 注\n\n"
        "scorecards/一.yaml:5:5 TS104 错误 方括号里缺少逗号或右方括号\n"
        "    → 写成 [甲, 乙]，用半角逗号\n"
        "! 2 个文件，1 个要改，1 个改不了，要自己动手\n"
    )


def test_a_patch_is_utf8_on_any_console(shipped: Path) -> None:
    (shipped / "scorecards/一.yaml").write_text(SLIP, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "tuanscore", "-C", shipped, "fix", "--diff", "scorecards/一.yaml"],
        env={**os.environ, "PYTHONIOENCODING": "gbk"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "\n-单位：甲\n+单位: 甲\n" in ran.stdout.decode("utf-8")


@pytest.mark.parametrize("command", ["fix", "fmt"])
@pytest.mark.parametrize("options", [["--check"], ["--diff"], ["--check", "--diff"]])
def test_only_looking(run: Run, make: Make, command: str, options: list[str]) -> None:
    text = SLIP if command == "fix" else LOOSE
    root = make({"scorecards/一.yaml": text})
    ran = run("-C", root, command, *options)
    assert ran.code == 1
    assert ("\n@@ " in ran.out) == ("--diff" in options)
    assert ran.out.endswith("! 1 个文件，1 个要改\n")
    assert (root / "scorecards/一.yaml").read_text(encoding="utf-8") == text
    assert run("-C", root, command).code == 0
    assert run("-C", root, command, *options).out == "√ 1 个文件，没有要改的\n"


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
    assert ran.out == (
        "scorecards/一.yaml：行尾\ndiff --git a/scorecards/一.yaml b/scorecards/一.yaml\n"
        "--- a/scorecards/一.yaml\n+++ b/scorecards/一.yaml\n"
        "@@ -3,5 +3,5 @@\n 年度: 2024\r\n 截至: 2024-12-31\r\n 完成: {甲: 1}\r\n"
        "-# 1\n-# 2\n\\ No newline at end of file\n+# 1\r\n+# 2\r\n"
        "\n! 1 个文件，1 个要改\n"
    )
    assert run("-C", root, "fix").code == 0
    assert b"\r\n# 1\r\n# 2\r\n" in (root / "scorecards/一.yaml").read_bytes()


@pytest.mark.parametrize("command", ["fix", "fmt"])
def test_the_line_ends_of_old_macs_stay(run: Run, make: Make, command: str) -> None:
    text, after = (SLIP, MENDED) if command == "fix" else (LOOSE, TIDY)
    root = make({"scorecards/一.yaml": ""})
    file = root / "scorecards/一.yaml"
    file.write_bytes(text.replace("\n", "\r").encode())
    assert run("-C", root, command, "--check").code == 1
    assert run("-C", root, command).code == 0
    assert file.read_bytes() == after.replace("\n", "\r").encode()
    assert run("-C", root, command, "--check").code == 0


@pytest.mark.parametrize(
    "text", ["", "\n", "# 都用默认的\n", "\ufeff# 一\r\n\r\n  # 二", "# 一   \n"]
)
def test_settings_may_say_nothing(run: Run, make: Make, text: str) -> None:
    root = make({"tuanscore.yaml": "", "scorecards/一.yaml": TIDY})
    (root / "tuanscore.yaml").write_bytes(text.encode())
    for command in (["fix"], ["fmt", "--check"], ["fix", "--diff", "tuanscore.yaml"]):
        ran = run("-C", root, *command)
        assert (ran.code, ran.out[-10:]) == (0, "个文件，没有要改的\n")
    assert (root / "tuanscore.yaml").read_bytes() == text.encode()


def test_settings_that_cannot_be_read_are_told(run: Run, make: Make) -> None:
    root = make({"tuanscore.yaml": "检查: [甲\n", "scorecards/一.yaml": TIDY})
    ran = run("-C", root, "fix")
    assert ran.code == 1
    assert "tuanscore.yaml:1:5 TS104" in ran.out


LED_OUT = "scorecards/外.yaml 是链接，指到仓库外面，没有改动\n"


@pytest.mark.parametrize("named", [[], ["."], ["scorecards"], ["scorecards/外.yaml"]])
@pytest.mark.parametrize("command", ["fix", "fmt"])
def test_links_that_lead_out_are_not_followed(
    run: Run, make: Make, command: str, named: list[str]
) -> None:
    root = make({"仓库/scorecards/一.yaml": TIDY, "外面/甲.yaml": SLIP + "\n\n"}) / "仓库"
    (root / "scorecards/外.yaml").symlink_to("../../外面/甲.yaml")
    ran = run("-C", root, command, *(root / name for name in named))
    number = 0 if named == ["scorecards/外.yaml"] else 1
    assert (ran.code, ran.out) == (0, f"! {LED_OUT}√ {number} 个文件，没有要改的\n")
    shown = run("-C", root, command, "--diff", *(root / name for name in named))
    assert (shown.code, shown.out) == (0, f"! {LED_OUT}√ {number} 个文件，没有要改的\n")
    outside = root.parent / "外面/甲.yaml"
    assert outside.read_text(encoding="utf-8") == SLIP + "\n\n"


def test_a_folder_that_leads_out_is_not_entered(run: Run, make: Make) -> None:
    root = make({"仓库/scorecards/一.yaml": TIDY, "外面/甲.yaml": SLIP}) / "仓库"
    (root / "scorecards/外").symlink_to("../../外面")
    ran = run("-C", root, "fix", root / "scorecards/外", root / "scorecards/一.yaml")
    said = "! scorecards/外 是链接，指到仓库外面，没有改动\n√ 1 个文件，没有要改的\n"
    assert (ran.code, ran.out) == (0, said)
    assert (root.parent / "外面/甲.yaml").read_text(encoding="utf-8") == SLIP


def test_a_file_elsewhere_may_be_named(run: Run, make: Make) -> None:
    root = make({"仓库/scorecards/一.yaml": TIDY, "外面/甲.yaml": SLIP}) / "仓库"
    file = root.parent / "外面/甲.yaml"
    shown = run("-C", root, "fix", "--diff", file).out
    assert f"\n--- a{file}\n+++ b{file}\n" in shown
    assert run("-C", root, "fix", file).code == 0
    assert file.read_text(encoding="utf-8") == MENDED


def test_a_repository_reached_by_a_link(run: Run, make: Make) -> None:
    root = make({"仓库/scorecards/一.yaml": SLIP}) / "仓库"
    link = root.parent / "近路"
    link.symlink_to("仓库")
    assert run("-C", link, "fix", link / "scorecards/一.yaml").code == 0
    assert (root / "scorecards/一.yaml").read_text(encoding="utf-8") == MENDED


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="这个系统没有管道文件")
def test_a_pipe_is_not_waited_for(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": TIDY})
    os.mkfifo(root / "scorecards/二.yaml")
    ran = run("-C", root, "fix")
    assert ran.code == 1
    assert "不是普通文件" in ran.out


PROJECT = documents.project(
    unit="甲县团委",
    code="{code}",
    budget="{预算数: 100, 财政资金: 100, 其他资金: 0, 资金用途: 活动}",
    plan="{12月底: 100%}",
    goals="活动",
    数量指标=["{名称: 活动次数, 指标值: ≥5次}"],
)
REPORT = documents.assessment("{活动次数: 5}", code="{code}")


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


def test_a_code_that_another_file_names_may_be_mended_alone(run: Run, make: Make) -> None:
    root = make(
        {
            "scorecards/甲.yaml": PROJECT.format(code="１０a9"),
            "scorecards/甲.自评.yaml": REPORT.format(code="１０a9"),
        }
    )
    assert run("-C", root, "fix", "scorecards/甲.yaml").code == 0
    assert [c.strip("'") for c in codes(root)] == ["10a9", "１０a9"]  # looked up as one code
    assert run("-C", root, "validate", "--select", "TS3").code == 0
    assert run("-C", root, "fix").code == 0
    assert [c.strip("'") for c in codes(root)] == ["10a9", "10a9"]


def test_help_tells_them_apart(run: Run) -> None:
    assert "只想统一版面，用 fmt" in run("fix", "--help").out
    assert "那是 fix 的事" in run("fmt", "--help").out


CARD = "类型: 目标绩效指标\n单位: 甲县委\n简称: 甲\n年度: 2024\n模板: 乙\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # quotes in a line with braces: what is in them stays
        (
            CARD + "条目调整:\n  甲：删除\n"
            '  乙: {内容: "开展：{丙}，好", 考核点: {丙: ≥１０次，丁: ５０名}}\n',
            CARD + "条目调整:\n  甲: 删除\n"
            '  乙: {内容: "开展：{丙}，好", 考核点: {丙: ≥10次, 丁: 50名}}\n',
        ),
        (
            CARD + "条目调整:\n  乙: {内容: '甲''，乙：1'，考核点: {丙: 1次，丁: 2次}}\n",
            CARD + "条目调整:\n  乙: {内容: '甲''，乙：1', 考核点: {丙: 1次, 丁: 2次}}\n",
        ),
        # blanks of any width after a full-width colon
        (HEAD + "完成:\n  甲： \u3000\u00a0 1\n", HEAD + "完成:\n  甲: 1\n"),
        (HEAD + "完成：\n  甲: 1\n", HEAD + "完成:\n  甲: 1\n"),
    ],
)
def test_what_fix_makes_of_it(run: Run, make: Make, before: str, after: str) -> None:
    root = make({"scorecards/一.yaml": before})
    assert run("-C", root, "fix").code == 0
    assert (root / "scorecards/一.yaml").read_text(encoding="utf-8") == after


@pytest.mark.parametrize(
    "text",
    [
        HEAD + '完成: "甲：1"\n',  # whoever writes quotes means a text
        HEAD + "完成: 甲：1\n",  # keys do not begin behind a key
        HEAD + "完成:\n  甲：1\n  乙\n",  # the second line is no key
        HEAD + "完成:\n  甲：1\n? 备注\n: 乙\n",
        HEAD + "完成: {甲: 很多！}\n",  # in half-width it is no number either
        CARD + "指标值: {甲: 满意！, 乙: {目标: 很好！, 分值: 1}}\n",
        "类型: 没有这种\n单位: ４次\n",
        "单位: ４次\n",
        HEAD + '完成: {甲: 5"，乙: 1}\n',  # inches, not quotes
        HEAD + "完成: ｛甲: \ue000｝\n",
    ],
)
def test_what_fix_is_not_sure_of_stays(run: Run, make: Make, text: str) -> None:
    root = make({"scorecards/一.yaml": text})
    ran = run("-C", root, "fix")
    assert "改好了" not in ran.out
    assert (root / "scorecards/一.yaml").read_text(encoding="utf-8") == text


def test_what_blocks_the_rest_is_told(run: Run, make: Make) -> None:
    text = HEAD + "完成:\n  甲：1\n  乙: [1，2\n"
    root = make({"scorecards/一.yaml": text})
    ran = run("-C", root, "fix")
    assert ran.code == 1
    assert ran.out == (
        "scorecards/一.yaml\n"
        "scorecards/一.yaml:7:6 TS104 错误 方括号里缺少逗号或右方括号\n"
        "       7 |   乙: [1，2\n"
        "                 ^\n"
        "    → 写成 [甲, 乙]，用半角逗号；改好这里再运行 fix，这个文件里别的它会改\n"
        "\n"
        "! 1 个文件，1 个改不了，要自己动手\n"
    )
    (root / "scorecards/一.yaml").write_text(text[:-1] + "]\n", encoding="utf-8")
    run("-C", root, "fix")
    assert "  甲: 1\n" in (root / "scorecards/一.yaml").read_text(encoding="utf-8")


def test_what_blocks_is_pointed_at_in_a_line_that_is_mended_too(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": HEAD + "完成: {甲：1，乙: 'x' y}\n"})
    ran = run("-C", root, "fix")
    assert ran.code == 1
    assert "       5 | 完成: {甲：1，乙: 'x' y}\n" in ran.out
    assert "改好这里再运行 fix" in ran.out


def test_two_ways_to_mend_are_told(run: Run, make: Make) -> None:
    text = HEAD + "完成:\n  甲:\n    自评: 1\n\t审核: 2\n"
    root = make({"scorecards/一.yaml": text})
    ran = run("-C", root, "fix")
    assert ran.code == 1
    assert "fix 看出几种改法，意思不一样，没有替你选\n" in ran.out
    assert (root / "scorecards/一.yaml").read_text(encoding="utf-8") == text


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root 什么都能写")
def test_a_file_that_may_not_be_written(run: Run, make: Make) -> None:
    root = make({"scorecards/一.yaml": SLIP})
    (root / "scorecards/一.yaml").chmod(0o444)
    ran = run("-C", root, "fix")
    assert (ran.code, ran.out) == (2, "")
    assert "scorecards/一.yaml 是只读的，没有改动" in ran.err
