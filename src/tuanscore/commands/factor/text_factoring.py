"""What the template and the overlays on it come to, card by card, and what was written."""

from __future__ import annotations

from tuanscore.commands.factor.report import Factoring
from tuanscore.faces.paper import Paper


def render(report: Factoring, paper: Paper) -> None:
    """Write the sizes, the cards that are left whole, and what to do next."""
    paper.styled((f"模板“{report.name}”（{report.year} 年）", "bold"))
    _sizes(report, paper)
    for refusal in report.left:
        said = f" 归并不了，原样留着：{refusal.reason}"
        paper.styled(("! ", "yellow"), (str(refusal.place), "bold"), (said, ""))
    paper.styled(("√ ", "green"), ("逐份核对过：展开后和原来一模一样", ""))
    if report.lines >= report.lines_before:
        paper.styled(("! ", "yellow"), ("归并以后并不更短：评分表太少，或者相同的太少", ""))
    _lost_comments(report, paper)
    _written(report, paper)


def _written(report: Factoring, paper: Paper) -> None:
    """Write which files are new or replaced, and how to go on where there are none."""
    template, *overlays = report.written or ("",)
    if not template:
        paper.line(f"什么也没有写；写出模板加 -o templates/{report.name}.yaml")
        return
    paper.line(f"写好了 {template}")
    if report.replaced:
        paper.line(f"{len(overlays)} 份评分表换成了覆盖")
    elif overlays:
        paper.line(f"{len(overlays)} 份覆盖另外存放，原来的评分表没有动")
    else:
        paper.line("评分表没有动；要换成覆盖，删掉这份模板，再加 --write 运行一次")


def _sizes(report: Factoring, paper: Paper) -> None:
    from rich.text import Text

    heads = (("评分表", "left"), ("整张", "right"), ("覆盖", "right"), ("不同", "right"))
    table = paper.table(*heads)
    for card in report.cards:
        cells = (f"{card.lines_before} 行", f"{card.lines} 行", f"{card.entries} 处")
        table.add_row(*(Text(cell) for cell in (card.file, *cells)))
    paper.put(table)
    paper.line(
        f"整张 {report.lines_before} 行 → 模板 {report.template_lines} 行 + 覆盖"
        f" {report.overlay_lines} 行 = {report.lines} 行，不同 {report.entries} 处"
    )


def _lost_comments(report: Factoring, paper: Paper) -> None:
    for card in report.cards:
        if card.comments:
            said = f"{card.file} 里有 {card.comments} 处注释，覆盖里没有"
            paper.styled(("! ", "yellow"), (said, ""))
