"""Measure how costs grow with a repository: ``python tests/bench/growth.py [ROW] [--small 500]``.

Every row writes two repositories, the same ones each time, runs one command on both and prints CPU
seconds, peak memory and their ratio; what a ratio should stay below stands beside it. The rows are
``ranks``, ``org``, ``files`` and ``helpers``; all are run where none is named. This is no test:
nothing fails here; ``tests/bench/test_growth.py`` holds the same by counting. The sizes that the
goals are about: ``files --small 20000 --large 100000`` and ``org --small 5000 --large 20000``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generate import _sections as sections
from generate import project_table, scorecard, short_name

VALIDATE = """
import sys
from pathlib import Path
from tuanscore.commands.validate.examining import examine
from tuanscore.shelf import Repository
examine(Repository(Path(sys.argv[1])), jobs=int(sys.argv[2]))
"""
SCORE = """
import sys
from pathlib import Path
from tuanscore.commands.score.scoring import rank, score
from tuanscore.shelf import Repository
repository = Repository(Path(sys.argv[1]))
report = score(repository, *sys.argv[2:], 2025) if sys.argv[2:] else rank(repository, 2025)
assert getattr(report, "score", None) or not report.unscored
"""
SEARCH = """
import sys
from pathlib import Path
from tuanscore.shelf import Repository
from tuanscore.shelf.search import mentioning
repository = Repository(Path(sys.argv[1]))
mentioning(("没有的",), repository.files(), repository._files)
"""
MEASURES = [f"考核点{n}" for n in "甲乙丙丁戊"]
RANKED = "{计分: 名次, 满分名次: 3, 每名扣: 0.01}"
PER_UNIT = 25
"""Projects of one budget unit."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and those that helped it took."""

    cpu: float
    peak: float
    """MiB."""


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Measure growth, two sizes side by side.")
    parser.add_argument("rows", nargs="*", default=["ranks", "org", "files", "helpers"])
    parser.add_argument("--small", type=int, default=500, help="files of the smaller repository")
    parser.add_argument("--large", type=int, default=2500, help="files of the larger one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for row in options.rows:
            ROWS[row](Path(folder) / row, options.small, options.large)


def ranks(folder: Path, small: int, large: int) -> None:
    """score of a year: five 名次 lines against the same cards without, 80 and 183 counties."""
    for count in (80, 183):
        costs = []
        for target in (RANKED, "≥1次"):
            root = folder / f"{count}{target[:1]}"
            counties(root, count, target)
            costs.append(cost(SCORE, root))
        told(f"score of {count}: with 名次 ÷ without", costs[0], costs[1], cpu=1.5)


def org(folder: Path, small: int, large: int) -> None:
    """score --org in a large repository against the same in 20, and one search of all bytes."""
    name = short_name(1)
    few = folder / "few"
    years(few, 20)
    base = cost(SCORE, few, name)
    for count in (small, large):
        root = folder / str(count)
        years(root, count)
        search = cost(SEARCH, root).cpu - cost(SEARCH, few).cpu
        most = Cost(base.cpu + search / 1.5, base.peak)
        told(f"score --org among {count} ÷ 20", cost(SCORE, root, name), most, 1.5, 1.3)


def files(folder: Path, small: int, large: int) -> None:
    """validate of projects and 自评: what a file costs among many and among few."""
    costs = []
    for count in (small, large):
        root = folder / str(count)
        budgets(root, count)
        costs.append(cost(VALIDATE, root, "1"))
    each = Cost(costs[1].cpu * small / large, costs[1].peak)
    told(f"validate, per file, {large} ÷ {small}", each, costs[0], 1.1, 1.3)


def helpers(folder: Path, small: int, large: int) -> None:
    """validate of 4,000 projects and 自评 by four processes against one."""
    budgets(folder, 4000)
    four, one = (cost(VALIDATE, folder, number) for number in "41")
    told("validate of 4000, 4 processes ÷ 1", four, one, cpu=1.15)


ROWS: dict[str, Callable[[Path, int, int], None]] = {
    "ranks": ranks,
    "org": org,
    "files": files,
    "helpers": helpers,
}


def counties(root: Path, count: int, target: str) -> None:
    """Write cards of one year on one template with five measures, and a report on each."""
    lines = "".join(f"              {name}: {target}\n" for name in MEASURES)
    write(
        root / "templates/县.yaml",
        "类型: 目标绩效指标模板\n名称: 县\n年度: 2025\n总分: 100\n部分:\n  - 名称: 职能指标\n"
        "    分值: 100\n    类别:\n      - 名称: 服务\n        条目:\n          - 编号: 活动\n"
        f"            内容: 开展活动\n            考核点:\n{lines}",
    )
    for index in range(count):
        name = short_name(index)
        write(
            root / f"scorecards/2025/{name}.yaml",
            f"类型: 目标绩效指标\n单位: 共青团{name}县委\n简称: {name}\n年度: 2025\n模板: 县\n",
        )
        done = "".join(f"  {m}: {(index * 7 + i) % 90 + 1}次\n" for i, m in enumerate(MEASURES))
        report(root / f"scorecards/2025/完成情况/{name}.yaml", name, 2025, done)


def years(root: Path, count: int) -> None:
    """Write whole cards of seven years, of two where there are few, with two reports on each."""
    parts = sections()
    written = (2024, 2025) if count <= 20 else range(2019, 2026)
    for index in range(count // 3 // len(written)):
        name, text = short_name(index), scorecard(index, parts)
        for year in written:
            card = text.replace("年度: 2014", f"年度: {year}")
            write(root / f"scorecards/{year}/{name}.yaml", card)
            for day in ("06-30", "12-31"):
                file = root / f"scorecards/{year}/完成情况/{name}-{day}.yaml"
                report(file, name, year, "", f"{year}-{day}")


def budgets(root: Path, count: int) -> None:
    """Write projects, and a 自评 of each: some of no project, and some with an error."""
    for index in range(count // 2):
        folder = root / "scorecards/2021" / short_name(index // PER_UNIT)
        text = project_table(index)
        code = text.partition("项目编码: '")[2].partition("'")[0]
        text = text.replace("预算数: ", "预算数: 约") if index % 200 == 7 else text
        write(folder / f"{code}.yaml", text)
        told_of = code[:-5] + "X" + code[-4:] if index % 200 == 3 else code
        name, _, rest = text.partition("{名称: ")[2].partition(",")
        done = rest.partition("指标值: ≥")[2].partition(",")[0]
        write(
            folder / f"{code}.自评.yaml",
            f"类型: 项目自评\n项目编码: '{told_of}'\n年度: 2021\n截至: 2021-12-31\n"
            f"执行: {{全年预算数: 100.00, 全年执行数: 100.00}}\n完成: {{{name}: {done}}}\n",
        )


def report(path: Path, name: str, year: int, done: str, day: str = "") -> None:
    """Write a 完成情况."""
    day = day or f"{year}-12-31"
    text = f"类型: 完成情况\n单位: {name}\n年度: {year}\n截至: {day}\n"
    write(path, text + (f"完成:\n{done}" if done else ""))


def write(path: Path, text: str) -> None:
    """Write one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def cost(script: str, root: Path, *arguments: str) -> Cost:
    """Run a script in a process of its own."""
    process = subprocess.Popen([sys.executable, "-c", script, str(root), *arguments])
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def told(what: str, one: Cost, other: Cost, cpu: float = 0, peak: float = 0) -> None:
    """Print one row."""
    for name, unit, most in (("cpu", "s", cpu), ("peak", "MiB", peak)):
        mine, base = getattr(one, name), getattr(other, name)
        goal = f"(goal ≤ {most:g}{'' if mine <= base * most else ': NOT MET'})" if most else ""
        print(f"{what:<44} {name:<4} {mine:9.2f} {base:9.2f} {unit:<3} {mine / base:6.2f} {goal}")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
