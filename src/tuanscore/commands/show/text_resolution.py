"""A resolved card: each target and the file and line it comes from."""

from __future__ import annotations

from tuanscore.commands.show.provenance import Line, Resolution
from tuanscore.faces.paper import Paper, indented


def render(report: Resolution, paper: Paper) -> None:
    """Write every line of the card with its place."""
    from rich.text import Text

    paper.styled((report.title, "bold"))
    origin = f"模板 {report.template}" if report.template else "没有模板，自成一份"
    told = f"（{origin}），总分 {report.total}；* 是本单位自己写的"
    paper.line(f"{report.place.file}{told if report.total is not None else ''}")
    table = paper.table(
        ("条目", "left"),
        ("考核点", "left"),
        ("目标", "left"),
        ("计分", "left"),
        ("分值", "right"),
        ("出处", "left"),
    )
    table.columns[-1].no_wrap = True
    previous: tuple[str, str] | None = None
    last_item = None
    for line in report.lines:
        if (line.section, line.category) != previous:
            if previous is not None:
                table.add_section()
            heading = "·".join(part for part in (line.section, line.category) if part)
            table.add_row(Text(heading, style="bold"), "", "", "", "", "")
            previous, last_item = (line.section, line.category), None
        label = f"  {line.printed}{line.item}" if line.item and line.item != last_item else ""
        last_item = line.item
        table.add_row(
            indented(Text(label)),
            Text(line.measure),
            Text(line.target),
            Text(line.method),
            Text(_points(line)),
            Text(f"{'* ' if line.own else '  '}{line.place.file}:{line.place.line}"),
            style="bold cyan" if line.own else "",
        )
    paper.put(table)


def _points(line: Line) -> str:
    if line.at_most is not None:
        return f"最多扣 {line.at_most}"
    return "" if line.points is None else f"{line.points:.2f}"
