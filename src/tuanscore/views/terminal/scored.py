"""One organisation's scored card."""

from __future__ import annotations

from decimal import Decimal

from tuanscore.report import Scored
from tuanscore.score.tree import Level, Node, Score, State
from tuanscore.views.terminal.examination import findings
from tuanscore.views.terminal.paper import SAMPLE, Paper

GRADE_STYLES = {"优": "bold green", "良": "green", "中": "yellow", "差": "bold red"}
_STATES = {State.UNREPORTED: "yellow", State.NOT_APPLICABLE: "dim"}


def render(report: Scored, paper: Paper) -> None:
    """Write the findings, the card with subtotals, and the grade with why."""
    findings(report.findings, paper)
    score = report.score
    paper.styled((score.title, "bold"))
    if score.sample:
        paper.styled((SAMPLE, "bold magenta"))
    until = f"完成情况截至 {score.as_of}" if score.as_of else "还没有完成情况"
    paper.line(until)
    table = paper.table(
        ("条目", "left"),
        ("考核点", "left"),
        ("目标", "left"),
        ("完成", "left"),
        ("分值", "right"),
        ("得分", "right"),
    )
    for section in score.card.parts:
        _section(section, table)
    paper.put(table)
    _verdict(score, paper)


def _section(section: Node, table: object) -> None:
    rows = _Rows(table)
    rows.head(section)
    for category in section.parts:
        if section.base is not None:
            rows.losses(category)
            continue
        if category.name:
            rows.subhead(category)
        numbered = any(item.number > 1 for item in category.parts)
        for item in category.parts:
            rows.item(item, f"{item.number}." if numbered else "")


class _Rows:
    """Writes the lines of a card as rows of a table, every value as plain text."""

    def __init__(self, table: object) -> None:
        from rich.table import Table

        assert isinstance(table, Table)
        self._table = table

    def _add(self, *cells: str, style: str = "") -> None:
        from rich.text import Text

        self._table.add_row(*(Text(cell) for cell in cells), style=style)

    def head(self, node: Node) -> None:
        if self._table.row_count:
            self._table.add_section()
        actual = node.actual.text if node.actual else _untold(node)
        self._add(node.name, "", "", actual, number(node.points), span(node), style="bold")

    def subhead(self, node: Node) -> None:
        self._add(f"  {node.name}", "", "", "", number(node.points), span(node), style="bold")

    def item(self, node: Node, printed: str) -> None:
        if node.level is Level.DEDUCTION:
            self._loss(node, printed)
            return
        for index, measure in enumerate(node.parts):
            label = f"    {printed}{node.name}" if index == 0 else ""
            self._add(
                label,
                measure.name if measure.name != node.name or len(node.parts) > 1 else "",
                measure.target,
                actual(measure),
                number(measure.points),
                span(measure),
                style=_STATES.get(measure.state, ""),
            )

    def losses(self, category: Node) -> None:
        for node in category.parts:
            if node.low or node.high:
                self._loss(node, "")

    def _loss(self, node: Node, printed: str) -> None:
        reason = node.actual.note or "" if node.actual else ""
        times = node.actual.text if node.actual else "0 起"
        style = "red" if node.low or node.high else "dim"
        self._add(
            f"    {printed}{node.name}（扣分）", reason, "", times, "", span(node), style=style
        )


def _untold(node: Node) -> str:
    return "未报" if node.state is State.UNREPORTED else ""


def actual(node: Node) -> str:
    """Return what was done as people write it: 审核 first, a differing 自评 behind it."""
    if node.actual is None:
        return "未报"
    told = node.actual
    if told.reviewed is not None and told.claimed not in (None, told.reviewed):
        return f"{told.reviewed}（自评 {told.claimed}）"
    if node.state is State.UNREPORTED:
        return f"{told.text}（看不懂）"
    return told.text


def number(points: Decimal | None) -> str:
    """Return points with two decimals; nothing for a line without any."""
    return "" if points is None else f"{points:.2f}"


def span(node: Node) -> str:
    """Return a score, or the interval it lies in."""
    return between(node.low, node.high)


def between(low: Decimal, high: Decimal) -> str:
    """Return an interval, or the one number that it is."""
    return f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"


def grades(score: Score) -> str:
    """Return the grade, or the grades still possible."""
    best, worst = score.grades[0], score.grades[-1]
    return best if score.certain else f"{worst}–{best}"


def _verdict(score: Score, paper: Paper) -> None:
    card = score.card
    style = GRADE_STYLES.get(score.grades[0], "bold") if score.certain else "bold"
    paper.styled(
        ("总分 ", ""),
        (between(card.low, card.high), "bold"),
        (f" / {score.full:.2f}", ""),
        ("　得分率 ", ""),
        (f"{between(score.rate_low, score.rate_high)}%", "bold"),
        ("　等次 ", ""),
        (grades(score), style),
    )
    paper.line(f"等次标准：{score.scale_name}（{score.scale}，按印出的得分率，含下限）")
    if score.missing:
        names = "、".join(score.missing)
        paper.line(f"未报 {len(score.missing)} 项（低为 0 分，高为满分）：{names}")
    for assumption in score.assumptions:
        paper.line(f"说明：{assumption}")
