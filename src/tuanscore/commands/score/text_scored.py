"""One organisation's scored card."""

from __future__ import annotations

from tuanscore.commands.score import text_asides as asides
from tuanscore.commands.score.report import Scored
from tuanscore.faces.findings import findings
from tuanscore.faces.paper import GRADE_STYLES, SAMPLE, Paper, indented
from tuanscore.scoring.tree import Claimed, Level, Node, Score, State
from tuanscore.sheets import figures

_SHOWN = 10
"""How many names of lines that are missing are listed."""
_STATES = {State.UNREPORTED: "yellow", State.NOT_APPLICABLE: "dim"}


def render(report: Scored, paper: Paper) -> None:
    """Write the findings, the card with subtotals, and the grade with why."""
    findings(report.findings, paper)
    score = report.score
    paper.styled((score.title, "bold"))
    if score.sample:
        paper.styled((SAMPLE, "bold magenta"))
    asides.supposed(report, paper)
    until = f"完成情况截至 {score.as_of}" if score.as_of else "还没有完成情况"
    paper.line(until)
    heads = (
        ("条目", "left"),
        ("考核点", "left"),
        ("目标", "left"),
        ("完成", "left"),
        ("分值", "right"),
        *((head, "right") for head in figures.score_heads(score.card)),
    )
    table = paper.table(*heads)
    for section in score.card.parts:
        _section(section, table)
    paper.put(table)
    _verdict(score, paper)
    asides.gate(report.gate, paper)


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
        for item in sorted(category.parts, key=lambda part: part.number):
            rows.item(item, f"{item.number}." if numbered else "")


class _Rows:
    """Writes the lines of a card as rows of a table, every value as plain text."""

    def __init__(self, table: object) -> None:
        from rich.table import Table

        assert isinstance(table, Table)
        self._table = table

    def _add(self, *cells: str, style: str = "") -> None:
        from rich.text import Text

        self._table.add_row(*(indented(Text(cell)) for cell in cells), style=style)

    def head(self, node: Node) -> None:
        if self._table.row_count:
            self._table.add_section()
        figure = (figures.points(node), *figures.scores(node))
        self._add(node.name, "", "", node.limit or _untold(node), *figure, style="bold")
        for told in node.inputs if not node.parts else ():
            if told.name != "分值":
                self._add(f"    {told.name}", "", "", told.value)

    def subhead(self, node: Node) -> None:
        self._add(
            f"  {node.name}",
            "",
            "",
            _untold(node),
            figures.points(node),
            *figures.scores(node),
            style="bold",
        )

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
                figures.achieved(measure),
                figures.points(measure),
                *figures.scores(measure),
                style=_STATES.get(measure.state, ""),
            )

    def losses(self, category: Node) -> None:
        for node in category.parts:
            if node.actual is not None:
                self._loss(node, "")

    def _loss(self, node: Node, printed: str) -> None:
        reason = node.actual.reason if node.actual else ""
        style = "red" if node.low or node.high else "dim"
        self._add(
            f"    {printed}{node.name}（扣分）",
            reason,
            "",
            figures.achieved(node),
            "",
            *figures.scores(node),
            style=style,
        )


def _untold(node: Node) -> str:
    return "未报" if node.state is State.UNREPORTED else ""


def _verdict(score: Score, paper: Paper) -> None:
    if score.attainment is not None:
        paper.styled((figures.attainment(score.attainment), "bold"))
        paper.line("整份表没有分值，不计分，不评等次")
    else:
        _graded(score, paper)
    for veto in score.vetoes:
        limit = f"等次不高于{veto.best_grade}" if veto.best_grade else ""
        title = "取消评优资格" if veto.loses_title else ""
        effect = "，".join(filter(None, (limit, title)))
        by_rate = figures.grades(score.grades_by_rate)
        text = f"{veto.matter}（{veto.why}），{effect}；按得分率是{by_rate}，得分不变"
        paper.styled(("一票否决：", "bold red"), (text, ""))
    if said := figures.filled_in(score.filled):
        paper.line(said)
    if score.claimed is not None:
        _against(score.claimed, score, paper)
    if score.missing:
        names = "、".join(score.missing[:_SHOWN]) + ("…" if len(score.missing) > _SHOWN else "")
        paper.line(f"未报 {len(score.missing)} 项（低为 0 分，高为满分）：{names}")
    for leaf in score.card.leaves():
        if leaf.state is State.NOT_APPLICABLE:
            paper.line(f"{leaf.name} {leaf.rule}")
    for assumption in score.assumptions:
        paper.line(f"说明：{assumption}")


def _graded(score: Score, paper: Paper) -> None:
    style = GRADE_STYLES.get(score.grades[0], "bold") if score.certain else "bold"
    paper.styled(
        ("总分 " if score.year_end is None else f"到今天（{score.year_end.day}） ", ""),
        (figures.score(score.card), "bold"),
        (f" / {score.full:.2f}", ""),
        ("　得分率 ", ""),
        (figures.interval(score.rate_low, score.rate_high, "%"), "bold"),
        ("　等次 ", ""),
        (figures.grades(score.grades), style),
    )
    asides.year_end(score.year_end, paper)
    if score.less:
        paper.line(score.less)
    paper.line(f"等次标准：{score.scale_name}（{score.scale}，按印出的得分率，含下限）")


def _against(claimed: Claimed, score: Score, paper: Paper) -> None:
    """Write what 自评 alone would give, and the lines where 审核 differs from it."""
    total = figures.interval(claimed.low, claimed.high)
    said = f"自评 {total}（{figures.grades(claimed.grades)}）"
    if not claimed.differences:
        paper.line(f"{said}，审核没有改动")
        return
    gap = score.card.low - claimed.low
    paper.line(f"{said}，审核后 {gap:+.2f}：")
    for line in claimed.differences:
        change = (
            f"{line.claimed_score:.2f} → {line.score:.2f}（{line.score - line.claimed_score:+.2f}）"
        )
        note = f"，{line.note}" if line.note else ""
        paper.line(f"  {line.name}：自评 {line.claimed}，审核 {line.reviewed}，{change}{note}")
