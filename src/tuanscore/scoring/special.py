"""Rules that some provinces add to a 计分方案: off unless it has them, named wherever they count.

执行率封顶: where too little of the budget was executed, the total is at most so much; the rate is
the printed one, to 0.01 %, and the cap comes after the rows are added up. 超额扣分: what overshoots
a target of which more is better by too much loses points, never below 0.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tuanscore.grammar.target import TargetError, in_unit, parse_quantity
from tuanscore.scoring.cents import CENT, ZERO, quotient
from tuanscore.scoring.tree import Level, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.grammar.target import Target
    from tuanscore.model.kinds.scheme import Excess, Scheme
    from tuanscore.scoring.tree import Node

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Cap:
    """What the total may be at most, as too little of the budget was executed."""

    rate: Decimal
    """The execution rate in percent, as printed."""
    below: Decimal
    """The rate that it falls short of."""
    most: Decimal
    low: Decimal
    """What the rows add up to, as with ``high``."""
    high: Decimal

    @property
    def why(self) -> str:
        """Say what applies."""
        return f"执行率 {self.rate}% 不足 {self.below.normalize():f}%，总分最高 {self.most} 分"


def cap_of(root: Node, scheme: Scheme, rate: Decimal | None) -> Cap | None:
    """Return the cap that applies at an execution rate, the lowest of those that do."""
    if rate is None:
        return None
    applying = [(most, below) for below, most in scheme.caps.items() if rate < below]
    if not applying:
        return None
    most, below = min(applying)
    return Cap(rate, below, most, root.low, root.high)


def capped(root: Node, scheme: Scheme, rate: Decimal | None) -> Node:
    """Return the tree with its total capped; with no rate yet, the worst cap is possible."""
    if not scheme.caps:
        return root
    if rate is None:
        return replace(root, low=min(root.low, *scheme.caps.values()))
    cap = cap_of(root, scheme, rate)
    if cap is None or cap.most >= root.high:
        return root
    formula, most = f"{root.arithmetic}；{cap.why}", cap.most.quantize(CENT)
    return replace(root, low=min(root.low, most), high=most, formula=formula)


def less_excess(line: Node, target: Target | None, rule: Excess | None) -> Node:
    """Return a scored line with the points that overshooting its target costs taken off."""
    over = _over(line, target) if rule is not None and line.state is State.SCORED else None
    if rule is None or over is None or over < rule.above:
        return line
    low, high = (max(end - rule.cost, ZERO) for end in (line.low, line.high))
    reach = None if line.reach is None else high
    said = f"高出指标值 {quotient(over, Decimal(1))}%，扣 {rule.cost} 分"
    formula = f"{line.formula} - {rule.cost} = {high}"
    line = replace(line, low=low, high=high, reach=reach, formula=formula)
    return replace(line, rule=f"{line.rule}；{said}", limit=said)


def _over(line: Node, target: Target | None) -> Decimal | None:
    """Return by how much a target is overshot, in percent; None where that makes no sense."""
    if line.actual is None or target is None or not target.number or not target.more_is_better:
        return None
    try:
        done = in_unit(parse_quantity(line.actual.text), target.unit)
    except TargetError:
        return None
    if done is None or done < target.number:
        return None
    return (done - target.number) * _HUNDRED / target.number


def said(root: Node, scheme: Scheme, name: str, cap: Cap | None) -> Iterator[str]:
    """Say which of these rules a scheme has, and what they did."""
    if scheme.caps:
        bounds = sorted(scheme.caps.items(), reverse=True)
        told = "、".join(f"不足 {below.normalize():f}% 的最高 {most} 分" for below, most in bounds)
        applied = "没有用上" if cap is None else f"各行合计 {_span(cap)} 分，{cap.why}"
        yield f"计分方案“{name}”有执行率封顶（{told}）：{applied}"
    if scheme.excess is not None:
        lines = [n.key or n.name for n in root.leaves() if n.limit and n.level is Level.INDICATOR]
        rule = scheme.excess
        told = f"完成值高出指标值 {rule.above.normalize():f}% 以上的扣 {rule.cost} 分"
        yield f"计分方案“{name}”有超额扣分（{told}）：{'、'.join(lines) or '没有用上'}"


def _span(cap: Cap) -> str:
    return f"{cap.low:.2f}" if cap.low == cap.high else f"{cap.low:.2f}–{cap.high:.2f}"
