"""Every command that writes, killed or refused at every step: nothing is lost or half written.

By default a few steps of each command are tried; all of them with ``--thorough 2``.
"""

import errno
import os
import re
import shutil
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import thorough
from conftest import Make, Ran, Run
from tuanscore.commands import main as front_door
from tuanscore.disk import write_file

BASE = """\
类型: 目标绩效指标模板
名称: 底表
年度: 2014
总分: 100
部分:
  - 名称: 职能
    分值: 100
    类别:
      - 名称: 一类
        条目:
          - {编号: 活动, 内容: '活动{次数}次。', 考核点: {次数: 3次}}
          - {编号: 制度, 内容: 制度。, 考核点: {制度: 定性}}
"""
HEAD = "类型: 目标绩效指标\n单位: @县委\n简称: @\n"
OVERLAY = f"{HEAD}年度: 2014\n模板: 底表\n指标值: {{次数: #次}}\n"
WHOLE = BASE.replace("类型: 目标绩效指标模板\n名称: 底表\n", HEAD)
TOLD = "类型: 完成情况\n单位: 甲\n年度: 2014\n截至: 2014-12-31\n完成: {次数: 3, 制度: 完成}\n"


def cards(text: str, *numbers: int) -> dict[str, str]:
    named = zip("甲乙丙", numbers, strict=False)
    return {
        f"scorecards/2014/{name}.yaml": text.replace("@", name).replace("#", str(number))
        for name, number in named
    }


PLAIN = {"templates/底表.yaml": BASE, **cards(OVERLAY, 4, 5)}
SLIPS = {name: text.replace("年度: ", "年度： ") for name, text in PLAIN.items()}
LOOSE = {name: text.replace("年度: ", "年度:   ") for name, text in PLAIN.items()}
SAME = {**PLAIN, **cards(OVERLAY, 3, 3, 3)}
MERGED = {"原.yaml": OVERLAY, "我.yaml": OVERLAY, "他.yaml": OVERLAY.replace("#", "9")}
TOLD_TOO = {**PLAIN, "scorecards/2014/完成情况/甲.yaml": TOLD}

COMMANDS: dict[str, tuple[Mapping[str, str], list[str]]] = {
    "fix": (SLIPS, ["fix"]),
    "fmt": (LOOSE, ["fmt"]),
    "factor": (
        cards(WHOLE, 1, 1, 1),
        ["factor", "scorecards/2014", "-o", "templates/县.yaml", "--write", "--force"],
    ),
    "rebase": (SAME, ["rebase", "--write"]),
    "init": ({}, ["init", "新"]),
    "new": (PLAIN, ["new", "完成情况", "甲", "--year", "2014"]),
    "merge": (MERGED, ["git-merge", "原.yaml", "我.yaml", "他.yaml"]),
    "receipt": (TOLD_TOO, ["score", "2014", "--org", "甲", "--receipt", "甲.json"]),
    "baseline": (PLAIN, ["validate", "--write-baseline", "基线.json"]),
    "render": ({**PLAIN, "甲.md": "旧的"}, ["render", "甲", "-o", "甲.md"]),
    "diff": (PLAIN, ["diff", "2014", "--all", "-o", "比较.csv"]),
    "schema": (PLAIN, ["schema", "-o", "schemas"]),
}
"""What lies there, and what is run."""
_SEVERAL = ("fix", "fmt", "factor", "rebase", "init", "schema")

Step = Callable[[str, Callable[[], Any], Callable[[], Any]], Any]


@contextmanager
def watched(step: Step) -> Iterator[None]:
    """Have every step of writing taken by ``step``: its name, itself, and the half of it."""
    real = {name: getattr(os, name) for name in ("open", "write", "fsync", "replace", "mkdir")}

    def write(file: int, data: Any) -> Any:
        half = partial(real["write"], file, bytes(data)[: len(data) // 2])
        return step("write", partial(real["write"], file, data), half)

    def opening(path: Any, flags: int, *args: Any, **options: Any) -> Any:
        whole = partial(real["open"], path, flags, *args, **options)
        return step("open", whole, lambda: None) if flags & os.O_CREAT else whole()

    def plain(name: str) -> Callable[..., Any]:
        return lambda *a, **o: step(name, partial(real[name], *a, **o), lambda: None)

    fakes: dict[str, Callable[..., Any]] = {"open": opening, "write": write}
    fakes |= {name: plain(name) for name in ("fsync", "replace", "mkdir")}
    with pytest.MonkeyPatch.context() as patch:
        for name, fake in fakes.items():
            patch.setattr(os, name, fake)
        yield


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


def chosen(steps: list[str]) -> list[int]:
    """Return the steps to try: the first of most kinds, and those before and at the last file."""
    if thorough.TIMES > 1:
        return list(range(len(steps)))
    last = len(steps) - 1 - steps[::-1].index("replace")
    first = [steps.index(kind) for kind in ("open", "replace")]
    end = [max(i for i in range(last) if steps[i] == kind) for kind in ("write", "fsync")]
    return sorted({*first, *end, last, len(steps) - 1})


class Scene:
    """A repository before and after a command, and the steps in between."""

    def __init__(self, make: Make, run: Run, name: str) -> None:
        files, self.argv = COMMANDS[name]
        self.top, self.run = make({f"前/{file}": text for file, text in files.items()}), run
        (self.top / "前").mkdir(exist_ok=True)
        self.steps: list[str] = []

        def note(kind: str, whole: Callable[[], Any], _: object) -> Any:
            self.steps.append(kind)
            return whole()

        root = self.fresh()
        self.before = contents(root)
        with watched(note):
            self.ran = self.call(root)
        self.after = contents(root)
        self.changed = [n for n, data in self.after.items() if self.before.get(n) != data]

    def fresh(self) -> Path:
        shutil.rmtree(self.top / "仓", ignore_errors=True)
        return Path(shutil.copytree(self.top / "前", self.top / "仓"))

    def call(self, root: Path) -> Ran:
        return self.run(*self.argv, cwd=root)

    def check(self, root: Path) -> list[str]:
        """See that every file is what it was or what it is to be; return those that are new."""
        now = contents(root)
        for name, data in now.items():
            if not re.fullmatch(r"(.*/)?\.tuanscore-[0-9a-f]{8}\.tmp", name):
                assert data in (self.before.get(name), self.after.get(name)), name
        assert self.before.keys() <= now.keys()
        return [name for name in self.changed if now.get(name) == self.after[name]]


@pytest.mark.repeated
@pytest.mark.parametrize("name", COMMANDS)
def test_every_step_of_a_command(name: str, make: Make, run: Run) -> None:
    scene = Scene(make, run, name)
    assert scene.ran.code == 0
    assert (len(scene.changed) > 1) == (name in _SEVERAL)
    tried = chosen(scene.steps)
    for number in tried:
        refused(scene, number, name in _SEVERAL)
    for number in tried if thorough.TIMES > 1 else tried[1::2]:
        killed(scene, number, again=name != "factor")  # no template is made that is there already


def refused(scene: Scene, number: int, several: bool) -> None:
    """See that nothing is left behind, and told what is written and what is not."""
    taken: list[str] = []
    code = (errno.ENOSPC, errno.EIO)[number % 2]

    def refuse(kind: str, whole: Callable[[], Any], half: Callable[[], Any]) -> Any:
        taken.append(kind)
        if len(taken) != number + 1:
            return whole()
        half()
        raise OSError(code, os.strerror(code))

    root = scene.fresh()
    with watched(refuse):
        ran = scene.call(root)
    new = scene.check(root)
    assert not list(root.rglob("*.tmp"))
    assert ran.code in (2, 129)
    assert ("磁盘满了", "磁盘读写出错")[number % 2] in ran.err
    told, _, left = ran.err.partition("已经写好：")[2].partition("；没有写：")
    if new:
        assert [file for file in scene.changed if file in told] == new
        assert [file for file in scene.changed if file in left] == [
            file for file in scene.changed if file not in new
        ]
    elif several and "建不了" not in ran.err:
        assert "一个文件也没有写" in ran.err


def killed(scene: Scene, number: int, *, again: bool) -> None:
    """See that no file is half written; what is left behind goes with the next one there."""
    root = scene.fresh()
    assert died(scene.argv, root, number)
    scene.check(root)
    if again:
        scene.call(root)
        assert scene.check(root) == scene.changed
    for folder in {path.parent for path in root.rglob(".tuanscore-*.tmp")}:
        write_file(folder / "别的", b"")
        (folder / "别的").unlink()
    assert contents(root).keys() <= scene.after.keys()


def died(argv: list[str], root: Path, number: int) -> bool:
    """Run a command in a process of its own that is killed in the middle of a step."""
    taken: list[str] = []

    def kill(kind: str, whole: Callable[[], Any], half: Callable[[], Any]) -> Any:
        taken.append(kind)
        if len(taken) != number + 1:
            return whole()
        half()
        return os.kill(os.getpid(), signal.SIGKILL)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of forking beside threads
        child = os.fork()
    if not child:
        os.chdir(root)
        sys.argv = ["tuanscore", *argv]
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        try:
            with watched(kill):
                front_door.main()
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
