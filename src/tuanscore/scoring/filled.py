"""What a person filled in as the totals of a form, beside what the rules give."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tuanscore.scoring import grades, lines
from tuanscore.scoring.cents import ZERO
from tuanscore.scoring.tree import Filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tuanscore.scoring.merge import Totals
    from tuanscore.scoring.tree import Node


def beside(root: Node, totals: Totals) -> Node:
    """Return a tree with the totals that were filled in beside the computed ones."""
    parts = tuple(_with_subtotals(part, totals.parts) for part in root.parts)
    root = replace(root, filled=totals.total, parts=parts)
    return _beside(root) if any(n.filled is not None for n in root.nodes()) else root


def _with_subtotals(part: Node, told: Mapping[str, Decimal]) -> Node:
    """Note the subtotal of a part, or of those in it: a form prints one for whatever group."""
    if part.name in told:
        return replace(part, filled=told[part.name])
    inner = (_with_subtotals(p, told) if p.parts else p for p in part.parts)
    return replace(part, parts=tuple(inner))


def of(
    root: Node,
    totals: Totals,
    bounds: Mapping[str, Decimal],
    best_grades: Sequence[str | None] = (),
) -> Filled | None:
    """Return what was filled in; None where nothing was."""
    rows = _rows(root)
    if rows is None and totals.total is None and totals.grade is None:
        return None
    whole = rows if totals.total is None else totals.total
    rate = None if whole is None or whole < 0 else lines.rate(whole, root.points)
    possible = grades.capped(grades.grades_between(rate, rate, bounds), best_grades, bounds)
    return Filled(totals.total, totals.grade, rows, rate, possible)


def _rows(root: Node) -> Decimal | None:
    """Return what the 得分 of the rows add up to, where every row with points has one."""
    filled = [leaf.filled for leaf in root.leaves() if leaf.points]
    known = [points for points in filled if points is not None]
    return sum(known, ZERO) if known and len(known) == len(filled) else None


def _beside(node: Node) -> Node:
    """Note on a node and all in it that a 得分 was filled in somewhere."""
    parts, within = (tuple(map(_beside, below)) for below in (node.parts, node.within))
    return replace(node, beside=True, parts=parts, within=within)
