"""What differs between two cards: targets in a table, rewordings with the changed words marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from tuanscore.commands.diff.change import Change, Comparison, Kind, Run
from tuanscore.faces.paper import Paper

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_PLACE = ("部分", "类别", "条目")
_UNLIMITED = 10_000
_UNWRITTEN = "没有写"
_MARKS = {"": ("", ""), "-": ("[-", "-]"), "+": ("{+", "+}")}
_STYLES = {"": "", "-": "strike red", "+": "green"}


def render(report: Comparison, paper: Paper) -> None:
    """Write the differences by kind, those of punctuation in one line, and how many there are."""
    paper.styled((f"{report.old} → {report.new}", "bold"))
    paper.line()
    changes(report, paper)
    paper.styled((report.summary, "bold"))


def changes(report: Comparison, paper: Paper) -> None:
    """Write the differences by kind."""
    _targets(report.of(Kind.TARGET), paper)
    _listed("文字", report.of(Kind.WORDING), _reworded, paper)
    _listed("分值和计分", report.of(Kind.POINTS, Kind.METHOD), _replaced, paper)
    _listed("移动", report.of(Kind.MOVED), _replaced, paper)
    _listed("删去", report.of(Kind.REMOVED), _gone, paper)
    _listed("新增", report.of(Kind.ADDED), _come, paper)
    small = report.of(Kind.PUNCTUATION)
    if report.strict:
        _listed("只差空白、标点或写法", small, _reworded, paper)
    elif small:
        paper.line(f"另有 {len(small)} 处只差空白或标点（--strict 逐条显示）")


def _targets(changes: tuple[Change, ...], paper: Paper) -> None:
    if not changes:
        return
    paper.styled(("目标", "bold"))
    for left_out in range(len(_PLACE) + 1):
        table = _table(changes, paper, left_out)
        options = paper.console.options.update(width=_UNLIMITED)
        if paper.console.measure(table, options=options).maximum <= paper.width:
            break
    paper.put(table)


def _table(changes: Iterable[Change], paper: Paper, left_out: int) -> Table:
    """Return the table of targets; a narrow page goes without section, category, then item."""
    from rich.text import Text

    heads = (*_PLACE[left_out:], "考核点", "旧", "新")
    table = paper.table(*((head, "left") for head in heads), ("差", "right"), ("百分比", "right"))
    for change in changes:
        place = (change.section, change.category, change.item)[left_out:]
        values = (change.old or "没有", change.new or "没有", change.signed, change.signed_percent)
        table.add_row(*(Text(text) for text in (*place, change.measure, *values)))
    return table


def _listed(
    heading: str,
    changes: tuple[Change, ...],
    lines: Callable[[Change], Iterable[Run]],
    paper: Paper,
) -> None:
    """Write one kind of changes: where each is, and what it is, in a line of its own if long."""
    from rich.padding import Padding
    from rich.text import Text

    if not changes:
        return
    paper.styled((heading, "bold"))
    for change in changes:
        name = f"  {change.where}·{change.measure}" if change.measure else f"  {change.where}"
        text = Text.assemble(*(_marked(run, color=paper.color) for run in lines(change)))
        whole = Text.assemble(f"{name}：", text)
        if whole.cell_len <= paper.width and "\n" not in whole.plain:
            paper.put(whole)
        else:
            paper.put(Text(name))
            paper.put(Padding(text, (0, 0, 0, 4)))
    paper.line()


def line(change: Change, paper: Paper) -> Text:
    """Return one difference in a line: where it is, from what, to what."""
    from rich.text import Text

    name = f"  {change.where}·{change.measure}" if change.measure else f"  {change.where}"
    if change.kind in _SHOWN:
        runs: Iterable[Run] = _SHOWN[change.kind](change)
    else:
        runs = _reworded(change)
    sign = {Kind.ADDED: "新增 ", Kind.REMOVED: "删去 "}.get(change.kind, "")
    if change.kind is Kind.TARGET:
        runs = (Run(f"{change.old or '没有'} → {change.new or '没有'}", ""),)
    return Text.assemble(f"{name}：{sign}", *(_marked(run, color=paper.color) for run in runs))


def _marked(run: Run, *, color: bool) -> tuple[str, str]:
    before, after = ("", "") if color else _MARKS[run.sign]
    return f"{before}{run.text}{after}", _STYLES[run.sign]


def _reworded(change: Change) -> Iterable[Run]:
    return change.runs or _replaced(change)


def _replaced(change: Change) -> Iterable[Run]:
    what = {Kind.POINTS: "分值 ", Kind.METHOD: "计分 "}.get(change.kind, "")
    return (Run(f"{what}{change.old or _UNWRITTEN} → {change.new or _UNWRITTEN}", ""),)


def _gone(change: Change) -> Iterable[Run]:
    return (Run(change.old or "", ""),)


def _come(change: Change) -> Iterable[Run]:
    return (Run(change.new or "", ""),)


_SHOWN = {Kind.ADDED: _come, Kind.REMOVED: _gone}
"""What is shown of a change that has one side only."""
