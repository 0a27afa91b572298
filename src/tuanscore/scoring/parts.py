"""The 其中 of a 三级指标: shown below it without points, and what it is worth without own numbers.

A row whose own 完成值 is not filled in has the mean of the completion of its 其中, each at most
100 %; what does not apply is left out, what is not reported is open. Different units are never
summed. Source: the notes below published forms (主项未填数值的，按所属分项完成率的平均数计分).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.methods import Outcome, UnreadableError
from tuanscore.scoring import lines
from tuanscore.scoring.cents import ZERO, quotient
from tuanscore.scoring.tree import Level, Node, State

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tuanscore.methods import Levels
    from tuanscore.model.indicators import PartLine
    from tuanscore.model.kinds.results import Result
    from tuanscore.scoring.merge import Sourced
    from tuanscore.source.tree import Document

    Told = Mapping[str, Sourced[Result]]

_HUNDRED = Decimal(100)


def below(line: Node, parts: Sequence[PartLine], told: Told, levels: Levels, at: Document) -> Node:
    """Return a line with its 其中 below it."""
    nodes = tuple(_part(part, told.get(part.key), levels, at) for part in parts)
    return replace(line, within=nodes)


def mean(line: Node, parts: Sequence[PartLine], told: Told, levels: Levels) -> Node:
    """Return a line with the mean of the completion of its 其中, each at most 100 %."""
    shares: list[tuple[Fraction, Fraction]] = []
    said: list[str] = []
    for part in parts:
        result = told.get(part.key)
        if result is not None and result.value.not_applicable is not None:
            continue
        done = _done(part, result, levels)
        shares.append((Fraction(0), Fraction(1)) if done is None else done)
        said.append(f"{part.part.name} {'未报' if done is None else _percent(done)}")
    if not shares or all(low < high for low, high in shares):
        return lines.unreported(line, "没有填完成值，其中各项也没有填")
    low, high = (sum(ends, Fraction(0)) / len(shares) for ends in zip(*shares, strict=True))
    common = lcm(low.denominator, high.denominator)
    least, most = (Decimal(int(end * common)) for end in (low, high))
    rule = f"没有填自己的数，按其中各项完成率（最高 100%）的平均数：{'、'.join(said)}"
    return lines.worth(line, Outcome(most, Decimal(common), rule, floor=least))


def _part(part: PartLine, result: Sourced[Result] | None, levels: Levels, at: Document) -> Node:
    node = Node(Level.PART, part.part.name, None, ZERO, ZERO, State.SCORED, route=part.route)
    place = at.place(part.route)
    node = replace(node, place=place, key="" if part.key == node.name else part.key)
    node = lines.judged(replace(node, points=_HUNDRED), part.measure, result, levels)
    return replace(node, points=None, low=ZERO, high=ZERO, formula="")


def _done(
    part: PartLine, result: Sourced[Result] | None, levels: Levels
) -> tuple[Fraction, Fraction] | None:
    """Return the least and the most that was done of a part; None where that is not known."""
    if result is None or result.value.actual is None:
        return None
    measure = part.measure
    case = result.value.case(measure.target, levels)
    try:
        outcome = methods.judge(measure.method, case, measure)
    except UnreadableError:
        return None
    most = outcome.numerator
    least = most if outcome.floor is None else outcome.floor
    whole = Fraction(outcome.denominator)
    return Fraction(least) / whole, Fraction(most) / whole


def _percent(done: tuple[Fraction, Fraction]) -> str:
    """Return a completion in percent to 0.01, without trailing zeros."""
    ends = (quotient(Decimal(e.numerator) * 100, Decimal(e.denominator)) for e in done)
    return "–".join(dict.fromkeys(f"{end.normalize():f}%" for end in ends))
