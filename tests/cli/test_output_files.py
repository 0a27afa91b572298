"""What a command writes and where it may not: source files, pipes, full disks, closed streams."""

import errno
import os
import re
import shlex
import stat
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from conftest import CHECKOUT, Make, Run
from documents import card, project, results
from tuanscore import __version__
from tuanscore.commands.score import budgeting, scoring
from tuanscore.commands.show import presenting

CARD = "scorecards/2014/甲.yaml"
FILES = {
    CARD: card("名称: 绩效评价, 分值: 100, 计分: 评议"),
}
PROJECTS = {
    "scorecards/2021/乙/P1.yaml": project(
        org="乙", scheme="财政项目自评", 数量指标="名称: 次数, 指标值: ≥5次"
    ),
}
WRITERS = [
    ["score", "2014", "--org", "甲", "--receipt"],
    ["render", "甲", "--format", "md", "-o"],
    ["diff", "2014", "--all", "-o"],
]


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of shell, where `tuanscore` is the program, in a process of its own."""
    program = shlex.join([sys.executable, "-m", "tuanscore"])
    line = re.sub(r"^tuanscore", lambda _: program, command)
    env = os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        ["bash", "-c", line], cwd=cwd, env=env, capture_output=True, check=False, encoding="utf-8"
    )


# ---- source files --------------------------------------------------------------------------------


@pytest.mark.parametrize("argv", WRITERS, ids=lambda argv: argv[0])
@pytest.mark.parametrize("name", [CARD, "别的.yml", "别的.YAML", "链接.json", "链接.yaml"], ids=str)
def test_a_source_file_is_never_replaced(argv: list[str], name: str, make: Make, run: Run) -> None:
    root = make({**FILES, "别的.yml": "一: 二\n", "别的.YAML": "一: 二\n", "文字.txt": "一: 二\n"})
    (root / "链接.json").symlink_to(root / CARD)
    (root / "链接.yaml").symlink_to(root / "文字.txt")
    before = (root / name).read_bytes()
    ran = run("-C", root, *argv, name)
    assert (ran.code, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert first == f"tuanscore：{name} 是已有的 YAML 文件，不能用输出覆盖它"
    assert second.startswith("  换一个文件名")
    assert (root / name).read_bytes() == before
    assert (root / "链接.json").is_symlink()


@pytest.mark.parametrize("argv", WRITERS, ids=lambda argv: argv[0])
def test_another_file_is_replaced_and_a_link_stays(argv: list[str], make: Make, run: Run) -> None:
    root = make({**FILES, "旧.json": "旧"})
    (root / "链接.json").symlink_to("旧.json")
    assert run("-C", root, *argv, "链接.json").code == 0
    assert (root / "链接.json").is_symlink()
    written = (root / "旧.json").read_bytes()
    assert len(written) > 50
    assert run("-C", root, *argv, "新.json").code == 0
    assert (root / "新.json").read_bytes() == written


# ---- pipes and devices ---------------------------------------------------------------------------


def test_a_print_goes_into_a_pipe(make: Make, run: Run) -> None:
    root = make(FILES)
    pipe = root / "管道"
    os.mkfifo(pipe)
    came: list[bytes] = []
    reader = threading.Thread(target=lambda: came.append(pipe.read_bytes()), daemon=True)
    reader.start()
    ran = run("-C", root, "render", "甲", "-o", "管道")
    reader.join(10)
    assert (ran.code, ran.out) == (0, "")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert came == [run("-C", root, "render", "甲").out.encode()]


@pytest.mark.parametrize("way", ["| cat", "> 出.md; cat 出.md", ">> 出.md; cat 出.md"])
def test_a_print_goes_to_standard_output_by_name(way: str, make: Make, run: Run) -> None:
    root = make({**FILES, "出.md": "先有的\n"})
    printed = run("-C", root, "render", "甲").out
    ran = shell(f"tuanscore render 甲 -o /dev/stdout {way}", root)
    assert ran.stdout == ("先有的\n" if ">>" in way else "") + printed
    assert ran.stderr == "tuanscore：写好了 /dev/stdout\n"


def test_a_print_may_go_nowhere(make: Make) -> None:
    ran = shell("tuanscore render 甲 -o /dev/null", make(FILES))
    assert (ran.returncode, ran.stdout) == (0, "")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


# ---- what cannot be written ----------------------------------------------------------------------

FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="没有 /dev/full")


@FULL
@pytest.mark.parametrize(
    "command", ["list", "validate", "score 2014", "render 甲", "--help", "show -h", "--version"]
)
def test_a_full_disk_behind_standard_output(command: str, make: Make) -> None:
    ran = shell(f"tuanscore {command} > /dev/full", make(FILES))
    assert ran.returncode == 2
    first, _ = ran.stderr.splitlines()
    assert re.fullmatch("tuanscore：(写不出去|读写失败)：磁盘满了", first)


@FULL
def test_a_full_disk_behind_standard_error_too(make: Make) -> None:
    assert shell("tuanscore list > /dev/full 2> /dev/full", make(FILES)).returncode == 2


@FULL
@pytest.mark.parametrize("argv", WRITERS, ids=lambda argv: argv[0])
def test_a_full_disk_behind_a_file(argv: list[str], make: Make) -> None:
    ran = shell(f"tuanscore {shlex.join(argv)} /dev/full", make(FILES))
    assert ran.returncode == 2
    assert "tuanscore：/dev/full 写不了：磁盘满了" in ran.stderr


def test_what_the_system_refuses_in_between_is_no_bug_of_ours(
    make: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", "甲.yaml")

    monkeypatch.setattr(presenting, "take_stock", refuse)
    ran = run("-C", make(FILES), "list")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("tuanscore：读写失败：甲.yaml 没有权限\n")


@pytest.mark.parametrize(
    ("command", "closed"),
    [
        *(("render 甲 -o 出.md", closed) for closed in (">&-", "<&- >&-", ">&- 2>&-")),
        ("list", ">&-"),
        ("score 2014", ">&- 2>&-"),
        ("-h", "<&- >&-"),
        ("--version", ">&-"),
    ],
)
def test_standard_output_is_closed(command: str, closed: str, make: Make) -> None:
    root = make(FILES)
    ran = shell(f"tuanscore {command} {closed}", root)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert not re.search("[A-Za-z]{4,}", ran.stderr.replace("tuanscore", ""))
    assert (root / "出.md").exists() == ("出.md" in command)


def test_version_still_comes_first(make: Make) -> None:
    for command in ("tuanscore --version", "tuanscore --no-color --version"):
        ran = shell(command, make(FILES))
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"tuanscore {__version__}\n", "")


# ---- the format of a print -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "asked", "start"),
    [
        ("甲.html", [], "<!doctype html>"),
        ("甲.HTM", [], "<!doctype html>"),
        ("甲.md", [], "#"),
        ("甲", [], "#"),
        ("甲.html", ["--format", "md"], "#"),
        ("甲.md", ["--format", "html"], "<!doctype html>"),
        ("甲.txt", ["--format", "md"], "#"),
    ],
)
def test_the_end_of_the_name_says_the_format(
    file: str, asked: list[str], start: str, make: Make, run: Run
) -> None:
    root = make(FILES)
    ran = run("render", "甲", "-o", file, *asked, cwd=root)
    assert (ran.code, ran.out, ran.err) == (0, "", f"tuanscore：写好了 {file}\n")
    assert (root / file).read_text(encoding="utf-8").lower().startswith(start)


TWO = {**FILES, "scorecards/2014/丙.yaml": FILES[CARD].replace("甲", "丙")}


@pytest.mark.parametrize("ending", ["txt", "json", "md", "html", "csv"])
def test_a_comparison_is_written_as_its_name_ends(ending: str, make: Make, run: Run) -> None:
    root = make(TWO)
    form = "text" if ending == "txt" else ending
    for file, asked in ((f"名.{ending}", []), ("写明", ["--format", form])):
        ran = run("--color", "diff", "2014", "--all", "-o", file, *asked, cwd=root)
        assert (ran.code, ran.out, ran.err) == (0, "", f"tuanscore：写好了 {file}\n")
    assert (root / f"名.{ending}").read_bytes() == (root / "写明").read_bytes()
    printed = run("diff", "2014", "--all", "--format", form, cwd=root).out
    assert (root / "写明").read_bytes() == printed.encode()


RENDER, ALL, PAIR = ["render", "甲"], ["diff", "2014", "--all"], ["diff", "甲", "丙"]
RECEIPT = ["score", "2014", "--org", "甲", "--receipt"]
PDF = "  要 PDF：先写成 .html，用浏览器打开，再打印成 PDF\n"
PAGE = "  要 Word、WPS 文件：先写成 .html，用 Word 或 WPS 打开，再另存为 .docx\n"
WORD = "  要 Word、WPS 文件：先写成 .docx，用 Word 或 WPS 打开，再另存为 .doc\n"
SHEET = "  要 Excel 表：先写成 .xlsx，用 Excel 或 WPS 打开，再另存为 .et\n"
ALL_PRINTS = ".md、.html、.htm、.docx、.xlsx、.pdf"
EXCEL = "  要 Excel 表：先写成 .csv，用 Excel 或 WPS 打开，再另存为 .xlsx\n"
ASK = "  要用别的结尾，就用 --format 写明格式\n"


@pytest.mark.parametrize(
    ("argv", "ending", "endings", "more"),
    [
        ([*RENDER, "-o"], ".doc", ALL_PRINTS, WORD),
        ([*RENDER, "-o"], ".ET", ALL_PRINTS, SHEET),
        ([*RENDER, "--format", "html", "-o"], ".wps", ALL_PRINTS, WORD.replace(".doc\n", ".wps\n")),
        ([*RENDER, "-o"], ".txt", ALL_PRINTS, ASK),
        ([*ALL, "-o"], ".pdf", ".txt、.json、.md、.html、.htm、.csv", PDF),
        ([*ALL, "-o"], ".docx", ".txt、.json、.md、.html、.htm、.csv", PAGE),
        ([*ALL, "-o"], ".xlsx", ".txt、.json、.md、.html、.htm、.csv", EXCEL),
        ([*PAIR, "-o"], ".pdf", ".txt、.json、.md", ""),
        (RECEIPT, ".pdf", ".json", ""),
    ],
)
def test_what_cannot_be_written_is_not_written_under_its_name(
    argv: list[str], ending: str, endings: str, more: str, make: Make, run: Run
) -> None:
    root = make(TWO)
    ran = run(*argv, f"名{ending}", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"tuanscore：名{ending}：写不出 {ending.lower()} 文件\n"
        f"  文件名的结尾可以是 {endings}\n{more}"
    )
    assert not (root / f"名{ending}").exists()


@pytest.mark.parametrize("ending", [".docx", ".PDF"])
def test_a_format_and_an_ending_that_differ(ending: str, make: Make, run: Run) -> None:
    root = make(TWO)
    ran = run(*RENDER, "--format", "html", "-o", f"名{ending}", cwd=root)
    low = ending.lower()
    told = f"名{ending}：写不出 {low} 文件\n  要 {low} 文件：去掉 --format html\n"
    assert (ran.code, ran.out, ran.err) == (2, "", f"tuanscore：{told}")
    ran = run(*RENDER, "--format", "docx", "-o", "名.html", cwd=root)
    told = "docx 要写到 .docx 文件里\n  用 -o 名.docx\n"
    assert (ran.code, ran.out, ran.err) == (2, "", f"tuanscore：{told}")
    assert not [*root.glob("名*")]


def test_a_date_in_a_name_is_no_ending(make: Make, run: Run) -> None:
    root = make(TWO)
    ran = run(*RENDER, "-o", "甲2014.12", cwd=root)
    assert (ran.code, ran.err) == (0, "tuanscore：写好了 甲2014.12\n")
    assert (root / "甲2014.12").read_bytes() == run(*RENDER, cwd=root).out.encode()


def test_a_page_of_two_organisations_is_refused_by_its_name_too(make: Make, run: Run) -> None:
    root = make(TWO)
    ran = run(*PAIR, "-o", "名.html", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("tuanscore：html 只给 --all\n")
    assert not (root / "名.html").exists()


# ---- the folder to run in ------------------------------------------------------------------------


@pytest.mark.parametrize("folder", ["无", "无/有", CARD, f"{CARD}/下"])
@pytest.mark.parametrize("command", [["list"], ["verify", "甲.json"], ["validate", CARD]])
def test_no_such_folder(folder: str, command: list[str], make: Make, run: Run) -> None:
    ran = run("-C", folder, *command, cwd=make(FILES))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"tuanscore：没有 {folder} 这个文件夹\n  检查 -C 后面的文件夹名\n"


def test_a_folder_that_may_not_be_entered(
    make: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may enter any folder, so the refusal is made up."""
    root, ask = make(FILES), os.stat

    def refuse(path: Any, **options: Any) -> os.stat_result:
        if path == os.path.join("锁", "."):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return ask(path, **options)

    monkeypatch.setattr(os, "stat", refuse)
    ran = run("-C", "锁", "list", cwd=root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "tuanscore：锁 这个文件夹进不去：没有权限\n  检查文件夹名和权限\n"


# ---- a score with errors -------------------------------------------------------------------------


def test_shipped_scores_have_no_errors(run: Run) -> None:
    for argv in (["score", "2014"], ["score", "2014", "--org", "苍溪"]):
        assert run(*argv, cwd=CHECKOUT).code == 0


BROKEN_REPORT = results("", rest="完成:\n  没有的考核点: 1\n", org="共青团甲县委")


WHY = "tuanscore：有 1 处错误，所以以 1 退出\n  看是哪些：tuanscore validate\n"


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    "argv",
    [
        ["score", "2014"],
        ["score", "2014", "--org", "甲"],
        ["score", "2014", "--org", "甲", "--explain", "总分"],
        ["score", "2021"],
        ["score", "2021", "--org", "乙"],
        ["score", "2021", "--project", "P1"],
    ],
    ids=" ".join,
)
def test_a_score_with_an_error_is_shown_and_leaves_with_1(
    argv: list[str], form: str, make: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from tuanscore.finding import Finding, Place, Severity

    root = make({**FILES, **PROJECTS})
    clean = run("-C", root, *argv, "--format", form)
    assert (clean.code, clean.err) == (0, "")
    for severity, code in ((Severity.ERROR, 1), (Severity.WARNING, 0), (Severity.NOTE, 0)):
        finding = Finding("TS999", "看不懂", Place(CARD), severity=severity)
        with monkeypatch.context() as patch:
            for module, name in (
                (scoring, "rank"),
                (scoring, "suppose"),
                (budgeting, "score_project"),
                (budgeting, "score_office"),
            ):
                real = getattr(module, name)
                patch.setattr(
                    module,
                    name,
                    lambda *a, _real=real, _f=finding: replace(_real(*a), findings=(_f,)),
                )
            ran = run("-C", root, *argv, "--format", form)
        unshown = code == 1 and "--explain" in argv  # an explanation has no room for findings
        assert (ran.code, ran.err) == (code, WHY if unshown else "")
        assert len(ran.out) >= len(clean.out)


def test_a_report_with_an_error_makes_its_score_leave_with_1(make: Make, run: Run) -> None:
    root = make({**FILES, "scorecards/2014/完成情况/甲.yaml": BROKEN_REPORT})
    checked = run("-C", root, "validate")
    ran = run("-C", root, "score", "2014", "--org", "甲")
    assert (checked.code, ran.code) == (1, 1)
    assert "错误" in ran.out
