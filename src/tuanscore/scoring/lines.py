"""Single lines of a tree: what a report makes of one, and how lines add up.

Whatever is scored, a card or a project, its lines are judged and summed up here in one way. Source
of the rules: format.md, What a score is, 2 to 4.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tuanscore import methods
from tuanscore.methods import Levels, Outcome, Peers, UnreadableError
from tuanscore.model.card import Measure
from tuanscore.model.kinds.results import Facts, Result
from tuanscore.scoring import grades
from tuanscore.scoring.cents import ZERO, part, quotient
from tuanscore.scoring.merge import Sourced
from tuanscore.scoring.tree import Actual, Claimed, Difference, Input, Level, Node, Outlook, State

HANDED_ON = "分值由同类其余各项分摊"
"""What becomes of the points of a line that is 不适用."""
NOT_OVER = (
    "还没有到年底：“到今天”当作全年到截至那天为止；“年底可能”低的同“到今天”，高的是还能做的都做满，"
    "过了的期限、越过的上限、记下的扣分不能挽回"
)
"""How a score is to be read before the end of its year."""


def undecided(root: Node) -> list[str]:
    """Say which lines were judged in words that leave their points open."""
    open_ = [n.key or n.name for n in root.leaves() if n.span is not None and not n.certain]
    if not open_:
        return []
    return [f"得分要人定、没有定的 {len(open_)} 项（填 得分，或写明百分之几）：{'、'.join(open_)}"]


def judged(
    line: Node,
    measure: Measure,
    result: Sourced[Result] | None,
    levels: Levels,
    peers: Peers | None = None,
    *,
    otherwise: str = HANDED_ON,
    day: date | None = None,
) -> Node:
    """Return a line with the score that the report gives it, and what that rests on.

    ``otherwise`` says what becomes of its points where it is 不适用; ``day`` is that of `open_on`.
    """
    target = methods.describe(measure.target, measure.method, measure)
    inputs = (*line.inputs, *told(result))
    line = replace(line, method=measure.method, target=target, actual=actual(result), inputs=inputs)
    if result is None:
        return unreported(line, "还没有填报")
    value = result.value
    line = replace(line, filled=value.printed)
    if value.not_applicable is not None:
        rule = f"不适用：{value.not_applicable}；{otherwise}"
        reach = None if line.reach is None else ZERO
        gone = replace(line, points=ZERO, low=ZERO, high=ZERO, reach=reach)
        return replace(gone, state=State.NOT_APPLICABLE, rule=rule)
    if value.actual is None:
        return unreported(line, "没有填完成值")
    try:
        points = line.points or ZERO
        case = value.case(measure.target, levels, points=points, peers=peers)
        line = worth(line, methods.judge(measure.method, case, measure))
        if day is None:
            return line
        return ahead(line, methods.reach(measure.method, case, measure, day))
    except UnreadableError as error:
        return unreported(line, f"按未报计：{error.reason}")


BESIDE = ("计分", "分值", "评分标准", "分解", "备注")
"""Keys of a line that its score does not rest on, or that are told elsewhere."""


def written(value: Any) -> str:
    """Return a parameter as it is written, a mapping in one line."""
    if isinstance(value, dict):
        return "，".join(f"{key}: {_within(part)}" for key, part in value.items())
    return str(value)


def _within(value: Any) -> str:
    return f"{{{written(value)}}}" if isinstance(value, dict) else str(value)


def unreported(line: Node, rule: str) -> Node:
    """Return a line that has not been reported: anything from nothing to full."""
    high = line.points or ZERO
    reach = None if line.reach is None else high
    return replace(line, low=ZERO, high=high, reach=reach, state=State.UNREPORTED, rule=rule)


def ahead(line: Node, best: Outcome) -> Node:
    """Return a line of a year that is not over with what it may still come to."""
    most, _ = earned(line.points or ZERO, best)
    short = line.high < (line.points or ZERO)
    return replace(line, reach=max(line.high, most), prospect=best.rule if short else "")


def worth(line: Node, outcome: Outcome) -> Node:
    """Return a line with the share of its points that the outcome earns."""
    points = line.points or ZERO
    high, formula = earned(points, outcome)
    low, state = high, State.SCORED
    if outcome.floor is not None:
        low = part(points, outcome.floor, outcome.denominator)
        state = State.PARTIAL if low < high else State.SCORED
    line = replace(line, low=low, high=high, state=state, rule=outcome.rule, formula=formula)
    if outcome.span is None:
        return line
    least, most = (points * end / 100 for end in outcome.span)
    return replace(line, span=(least, most))


def earned(points: Decimal, outcome: Outcome) -> tuple[Decimal, str]:
    """Return what a share of the points is worth, rounded once, and the arithmetic in words."""
    top, bottom = outcome.numerator, outcome.denominator
    amount = part(points, top, bottom)
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
        ("审核情况", _in_words(value.reviewed_facts)),
        ("情况", _in_words(value.facts)),
        ("评分", "、".join(f"{rater} {mark}" for rater, mark in value.marks.items()) or None),
        ("规模", value.size),
        ("各单位", _others(value)),
        ("不适用", value.not_applicable),
        ("基数", value.base),
        ("基数来源", value.base_source),
    )
    return [
        Input(name, text, result.places.get(name, result.place))
        for name, text in said
        if text is not None
    ]


def _in_words(facts: Facts) -> str | None:
    """Return what is told by name, with the reasons that are given."""
    said = (
        f"{name} {event.words}" + (f"（{event.reason}）" if event.reason else "")
        for name, events in facts.items()
        for event in events
    )
    return "；".join(said) or None


def _others(value: Result) -> str | None:
    """Return what is told of others, in words."""
    said = (
        f"{name} {figure.value}" + (f"（{figure.size}）" if figure.size else "")
        for name, figure in value.others.items()
    )
    return "、".join(said) or None


def actual(result: Sourced[Result] | None) -> Actual | None:
    """Return what was reported about a measure, as people write it."""
    if result is None:
        return None
    value, place = result.value, result.place
    text = value.actual or ("" if value.not_applicable is None else "不适用")
    note = value.note or value.not_applicable
    return Actual(
        text,
        *value.both,
        note,
        place,
        deviation=value.deviation,
        remedy=value.remedy,
        evidence=value.evidence,
        marks=tuple(value.marks.items()),
    )


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


def sum_reach(parts: Sequence[Node]) -> Decimal:
    """Add up what is possible by the end of a year that is not over."""
    return sum((p.reach for p in parts if p.reach is not None), ZERO)


def open_on(year: int, day: date | None) -> date | None:
    """Return the day, if more can be done after it in the year; its last day ends the year."""
    return day if day is not None and day < date(year, 12, 31) else None


def outlook(
    root: Node,
    day: date | None,
    bounds: Mapping[str, Decimal],
    best_grades: Sequence[str | None] = (),
) -> Outlook | None:
    """Return what a year that is not over may still come to; what caps the grade stays."""
    if day is None or root.reach is None:
        return None
    low, high = rate(root.low, root.points), rate(root.reach, root.points)
    possible = grades.capped(grades.grades_between(low, high, bounds), best_grades, bounds)
    return Outlook(day, root.low, root.reach, low, high, possible)


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
        ours.name,
        said.claimed,
        said.reviewed,
        theirs.low,
        ours.low,
        said.reason or None,
        said.place,
    )
