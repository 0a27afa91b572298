"""The mutation run on a small project of its own: what is noticed, what is not, what is said."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Make
from gitrepo import GitRepo

RUN = Path(__file__).with_name("run.py")
PROJECT = {
    "pyproject.toml": (
        "[tool.pytest.ini_options]\npythonpath = ['src']\n[tool.coverage.run]\nsource = ['src']\n"
    ),
    "src/small/__init__.py": "",
    "src/small/grade.py": (
        "BEST = 90\n\n\n"
        "def grade(rate):\n"
        "    if rate >= BEST:\n"
        "        return '优'\n"
        "    return '差'\n"
    ),
    "src/small/loop.py": (
        "def wait(n):\n"
        "    while n > 0:\n"
        "        n -= 1\n"
        "    return n\n\n\n"
        "def unused():\n"
        "    return n\n"
    ),
    "tests/test_grade.py": (
        "from small.grade import grade\nfrom small.loop import wait\n\n\n"
        "def test_grade():\n"
        "    assert grade(95) == '优'\n"
        "    assert grade(10) == '差'\n\n\n"
        "def test_wait():\n"
        "    assert wait(2) == 0\n"
    ),
}


@pytest.fixture
def project(make: Make) -> Path:
    return make(PROJECT)


ENVIRONMENT = os.environ | {  # what the small project does not use is not loaded either
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "PYTEST_PLUGINS": "pytest_cov.plugin",
}


def run(root: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, str(RUN), "--root", str(root), "--patience", "0.5", *words],
        env=ENVIRONMENT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def test_what_is_noticed_and_what_is_not(project: Path) -> None:
    """The tests know 95, 10 and wait(2): by hand, these four changes go unnoticed."""
    said = run(project, "src/small", "--sample", "100")
    survived, _, rooms = said.partition("\nsmall/grade.py：")
    gone = [line[2:].strip() for line in survived.splitlines() if line[:2] == "+ "]
    unnoticed = ["if rate > BEST:", "BEST = 89", "BEST = 91", "n -= 2"]
    assert sorted(gone) == sorted([*unnoticed, "return None"])  # the last is not run at all
    assert survived.count("没有测试执行") == 1
    assert rooms.startswith("3/6 = 50%（发现 3，没有发现 3）")
    assert "超时 3" in rooms  # n never falls: += 1, -= 0, and no line at all


def test_an_equivalent_is_left_out(project: Path) -> None:
    known = (
        "[[same]]\nfile = 'src/small/grade.py'\nold = 'BEST = 90'\nnew = 'BEST = 89'\n"
        "why = 'Nobody has 89.'\n"
    )
    (project / "tests/mutation").mkdir()
    (project / "tests/mutation/equivalents.toml").write_text(known, encoding="utf-8")
    said = run(project, "src/small/grade.py", "--sample", "100")
    assert "1 个等价" in said
    assert "BEST = 89" not in said


def test_only_changed_lines(project: Path) -> None:
    repo = GitRepo(project)
    repo.write({".gitignore": ".mutation/\n__pycache__/\n"})
    repo.commit("一")
    assert "没有变异可跑" in run(project, "--changed")
    assert "没有变异可跑" in run(project, "--changed-since", "没有这个版本")
    repo.replace("src/small/grade.py", "rate >= BEST", "BEST <= rate")
    said = run(project, "--changed")
    assert said.startswith("2 个变异")
    assert "+     if BEST < rate:" in said
    repo.commit("二")
    assert run(project, "--changed", "--as-recorded").startswith("2 个变异")


def test_tests_that_changed_are_recorded_again(project: Path) -> None:
    words = ("src/small/grade.py", "--sample", "100")
    assert "+     if rate > BEST:" in run(project, *words)
    test = project / "tests/test_grade.py"
    more = "\n\ndef test_bound():\n    assert grade(90) == '优'\n"
    test.write_text(test.read_text(encoding="utf-8") + more, encoding="utf-8")
    said = run(project, *words)
    assert "先记下 1 个测试文件" in said
    assert "if rate > BEST:" not in said
    assert "BEST = 91" not in said


def test_without_a_map_it_says_so(project: Path) -> None:
    assert "还没有记下" in run(project, "--as-recorded")
