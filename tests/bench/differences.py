"""Measure comparisons: ``python tests/bench/differences.py [--organisations 200] [--files 1000]``.

A matrix of all organisations of a year, and a --rev diff over a commit that changed every card;
each also as a multiple of what validating the same repository takes in the same run. This is no
test: nothing fails when it is slow.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path
from shutil import copytree

from benchmark import TUANSCORE, Cost, turns
from generate import TEMPLATES, short_name

MEASURES = ("志愿者培训", "就业创业培训", "辅导员培训")
CHANGED = "志愿者培训"


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description="Measure comparisons, per card.")
    parser.add_argument("--organisations", type=int, default=200)
    parser.add_argument("--files", type=int, default=1000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        matrix(Path(folder) / "matrix", options.organisations)
        revisions(Path(folder) / "revisions", options.files)


def overlays(root: Path, count: int, extra: int = 0) -> None:
    """Write overlays on the shipped template, each with numbers of its own."""
    copytree(TEMPLATES, root / "templates", dirs_exist_ok=True)
    cards = root / "scorecards/2014"
    cards.mkdir(parents=True, exist_ok=True)
    for index in range(count):
        name = short_name(index)
        targets = ", ".join(
            f"{m}: {40 + extra + (index + i) % 7}人" for i, m in enumerate(MEASURES)
        )
        (cards / f"{name}.yaml").write_text(
            f"类型: 目标绩效指标\n单位: 共青团{name}县委\n简称: {name}\n年度: 2014\n"
            f"模板: 县区团委-2014\n指标值: {{{targets}}}\n",
            encoding="utf-8",
        )


def matrix(root: Path, count: int) -> None:
    """Measure ``diff 2014 --all`` in the forms that lay out most."""
    overlays(root, count)
    base = [TUANSCORE, "-C", str(root)]
    commands = [[*base, "validate"]]
    forms = ("text", "html", "json", "csv")
    commands += [[*base, "diff", "2014", "--all", "--format", form] for form in forms]
    known, *costs = turns(commands, 3)
    print(f"{count} organisations:")
    line("validate", known, known, count)
    for form, cost in zip(forms, costs, strict=True):
        line(f"diff 2014 --all --format {form}", cost, known, count)


def revisions(root: Path, count: int) -> None:
    """Measure ``diff --rev`` over a commit that changed every card."""
    overlays(root, count)
    git = ["git", "-C", str(root), "-c", "user.name=a", "-c", "user.email=a@example.com"]
    subprocess.run([*git, "init", "-q"], check=True)
    for extra in (0, 3):
        overlays(root, count, extra)
        subprocess.run([*git, "add", "-A"], check=True)
        subprocess.run([*git, "commit", "-q", "-m", "改"], check=True)
    base = [TUANSCORE, "-C", str(root)]
    known, *costs = turns(
        [
            [*base, "validate"],
            [*base, "diff", "--rev", "HEAD~1..HEAD"],
            [*base, "diff", "--rev", "HEAD~1..HEAD", "--format", "md"],
            [*base, "diff", "--rev", "HEAD"],
        ],
        2,
    )
    print(f"{count} changed cards:")
    line("validate", known, known, count)
    for name, cost in zip(
        ("--rev HEAD~1..HEAD", "the same as md", "--rev HEAD"), costs, strict=True
    ):
        line(f"diff {name}", cost, known, count)


def line(name: str, cost: Cost, known: Cost, count: int) -> None:
    """Print what a command took, per card, and against validating."""
    print(
        f"  {name:<36} {cost.wall:>8.3f} s wall {cost.cpu:>8.3f} s CPU "
        f"{cost.cpu / count * 1000:>8.2f} ms a card {cost.cpu / known.cpu:>7.2f} × validate "
        f"{cost.peak / 2**20:>7.1f} MiB"
    )


if __name__ == "__main__":
    main()
