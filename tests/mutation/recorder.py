"""A pytest plugin (``-p mutation.recorder``): which lines does each test execute, and how long.

It keeps what ``--cov --cov-context=test`` writes beside what the files were at that time, in one
folder per run under ``.mutation/``. Only what runs inside the test's own process is in it: a
program that a test starts is not, so such tests neither notice a mutant nor are run for one.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import shutil
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest


class Recorder:
    """Collects what passed; a test that fails or is skipped can notice nothing."""

    def __init__(self, root: Path) -> None:
        """Take the folder of pyproject.toml."""
        self.root = root
        self.began = time.time()
        self.seconds: dict[str, float] = defaultdict(float)
        self.unfit: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up set-up, call and tear-down."""
        self.seconds[report.nodeid] += report.duration
        if not report.passed:
            self.unfit.add(report.nodeid)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Keep the map where there is one; pytest-cov has written it by now."""
        written = Path(os.environ.get("COVERAGE_FILE", self.root / ".coverage"))
        if not written.exists() or written.stat().st_mtime < self.began:
            return
        passed = {n: round(s, 4) for n, s in self.seconds.items() if n not in self.unfit}
        tests = sorted({name.partition("::")[0] for name in self.seconds})
        folder = self.root / ".mutation" / f"{time.time_ns()}"
        folder.mkdir(parents=True)
        shutil.copyfile(written, folder / "coverage")
        told = {
            "tests": {name: stamp(self.root / name) for name in tests},
            "seconds": passed,
            "sources": sources(self.root),
        }
        (folder / "told.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")


class Forgetful:
    """Lets every test execute what it needs: what an earlier one had remembered is forgotten."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self) -> None:
        """Clear every cache of the program."""
        forget()


def forget() -> None:
    """Clear what the functions of the program remember."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "tuanscore":
            for thing in list(vars(module).values()):
                if isinstance(thing, functools._lru_cache_wrapper):
                    thing.cache_clear()


def stamp(path: Path) -> str:
    """Return what tells one content of a file from another."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def sources(root: Path) -> dict[str, str]:
    """Return the text of every source file by its path from the root."""
    found = sorted((root / "src").rglob("*.py"))
    return {p.relative_to(root).as_posix(): p.read_text(encoding="utf-8") for p in found}


def pytest_configure(config: pytest.Config) -> None:
    """Take part: forget where tests are run, collect also where the helpers of xdist tell of it."""
    config.pluginmanager.register(Forgetful())
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Recorder(config.rootpath))
