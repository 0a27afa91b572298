"""The map from a line to the tests that execute it, put together from the recorded runs.

A test counts as its newest recording saw it. Where a source has changed since, its lines are
looked for in the text of that time; a line that is new has the tests of its whole function.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from functools import cached_property
from pathlib import Path

from coverage import CoverageData

from mutation.mutants import Mutant
from mutation.recorder import sources, stamp


class _Recording:
    def __init__(self, root: Path, folder: Path, now: dict[str, str]) -> None:
        told = json.loads((folder / "told.json").read_text(encoding="utf-8"))
        self.root, self.folder, self.now = root, folder, now
        self.tests: dict[str, str] = told["tests"]
        self.seconds: dict[str, float] = told["seconds"]
        self.sources: dict[str, str] = told["sources"]
        self.counting: set[str] = set()
        """The test files that no newer recording has."""
        self._lines: dict[str, dict[int, list[str]]] = {}

    @cached_property
    def _data(self) -> CoverageData:
        data = CoverageData(basename=str(self.folder / "coverage"))
        data.read()
        return data

    def by_line(self, file: str) -> dict[int, set[str]]:
        """Return the tests of each line of a file as it was then; "" where its import runs it."""
        if file not in self._lines:
            self._lines[file] = self._data.contexts_by_lineno(str(self.root / file))
        found: dict[int, set[str]] = {}
        for line, contexts in self._lines[file].items():
            names = {context.rpartition("|")[0] for context in contexts}
            fit = names & self.seconds.keys()
            found[line] = {n for n in fit if n.partition("::")[0] in self.counting} | names & {""}
        return found

    def line_then(self, file: str) -> dict[int, int]:
        """Return where each line of today that has not changed stood then."""
        then, now = self.sources.get(file, ""), self.now[file]
        if then == now:
            return {n: n for n in range(1, now.count("\n") + 2)}
        pairs = difflib.SequenceMatcher(
            None, then.splitlines(), now.splitlines(), autojunk=False
        ).get_matching_blocks()
        return {p.b + k + 1: p.a + k + 1 for p in pairs for k in range(p.size)}


class Covered:
    """What the recorded runs know about the sources as they are now."""

    def __init__(self, root: Path) -> None:
        """Read ``.mutation/``; drop what newer recordings have replaced."""
        self.root = root
        self.now = sources(root)
        self.recordings: list[_Recording] = []
        seen: set[str] = set()
        for folder in sorted((root / ".mutation").glob("*/"), reverse=True):
            if not (folder / "told.json").exists():
                continue
            recording = _Recording(root, folder, self.now)
            recording.counting = recording.tests.keys() - seen
            seen |= recording.tests.keys()
            if recording.counting:
                self.recordings.append(recording)
            else:
                shutil.rmtree(folder)
        self.seconds = {
            name: seconds
            for recording in reversed(self.recordings)
            for name, seconds in recording.seconds.items()
        }

    def stale(self, tests: list[Path]) -> list[str]:
        """Return the test files under these paths that changed since they were recorded."""
        known = {n: s for r in reversed(self.recordings) for n, s in r.tests.items()}
        files = {f for t in tests for f in (t.rglob("test_*.py") if t.is_dir() else [t])}
        named = {f.relative_to(self.root).as_posix(): f for f in sorted(files)}
        return [name for name, path in named.items() if known.get(name) != stamp(path)]

    def tests(self, mutant: Mutant) -> tuple[list[str], bool]:
        """Return the tests that execute a mutant, the best first, and whether it runs at import.

        What runs at import, and in no test, may matter to all that use the module: the six test
        files stand for them that have most to do with it.
        """
        found: set[str] = set()
        if mutant.function is not None:
            for recording in self.recordings:
                found |= self._by_line(recording, mutant)
            if found != {""}:
                return self._in_order(found - {""}), False
        for recording in self.recordings:
            found |= self._at_import(recording, mutant.file)
        counts = Counter(name.partition("::")[0] for name in found - {""})
        most = {file for file, _ in counts.most_common(6)}
        return self._in_order({n for n in found if n.partition("::")[0] in most}), True

    @staticmethod
    def _by_line(recording: _Recording, mutant: Mutant) -> set[str]:
        assert mutant.function is not None
        by_line = recording.by_line(mutant.file)
        then = recording.line_then(mutant.file)
        lines = [n for n in mutant.lines if n in then]
        if lines:
            return next(filter(None, (by_line.get(then[n]) for n in lines)), set())
        first, last = mutant.function
        return {
            name for n in range(first, last + 1) if n in then for name in by_line.get(then[n], ())
        }

    def _at_import(self, recording: _Recording, file: str) -> set[str]:
        """Return the tests that execute anything of a module, or of those that import it."""
        found = {name for names in recording.by_line(file).values() for name in names}
        if found - {""}:
            return found
        module = Path(file).stem if Path(file).stem != "__init__" else Path(file).parent.name
        imports = re.compile(rf"^\s*(?:from|import)\b.*\b{module}\b", re.MULTILINE)
        users = [f for f, text in self.now.items() if f != file and imports.search(text)]
        return {n for user in users for names in recording.by_line(user).values() for n in names}

    def _in_order(self, names: set[str]) -> list[str]:
        place: dict[str, int] = {}
        ranked = []
        for name in sorted(names, key=lambda n: (self.seconds[n], n)):
            file = name.partition("::")[0]
            place[file] = place.get(file, 0) + 1
            ranked.append((place[file], self.seconds[name], name))
        return [name for _, _, name in sorted(ranked)]


def record(root: Path, tests: list[str]) -> None:
    """Run tests once with coverage's contexts on; what does not pass is left out of the map."""
    folder = root / ".mutation"
    folder.mkdir(exist_ok=True)
    env = {**os.environ, "COVERAGE_FILE": str(folder / "written")}
    env["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent.parent), *sys.path[1:]])
    options = ["-q", "-p", "no:cacheprovider", "-p", "mutation.recorder"]
    cover = ["--cov", "--cov-context=test", "--cov-report=", "--cov-fail-under=0"]
    with (folder / "log").open("wb") as log:
        subprocess.run(
            [sys.executable, "-m", "pytest", *options, *cover, *tests],
            cwd=root, env=env, stdout=log, stderr=log, check=False,
        )  # fmt: skip
    (folder / "written").unlink(missing_ok=True)
