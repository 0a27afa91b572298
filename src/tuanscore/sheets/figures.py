"""How the figures of a scored card are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.scoring.grades import NONE
from tuanscore.scoring.tree import Level, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from tuanscore.scoring.project import ProjectScore
    from tuanscore.scoring.tree import Attainment, Filled, Node, Outlook, Score


FILLED = "填报得分"
"""The head of the column with the 得分 as they were filled in."""


def plain(value: Decimal) -> str:
    """Return a number without trailing zeros, such as ``70``."""
    return f"{value.normalize():f}"


def cents(value: Decimal) -> str:
    """Return points with two places."""
    return f"{value:.2f}"


def interval(low: Decimal | None, high: Decimal | None, unit: str = "") -> str:
    """Return one figure, ``0–1.25`` where something is still open, a dash where there is none."""
    if low is None or high is None:
        return "—"
    if low == high:
        return cents(low) + unit
    low, high = sorted((low, high))
    between = " 至 " if low < 0 else "–"
    return between.join((cents(v) if v else "0") + unit for v in (low, high))


def rank(best: int | None, worst: int | None) -> str:
    """Return a rank, ``1–2`` where it is still open, a dash where there is none."""
    if best is None:
        return "—"
    return str(best) if best == worst else f"{best}–{worst}"


def told(value: Decimal | None, unit: str = "") -> str:
    """Return a number as it is, or that it has not been reported."""
    return State.UNREPORTED.value if value is None else f"{value}{unit}"


def points(node: Node) -> str:
    """Return the points to be had on a line; nothing where there are none to be had."""
    if node.state is State.NOT_APPLICABLE:
        return "—"
    return cents(node.points) if node.points is not None and not node.without_points else ""


def score(node: Node) -> str:
    """Return what a line scores."""
    if node.state is State.NOT_APPLICABLE:
        return "—"
    return node.reached if node.without_points else interval(node.low, node.high)


def year_end(node: Node) -> str:
    """Return what a line may still come to by the end of the year; once over, what it scores."""
    if node.reach is None or node.state is State.NOT_APPLICABLE:
        return score(node)
    return interval(node.low, node.reach)


def year_end_grades(score: Score | ProjectScore) -> str:
    """Return the grades that are possible at the end of the year; once over, the one there is."""
    return grades(score.grades if score.year_end is None else score.year_end.grades)


def score_heads(root: Node) -> tuple[str, ...]:
    """Return the heads of the columns that `scores` fills for a tree."""
    heads = computed_heads(root)
    return (*heads, FILLED) if root.beside and not root.without_points else heads


def computed_heads(root: Node) -> tuple[str, ...]:
    """Return the heads of the columns that `computed` fills for a tree; without points 达到."""
    if root.without_points:
        return ("达到",) if root.reach is None else ("达到", "年底可能")
    return ("得分",) if root.reach is None else ("到今天", "年底可能")


def scores(node: Node) -> tuple[str, ...]:
    """Return what `computed` does; where any 得分 were filled in, those beside it."""
    return (*computed(node), filled(node)) if node.beside else computed(node)


def computed(node: Node) -> tuple[str, ...]:
    """Return what a line scores and, before the end of the year, what it may come to by then."""
    return (score(node),) if node.reach is None else (score(node), year_end(node))


def filled(node: Node) -> str:
    """Return the 得分 that was filled in on a line, as it was written."""
    return "" if node.filled is None else f"{node.filled}"


def filled_in(filled: Filled | None) -> str:
    """Say which totals were filled in and which grade they give; nothing where none were."""
    if filled is None:
        return ""
    said = [] if filled.rows is None else [f"各行得分相加 {cents(filled.rows)} 分"]
    said += [] if filled.total is None else [f"总分 {filled.total} 分"]
    said += [] if filled.rate is None else [f"得分率 {filled.rate}%，是{grades(filled.grades)}"]
    said += [] if filled.grade is None else [f"等次填的是{filled.grade}"]
    return f"表上填的：{'，'.join(said)}"


def achieved(node: Node) -> str:
    """Return what was reported about a line; 审核 with 自评 beside it where they differ."""
    if node.actual is None:
        if node.state is State.UNREPORTED:
            return State.UNREPORTED.value
        return "无" if node.level is Level.DEDUCTION else ""
    actual = node.actual
    if node.limit:
        return f"{actual.text}（{node.limit}）"
    if node.state is State.UNREPORTED:
        return f"{actual.text}（按未报计）"
    if actual.reviewed and actual.claimed and actual.reviewed != actual.claimed:
        return f"{actual.reviewed}（自评 {actual.claimed}）"
    return actual.text


def outlook(ahead: Outlook) -> str:
    """Return what a year that is not over may come to: points, rate and grades."""
    rate = interval(ahead.rate_low, ahead.rate_high, "%")
    return f"{interval(ahead.low, ahead.high)} 分，得分率 {rate}，等次 {grades(ahead.grades)}"


def graded(possible: Sequence[str], ahead: Outlook | None) -> str:
    """Return the grade in one cell, with the one that the end of the year may bring beside it."""
    now = grades(possible)
    return now if ahead is None else f"到今天 {now}，年底可能 {grades(ahead.grades)}"


def grades(possible: Sequence[str]) -> str:
    """Return the grade, the range from the worst to the best still possible, or that none is."""
    if not possible:
        return NONE
    return possible[0] if len(possible) == 1 else f"{possible[-1]}–{possible[0]}"


def attainment(told: Attainment) -> str:
    """Return how many targets are reached, of a card without points."""
    said = f"达标率 {told.reached}/{told.targets} = {_percent(told.rate)}"
    if told.stretch_targets:
        further = f"{told.stretched}/{told.stretch_targets} = {_percent(told.stretch_rate)}"
        said += f"，争取率 {further}"
    return said + (f"（{told.unreported} 项未报，当作没有达到）" if told.unreported else "")


def _percent(rate: Decimal | None) -> str:
    return "—" if rate is None else f"{rate}%"
