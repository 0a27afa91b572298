"""What a change to a repository means: scores before and after, then each card's differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.diff import text_comparison as comparison
from tuanscore.faces.paper import GRADE_STYLES, SAMPLE, Paper
from tuanscore.sheets import figures

if TYPE_CHECKING:
    from rich.text import Text

    from tuanscore.commands.diff.review import Review, Reviewed, Standing


def render(report: Review, paper: Paper) -> None:
    """Write the scores that changed, the templates, the cards, and what could not be read."""
    paper.styled((f"{report.old} → {report.new}", "bold"))
    if report.sample:
        paper.styled((SAMPLE, "bold magenta"))
    paper.line()
    _scores(report, paper)
    for template in report.templates:
        paper.styled((template.new, "bold underline"))
        comparison.changes(template, paper)
        paper.line()
    if report.following:
        paper.line(f"只随模板改的 {len(report.following)} 个：{'、'.join(report.following)}")
        paper.line()
    for card in report.told:
        _card(card, paper)
    for file in report.unreadable:
        paper.styled(("× ", "bold red"), (f"{file.side} 的 {file.file} 读不懂，没有比：", ""))
        paper.line(f"  {file.reason}")
    paper.styled((report.summary, "bold"))


def _scores(report: Review, paper: Paper) -> None:
    """Write what each card came to before and after, where that is another."""
    from rich.text import Text

    cards = [card for card in report.cards if card.score_changed]
    if not cards:
        return
    table = paper.table(
        ("单位", "left"),
        ("得分", "right"),
        ("", "left"),
        ("得分率", "right"),
        ("", "left"),
        ("等次", "left"),
        ("", "left"),
    )
    for card in cards:
        before, after = card.before, card.after
        table.add_row(
            Text(f"{card.name} {card.year}"),
            Text(points(before)),
            Text(f"→ {points(after)}"),
            Text(rate(before)),
            Text(f"→ {rate(after)}"),
            _grade(before),
            Text.assemble("→ ", _grade(after)),
        )
    paper.styled(("得分", "bold"))
    paper.put(table)
    paper.line()


def _card(card: Reviewed, paper: Paper) -> None:
    note = "（新增）" if card.new else "（删去）" if card.removed else ""
    paper.styled((f"{card.name} {card.year}{note}", "bold underline"), (f"  {card.file}", "dim"))
    if card.renamed:
        paper.line(f"文件改名：{card.was} → {card.file}")
    if card.comparison is not None:
        comparison.changes(card.comparison, paper)
        if card.comparison.same:
            paper.line("目标和文字没有变" + ("，得分变了" if card.score_changed else ""))
    if card.inherited:
        paper.line(f"另有 {card.inherited} 处随模板改")
    paper.line()


def points(side: Standing | None) -> str:
    """Return the points of one side; a dash where there is no score."""
    return "-" if side is None else figures.interval(side.low, side.high)


def rate(side: Standing | None) -> str:
    """Return the rate of one side; a dash where there is no score."""
    return "-" if side is None else figures.interval(side.rate_low, side.rate_high, "%")


def _grade(side: Standing | None) -> Text:
    from rich.text import Text

    if side is None:
        return Text("-")
    style = GRADE_STYLES.get(side.grades[0], "") if len(side.grades) == 1 else "bold"
    return Text(figures.graded(side.grades, side.year_end), style=style)
