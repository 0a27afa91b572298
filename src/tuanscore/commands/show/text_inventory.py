"""What is in a repository, by kind and year."""

from __future__ import annotations

from itertools import groupby

from tuanscore.commands.show.inventory import Inventory
from tuanscore.faces import visible
from tuanscore.faces.paper import Paper


def render(report: Inventory, paper: Paper) -> None:
    """Write every document, grouped by kind."""
    from rich.text import Text

    for kind, group in groupby(
        sorted(report.entries, key=lambda e: (e.kind, e.year)), key=lambda e: e.kind
    ):
        entries = list(group)
        paper.styled((f"{kind}（{len(entries)}）", "bold"))
        table = paper.table(("年度", "left"), ("名称", "left"), ("说明", "left"), ("文件", "left"))
        for entry in entries:
            cells = (str(entry.year), entry.name, entry.detail, entry.file)
            table.add_row(*(Text(visible(cell)) for cell in cells))
        paper.put(table)
    if not report.entries:
        paper.line(f"{report.root} 里还没有评分表")
    for file in report.broken:
        said = f"{visible(file)} 有错误，运行 tuanscore validate 看看"
        paper.styled(("× ", "bold red"), (said, ""))
