"""Running mutants: the tests are imported and collected once, every mutant has a fork of its own.

In the fork the one module is compiled again and the code of the functions that differ is put in
place of the old; then only the tests that execute the line run, until the first one fails. What
runs at import (tables, defaults, fields) cannot be put in place later: such a mutant has a fork
of a process that has not imported anything yet, and collects its tests itself.

No mutation tester for Python that we found does this on this code. mutmut (3.8 was tried, about
two mutants a second) forks too, but picks tests by function, not by line, leaves out decorated
functions (commands, checks, properties, validators) and all that runs at import (the tables in
which the rules stand), works in a copy of the repository, drops no terms of conditions, and knows
neither samples nor changed lines. cosmic-ray starts a test run per mutant; mutatest had its last
release in 2022.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

from mutation.mutants import Mutant
from mutation.recorder import forget

_QUIET = ("-o", "addopts=", "-s", "-p", "no:terminal", "-p", "no:cacheprovider")
_MEMORY = 6 << 30
_WAITING = 6
"""How much longer than its processor time a test may take by the clock, on a busy machine."""


@dataclass(slots=True)
class Job:
    """A mutant with the tests that execute it, and what came of it."""

    mutant: Mutant
    source: str
    tests: list[str]
    at_import: bool
    outcome: str = ""
    """``killed``, ``timeout``, ``survived``, ``no tests``, or ``unfinished`` for want of time."""
    by: str = ""
    ran: int = 0


@dataclass(slots=True)
class Runner:
    """Runs jobs, and tells each one's outcome as it comes."""

    root: Path
    seconds: dict[str, float]
    told: Callable[[Job], None]
    patience: float = 10.0
    """Seconds of processor time for every test; on top of it twenty times what it usually takes."""
    per_mutant: float = 60.0
    """Seconds of processor time after which its other tests are not run."""
    until: float = float("inf")
    """When to stop altogether, by ``time.monotonic``."""
    _unfit: set[str] = field(default_factory=set)
    """Tests that fail here without any mutant."""
    _sound: set[str] = field(default_factory=set)

    def run(self, jobs: list[Job]) -> None:
        """Give every job an outcome, unless the time is up before; those at import first."""
        for job in jobs:
            if job.at_import:
                self.settle(job, self._at_import)
        inside = [job for job in jobs if not job.at_import]
        for job in [job for job in inside if not job.tests]:
            self.settle(job, self._at_import)  # says so; there is nothing to run
        files = sorted({name.partition("::")[0] for job in inside for name in job.tests})
        if files and time.monotonic() < self.until:
            with _cwd(self.root):
                pytest.main(
                    [*_QUIET, *files], plugins=[_Loop(self, [j for j in inside if j.tests])]
                )

    def settle(self, job: Job, start: Callable[[Job | None, list[str]], _Child]) -> None:
        """Run the tests until one fails that does not fail without the mutant too."""
        while not job.outcome and time.monotonic() < self.until:
            tests = [name for name in job.tests if name not in self._unfit]
            if not tests:
                job.outcome = "no tests"
                break
            child = start(job, tests)
            job.outcome, job.by = child.watch(self.most)
            job.ran = child.begun
            if job.outcome == "survived" and job.ran < len(tests):
                job.outcome = "unfinished"
            if job.outcome == "killed" and job.by not in self._sound:
                self._check(job, start)
        if job.outcome:
            self.told(job)

    def most(self, name: str) -> float:
        """Return how many seconds of processor time a test may take."""
        return self.patience + 20 * self.seconds.get(name, 1.0)

    def _check(self, job: Job, start: Callable[[Job | None, list[str]], _Child]) -> None:
        """See that the test which noticed passes without the mutant; if it does not, forget it."""
        named = "::" in job.by  # else the module could not even be collected
        outcome, _ = start(None, [job.by] if named else job.tests[:1]).watch(self.most)
        if outcome == "survived":
            self._sound.add(job.by)
        elif named:
            self._unfit.add(job.by)
            job.outcome = job.by = ""
        else:
            raise RuntimeError(f"the tests do not run here: {job.tests[0]}")

    def _at_import(self, job: Job | None, tests: list[str]) -> _Child:
        def work(child: _Child) -> int:
            if job is not None:
                sys.meta_path.insert(0, _Changed(self.root, job))
            with _cwd(self.root):
                files = dict.fromkeys(name.partition("::")[0] for name in tests)
                tell = _Tell(child, self.per_mutant, tests, self.most)
                return pytest.main([*_QUIET, *files], plugins=[tell])

        return _Child(work)


class _Child:
    """A fork in its own session and folder, that says which test it begins and which failed."""

    def __init__(self, work: Callable[[_Child], int]) -> None:
        self.folder = tempfile.mkdtemp(prefix="mutant-")
        self.begun = 0
        self._reading, self._writing = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            code = 3
            try:
                self._settle_in()
                code = int(work(self))
            finally:
                os._exit(code)
        os.close(self._writing)

    def _settle_in(self) -> None:
        os.setsid()
        os.close(self._reading)
        empty = os.open(os.devnull, os.O_RDWR)
        for number in (0, 1, 2):
            os.dup2(empty, number)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        os.environ["PYTEST_DEBUG_TEMPROOT"] = os.environ["TMPDIR"] = self.folder
        tempfile.tempdir = self.folder

    def say(self, word: str, name: str) -> None:
        """Tell the parent that a test begins or failed."""
        os.write(self._writing, f"{word}\0{name}\n".encode())

    def watch(self, most: Callable[[str], float]) -> tuple[str, str]:
        """Wait for the child; return the outcome and the test that decided it.

        What runs on and on ends itself (`_Tell.run`); what waits, after so much more time.
        """
        patience, now, failed, timeout = 60.0 * _WAITING, "", "", False
        waiting = b""
        while True:
            if not select.select([self._reading], [], [], patience)[0]:
                timeout = True
                break
            data = os.read(self._reading, 65536)
            if not data:
                break
            *lines, waiting = (waiting + data).split(b"\n")
            for line in lines:
                word, _, name = line.decode().partition("\0")
                if word == "failed":
                    failed = name
                else:
                    now, self.begun = name, self.begun + 1
                    patience = _WAITING * most(name)
        code = self._end(timeout)
        if failed:
            return "killed", failed
        timeout |= os.WIFSIGNALED(code) and os.WTERMSIG(code) == signal.SIGPROF
        if timeout:  # before the first test, the machine may just be slow to collect
            return ("timeout", now) if self.begun else ("unfinished", "")
        return ("killed", now) if code else ("survived", "")

    def _end(self, kill: bool) -> int:
        if kill:
            os.killpg(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        with contextlib.suppress(ProcessLookupError):  # what it started and left running
            os.killpg(self.pid, signal.SIGKILL)
        os.close(self._reading)
        shutil.rmtree(self.folder, ignore_errors=True)
        return status


class _Tell:
    """A plugin in the fork: what begins, what failed; it stops at the first failure."""

    def __init__(
        self, child: _Child, limit: float, tests: list[str], most: Callable[[str], float]
    ) -> None:
        self.child, self.limit, self.tests, self.most = child, limit, tests, most
        self.failed = False

    def run(self, known: dict[str, pytest.Item]) -> None:
        items = [known[name] for name in self.tests if name in known]
        until = time.process_time() + self.limit
        for item, after in zip(items, [*items[1:], None], strict=True):
            if self.failed or time.process_time() > until:
                return
            self.child.say("begins", item.nodeid)
            signal.setitimer(signal.ITIMER_PROF, self.most(item.nodeid))  # nobody handles it
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)

    def pytest_configure(self) -> None:
        _same_each_time()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.run({item.nodeid: item for item in session.items})
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._failed(report)

    def _failed(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.failed and not self.failed:
            self.failed = True
            self.child.say("failed", report.nodeid)


def _same_each_time() -> None:
    from hypothesis import Phase, settings  # not before pytest has taken it in hand

    phases = [Phase.explicit, Phase.generate]
    settings.register_profile("mutation", derandomize=True, database=None, phases=phases)
    settings.load_profile("mutation")


class _Loop:
    """A plugin that runs mutants where pytest would run its tests."""

    def __init__(self, runner: Runner, jobs: list[Job]) -> None:
        self.runner, self.jobs = runner, jobs
        self.items: dict[str, pytest.Item] = {}
        self.functions: dict[str, list[FunctionType]] = {}

    def pytest_configure(self) -> None:
        _same_each_time()

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self.items = {item.nodeid: item for item in session.items}
        for job in self.jobs:
            importlib.import_module(_module(job.mutant.file))
        files = {str(self.runner.root / job.mutant.file) for job in self.jobs}
        self.functions = {file: [] for file in files}
        for thing in gc.get_objects():
            if isinstance(thing, FunctionType) and thing.__code__.co_filename in files:
                self.functions[thing.__code__.co_filename].append(thing)
        gc.freeze()  # a fork that looks for cycles would copy every page
        for job in self.jobs:
            job.tests = [name for name in job.tests if name in self.items]
            self.runner.settle(job, self._start)
        return True

    def _start(self, job: Job | None, tests: list[str]) -> _Child:
        def work(child: _Child) -> int:
            tell = _Tell(child, self.runner.per_mutant, tests, self.runner.most)
            session = self.items[tests[0]].session
            session.config.pluginmanager.register(tell)
            if job is not None:
                file = str(self.runner.root / job.mutant.file)
                put_in_place(job.source, job.mutant.apply(job.source), file, self.functions[file])
            forget()  # what collecting the tests has filled
            tell.run(self.items)
            return 0

        return _Child(work)


def put_in_place(old: str, new: str, file: str, functions: list[FunctionType]) -> None:
    """Give every living function of a module whose code differs between two sources the new one.

    Code is known by its qualified name and its turn among those of that name: lines may move.
    """
    changed = {
        key: code
        for key, code in _codes(compile(new, file, "exec")).items()
        if code != _codes(compile(old, file, "exec")).get(key)
    }
    living = {(f.__code__.co_qualname, f.__code__.co_firstlineno) for f in functions}
    keys = {
        (code.co_qualname, code.co_firstlineno): key
        for key, code in _codes(compile(old, file, "exec")).items()
    }
    replaced = 0
    for function in functions:
        code = function.__code__
        key = keys.get((code.co_qualname, code.co_firstlineno))
        if key in changed and len(changed[key].co_freevars) == len(code.co_freevars):
            function.__code__ = changed[key]
            replaced += 1
    if not replaced:
        raise LookupError(f"no living function of {sorted(living)} is among {sorted(changed)}")


def _codes(module: CodeType) -> dict[tuple[str, int], CodeType]:
    found: dict[tuple[str, int], CodeType] = {}
    turns: dict[str, int] = {}

    def walk(code: CodeType) -> None:
        for part in code.co_consts:
            if isinstance(part, CodeType):
                turns[part.co_qualname] = turns.get(part.co_qualname, 0) + 1
                found[part.co_qualname, turns[part.co_qualname]] = part
                walk(part)

    walk(module)
    return found


class _Changed:
    """An importer that gives one module another source."""

    def __init__(self, root: Path, job: Job) -> None:
        self.name = _module(job.mutant.file)
        self.file = str(root / job.mutant.file)
        self.source = job.mutant.apply(job.source)

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        folders = [str(Path(self.file).parent)] if self.file.endswith("__init__.py") else None
        loader = _Loader(name, self.file, self.source)
        return spec_from_file_location(
            name, self.file, loader=loader, submodule_search_locations=folders
        )


class _Loader(SourceFileLoader):
    def __init__(self, name: str, file: str, source: str) -> None:
        super().__init__(name, file)
        self.source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.source, self.path, "exec")


def _module(file: str) -> str:
    """Return the dotted name of a file under src/."""
    parts = Path(file).with_suffix("").parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@contextlib.contextmanager
def _cwd(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
