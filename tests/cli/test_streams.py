"""What goes where: colours, widths, encodings, closed pipes, complaints, help and completion."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from conftest import CHECKOUT, Make, Run
from tuanscore import __version__
from tuanscore.commands.program import build
from tuanscore.commands.validate.command import FORMS
from tuanscore.faces import chinese

pytestmark = pytest.mark.repeated

PROGRAM = [sys.executable, "-m", "tuanscore"]
ESCAPE = "\x1b["
COMMANDS = [command.name or "" for command in build(()).registered_commands]
LISTED = [command.name or "" for command in build(()).registered_commands if not command.hidden]
CARD = "scorecards/2014/甲.yaml"
BROKEN = """\
类型: 目标绩效指标
单位: 共青团甲县委
简称: 甲
年度: 2014
总分: 一百 • ✓
部分:
  - {名称: 绩效评价, 分值: 100, 计分: 评议}
"""
ON_SHIPPED = [
    ["validate", "--format", "text"],
    ["score", "2014"],
    ["score", "2014", "--org", "苍溪"],
    ["score", "2014", "--org", "朝天"],
    ["diff", "苍溪", "旺苍"],
    ["diff", "经开区"],
    ["show", "旺苍"],
    ["list"],
]


def start(
    *argv: str, env: Mapping[str, str] | None = None, cwd: Path = CHECKOUT
) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    plain = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR")}
    return subprocess.run(
        [*PROGRAM, *argv], cwd=cwd, env=plain | dict(env or {}), capture_output=True, check=False
    )


@pytest.mark.parametrize("argv", ON_SHIPPED, ids=" ".join)
def test_pipe_has_no_colours(argv: list[str], shipped: Path, run: Run) -> None:
    ran = run(*argv, cwd=shipped, env={"GITHUB_ACTIONS": "true"})
    assert ran.code == 0
    assert ran.out
    assert ESCAPE not in ran.out
    assert run("--no-color", *argv, cwd=shipped).out == ran.out


@pytest.mark.parametrize("argv", ON_SHIPPED, ids=" ".join)
def test_colours_when_asked_for(argv: list[str], shipped: Path, run: Run) -> None:
    ran = run("--color", *argv, cwd=shipped)
    assert ran.code == 0
    assert ESCAPE in ran.out
    if argv[0] != "diff":  # which marks words by colour here, and by brackets without it
        plain = re.sub(r"\x1b\[[0-9;]*m", "", ran.out)
        assert plain.split() == run(*argv, cwd=shipped).out.split()


def test_machine_formats_have_no_colours(shipped: Path, run: Run) -> None:
    for form in ("json", "md"):
        ran = run("--color", "score", "2014", "--format", form, cwd=shipped)
        assert ran.code == 0
        assert ESCAPE not in ran.out


def on_terminal(*argv: str, env: Mapping[str, str], cwd: Path) -> str:
    """Run the program with a terminal as its standard output; return what it shows."""
    ours, theirs = pty.openpty()
    plain = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "NO_COLOR", "TERM")}
    with os.fdopen(ours, "rb", buffering=0) as screen:
        subprocess.run(
            [*PROGRAM, *argv], cwd=cwd, env=plain | dict(env), stdout=theirs, check=False
        )
        os.close(theirs)
        shown = b""
        while True:
            try:
                more = screen.read(4096)
            except OSError:  # how Linux says that the other end is closed
                more = b""
            if not more:
                return shown.decode("utf-8")
            shown += more


@pytest.mark.parametrize(
    ("env", "argv", "colourful"),
    [
        ({"TERM": "xterm"}, [], True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, [], False),
        ({"TERM": "xterm", "NO_COLOR": ""}, [], True),
        ({"TERM": "dumb"}, [], False),
        ({"TERM": "xterm"}, ["--no-color"], False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, ["--color"], True),
    ],
)
def test_terminal(env: dict[str, str], argv: list[str], colourful: bool, make: Make) -> None:
    shown = on_terminal(*argv, "validate", env=env, cwd=make({CARD: BROKEN}))
    assert "TS205" in shown
    assert (ESCAPE in shown) == colourful


@pytest.mark.parametrize("argv", ON_SHIPPED, ids=" ".join)
def test_gbk_has_every_character_of_it(argv: list[str], run: Run) -> None:
    ran = run(*argv, cwd=CHECKOUT)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.encode("gbk")


def test_gbk_console_shows_the_same(run: Run) -> None:
    argv = ["score", "2014", "--org", "苍溪"]
    ran = start(*argv, env={"PYTHONIOENCODING": "gbk"})
    assert (ran.returncode, ran.stderr) == (0, b"")
    text = ran.stdout.decode("gbk")
    assert "?" not in text
    assert text == run(*argv, cwd=CHECKOUT).out


def test_gbk_console_gets_escapes_for_what_it_lacks(make: Make) -> None:
    """Characters of a file itself may be missing; two that differ never look alike."""
    ran = start("validate", env={"PYTHONIOENCODING": "gbk"}, cwd=make({CARD: BROKEN}))
    assert (ran.returncode, ran.stderr) == (1, b"")
    text = ran.stdout.decode("gbk")
    assert r"总分：“一百 \u2022 \u2713”不是分数" in text
    assert "× 1 个文件" in text


@pytest.mark.repeated
@pytest.mark.parametrize("argv", ON_SHIPPED, ids=" ".join)
@pytest.mark.parametrize("columns", ["60", "20", "1"])
def test_narrow_terminal(argv: list[str], columns: str, shipped: Path, run: Run) -> None:
    ran = run(*argv, cwd=shipped, env={"COLUMNS": columns})
    assert (ran.code, ran.err) == (0, "")
    assert ran.out


def test_tables_fit_the_width_that_is_asked_for(shipped: Path, run: Run) -> None:
    ran = run("score", "2014", cwd=shipped, env={"COLUMNS": "78"})
    rules = [line for line in ran.out.splitlines() if "──" in line]
    assert rules
    assert all(len(rule) <= 78 for rule in rules)


@pytest.mark.parametrize(("broken", "code"), [(False, 0), (True, 1)])
def test_reader_that_stops_reading_is_no_error(broken: bool, code: int, shipped: Path) -> None:
    """The exit code still says what was found."""
    if broken:
        (shipped / CARD).write_text(BROKEN, encoding="utf-8")
    process = subprocess.Popen(
        [*PROGRAM, "validate"],
        cwd=shipped,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    complaints = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), complaints) == (code, b"")


def test_head_of_a_long_output() -> None:
    command = f"set -o pipefail; '{sys.executable}' -m tuanscore score 2014 --org 苍溪 | head -n 1"
    ran = subprocess.run(["bash", "-c", command], cwd=CHECKOUT, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode() == "共青团苍溪县委2014年度目标绩效指标\n"


def test_module_runs_as_a_program() -> None:
    ran = start("--version")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode() == f"tuanscore {__version__}\n"


@pytest.mark.parametrize(
    "said",
    [  # by typer 0.27 and by typer 0.29
        "Invalid value for '年度': '二零一四' is not a valid int.",
        "Invalid value for '年度': Input should be a valid integer, unable to parse string",
    ],
)
def test_complaint_in_the_words_of_several_versions(said: str) -> None:
    assert chinese.complaint(said) == "年度 应当是整数"


COMPLAINTS = [
    (["score"], "缺少参数：年度"),
    (["show"], "缺少参数：单位"),
    (["score", "二零一四"], "年度 应当是整数"),
    (["score", "2014", "2015"], "多写了：2015"),
    (["score", "2014", "--format", "xml"], "--format 的值不对：“xml”不是其中之一：text、json、md"),
    (["score", "2014", "--orgg", "苍溪"], "没有 --orgg 这个选项，是不是 --org"),
    (["score", "2014", "--org"], "选项 --org 后面要写一个值"),
    (["--color=1", "list"], "选项 --color 后面不写值"),
    (["score", "2014", "--or", "苍溪"], "没有 --or 这个选项，是不是 --format、--org？"),
    (["valid"], "没有“valid”这个命令"),
    (["scor", "2014"], "没有“scor”这个命令，是不是 score、factor？"),
    (["lis"], "没有“lis”这个命令，是不是 list？"),
    (["-x"], "没有 -x 这个选项"),
    (["list", "--year", "2014"], "没有 --year 这个选项"),
]


@pytest.mark.parametrize(("argv", "complaint"), COMPLAINTS, ids="".join)
def test_complaint_about_the_command_line(argv: list[str], complaint: str, run: Run) -> None:
    ran = run(*argv, cwd=CHECKOUT)
    assert (ran.code, ran.out) == (2, "")
    first, *examples, last = ran.err.splitlines()
    assert first.startswith(f"tuanscore：{complaint}")
    assert all(example.startswith(f"  例如 tuanscore {argv[0]} ") for example in examples)
    command = f"tuanscore {argv[0]}" if argv[0] in COMMANDS else "tuanscore"
    assert last == f"  看说明：{command} --help"


@pytest.mark.parametrize("year", ["2014年", "苍溪"])
def test_what_is_no_year_is_answered_with_examples(year: str, run: Run) -> None:
    ran = run("score", year, cwd=CHECKOUT)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "tuanscore：年度 应当是整数",
        "  例如 tuanscore score 2014",
        "  例如 tuanscore score 2014 --org 苍溪",
        "  看说明：tuanscore score --help",
    ]


@pytest.mark.parametrize(
    ("argv", "option", "example"),
    [
        (["list", "-C", "x"], "-C", "-C 文件夹 list"),
        (["list", "--color"], "--color", "--color list"),
        (["score", "2014", "--no-color"], "--no-color", "--no-color score"),
        (["list", "--traceback"], "--traceback", "--traceback list"),
    ],
)
def test_option_that_stands_before_the_command(
    argv: list[str], option: str, example: str, run: Run
) -> None:
    ran = run(*argv, cwd=CHECKOUT)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        f"tuanscore：{option} 要写在命令前面",
        f"  例如 tuanscore {example}",
        "  看说明：tuanscore --help",
    ]


ENGLISH = re.compile(r"usage|option|argument|command|show|install|default|required|exit", re.I)


def prose(page: str) -> str:
    """Return a help page without the words that a user types."""
    return re.sub(r"--?[\w-]+|tuanscore [^\n]*|^  \w+  ", "", page, flags=re.MULTILINE)


@pytest.mark.parametrize("width", ["40", "60", "80", "81", "97", "100", "200"])
def test_help_keeps_its_blanks_at_every_width(width: str, run: Run) -> None:
    out = run("validate", "--help", env={"COLUMNS": width}).out
    assert f"{' '.join(FORMS)}；不写是 text，在 GitHub Actions 里是 github。" in out
    assert "只看从 git 的这个版本分出来以后改动的文件，和受它们影响的文件。" in out


def test_help_of_a_term_too_long_for_its_column() -> None:
    page = "Options:\n  --as-long-as-no-other TEXT\n                  一句话\n  -h  另一句\n"
    assert chinese.help_page(page) == (
        "选项：\n  --as-long-as-no-other TEXT  一句话\n  -h                          另一句\n"
    )


def test_help_has_no_blank_behind_a_full_stop(run: Run) -> None:
    assert "别处一个字节不动。拿不准的不改，" in run("fix", "--help").out


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_is_chinese_and_has_examples(command: str, run: Run) -> None:
    ran = run(command, "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"用法：tuanscore {command} ")
    assert re.search(rf"例：\n(    tuanscore .*\n)*    tuanscore {command}", ran.out)
    assert not ENGLISH.search(prose(ran.out))
    assert "<" not in ran.out  # the type of a value, such as <list[Path]>
    assert run(command, "-h").out == ran.out


def test_help_of_the_program(run: Run) -> None:
    ran = run("--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("用法：tuanscore ")
    assert not ENGLISH.search(prose(ran.out))
    assert all(re.search(rf"^  {command}  +\S", ran.out, re.MULTILINE) for command in LISTED)
    assert "退出码" in ran.out


def test_program_without_arguments_shows_its_help(run: Run) -> None:
    ran = run()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == run("--help").out


Complete = Callable[..., list[str]]


def asking(words: str) -> dict[str, str]:
    """Return how the shell asks for the word behind the last blank."""
    count = len(words.split(" ")) - 1
    return {
        "_TUANSCORE_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(count),
    }


@pytest.fixture
def complete(run: Run) -> Complete:
    """Return a function that returns what the shell is offered."""

    def call(words: str, cwd: Path = CHECKOUT) -> list[str]:
        ran = run(cwd=cwd, env=asking(words))
        assert (ran.code, ran.err) == (0, "")
        return ran.out.split()

    return call


def complete_apart(words: str) -> list[str]:
    """Return what the shell is offered by a process of its own."""
    # Completion asks for the name that the program is called by.
    script = (
        "import sys; sys.argv[0] = 'tuanscore'; from tuanscore.commands.main import main; main()"
    )
    command, env = [sys.executable, "-c", script], os.environ | asking(words)
    ran = subprocess.run(command, cwd=CHECKOUT, env=env, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    return ran.stdout.decode("utf-8").split()


ORGANISATIONS = {"苍溪", "旺苍", "剑阁", "青川", "利州", "昭化", "朝天", "经开区"}


def test_completion_of_organisations(complete: Complete) -> None:
    assert set(complete_apart("tuanscore score 2014 --org ")) >= ORGANISATIONS
    assert set(complete("tuanscore show ")) >= ORGANISATIONS
    assert complete("tuanscore diff 苍溪 旺") == ["旺苍"]


def test_completion_of_years(complete: Complete) -> None:
    """The latest first."""
    assert complete("tuanscore score ") == ["2021", "2014"]
    assert complete("tuanscore show 苍溪 --year 201") == ["2014"]


def test_completion_of_documents(complete: Complete) -> None:
    offered = set(complete("tuanscore render "))
    assert {"苍溪", "县区团委-2014", "130303210YA09YBACA1M9", "山海关"} <= offered


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("score 2014 --org ", ORGANISATIONS),
        ("score 2021 --org ", {"山海关"}),
        ("score 2021 --fail-under 60 --org 山", {"山海关"}),
        ("score 2099 --org ", set()),
        ("score --org ", {*ORGANISATIONS, "山海关"}),
        ("score 2014 --project ", set()),
        ("score 2021 --project 1", {"130303210YA09YBACA1M9"}),
        ("show --year 2014 ", ORGANISATIONS),
        ("plan --year 2021 ", set()),
        ("plan --year 去年 ", ORGANISATIONS),
        ("progress --year 2021 ", {"130303210YA09YBACA1M9", "山海关"}),
        ("diff --year 2014 苍溪 旺", {"旺苍"}),
        ("diff 2014 --org 旺", {"旺苍"}),
        ("diff 2014 2021 --org ", set()),
    ],
)
def test_completion_of_what_the_typed_year_has(
    words: str, offered: set[str], complete: Complete
) -> None:
    assert set(complete(f"tuanscore {words}")) == offered


def test_completion_elsewhere(tmp_path: Path, complete: Complete) -> None:
    assert complete("tuanscore show ", cwd=tmp_path) == []
    assert set(complete(f"tuanscore -C {CHECKOUT} show ", cwd=tmp_path)) >= ORGANISATIONS


def test_results_and_messages_are_kept_apart(shipped: Path, run: Run) -> None:
    """A file that is asked for is written; what is said about it is no result."""
    ran = run("render", "苍溪", "-o", "苍溪.md", cwd=shipped)
    assert (ran.code, ran.out) == (0, "")
    assert "写好了 苍溪.md" in ran.err
    written = (shipped / "苍溪.md").read_text(encoding="utf-8")
    assert written == run("render", "苍溪", cwd=shipped).out
