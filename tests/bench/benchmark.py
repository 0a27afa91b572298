"""Measure how fast validation is, against the same work done by others in the same run.

``python tests/bench/benchmark.py [--files 1000] [--large 20000] [--json FILE]``

Every figure is the least of several runs that take turns; ratios are printed only next to the raw
seconds. This is no test: nothing fails when a goal is missed.
"""

import argparse
import compileall
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from shutil import rmtree

from generate import generate
from yaml._yaml import CParser

import tuanscore
from tuanscore.commands.validate.examining import examine
from tuanscore.model.load import load
from tuanscore.shelf import Repository
from tuanscore.source.read import read

BIN = Path(sys.executable).parent
PYTHON = str(BIN / "python")
TUANSCORE = str(BIN / "tuanscore")
ROUNDS = 7
SLOW_FILES = 2000  # for the tools that take a minute

IMPORT_TYPER = "import typer"
IMPORT_ALL = "import typer, pydantic, yaml"
FLOOR = "import typer, yaml\nfrom pydantic import BaseModel\nclass A(BaseModel): x: int"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took."""

    cpu: float
    wall: float
    peak: int
    """Bytes of memory at the peak."""


@dataclass(frozen=True, slots=True)
class Goal:
    """One line of the result: a ratio, what it should be, and the seconds it is made of."""

    name: str
    seconds: float
    against: float
    ratio: float
    limit: float
    at_least: bool = False

    @property
    def met(self) -> bool:
        """Whether the ratio keeps the limit."""
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit

    def line(self) -> str:
        """Return the line to print."""
        sign = "≥" if self.at_least else "≤"
        verdict = "met" if self.met else "NOT MET"
        return (
            f"{self.name:<58} {self.seconds:>10.4f} s {self.against:>10.4f} s "
            f"{self.ratio:>8.2f}  (goal {sign} {self.limit:g}: {verdict})"
        )


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Measure validation against its yardsticks.")
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--large", type=int, default=20_000)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    compileall.compile_dir(Path(tuanscore.__file__).parent, quiet=1)  # as pip does for the others
    with tempfile.TemporaryDirectory() as folder:
        goals = measure(Path(folder), options.files, options.large)
    if options.json is not None:
        lines = [{**asdict(goal), "met": goal.met} for goal in goals]
        options.json.write_text(json.dumps(lines, ensure_ascii=False, indent=2), encoding="utf-8")


def measure(folder: Path, files: int, large: int) -> list[Goal]:
    """Measure everything; a repository of n files is half scorecards, half project tables."""
    base = folder / "base"
    generate(base, files // 2)
    goals: list[Goal] = []

    def goal(*arguments: object) -> None:
        goals.append(Goal(*arguments))  # type: ignore[arg-type]
        print(goals[-1].line(), flush=True)

    cpu = in_one_process(base)
    count = len(Repository(base).files())
    print(f"{count} files in one process, CPU seconds, then per file in milliseconds:")
    for name, seconds in cpu.items():
        ratio = seconds / cpu["bare libyaml parse"]
        print(f"  {name:<56} {seconds:>10.4f} s {seconds / count * 1000:>9.3f} ms {ratio:>6.2f}")
    bare, whole = cpu["bare libyaml parse"], cpu["validate (examine)"]
    goal("validate ÷ bare libyaml parse", whole, bare, whole / bare, 7.0)

    some, schema = some_cards(folder)
    tools = {
        "yamllint": ["yamllint", "-f", "parsable", str(some)],
        "check-jsonschema": [
            *("check-jsonschema", "--schemafile", str(schema)),
            *map(str, sorted(some.rglob("*.yaml"))),
        ],
    }
    ours = [TUANSCORE, "-C", str(some), "validate"]
    for name, command in tools.items():
        theirs = run([str(BIN / command[0]), *command[1:]])
        (mine,) = turns([ours], 3)
        what = f"{name} ÷ validate, {SLOW_FILES} scorecards"
        goal(f"{what}, wall", theirs.wall, mine.wall, theirs.wall / mine.wall, 25.0, True)
        goal(f"{what}, CPU", theirs.cpu, mine.cpu, theirs.cpu / mine.cpu, 25.0, True)

    version, typer = turns([[TUANSCORE, "--version"], [PYTHON, "-c", IMPORT_TYPER]], 15)
    goal("--version ÷ import typer, CPU", version.cpu, typer.cpu, version.cpu / typer.cpu, 1.2)
    goal("--version ÷ import typer, wall", version.wall, typer.wall, version.wall / typer.wall, 1.2)
    card = next(iter(sorted(some.rglob("*.yaml"))))
    one, imports, floor = turns(
        [
            [TUANSCORE, "-C", str(some), "validate", str(card)],
            [PYTHON, "-c", IMPORT_ALL],
            [PYTHON, "-c", FLOOR],
        ],
        15,
    )
    for name, other in (("imports", imports), ("imports and one model", floor)):
        goal(f"one file ÷ {name}, CPU", one.cpu, other.cpu, one.cpu / other.cpu, 1.3)
        goal(f"one file ÷ {name}, wall", one.wall, other.wall, one.wall / other.wall, 1.3)

    sizes(folder, base, files, large, one, goal)
    print("all goals met" if all(g.met for g in goals) else "some goals are not met")
    return goals


def in_one_process(root: Path) -> dict[str, float]:
    """Return CPU seconds for all files of the repository, stage by stage."""
    names = Repository(root).files()
    contents = [(name, (root / name).read_bytes()) for name in names]
    documents = [d for d in (read(data, name)[0] for name, data in contents) if d is not None]

    def each(stage: Callable[[str, bytes], object]) -> Callable[[], None]:
        def run() -> None:
            for name, data in contents:
                stage(name, data)

        return run

    def examining() -> None:
        assert not examine(Repository(root)).findings

    stages: dict[str, Callable[[], object]] = {
        "bare libyaml parse": each(lambda _, data: CParser(data).raw_parse()),
        "libyaml's events, thrown away": each(
            lambda _, data: deque(iter(CParser(data).get_event, None), maxlen=0)
        ),
        "read": each(lambda name, data: read(data, name)),
        "load (pydantic models)": lambda: deque(map(load, documents), maxlen=0),
        "validate (examine)": examining,
    }
    gc.freeze()
    gc.disable()  # as validate does
    best = dict.fromkeys(stages, float("inf"))
    for _ in range(ROUNDS):
        for name, stage in stages.items():
            best[name] = min(best[name], cpu_of(stage))
    gc.enable()
    return best


def cpu_of(stage: Callable[[], object]) -> float:
    """Return the CPU seconds that it takes, the clearing up after it left out."""
    start = time.process_time()
    stage()
    seconds = time.process_time() - start
    gc.collect()
    return seconds


def some_cards(folder: Path) -> tuple[Path, Path]:
    """Write scorecards for the slow tools, and the schema that the program has for them."""
    some, schemas = folder / "some", folder / "schemas"
    generate(some, SLOW_FILES)
    rmtree(some / "scorecards/2021")
    subprocess.run([TUANSCORE, "schema", "-o", str(schemas)], check=True, capture_output=True)
    return some, schemas / "tuanscore.schema.json"


def sizes(
    folder: Path,
    base: Path,
    files: int,
    large: int,
    start_up: Cost,
    goal: Callable[..., None],
) -> None:
    """Measure memory, and what a file costs when there are many."""
    roots = {files: base}
    for count in sorted({large // 4, large} - {files}):
        roots[count] = folder / str(count)
        generate(roots[count], count // 2)
    costs = turns([[TUANSCORE, "-C", str(root), "validate"] for root in roots.values()], 3)
    each = {}
    print("Processes: CPU, wall, memory at the peak, CPU per file above the start-up:")
    for count, cost in zip(roots, costs, strict=True):
        each[count] = (cost.cpu - start_up.cpu) / count
        print(
            f"  {count:>7} files {cost.cpu:>9.3f} s {cost.wall:>9.3f} s "
            f"{cost.peak / 2**20:>8.1f} MiB {each[count] * 1000:>8.4f} ms"
        )
    goal(
        f"a file among {large} ÷ a file among {files}, CPU",
        each[large],
        each[files],
        each[large] / each[files],
        1.1,
    )


def turns(commands: list[list[str]], rounds: int) -> list[Cost]:
    """Run commands in turn and return the least that each took."""
    seen: list[list[Cost]] = [[] for _ in commands]
    for _ in range(rounds):
        for costs, command in zip(seen, commands, strict=True):
            costs.append(run(command))
    return [
        Cost(min(c.cpu for c in costs), min(c.wall for c in costs), max(c.peak for c in costs))
        for costs in seen
    ]


def run(command: list[str]) -> Cost:
    """Run one command to its end, its output thrown away."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0  # it has been waited for
    return Cost(
        usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss * 1024
    )


if __name__ == "__main__":
    main()
