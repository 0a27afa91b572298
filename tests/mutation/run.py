"""Change the code in small ways, one at a time, and see whether any test notices.

By hand for a room or a file: ``python tests/mutation/run.py src/tuanscore/scoring --sample 60``.
For the lines that a change touches: ``--changed-since REV`` or ``--changed``. The first run records
which tests execute which line, which takes about as long as the tests do; later ones record only
the test files that have changed. A test that starts the program as another process is not seen:
only what runs in process counts.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mutation.covered import Covered, record
from mutation.forked import Job, Runner
from mutation.mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent.parent

_WORDS = {
    "killed": "发现",
    "timeout": "超时",
    "survived": "没有发现",
    "no tests": "没有测试执行",
    "unfinished": "没跑完",
}
_EQUIVALENTS = Path("tests/mutation/equivalents.toml")


def main(argv: list[str] | None = None) -> int:
    """Run the mutants that were asked for and print what came of them; 0 unless it cannot be."""
    asked = _options().parse_args(argv)
    root = Path(asked.root).resolve()
    since = _last(root) if asked.changed else asked.changed_since
    touched = _touched(root, since) if since else None
    if touched is not None and not touched:
        print(f"和 {since} 比，src/ 没有改动（或者没有这个版本），没有变异可跑。")
        return 0
    found = _chosen(root, [Path(path) for path in asked.paths], touched)
    same = _equivalents(root)
    sources = {m.file: (root / m.file).read_text(encoding="utf-8") for m in found}
    left = [m for m in found if (m.file, *_stripped(m.diff(sources[m.file]))) not in same]
    print(f"{len(found)} 个变异，其中 {len(found) - len(left)} 个等价；抽 {asked.sample} 个。")
    random.Random(asked.seed).shuffle(left)
    covered = _map(root, asked)
    if not covered.recordings:
        print("还没有记下哪个测试执行哪些行：去掉 --as-recorded 再运行。")
        return 0
    jobs = [Job(m, sources[m.file], *covered.tests(m)) for m in left[: asked.sample]]
    began = time.monotonic()
    ends = began + asked.budget
    runner = Runner(root, covered.seconds, _tell, asked.patience, asked.per_mutant, ends)
    runner.run(jobs)
    _report(jobs, time.monotonic() - began)
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("paths", nargs="*", default=["src"], help="文件或文件夹")
    parser.add_argument("--changed-since", metavar="版本", help="只变异这个版本以来改过的行")
    parser.add_argument(
        "--changed", action="store_true", help="只变异没提交的改动；都提交了，就是最后一个提交的"
    )
    parser.add_argument("--sample", type=int, default=60, help="抽几个（默认 60）")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--budget", type=float, default=3600, help="最多跑几秒")
    parser.add_argument("--per-mutant", type=float, default=60, help="一个变异最多用几秒处理器")
    parser.add_argument("--patience", type=float, default=10, help="一个测试至少等几秒才算超时")
    parser.add_argument("--tests", nargs="+", default=["tests"], help="只记这些测试")
    parser.add_argument("--as-recorded", action="store_true", help="改过的测试不重记")
    parser.add_argument("--root", default=str(ROOT))
    return parser


def _map(root: Path, asked: argparse.Namespace) -> Covered:
    covered = Covered(root)
    stale = [] if asked.as_recorded else covered.stale([root / name for name in asked.tests])
    if stale:
        print(f"先记下 {len(stale)} 个测试文件执行了哪些行（过程在 .mutation/log）…", flush=True)
        record(root, stale)
        covered = Covered(root)
    return covered


def _chosen(root: Path, paths: list[Path], touched: dict[str, set[int]] | None) -> list[Mutant]:
    files = sorted(
        {
            f
            for p in paths
            for f in ((root / p).rglob("*.py") if (root / p).is_dir() else [root / p])
        }
    )
    found: list[Mutant] = []
    for path in files:
        name = path.relative_to(root).as_posix()
        if touched is None or name in touched:
            found += mutants(name, path.read_text(encoding="utf-8"))
    return [m for m in found if touched is None or m.lines[0] in touched[m.file]]


def _last(root: Path) -> str:
    """Return HEAD where something is not committed yet, else the commit before it."""
    return "HEAD" if _touched(root, "HEAD") else "HEAD~1"


def _touched(root: Path, revision: str) -> dict[str, set[int]]:
    """Return the lines of src/ that differ from a revision; none where it does not exist."""
    command = ["git", "diff", "--unified=0", "--no-ext-diff", "--no-color", revision, "--", "src"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    lines: dict[str, set[int]] = defaultdict(set)
    name = ""
    for line in done.stdout.splitlines() if done.returncode == 0 else []:
        if line.startswith("+++ "):
            name = line.removeprefix("+++ ").removeprefix("b/")
        elif line.startswith("@@ ") and name.endswith(".py"):
            first, _, count = line.split()[2].removeprefix("+").partition(",")
            lines[name] |= set(range(int(first), int(first) + int(count or 1)))
    return {name: found for name, found in lines.items() if found}


def _equivalents(root: Path) -> set[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Read what is known to change nothing; each has its reason."""
    path = root / _EQUIVALENTS
    if not path.exists():
        return set()
    told = tomllib.loads(path.read_text(encoding="utf-8")).get("same", [])
    assert all(entry["why"].strip() for entry in told)
    return {
        (entry["file"], *(_lines(entry[side].splitlines()) for side in ("old", "new")))
        for entry in told
    }


def _stripped(diff: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    gone = [line[2:] for line in diff if line[0] == "-"]
    return _lines(gone), _lines([line[2:] for line in diff if line[0] == "+"])


def _lines(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def _tell(job: Job) -> None:
    where = f"{job.mutant.file}:{job.mutant.lines[0]}"
    by = f" · {job.by}" if job.by else f" · 跑了 {job.ran} 个测试，共 {len(job.tests)} 个"
    print(f"{_WORDS[job.outcome]} {where} {job.mutant.kind}{by}", file=sys.stderr, flush=True)


def _report(jobs: list[Job], seconds: float) -> None:
    done = [job for job in jobs if job.outcome]
    for job in done:
        if job.outcome in ("survived", "no tests"):
            ran = f"跑了 {job.ran} 个测试，共 {len(job.tests)} 个" if job.tests else "没有测试执行"
            print(f"\n{job.mutant.file}:{job.mutant.lines[0]} {job.mutant.kind}（{ran}）")
            print("\n".join(job.mutant.diff(job.source)))
    rooms: dict[str, Counter[str]] = defaultdict(Counter)
    for job in done:
        rooms[Path(*Path(job.mutant.file).parts[1:3]).as_posix()][job.outcome] += 1
    print()
    for room, counts in sorted(rooms.items()):
        noticed, whole = counts["killed"] + counts["timeout"], counts.total() - counts["unfinished"]
        words = "，".join(f"{_WORDS[word]} {counts[word]}" for word in _WORDS if counts[word])
        print(f"{room}：{noticed}/{whole} = {100 * noticed / max(whole, 1):.0f}%（{words}）")
    rest = f"，时间到了，还有 {len(jobs) - len(done)} 个没跑" if len(done) < len(jobs) else ""
    print(f"{len(done)} 个变异，{seconds:.0f} 秒{rest}")


if __name__ == "__main__":
    sys.exit(main())
