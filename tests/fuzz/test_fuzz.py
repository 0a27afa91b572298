"""A short slice of the fuzz run with a fixed seed, and that it notices what it is there for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fuzz import commands, documents
from fuzz.run import Case, Ground, Ran, _complaint, smaller
from thorough import times

RUN = Path(__file__).with_name("run.py")


def test_a_slice() -> None:
    done = subprocess.run(
        [sys.executable, str(RUN), "--seed", "1", "--cases", str(times(15)), "--minutes", "5"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{times(15)} 个")


def test_every_command_has_its_turn() -> None:
    from random import Random

    from tuanscore.commands import program

    known = {*program._COMMANDS, *program._HIDDEN}
    assert commands.COMMANDS.keys() == known
    assert {commands.line(Random(seed))[0] for seed in range(2000)} == known


def test_every_kind_is_there() -> None:
    from tuanscore.model import kinds

    text = b"\n".join(documents.world().values()).decode()
    missing = [kind for kind in kinds.all_by_name() if f"类型: {kind}\n" not in text]
    assert missing == []


@pytest.mark.parametrize(
    ("ran", "said"),
    [
        (Ran(0, b"{}", b"", 50), ""),
        (Ran(2, b"", "× 没有这个单位".encode(), 50), ""),
        (Ran(3, b"", "× 程序自己出错了（KeyError：1）".encode(), 50), "退出码 3"),
        (Ran(-9, b"", b"", 50), "比 10 秒久"),
        (Ran(-11, b"", b"", 50), "退出码 -11"),
        (Ran(0, b"{}", b"Traceback (most recent call last):\nKeyError", 50), "traceback"),
        (Ran(0, b"{}", b"", 501), "用了 500 MB"),
        (Ran(1, b"{", b"", 50), "json 读不出"),
    ],
)
def test_what_is_wrong_is_noticed(ran: Ran, said: str) -> None:
    words = ["list", "--format", "json"]
    complaint = _complaint(words, ran)
    assert complaint.startswith(said)
    assert bool(complaint) == bool(said)


def test_a_case_is_cut_down_to_what_it_needs(tmp_path: Path) -> None:
    """A program that leaves with 3 on one word of one file, in the midst of much else."""

    class Stub(Ground):
        def __init__(self) -> None:
            pass

        def problem(self, case: Case) -> str:
            data = case.damage.get("a.yaml", b"")
            assert isinstance(data, bytes)
            return "退出码 3：x" if b"odd" in data and "--all" in case.words else ""

    lines = b"".join(b"line %d\n" % n for n in range(50))
    found = Case(
        {"a.yaml": lines + b"odd\n" + lines, "b.yaml": b""}, ["diff", "甲", "--all", "-o", "x"]
    )
    assert smaller(Stub(), found, "退出码 3：x") == Case({"a.yaml": b"odd\n"}, ["diff", "--all"])
