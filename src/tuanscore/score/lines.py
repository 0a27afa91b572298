"""Single lines of a tree: what a report makes of one, and how lines add up.

Whatever is scored, a card or a project, its lines are judged and summed up here in one way. Source
of the rules: format.md, What a score is, 2 to 4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from tuanscore import methods
from tuanscore.methods import Case, Levels, Outcome, Peers, UnreadableError
from tuanscore.model.card import Measure
from tuanscore.model.kinds.results import Result
from tuanscore.score import grades
from tuanscore.score.cents import ZERO, quotient
from tuanscore.score.merge import Sourced
from tuanscore.score.tree import Actual, Claimed, Difference, Input, Level, Node, State

HANDED_ON = "分值由同类其余各项分摊"
"""What becomes of the points of a line that is 不适用."""


def judged(
    line: Node,
    measure: Measure,
    result: Sourced[Result] | None,
    levels: Levels,
    peers: Peers | None = None,
    *,
    otherwise: str = HANDED_ON,
) -> Node:
    """Return a line with the score that the report gives it, and what that rests on.

    ``otherwise`` says what becomes of its points where it is 不适用.
    """
    target = methods.describe(measure.target, measure.method, measure)
    inputs = (*line.inputs, *told(result))
    line = replace(line, method=measure.method, target=target, actual=actual(result), inputs=inputs)
    if result is None:
        return unreported(line, "还没有填报")
    value = result.value
    if value.not_applicable is not None:
        rule = f"不适用：{value.not_applicable}；{otherwise}"
        gone = replace(line, points=ZERO, low=ZERO, high=ZERO)
        return replace(gone, state=State.NOT_APPLICABLE, rule=rule)
    try:
        points = line.points or ZERO
        case = Case(measure.target, value.actual or "", levels, points, value.base, peers)
        return worth(line, methods.judge(measure.method, case, measure))
    except UnreadableError as error:
        return unreported(line, f"按未报计：{error.reason}")


def unreported(line: Node, rule: str) -> Node:
    """Return a line that has not been reported: anything from nothing to full."""
    high = line.points or ZERO
    return replace(line, low=ZERO, high=high, state=State.UNREPORTED, rule=rule)


def worth(line: Node, outcome: Outcome) -> Node:
    """Return a line with the share of its points that the outcome earns."""
    points = line.points or ZERO
    high, formula = earned(points, outcome)
    low, state = high, State.SCORED
    if outcome.floor is not None:
        low = quotient(points * outcome.floor, outcome.denominator)
        state = State.PARTIAL if low < high else State.SCORED
    return replace(line, low=low, high=high, state=state, rule=outcome.rule, formula=formula)


def earned(points: Decimal, outcome: Outcome) -> tuple[Decimal, str]:
    """Return what a share of the points is worth, rounded once, and the arithmetic in words."""
    top, bottom = outcome.numerator, outcome.denominator
    amount = quotient(points * top, bottom)
    ratio = "" if top == bottom else f" × {top} ÷ {bottom}"
    return amount, f"{points}{ratio} = {amount}"


def told(result: Sourced[Result] | None) -> list[Input]:
    """Return what a report says about a measure, the value that counts first."""
    if result is None:
        return []
    value = result.value
    said = (
        ("审核", value.reviewed),
        ("自评", value.claimed),
        ("不适用", value.not_applicable),
        ("基数", value.base),
    )
    return [
        Input(name, text, result.places.get(name, result.place))
        for name, text in said
        if text is not None
    ]


def actual(result: Sourced[Result] | None) -> Actual | None:
    """Return what was reported about a measure, as people write it."""
    if result is None:
        return None
    value, place = result.value, result.place
    text = value.actual or "不适用"
    note = value.note or value.not_applicable
    return Actual(text, value.claimed, value.reviewed, note, place)


def lost(whose: str, points: Decimal) -> str:
    """Say that points leave the full marks, as nothing that they are for applies."""
    return f"{whose}不适用，{points.normalize():f} 分不计入满分"


def left_out(line: Node) -> Node:
    """Say on a line and on those in it that their points go to no other: none of those applies."""
    return replace(line, share="不适用，不计入满分", parts=tuple(map(left_out, line.parts)))


def sum_low(parts: Sequence[Node]) -> Decimal:
    """Add up what is certain."""
    return sum((p.low for p in parts), ZERO)


def sum_high(parts: Sequence[Node]) -> Decimal:
    """Add up what is possible."""
    return sum((p.high for p in parts), ZERO)


def state(parts: Sequence[Node]) -> State:
    """Sum up the states of the lines below; of deductions only those that are open count."""
    states = {
        p.state
        for p in parts
        if p.state is State.PARTIAL or p.level not in (Level.DEDUCTION, Level.BONUS)
    }
    if not states:
        return State.SCORED
    states.discard(State.NOT_APPLICABLE)
    if not states:
        return State.NOT_APPLICABLE
    return states.pop() if len(states) == 1 else State.PARTIAL


def rate(score: Decimal, full: Decimal | None) -> Decimal | None:
    """Return a score in percent of full marks, to 0.01; None where there are none to be had."""
    return quotient(score * 100, full) if full else None


def claimed(
    counted: Node, again: Callable[[], Node], bounds: Mapping[str, Decimal]
) -> Claimed | None:
    """Score the 自评 alone (``again``), and name the lines where it differs from what counts."""
    if not any(_reviewed(node) for node in counted.leaves()):
        return None
    root = again()
    low, high = rate(root.low, root.points), rate(root.high, root.points)
    pairs = zip(counted.leaves(), root.leaves(), strict=True)
    differences = tuple(d for ours, theirs in pairs if (d := _difference(ours, theirs)))
    possible = grades.grades_between(low, high, bounds)
    return Claimed(root.low, root.high, low, high, possible, differences)


def _reviewed(node: Node) -> bool:
    told_ = node.actual
    return told_ is not None and told_.claimed is not None and told_.reviewed is not None


def _difference(ours: Node, theirs: Node) -> Difference | None:
    said = ours.actual
    if said is None or said.claimed is None or said.reviewed is None:
        return None
    if (ours.low, said.claimed) == (theirs.low, said.reviewed):
        return None
    return Difference(
        ours.name, said.claimed, said.reviewed, theirs.low, ours.low, said.note, said.place
    )
