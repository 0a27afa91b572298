"""Each target of a card with the commit that last set it."""

from __future__ import annotations

from tuanscore.commands.history.report import Blame, Blamed
from tuanscore.commands.history.text_history import CUT
from tuanscore.faces.paper import Paper


def render(report: Blame, paper: Paper) -> None:
    """Write one line for each target."""
    from rich.text import Text

    paper.styled((report.card, "bold"))
    paper.line("每个目标最后一次是谁改的；* 写在本单位的文件里，其余写在模板里")
    table = paper.table(
        ("考核点", "left"),
        ("目标", "left"),
        ("提交", "left"),
        ("日期", "left"),
        ("谁", "left"),
        ("说明", "left"),
        ("出处", "left"),
    )
    table.columns[-1].no_wrap = True
    previous: tuple[str, str] | None = None
    for line in report.lines:
        if (line.section, line.category) != previous:
            if previous is not None:
                table.add_section()
            previous = (line.section, line.category)
            heading = "·".join(part for part in previous if part)
            table.add_row(Text(heading, style="bold"), "", "", "", "", "", "")
        where = f"{'* ' if line.own else '  '}{line.place.file}:{line.place.line}"
        values = (line.measure, line.target, *_commit(line), where)
        table.add_row(*map(Text, values), style="bold cyan" if line.own else "")
    paper.put(table)
    if report.cut:
        paper.styled((CUT, "yellow"))


def _commit(line: Blamed) -> tuple[str, str, str, str]:
    commit = line.commit
    if commit is None:
        return "还没有提交", "", "", ""
    return commit.short, commit.day, commit.author, commit.subject
