"""One scored project: what was spent, and its indicators class by class."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tuanscore.commands.score import text_asides as asides
from tuanscore.commands.score.report import ProjectScored
from tuanscore.faces.findings import findings
from tuanscore.faces.paper import GRADE_STYLES, SAMPLE, Paper, indented
from tuanscore.scoring.project import ProjectScore
from tuanscore.scoring.tree import Claimed, Level, Node, State
from tuanscore.sheets import figures, self_assessment

if TYPE_CHECKING:
    from rich.table import Table

_STYLES = {State.UNREPORTED: "yellow", State.NOT_APPLICABLE: "dim"}


def render(report: ProjectScored, paper: Paper) -> None:
    """Write the findings, the indicators with subtotals, and the grade with why."""
    findings(report.findings, paper)
    score = report.score
    paper.styled((score.title, "bold"))
    if score.sample:
        paper.styled((SAMPLE, "bold magenta"))
    until = f"自评截至 {score.as_of}" if score.as_of else "还没有自评"
    code = f"项目编码 {score.code}，" if score.code is not None else ""
    paper.line(f"{score.unit}，{code}{until}")
    table(score, paper)


def table(score: ProjectScore, paper: Paper) -> None:
    """Write the indicators with subtotals, and the grade with why."""
    from rich.text import Text

    grid = paper.table(
        ("指标", "left"),
        ("指标值", "left"),
        ("完成", "left"),
        ("分值", "right"),
        *((head, "right") for head in figures.score_heads(score.tree)),
        ("说明", "left"),
    )
    for part in score.tree.parts:
        if grid.row_count:
            grid.add_section()
        for cells, style in _rows(part, 0):
            grid.add_row(*(indented(Text(cell)) for cell in cells), style=style)
    paper.put(grid)
    _verdict(score, paper)


_Row = tuple[tuple[str, ...], str]


def _rows(node: Node, depth: int) -> list[_Row]:
    """Return the rows of a node and of all below it, each with its style."""
    name = "  " * depth + node.name
    reason = self_assessment.reason(node) if not node.parts and depth else ""
    done = figures.achieved(node) if not node.parts else ""
    figure = (figures.points(node), *figures.scores(node))
    if node.level is Level.PART:
        figure = tuple("" for _ in figure)
    cells = (name, _asked(node), done, *figure, reason)
    style = _STYLES.get(node.state, "bold" if depth == 0 else "")
    rows: list[_Row] = [(cells, style)]
    for part in (*node.parts, *node.within):
        rows += _rows(part, depth + 1)
    return rows


def _asked(node: Node) -> str:
    """Return what a line asks for, with last year's value beside it."""
    if node.prior is None:
        return node.target
    said = "，".join(filter(None, (f"上年 {node.prior.text}", node.prior.words)))
    return f"{node.target}（{said}）"


def _verdict(score: ProjectScore, paper: Paper) -> None:
    paper.styled(
        ("总分 " if score.year_end is None else f"到今天（{score.year_end.day}） ", ""),
        (figures.score(score.tree), "bold"),
        (f" / {score.full:.2f}", ""),
        ("　得分率 ", ""),
        (figures.interval(score.rate_low, score.rate_high, "%"), "bold"),
        ("　等次 ", ""),
        (figures.grades(score.grades), _grade_style(score)),
    )
    asides.year_end(score.year_end, paper)
    if score.claimed is not None:
        _differences(score.claimed, paper)
    for remark in self_assessment.remarks(score):
        paper.line(remark)


def _differences(claimed: Claimed, paper: Paper) -> None:
    for line in claimed.differences:
        change = f"{line.claimed_score:.2f} → {line.score:.2f}"
        note = f"（{line.note}）" if line.note else ""
        told = f"{line.name}，自评 {line.claimed}，审核 {line.reviewed}{note}"
        paper.line(f"审核改动：{told}，得分 {change}")


def _grade_style(score: ProjectScore) -> str:
    return GRADE_STYLES.get(score.grades[0], "") if score.certain else "bold"


def listed(scores: Sequence[ProjectScore], paper: Paper, heading: str = "项目自评") -> None:
    """Write one row for each project, and by which scheme it is scored."""
    from rich.text import Text

    paper.line()
    paper.styled((heading, "bold"))
    ahead = any(score.year_end for score in scores)
    heads = (
        ("单位", "left"),
        ("项目", "left"),
        ("执行率", "right"),
        ("到今天" if ahead else "得分", "right"),
        ("满分", "right"),
        ("得分率", "right"),
        ("等次", "left"),
        *([("年底可能", "right"), ("年底等次", "left")] if ahead else []),
        ("未报", "right"),
        ("截至", "left"),
    )
    table: Table = paper.table(*heads)
    for score in scores:
        spent = score.spending
        rate = "未报" if spent is None or spent.budget is None or spent.spent is None else "算不出"
        if spent is not None and spent.rate is not None:
            rate = f"{spent.rate}%"
        table.add_row(
            Text(score.short_name),
            Text(score.name),
            Text(rate),
            Text(figures.score(score.tree)),
            Text(f"{score.full:.2f}"),
            Text(figures.interval(score.rate_low, score.rate_high, "%")),
            Text(figures.grades(score.grades), style=_grade_style(score)),
            *map(Text, asides.ahead(score.tree, score) if ahead else ()),
            Text(f"{len(score.missing)} 项" if score.missing else ""),
            Text(str(score.as_of) if score.as_of else "没有报"),
        )
    paper.put(table)
    for name, bands in dict.fromkeys((score.scheme, score.scale) for score in scores):
        paper.line(f"计分方案：{name}（{bands}，按印出的得分率，含下限）")
    for assumption in dict.fromkeys(a for score in scores for a in score.assumptions):
        paper.line(f"说明：{assumption}")
