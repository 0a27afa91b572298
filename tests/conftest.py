"""What the tests share: a way to run the program, repositories to run it on, and marks in texts."""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import thorough
from tuanscore.commands import main as front_door
from tuanscore.commands.validate import examining
from tuanscore.finding import Finding
from tuanscore.shelf import Repository

CHECKOUT = Path(__file__).parent.parent
for _name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"):
    os.environ.pop(_name, None)  # the tests may run in CI themselves
MARK = "▲"
"""Stands in a test's text before the character that a finding is to point at."""
_MEASURED = 4
"""Of the cases of one test so many are measured: the others run the same lines again."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--thorough", type=int, default=1, help="这么多倍的生成的例子")


def pytest_configure(config: pytest.Config) -> None:
    thorough.TIMES = config.getoption("thorough")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Measure no coverage where the same lines run again and again: it makes them twice as slow."""
    if config.pluginmanager.hasplugin("_cov") and not config.getoption("cov_context"):
        seen = Counter[str]()
        for item in items:
            cases = item.nodeid.partition("[")[0]
            seen[cases] += 1
            marks = map(item.get_closest_marker, ("repeated", "hypothesis"))
            if any(marks) or seen[cases] > _MEASURED:
                item.add_marker("no_cover")


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the program left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
Make = Callable[[Mapping[str, str]], Path]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs ``tuanscore`` in this process."""

    def call(
        *argv: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None
    ) -> Ran:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["tuanscore", *map(str, argv)])
            for name in ("COLUMNS", "NO_COLOR"):
                patch.delenv(name, raising=False)
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            if cwd is not None:
                patch.chdir(cwd)
            capsys.readouterr()
            with pytest.raises(SystemExit) as left:
                front_door.main()
        out, err = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Ran(left.value.code, out, err)

    return call


def listening(command: Sequence[str | Path], **options: Any) -> subprocess.Popen[bytes]:
    """Start a program that hears Ctrl+C, also where whoever runs the tests does not."""
    return subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
        **options,
    )


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return a function that writes files into a fresh folder and returns the folder."""

    def write(files: Mapping[str, str]) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """Return a copy of the repository that comes with the program."""
    for folder in ("scorecards", "templates"):
        shutil.copytree(CHECKOUT / folder, tmp_path / folder)
    return tmp_path


def unmark(files: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Take the marks out of texts; return the texts and file:line:column of each mark."""
    places = [
        (name, number, sum(len(part) for part in parts[: index + 1]) + 1)
        for name, text in files.items()
        for number, line in enumerate(text.split("\n"), 1)
        for parts in [line.split(MARK)]
        for index in range(len(parts) - 1)
    ]
    plain = {name: text.replace(MARK, "") for name, text in files.items()}
    return plain, [":".join(map(str, place)) for place in sorted(places)]


def found(root: Path) -> tuple[Finding, ...]:
    """Return everything that is wrong in a repository, by place."""
    return examining.examine(Repository(root)).findings
