"""Work shared between processes: the same answers in the same order as from one alone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Make, listening
from documents import card, section
from tuanscore.commands import common
from tuanscore.commands.validate import examining
from tuanscore.shelf import Repository, crew

CARD = card(
    section("职能指标", 85, "{编号: 活动, 内容: '开展活动{{次数}}次。', 考核点: {{次数: ≥3次}}}"),
    "{名称: 绩效评价, 分值: 15, 计分: 评议}",
    org="{name}",
    total="{total}",
)
MANY = crew.FEWEST + crew.LARGEST + 3


def many(make: Make) -> Path:
    """Make many cards: every tenth one does not add up, the last two are of one organisation."""
    files = {
        f"scorecards/2014/{n:04}.yaml": CARD.format(
            name=f"第{min(n, MANY - 2)}", total=99 if n % 10 == 0 else 100
        )
        for n in range(MANY)
    }
    return make(files)


def test_several_processes_find_what_one_finds(make: Make) -> None:
    root = many(make)
    alone, shared = (examining.examine(Repository(root), jobs=jobs) for jobs in (1, 3))
    assert shared == alone
    assert shared.files == MANY
    assert [f.place.file for f in shared.findings if f.code == "TS401"] == [
        f"scorecards/2014/{n:04}.yaml" for n in range(0, MANY, 10)
    ]
    twins = [f"scorecards/2014/{n:04}.yaml" for n in (MANY - 2, MANY - 1)]
    twice = [f for f in shared.findings if f.code == "TS310"]
    assert [f.place.file for f in twice] == twins
    assert [r.place.file for f in twice for r in f.related] == twins[::-1]


def test_answers_come_in_order() -> None:
    names = [str(n) for n in range(crew.FEWEST * 3)]
    assert list(crew.work(len, names, 2)) == [len(name) for name in names]
    assert list(crew.work(len, names[:5], 2)) == [1] * 5


def test_an_error_in_a_process_reaches_the_caller() -> None:
    names = [str(n) for n in range(crew.FEWEST)] + ["not a number"]
    with pytest.raises(ValueError, match="not a number"):
        list(crew.work(int, names, 2))


def test_what_killed_processes_held_is_done_by_this_one(tmp_path: Path) -> None:
    """Each of the others takes some work, and is killed over its first piece."""
    here, killed = os.getpid(), tmp_path / "killed"

    def length(name: str) -> int:
        if os.getpid() != here:
            killed.open("a").write("x")
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.002)  # while this one is at its first pieces, the others start
        return len(name)

    names = [str(n) for n in range(crew.FEWEST)]
    assert list(crew.work(length, names, 4)) == [len(name) for name in names]
    assert killed.exists()  # of all three, unless the machine is very busy


INTERRUPTED = """
import os, signal, time
from tuanscore.shelf import crew

def task(name):
    if name == "100":
        os.killpg(0, signal.SIGINT)
        time.sleep(60)

try:
    list(crew.work(task, [str(n) for n in range(crew.FEWEST)], 2))
except KeyboardInterrupt:
    print("stopped")
"""


def test_ctrl_c_ends_all_processes() -> None:
    command = [sys.executable, "-c", INTERRUPTED]
    with listening(command, stdout=subprocess.PIPE, start_new_session=True) as process:
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, b"stopped\n", b"")


def test_more_processes_than_there_is_work_for() -> None:
    names = [str(n) for n in range(crew.FEWEST)]
    assert list(crew.work(len, names, crew.FEWEST)) == [len(name) for name in names]


ABANDONED = """
import os, signal
from tuanscore.shelf import crew

here, done = os.getpid(), []

def task(name):
    done.append(name)
    if len(done) == 5 and os.getpid() == here:
        os.kill(here, signal.SIGKILL)
    return name * 1000

list(crew.work(task, [str(n) for n in range(crew.FEWEST * 30)], 4))
"""


def test_no_process_outlives_the_one_that_waits_for_it() -> None:
    """Whoever reads the output would wait for it as well."""
    command = [sys.executable, "-c", ABANDONED]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (-signal.SIGKILL, "", "")


CONFINED = """
import resource, sys
from tuanscore.shelf import crew

def task(name):
    with open(name) as file:
        return file.read()

resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[1]), int(sys.argv[1])))
names = [sys.argv[2]] * crew.FEWEST * 20
print(len(list(crew.work(task, names, 16))))
"""


@pytest.mark.parametrize("limit", [12, 20, 30, 60])
def test_few_open_files(tmp_path: Path, limit: int) -> None:
    """As many processes help as there may be, or none."""
    (tmp_path / "a").write_text("a")
    command = [sys.executable, "-c", CONFINED, str(limit), str(tmp_path / "a")]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (ran.stdout, ran.stderr) == (f"{crew.FEWEST * 20}\n", "")


@pytest.mark.parametrize(
    ("written", "processors"), [("200000 100000\n", 2), ("50000 100000", 1), ("max 100000", None)]
)
def test_a_container_has_its_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, processors: int | None
) -> None:
    (tmp_path / "cpu.max").write_text(written)
    monkeypatch.setattr(common, "CPU_MAX", tmp_path / "cpu.max")
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(64)), raising=False)
    assert common.processors() == (processors or 64)
