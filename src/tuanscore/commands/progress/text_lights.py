"""What reports over time share on a terminal: lights, bars, targets in columns, rules."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal

from tuanscore.commands.progress.lights import Light
from tuanscore.faces.findings import cells, findings
from tuanscore.faces.paper import SAMPLE, Paper, indented

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from tuanscore.commands.progress.card import CardProgress
    from tuanscore.commands.progress.lights import Rule
    from tuanscore.commands.progress.line import Line
    from tuanscore.commands.progress.project import ProjectProgress

Row = tuple[str, tuple[str, ...]]
"""A light, and the cells after it, the bar first."""

STYLES: dict[str, str] = {
    Light.GREEN: "green",
    Light.YELLOW: "yellow",
    Light.RED: "bold red",
    Light.OFF: "dim",
}
_NAMES: Row = ("灯", ("", "完成率", "进度", "考核点", "目标", "完成", "依据"))
_RIGHT = ("完成率", "进度", "执行率", "计划", "差", "执行数")
_GAP = 2
_NARROWEST = 4
_KEPT = {"考核点": 8}
"""How much wider than the others a column may stay."""


def head(report: CardProgress | ProjectProgress, paper: Paper) -> None:
    """Write the findings, the title, and where the calendar stands."""
    findings(report.findings, paper)
    paper.styled((report.title, "bold"))
    if report.sample:
        paper.styled((SAMPLE, "bold magenta"))
    elapsed = report.elapsed
    days = f"{elapsed.day}，全年 {elapsed.days} 天已过 {elapsed.passed} 天"
    paper.line(f"时间进度 {elapsed.percent:.2f}%（{days}）")
    told = f"截至 {report.reported[-1]}" if report.reported else "还没有填报"
    paper.line(f"完成情况{told}" if report.reported else told)
    for sentence in report.remarks:
        paper.styled(("! ", "yellow"), (sentence, ""))
    counts = [
        (f"{'不亮灯' if light is Light.OFF else light} {number}　", STYLES[light])
        for light, number in report.counts.items()
        if number
    ]
    paper.styled(*counts)
    paper.line()


def targets(lines: Sequence[Line], paper: Paper) -> None:
    """Write every target with its light, under the headings of the document."""
    rows = [_row(line) for line in lines]
    columns = widths(_NAMES, rows, paper)
    if lines:
        grid(_NAMES, [_NAMES], columns, paper)
    for heading, group in groupby(zip(lines, rows, strict=True), key=lambda pair: pair[0].heading):
        paper.styled((heading, "bold"))
        grid(_NAMES, [row for _, row in group], columns, paper)
    paper.line()


def percent(number: Decimal | None) -> str:
    """Return a percentage with two places, or nothing."""
    return "" if number is None else f"{number:.2f}%"


def _row(line: Line) -> Row:
    told = line.trend or line.actual or ""
    done, pace = percent(line.done), percent(line.standing.pace)
    return line.light, (line.bar, done, pace, line.name, line.target, told, line.rule)


def widths(names: Row, rows: Iterable[Row], paper: Paper) -> list[int]:
    """Return the widths of columns; the widest words give way until the page is wide enough."""
    texts = [(f"  {light}", *row) for light, row in (names, *rows)]
    columns = [max(map(cells, column)) for column in zip(*texts, strict=True)]
    fixed = ("", *_RIGHT)
    words = {at: name for at, name in enumerate(("", *names[1])) if name not in fixed}
    room = paper.width - _GAP * (len(columns) - 1)
    while sum(columns) > room:
        wide = [at for at in words if columns[at] > _NARROWEST]
        if not wide:
            break
        columns[max(wide, key=lambda at: columns[at] - _KEPT.get(words[at], 0))] -= 1
    return columns


def grid(names: Row, rows: Iterable[Row], columns: Sequence[int], paper: Paper) -> None:
    """Write rows in columns of these widths, light and bar in the colour of the light."""
    from rich.table import Table
    from rich.text import Text

    if sum(columns) + _GAP * (len(columns) - 1) > paper.width:
        _entries(names, rows, paper)
        return
    table = Table(box=None, show_header=False, padding=(0, _GAP, 0, 0), pad_edge=False)
    for name, width in zip(("", *names[1]), columns, strict=True):
        justify: Literal["left", "right"] = "right" if name in _RIGHT else "left"
        table.add_column(width=width, overflow="fold", justify=justify)
    for light, (bar, *row) in rows:
        style = STYLES.get(light, "dim")
        table.add_row(Text(f"  {light}", style=style), Text(bar, style=style), *map(Text, row))
    paper.put(table)


def _entries(names: Row, rows: Iterable[Row], paper: Paper) -> None:
    """Write each row as an entry: light and bar, and below them the other cells with heads."""
    _, (_, *heads) = names
    for row in rows:
        if row == names:
            continue
        light, (bar, *cells) = row
        paper.styled((f"  {light}  {bar}", STYLES.get(light, "dim")))
        said = (f"{head}：{cell}" for head, cell in zip(heads, cells, strict=True) if cell)
        listed(f"  {'  '.join(said)}", paper)


def closing(report: CardProgress | ProjectProgress, paper: Paper) -> None:
    """Write the rules, and last what is overdue."""
    _rules(report.rules, paper)
    paper.line()
    if not report.overdue:
        paper.styled(("√ ", "green"), ("没有到期未完成的", ""))
        return
    paper.styled((f"到期没有完成的 {len(report.overdue)} 项", "bold red"))
    for line in report.overdue:
        listed(_unmet(line), paper)


def _unmet(line: Line) -> str:
    told = f"，完成 {line.actual}" if line.actual is not None else ""
    note = f"（{line.note}）" if line.note else ""
    goal = f"目标 {line.target}" if line.target else "要求完成"
    return f"{line.name}：{goal}{told}，{line.rule}{note}"


def _rules(rules: Iterable[Rule], paper: Paper) -> None:
    paper.styled(("亮灯的规则", "bold"))
    for rule in rules:
        listed(f"{rule.name}：{rule.text}（{rule.source}）", paper)


def listed(text: str, paper: Paper) -> None:
    """Write one entry of a list, its further lines indented too."""
    from rich.text import Text

    paper.put(indented(Text(text), 2))
