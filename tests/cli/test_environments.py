"""A table of environments: whatever surrounds the program, the same text comes out whole."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from asked import NAMES, every
from conftest import CHECKOUT, Ran, Run
from tuanscore.commands.merge.command import FAILED

pytestmark = pytest.mark.repeated

PROGRAM = [sys.executable, "-m", "tuanscore"]
ASCII_ONLY = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
SURROUNDINGS: dict[str, dict[str, str]] = {
    "LANG=C": {"LANG": "C"} | ASCII_ONLY,
    "LC_ALL=C": {"LC_ALL": "C"} | ASCII_ONLY,
    "LC_ALL=POSIX": {"LC_ALL": "POSIX"},
    "no such locale": {"LC_ALL": "xx_YY.KOI8-R"} | ASCII_ONLY,
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "ascii, strict": {"PYTHONIOENCODING": "ascii:strict"},
    "latin-1": {"PYTHONIOENCODING": "latin-1"},
    "big5": {"PYTHONIOENCODING": "big5"},
    "COLUMNS=0": {"COLUMNS": "0"},
    "COLUMNS=garbage": {"COLUMNS": "八十", "TERM": "dumb"},
    "unbuffered": {"PYTHONUNBUFFERED": "1"},
    "colours wanted": {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TTY_COMPATIBLE": "1"},
}
"""Where the output is the same to the byte as in a plain UTF-8 environment without a terminal."""
OUTPUTS = [
    ["score", "2014", "--org", "苍溪"],
    ["list", "--format", "json"],
    ["--help"],
    ["没有"],
]


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which nothing but this bears on how the program speaks."""
    kept = ("PATH", "HOME", "VIRTUAL_ENV")
    return {name: os.environ[name] for name in kept if name in os.environ} | dict(extra)


def start(
    argv: list[str], extra: Mapping[str, str], cwd: Path = CHECKOUT
) -> tuple[int, bytes, bytes]:
    """Run the program by itself; return its exit code and what it printed."""
    ran = subprocess.run(
        [*PROGRAM, *argv], cwd=cwd, env=environment(extra), capture_output=True, check=False
    )
    return ran.returncode, ran.stdout, ran.stderr


_ONE_AFTER_ANOTHER = """\
import sys
from tuanscore.commands.main import main
words, said = sys.argv[1:], []
while words:
    end = words.index(";")
    sys.argv, words = ["tuanscore", *words[:end]], words[end + 1 :]
    try:
        main()
    except SystemExit as left:
        said.append(left.code)
sys.exit(repr(said))
"""


def start_each(commands: list[list[str]], extra: Mapping[str, str]) -> tuple[bytes, bytes]:
    """Run commands in one process; return what they printed, and behind it how they ended."""
    words = [word for argv in commands for word in (*argv, ";")]
    ran = subprocess.run(
        [sys.executable, "-c", _ONE_AFTER_ANOTHER, *words],
        cwd=CHECKOUT,
        env=environment(extra),
        capture_output=True,
        check=False,
    )
    return ran.stdout, ran.stderr


def in_shell(argv: list[str], redirected: str) -> tuple[int, str]:
    """Run the program in bash with streams redirected; return its exit code and what is seen."""
    line = f"set -o pipefail; {shlex.join([*PROGRAM, *argv])} {redirected}"
    ran = subprocess.run(
        ["bash", "-c", line],
        cwd=CHECKOUT,
        env=environment({}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return ran.returncode, ran.stdout.decode("utf-8")


@pytest.fixture(scope="module")
def expected() -> tuple[bytes, bytes]:
    """Return what is printed in a plain environment."""
    return start_each(OUTPUTS, {"LC_ALL": "C.UTF-8"})


@pytest.mark.parametrize("extra", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_no_environment_changes_a_byte(
    extra: dict[str, str], expected: tuple[bytes, bytes]
) -> None:
    """Neither results nor complaints, nor how the words on the command line are read."""
    assert start_each(OUTPUTS, extra) == expected
    assert "共青团苍溪县委".encode() in expected[0]
    assert "没有“没有”这个命令".encode() in expected[1]
    assert expected[1].endswith(b"[0, 0, 0, 2]\n")


def test_what_programs_read_is_utf8_on_a_console_that_speaks_gbk() -> None:
    for argv in (["validate", "--format", "junit"], ["render", "苍溪", "--format", "html"]):
        code, out, err = start(argv, {"PYTHONIOENCODING": "gbk"})
        assert (code, err) == (0, b"")
        assert "scorecards" in out.decode("utf-8") or "共青团苍溪县委" in out.decode("utf-8")


REDIRECTED = {
    ">&-": (0, ""),
    ">&- 2>&- <&-": (0, ""),
    ">&- 2>/dev/full": (0, ""),
    "2>&- >/dev/full": (2, ""),
    "2>/dev/full >/dev/full": (2, ""),
    "| true": (0, ""),
    ">/dev/full": (2, "磁盘满了"),
}
ANSWERED = [
    *((argv, how) for how in REDIRECTED for argv in (["list"], ["--version"])),
    # that a stream takes nothing is met when it is written to, or only when it is emptied
    *((["score", "2014"], how) for how in (">/dev/full", "| true")),
    *((["schema"], how) for how in (">/dev/full", ">&-")),
    *((["--help"], how) for how in (">/dev/full", "2>&- >/dev/full")),
    *((["score", "--help"], how) for how in (">&- 2>&- <&-", "2>/dev/full >/dev/full")),
]


@pytest.mark.parametrize(("argv", "redirected"), ANSWERED, ids=str)
def test_stream_that_takes_nothing(argv: list[str], redirected: str) -> None:
    """The exit code says what was found, or that it could not be written; nothing crashes."""
    (code, said), (left, seen) = REDIRECTED[redirected], in_shell(argv, redirected)
    assert left == code
    assert said in seen
    assert bool(said) == bool(seen)
    assert "Traceback" not in seen


@pytest.mark.parametrize(
    ("argv", "redirected"),
    [
        *((["没有"], how) for how in ("2>&-", "2>/dev/full", "2>&- >&- <&-", "2>&1 | true")),
        ([], "2>/dev/full"),
        (["score", "1999"], "2>&-"),
    ],
    ids=str,
)
def test_complaint_that_nobody_hears(argv: list[str], redirected: str) -> None:
    assert in_shell(argv, redirected) == (2, "")


def test_files_are_never_written_in_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    """A file that is opened first would be standard output, and be printed into."""
    target = tmp_path / "苍溪.html"
    argv = ["render", "苍溪", "-o", str(target)]
    assert in_shell(argv, ">&- 2>&- <&-") == (0, "")
    written = target.read_bytes()
    assert in_shell(argv, "2>&1")[0] == 0
    assert target.read_bytes() == written


def test_pipe_that_does_not_wait_gets_everything() -> None:
    """Some programs leave their pipes non-blocking; a slow reader is waited for."""
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    argv = [*PROGRAM, "score", "2014", "--org", "苍溪", "--format", "json"]
    with os.fdopen(ours, "rb") as reader:
        process = subprocess.Popen(argv, cwd=CHECKOUT, stdout=theirs, stderr=subprocess.PIPE)
        os.close(theirs)
        assert process.stderr is not None
        complaints = process.stderr.read(0)
        process_output = reader.read()
        complaints += process.stderr.read()
        process.stderr.close()
    assert (process.wait(), complaints) == (0, b"")
    assert process_output == start(argv[3:], {"LC_ALL": "C.UTF-8"})[1]


def asked() -> list[list[str]]:
    """Return what can be asked of the smallest example, but for history, which is git's."""
    return [
        argv
        for argv, form in every(**NAMES["最小"])
        if form in ("", "text") and argv[0] not in ("log", "blame")
    ]


@pytest.fixture
def smallest(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CHECKOUT / "examples" / "最小", tmp_path / "最小"))


@pytest.mark.repeated
@pytest.mark.parametrize("argv", asked(), ids=" ".join)
def test_no_width_crashes(argv: list[str], smallest: Path, run: Run) -> None:
    before = set(smallest.rglob("*"))

    def ask(**env: str) -> Ran:
        ran = run(*argv, cwd=smallest, env=env)
        for made in set(smallest.rglob("*")) - before:
            if made.is_file():
                made.unlink()  # as it was, for whoever asks again
        return ran

    plain = ask()
    assert plain.code in (0, 1, 2, FAILED)
    for width in ("1", "99999999999"):
        ran = ask(COLUMNS=width)
        assert (ran.code, ran.err) == (plain.code, plain.err)
        assert bool(ran.out) == bool(plain.out)


@pytest.mark.parametrize("name", ["TERM", "TTY_COMPATIBLE", "JUPYTER_COLUMNS", "NO_COLOR"])
def test_colours_that_are_asked_for_change_no_width(name: str, shipped: Path, run: Run) -> None:
    """A table of 100 columns has them on any terminal."""
    argv = ["--color", "score", "2014", "--org", "苍溪"]
    ran = run(*argv, cwd=shipped, env={"COLUMNS": "100", "TERM": "xterm"})
    odd = run(*argv, cwd=shipped, env={"COLUMNS": "100", "TERM": "xterm", name: "dumb"})
    assert "\x1b[" in ran.out
    assert odd.out == ran.out
