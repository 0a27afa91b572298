"""Damage documents, run commands on them, and see that the program stays on its feet.

By hand: ``python tests/fuzz/run.py --minutes 30 [--seed S]``; the test command runs a short slice
with a fixed seed. Every case follows from its number alone and runs in a fork with limits. It must
leave with 0, 1 or 2 (``git-merge`` with 129, too), print no traceback, need less than 10 s of
processor time and 500 MB, print JSON (or XML) that can be read where it was asked for, leave no
half-written file, and change nothing when the command only reads. A case that does not is cut down
to what is needed for it, kept in ``.fuzz/``, and printed with the command that shows it again.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import io
import json
import os
import pkgutil
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fuzz import commands, documents

ROOT = Path(__file__).resolve().parent.parent.parent

SECONDS = 10
"""Of processor time; by the clock it may be three times as much, for others work here too."""
MEGABYTES = 500
_ADDRESSES = 2 << 30
_JSON = ("json", "sarif", "gitlab", "rdjson")

Damage = dict[str, bytes | str]
"""What stands in the place of files: bytes, or in words what else: gone, folder, pipe, link …"""


@dataclass(frozen=True, slots=True)
class Case:
    """Some damaged files and a command line."""

    damage: Damage
    words: list[str]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run left behind."""

    code: int
    """Negative: the signal that ended it."""
    out: bytes
    err: bytes
    megabytes: int


def case(seed: int, files: dict[str, bytes]) -> Case:
    """Return the case of a number."""
    random = Random(seed)
    damage: Damage = {}
    for name in random.sample(sorted(files), random.choice((0, 1, 1, 1, 2, 3))):
        if random.random() < 0.04:
            odd = ("gone", "folder", "pipe", "link nowhere", "link /dev/zero", "link ../..")
            damage[name] = random.choice(odd)
        else:
            damage[name] = documents.damage(random, name, files)
    return Case(damage, commands.line(random))


class Ground:
    """The folder in which cases run, and an untouched copy of it."""

    def __init__(self, folder: Path) -> None:
        """Make a git repository of two commits, a receipt and a baseline."""
        self.pristine, self.root = folder / "pristine" / "r", folder / "run" / "r"
        self.told = folder / "told"
        self.told.mkdir()
        self._write(self.pristine, dict(documents.world()))
        env = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1"}
        env |= {f"GIT_{r}_{k}": "甲" for r in ("AUTHOR", "COMMITTER") for k in ("NAME", "EMAIL")}
        os.environ.update(env)
        for name in ("GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"):
            os.environ.pop(name, None)
        card = self.pristine / "scorecards/2014/苍溪.yaml"
        text = card.read_text(encoding="utf-8")
        self._git("init", "-q", "-b", "main")
        card.write_text(text.replace("20", "21"), encoding="utf-8")
        self._commit("第一次")
        card.write_text(text, encoding="utf-8")
        self._commit("第二次")
        shutil.copytree(self.pristine, self.root, symlinks=True)
        self.run(["score", "2014", "--org", "苍溪", "--receipt", "凭据.json"])
        self.run(["validate", "--write-baseline", "基线.json"])
        made = {name: (self.root / name).read_bytes() for name in ("凭据.json", "基线.json")}
        self._write(self.pristine, dict(made))
        self.files = documents.world() | made
        self._as_it_was = _state(self.pristine)
        self.restore()

    def _git(self, *words: str) -> None:
        subprocess.run(["git", *words], cwd=self.pristine, check=True, stdout=subprocess.DEVNULL)

    def _commit(self, subject: str) -> None:
        self._git("add", "-A")
        self._git("commit", "-q", "-m", subject)

    @staticmethod
    def _write(root: Path, damage: Damage) -> None:
        for name, data in damage.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            match data:
                case bytes():
                    path.write_bytes(data)
                case "folder":
                    path.mkdir()
                case "pipe":
                    os.mkfifo(path)
                case str() if data.startswith("link "):
                    path.symlink_to(data.removeprefix("link "))

    def restore(self) -> None:
        """Put everything back as it was."""
        now = _state(self.root)
        for name in sorted(now.keys() - self._as_it_was.keys(), reverse=True):
            path = self.root / name
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        for name, was in self._as_it_was.items():
            if now.get(name) != was:
                path = self.root / name
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                path.unlink(missing_ok=True)
                path.parent.mkdir(parents=True, exist_ok=True)
                if was == b"":
                    path.mkdir(exist_ok=True)
                else:
                    shutil.copy2(self.pristine / name, path)

    def problem(self, case: Case) -> str:
        """Run a case; return what is wrong in a few words, nothing if all is well."""
        self._write(self.root, case.damage)
        before = _state(self.root)
        try:
            ran = self.run(case.words)
            return _complaint(case.words, ran) or _traces(case.words, before, _state(self.root))
        finally:
            self.restore()

    def run(self, words: list[str]) -> Ran:
        """Run the program in a fork."""
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if not pid:
            _be_the_program(words, self.root, self.told)
        until = time.monotonic() + 3 * SECONDS
        while True:
            done, status, usage = os.wait4(pid, os.WNOHANG)
            if done:
                break
            if time.monotonic() > until:
                os.killpg(pid, signal.SIGKILL)
                until = float("inf")
            time.sleep(0.002)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
        out, err = ((self.told / name).read_bytes() for name in ("out", "err"))
        return Ran(os.waitstatus_to_exitcode(status), out, err, usage.ru_maxrss // 1024)


def _be_the_program(words: list[str], root: Path, told: Path) -> None:
    """Run the program here and leave with its exit code."""
    code: object = 99
    try:
        os.setsid()
        os.chdir(root)
        for number, name in ((1, "out"), (2, "err")):
            file = os.open(told / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(file, number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESSES, _ADDRESSES))
        sys.stdin, sys.stdout, sys.stderr = (
            io.TextIOWrapper(io.FileIO(n, "rw"[n > 0], closefd=False), "utf-8", write_through=n > 0)
            if n == 0
            else io.TextIOWrapper(
                io.BufferedWriter(io.FileIO(n, "w", closefd=False)), "utf-8", line_buffering=n == 2
            )
            for n in (0, 1, 2)
        )
        sys.argv = ["tuanscore", *words]
        from tuanscore.commands import main as front_door

        front_door.main()
    except SystemExit as left:
        code = left.code
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException as error:
        print(f"Traceback: {error!r}", file=sys.stderr, flush=True)
    finally:
        os._exit(code if isinstance(code, int) else 98)


def _complaint(words: list[str], ran: Ran) -> str:
    err = ran.err.decode("utf-8", "replace")
    if ran.code == -signal.SIGXCPU or (ran.code == -signal.SIGKILL):
        return f"比 {SECONDS} 秒久"
    if ran.code not in (0, 1, 2) and (words[0], ran.code) != ("git-merge", 129):
        return f"退出码 {ran.code}：{err.strip().partition('）')[0][-120:]}"
    if "Traceback (most recent" in err or "Traceback: " in err:
        return f"traceback：{err.strip().splitlines()[-1][:120]}"
    if ran.megabytes > MEGABYTES:
        return f"用了 {ran.megabytes // 100}00 MB"
    format_ = words[words.index("--format") + 1] if "--format" in words[:-1] else ""
    if ran.code != 2 and ran.out.strip() and "-h" not in words and "--help" not in words:
        try:
            if format_ in _JSON:
                json.loads(ran.out)
            elif format_ == "junit":
                ET.fromstring(ran.out)
        except (ValueError, ET.ParseError) as error:
            return f"{format_} 读不出：{type(error).__name__}"
    return ""


def _traces(words: list[str], before: dict[str, object], after: dict[str, object]) -> str:
    if any(name.endswith(".tmp") for name in after.keys() - before.keys()):
        return "留下了 .tmp"
    if commands.reads_only(words) and before != after:
        changed = sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))
        return f"只读的命令改了 {'、'.join(changed)[:120]}"
    return ""


def _state(root: Path) -> dict[str, object]:
    """Return what every file holds, by path: bytes, a link's target, or its mode; b'' a folder."""
    found: dict[str, object] = {}
    for folder, folders, names in os.walk(root):
        for name in [*folders, *names]:
            path = Path(folder, name)
            told = path.relative_to(root).as_posix()
            if told.startswith(".git/") and told != ".git/config":
                continue
            if path.is_symlink():
                found[told] = str(path.readlink())
            elif path.is_dir():
                found[told] = b""
            else:
                found[told] = (
                    path.read_bytes() or "empty" if path.is_file() else path.lstat().st_mode
                )
    return found


# --- cutting down ----------------------------------------------------------------------------


def smaller(ground: Ground, failing: Case, problem: str, seconds: float = 60) -> Case:
    """Return a smaller case with the same problem."""
    until = time.monotonic() + seconds
    kind = problem.partition("：")[0]

    def still(candidate: Case) -> bool:
        return time.monotonic() < until and ground.problem(candidate).startswith(kind)

    shrunk = True
    while shrunk and time.monotonic() < until:
        shrunk = False
        for candidate in _cuts(failing):
            if still(candidate):
                failing, shrunk = candidate, True
                break
    return failing


def _cuts(failing: Case) -> Iterator[Case]:
    for name in failing.damage:
        yield replace(failing, damage={n: d for n, d in failing.damage.items() if n != name})
    for count in (2, 1):
        for at in range(1, len(failing.words) - count + 1):
            yield replace(failing, words=failing.words[:at] + failing.words[at + count :])
    for name, data in failing.damage.items():
        if not isinstance(data, bytes):
            continue
        lines = data.splitlines(keepends=True)
        size = len(lines) // 2
        while size:
            for at in range(0, len(lines), size):
                kept = b"".join(lines[:at] + lines[at + size :])
                yield replace(failing, damage={**failing.damage, name: kept})
            size //= 2


# --- the program -----------------------------------------------------------------------------


def _load_everything() -> None:
    """Import the whole program, build its models and read what comes with it, once for all."""
    import tuanscore
    from tuanscore.commands.validate import examining
    from tuanscore.shelf import Repository

    for module in pkgutil.walk_packages(tuanscore.__path__, "tuanscore."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    examining.examine(Repository(ROOT))
    gc.collect()
    gc.freeze()


def keep(seed: int, problem: str, least: Case) -> Path:
    """Keep a case: the damaged files and how to run it."""
    folder = ROOT / ".fuzz" / str(seed)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in least.damage.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    told = {"problem": problem, "words": least.words, "damaged": sorted(least.damage)}
    (folder / "case.json").write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")
    return folder


def spent() -> float:
    """Return the seconds of processor time that we and all cases so far have taken."""
    return sum(os.times()[:4])


def main(argv: list[str] | None = None) -> int:
    """Run cases until the time or their number is up; 1 if any of them fails."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--minutes", type=float, default=1, help="处理器时间")
    parser.add_argument("--cases", type=int, default=10**9, help="最多几个")
    parser.add_argument("--seed", type=int, default=1, help="第一个的编号")
    asked = parser.parse_args(argv)
    _load_everything()
    began, failed, kinds = spent(), 0, Counter[str]()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        ground = Ground(Path(folder))
        seed = asked.seed
        while seed < asked.seed + asked.cases and spent() < began + asked.minutes * 60:
            tried = case(seed, ground.files)
            kinds[tried.words[0]] += 1
            problem = ground.problem(tried)
            if problem:
                failed += 1
                least = smaller(ground, tried, problem)
                kept = keep(seed, problem, least)
                shown = " ".join(json.dumps(w, ensure_ascii=False) for w in least.words)
                print(
                    f"× {problem}\n  tuanscore {shown}（改了 {'、'.join(least.damage) or '没有'}）"
                )
                print(f"  再来一次：python tests/fuzz/run.py --seed {seed} --cases 1；存在 {kept}")
            seed += 1
    tried_all = "，".join(f"{name} {count}" for name, count in sorted(kinds.items()))
    print(f"{seed - asked.seed} 个，{spent() - began:.0f} 秒，{failed} 个不对（{tried_all}）")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
