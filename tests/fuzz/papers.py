"""Tables of the corpus with rows, columns, words and merges changed: what they mean is told.

By hand: ``python tests/fuzz/papers.py --minutes 10 [--seed S]``; the test command tries a few.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fuzz.office import inputs
from tuanscore.commands.intake.meaning import headings
from tuanscore.commands.intake.meaning.recognising import recognise
from tuanscore.commands.intake.papers.paper import Cell, Paper, Table, Text
from tuanscore.commands.intake.papers.reading import read
from tuanscore.commands.intake.papers.unreadable import UnreadableError

_WORDS = (
    "",
    "指标值",
    "一级指标",
    "合计",
    "≥95%",
    "年度",
    "……",
    "/",
    "指标1：",
    "得分",
    "（万元）",
)


def papers() -> list[Paper]:
    """Return what the corpus holds."""
    found = []
    for name, data in inputs().items():
        try:
            found.append(read(data, name))
        except UnreadableError:  # three of the corpus
            continue
    return found


def changed(random: Random, paper: Paper) -> Paper:
    """Return a paper with some of its tables and texts changed."""
    parts = [part for part in paper.parts if random.random() > 0.05]
    for _ in range(random.choice((1, 2, 5))):
        if not parts:
            break
        at = random.randrange(len(parts))
        part = parts[at]
        parts[at] = random.choice(_CHANGES)(random, part) if isinstance(part, Table) else part
    if random.random() < 0.1:
        random.shuffle(parts)
    return replace(paper, parts=tuple(parts))


def _without_rows(random: Random, table: Table) -> Table:
    start = random.randrange(table.rows)
    end = min(table.rows, start + random.choice((1, 1, 3, table.rows)))
    if end - start == table.rows:
        return table
    cells = []
    for cell in table.cells:
        kept = [row for row in range(cell.row, cell.row + cell.rows) if not start <= row < end]
        if kept:
            row = kept[0] if kept[0] < start else kept[0] - (end - start)
            cells.append(replace(cell, row=row, rows=len(kept)))
    return replace(table, cells=tuple(cells), rows=table.rows - (end - start))


def _turned(random: Random, table: Table) -> Table:
    cells = [
        replace(cell, row=cell.column, column=cell.row, rows=cell.columns, columns=cell.rows)
        for cell in table.cells
    ]
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(table, cells=tuple(cells), rows=table.columns, columns=table.rows)


def _without_columns(random: Random, table: Table) -> Table:
    return _turned(random, _without_rows(random, _turned(random, table)))


def _unmerged(random: Random, table: Table) -> Table:
    cells: list[Cell] = []
    for cell in table.cells:
        for row in range(cell.rows):
            for column in range(cell.columns):
                text = cell.text if row == column == 0 else ""
                one = replace(cell, row=cell.row + row, column=cell.column + column, text=text)
                cells.append(replace(one, rows=1, columns=1))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return replace(table, cells=tuple(cells))


def _loose(random: Random, table: Table) -> Table:
    cells: list[Cell] = []
    for row in range(table.rows):
        here = [cell for cell in table.cells if cell.row == row and cell.text]
        cells += [replace(cell, column=n, rows=1, columns=1) for n, cell in enumerate(here)]
    return replace(table, cells=tuple(cells), loose=True)


def _words(random: Random, table: Table) -> Table:
    cells = list(table.cells)
    for _ in range(random.choice((1, 3, 20)) if cells else 0):
        at, other = random.randrange(len(cells)), random.choice(cells)
        text = random.choice((*_WORDS, other.text, cells[at].text * 2))
        cells[at] = replace(cells[at], text=text)
    return replace(table, cells=tuple(cells))


def _holes(random: Random, table: Table) -> Table:
    return replace(table, cells=tuple(cell for cell in table.cells if random.random() > 0.1))


def _doubled(random: Random, table: Table) -> Table:
    again = [replace(cell, row=cell.row + table.rows) for cell in table.cells]
    return replace(table, cells=(*table.cells, *again), rows=2 * table.rows)


def _within(random: Random, table: Table) -> Table:
    inner: tuple[Table | Text, ...] = (table, Text("第1段", "注：甲"))
    return replace(table, cells=(Cell(0, 0, "标题", inner=inner),), rows=1, columns=1)


Change = Callable[[Random, Table], Table]
_CHANGES: tuple[Change, ...] = (
    *(_without_rows, _without_columns, _unmerged, _loose, _words, _words, _holes, _doubled),
    *(_within, _turned),
)


def main() -> int:
    """Change and recognise until the time is up; 0 when nothing was wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=1)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    known, all_papers = headings.known(), papers()
    ends, case = time.monotonic() + 60 * given.minutes, 0
    wrong: Counter[str] = Counter()
    while time.monotonic() < ends:
        case += 1
        random = Random(f"{given.seed}/{case}")
        paper = changed(random, random.choice(all_papers))
        try:
            recognise(paper, known)
        except Exception:  # whatever it is, it is what we look for
            told = traceback.format_exc()
            where = told.strip().splitlines()
            key = " ".join(where[-4:])
            if not wrong[key]:
                print(f"× {given.seed}/{case} {paper.name}\n{told}")
            wrong[key] += 1
    print(f"{case} 个，{wrong.total()} 个不对")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
