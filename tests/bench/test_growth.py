"""Work and memory follow what was asked, not how much else there is: counted for n and 2 n."""

import gc
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from generate import short_name
from growth import RANKED, budgets, counties, years

from tuanscore import methods, references
from tuanscore import shelf as repository
from tuanscore.commands.score import scoring
from tuanscore.commands.validate.examining import examine
from tuanscore.grammar.target import parse_quantity
from tuanscore.model.messages import did_you_mean
from tuanscore.scoring import rules
from tuanscore.scoring.merge import merge
from tuanscore.shelf import Repository, crew, documents
from tuanscore.shelf.entries import Loaded
from tuanscore.source import read

Patch = pytest.MonkeyPatch


@pytest.fixture
def parsed(monkeypatch: Patch, tmp_path: Path) -> Path:
    """Return a file that grows by a byte whenever a file is parsed, in whichever process."""
    log, really = tmp_path / "parsed", read.read
    log.touch()

    def counting(data: bytes, name: str) -> Any:
        with log.open("ab") as file:
            os.write(file.fileno(), b".")
        return really(data, name)

    monkeypatch.setattr(read, "read", counting)
    return log


def since(log: Path) -> int:
    """Return how many files were parsed since it was last asked."""
    count = log.stat().st_size
    os.truncate(log, 0)
    return count


def test_results_of_a_year_are_merged_and_read_once_for_all_ranks(
    monkeypatch: Patch, tmp_path: Path
) -> None:
    done: Counter[str] = Counter()

    def counted(name: str, really: Any) -> Any:
        def call(*arguments: Any) -> Any:
            done[name] += 1
            return really(*arguments)

        return call

    monkeypatch.setattr(rules, "merge", counted("merge", merge))
    monkeypatch.setattr(methods, "parse_quantity", counted("number", parse_quantity))
    for count in (6, 12):
        done.clear()
        root = tmp_path / str(count)
        counties(root, count, RANKED)
        ranking = scoring.rank(Repository(root), 2025)
        assert len(ranking.lines) == done["merge"] == count
        assert done["number"] == 5 * count * 2  # of five measures: among all, and to leave one out


def test_an_organisation_among_many_is_found_without_reading_them(
    parsed: Path, monkeypatch: Patch, tmp_path: Path
) -> None:
    monkeypatch.setattr(repository, "MANY", 5)
    counts = []
    for count in (63, 126):
        years(tmp_path / str(count), count)
        scoring.score(Repository(tmp_path / str(count)), short_name(1), 2025)
        counts.append(since(parsed))
    assert counts[0] == counts[1]


def test_a_file_is_parsed_once_by_however_many_processes(
    parsed: Path, monkeypatch: Patch, tmp_path: Path
) -> None:
    monkeypatch.setattr(crew, "FEWEST", 2)
    monkeypatch.setattr(crew, "EACH", 1)
    monkeypatch.setattr(documents, "MANY", 10)
    for count in (120, 240):
        root = tmp_path / str(count)
        budgets(root, count)
        for jobs in (1, 3):
            examine(Repository(root), jobs=jobs)
            assert count <= since(parsed) <= count * 1.1 + 40  # what lies beside the one that errs


def test_what_was_examined_is_let_go(monkeypatch: Patch, tmp_path: Path) -> None:
    monkeypatch.setattr(documents, "MANY", 10)
    held = []
    for count in (60, 120):
        root = tmp_path / str(count)
        budgets(root, count)
        opened = Repository(root)
        examine(opened)
        gc.collect()
        held.append(sum(type(thing) is Loaded for thing in gc.get_objects()))
        del opened
    assert max(held) < 60


def test_a_hint_does_not_depend_on_how_many_other_files_there_are(
    monkeypatch: Patch, tmp_path: Path
) -> None:
    known: list[int] = []

    def counting(word: str, among: Any, before: int = 0) -> str:
        known.append(len([*among]))
        return did_you_mean(word, among, before)

    monkeypatch.setattr(references, "did_you_mean", counting)
    hints = []
    for count in (100, 200):
        root = tmp_path / str(count)
        budgets(root, count)
        found = examine(Repository(root)).findings
        hints += [f.hint for f in found if f.code == "TS313"]
    assert len(hints) == 2
    assert hints[0] == hints[1] != ""
    assert max(known) < 25
