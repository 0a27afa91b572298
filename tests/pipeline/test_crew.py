"""Work shared between processes: the same answers in the same order as from one alone."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Make
from tuanscore.pipeline import crew, examining
from tuanscore.repository import Repository

CARD = """\
类型: 目标绩效指标
单位: 共青团{name}县委
简称: {name}
年度: 2014
总分: {total}
部分:
  - 名称: 职能指标
    分值: 85
    类别:
      - 名称: 服务
        条目:
          - {{编号: 活动, 内容: '开展活动{{次数}}次。', 考核点: {{次数: ≥3次}}}}
  - {{名称: 绩效评价, 分值: 15, 计分: 评议}}
"""
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
    (twice,) = (f for f in shared.findings if f.code == "TS310")
    assert twice.place.file == f"scorecards/2014/{MANY - 1:04}.yaml"
    assert [r.place.file for r in twice.related] == [f"scorecards/2014/{MANY - 2:04}.yaml"]


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
from tuanscore.pipeline import crew

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
    ran = subprocess.run(
        [sys.executable, "-c", INTERRUPTED],
        capture_output=True,
        text=True,
        timeout=30,
        start_new_session=True,
        check=True,
    )
    assert (ran.stdout, ran.stderr) == ("stopped\n", "")


def test_more_processes_than_there_is_work_for() -> None:
    names = [str(n) for n in range(crew.FEWEST)]
    assert list(crew.work(len, names, crew.FEWEST)) == [len(name) for name in names]
