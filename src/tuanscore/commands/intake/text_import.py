"""What was read from papers, how sure it is, what went nowhere, and which files there are now."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tuanscore.commands.intake.drafting.writing import State
from tuanscore.commands.intake.meaning.ledger import HEADING
from tuanscore.commands.intake.meaning.recognised import Sure
from tuanscore.commands.intake.meaning.told import Reading, readings
from tuanscore.faces import visible

if TYPE_CHECKING:
    from tuanscore.commands.intake.drafting.writing import File, Written
    from tuanscore.commands.intake.meaning.recognised import Intake, Left, Recognised
    from tuanscore.commands.intake.report import Import
    from tuanscore.faces.paper import Paper

_SHOWN = 40
"""Characters of a text that are shown."""
_MOST = 20
"""So many places of one reason are listed; all are in the JSON."""
_MARKS = {
    State.NEW: ("√ ", "green"),
    State.CHANGED: ("√ ", "green"),
    State.SAME: ("  ", ""),
    State.TAKEN: ("! ", "yellow"),
    State.STUCK: ("× ", "red"),
}


def render(report: Import, paper: Paper) -> None:
    """Write the tables of each paper and what is left of it, then the files."""
    for intake in report.intakes:
        paper.styled((f"{intake.file}：", "bold"), (_count(intake), ""))
        for table in intake.tables:
            _table(table, paper)
        _left(intake, paper)
        paper.line()
    if report.written is not None:
        _written(report.written, paper)


def _count(intake: Intake) -> str:
    tables = len(intake.tables)
    return f"认出 {tables} 张表" if tables else "没有认出表，全部留作文字"


def _table(table: Recognised, paper: Paper) -> None:
    told = list(readings(table))
    levels = Counter(reading.told.sure for reading in told if reading.told.text)
    counts = "，".join(f"{levels[sure]} 处{sure}" for sure in Sure if levels[sure])
    rows = f"{len(table.rows)} 行；" if table.rows else ""
    title = f"“{table.title}”" if table.title else ""
    paper.styled((f"  {table.kind}", "cyan"), (f"{title}（{table.at}）：{rows}{counts}", ""))
    for sure in (Sure.WEAK, Sure.UNREAD):
        _unsure(sure, [reading for reading in told if reading.told.sure is sure], paper)


def _unsure(sure: Sure, readings: list[Reading], paper: Paper) -> None:
    """Write the values of which something is to be looked at, a line of the table a line."""
    by_row: dict[int, list[Reading]] = {}
    for reading in readings:
        if reading.told.text:
            by_row.setdefault(reading.row, []).append(reading)
    for row, found in by_row.items():
        said = "、".join(f"{one.key}“{_cut(one.told.text)}”" for one in found)
        where = f"第 {row} 行" if row else "表头"
        paper.styled((f"    ? {sure}：", "yellow"), (f"{where} {said}（{found[0].told.at}）", ""))


def _left(intake: Intake, paper: Paper) -> None:
    """Write what went nowhere by its reason; headings are only counted."""
    by_reason: dict[str, list[Left]] = {}
    for left in intake.left:
        by_reason.setdefault(left.why, []).append(left)
    headings = by_reason.pop(HEADING, [])
    if headings:
        paper.line(f"  当作标题的格子 {len(headings)} 个")
    for why, lefts in by_reason.items():
        paper.styled((f"  {why}：{len(lefts)} 处", "yellow"))
        for left in lefts[:_MOST]:
            paper.line(f"    {left.at}：{_cut(left.text)}")
        if len(lefts) > _MOST:
            paper.line(f"    …… 还有 {len(lefts) - _MOST} 处，全部见 --format json")


def _written(written: Written, paper: Paper) -> None:
    for file in written.files:
        _file(file, paper, dry_run=written.dry_run)
    for note in written.notes:
        paper.styled(("! ", "yellow"), (visible(note), ""))


def _file(file: File, paper: Paper, *, dry_run: bool) -> None:
    mark, style = _MARKS[file.state]
    would = "会" if dry_run and file.state in (State.NEW, State.CHANGED) else ""
    about = "，".join(filter(None, (file.kind, file.label, file.why)))
    paper.styled((mark, style), (f"{would}{file.state} {file.path}（{about}）", ""))
    for change in file.comparison.changes if file.comparison is not None else ():
        where = "·".join(filter(None, (change.where, change.measure)))
        told = (f"“{_cut(text)}”" if text else "没有" for text in (change.old, change.new))
        paper.line(f"    {where}：{' → '.join(told)}")
    for name in file.proposed:
        paper.line(f"    取的名字，看看对不对：{name}")
    for left in file.kept:
        paper.line(f"    写在备注里：{left.at}：{_cut(left.text)}")


def _cut(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}……"
