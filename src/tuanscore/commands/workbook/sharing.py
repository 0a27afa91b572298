"""Points on their way down, as formulas: what is written stays, the rest is shared out in cents.

The formulas are `cents.share_out` in columns of a workbook. Each group of lines that share points
is a block of rows: its head says what there is to share, and each line below has its weight, its
whole cents, its remainder, and what it gets. A group that is not shared out in this way (the
weights of a 计分方案) has its points as numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tuanscore.scoring.cents import ZERO, share_out
from tuanscore.scoring.tree import Level, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuanscore.scoring.tree import Node


_BESIDE = (Level.BONUS, Level.DEDUCTION)
WHOLE = (Level.SECTION, Level.CATEGORY, Level.EXECUTION, Level.CLASS, Level.GOAL)
"""Whose points go to nobody where nothing of it applies."""


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that share points."""

    parent: Node
    children: tuple[Node, ...]
    points: Decimal
    """What they share."""
    usual: Decimal
    """What they share where all of the parent's neighbours apply: it is for this that 分值 are."""
    given: tuple[Decimal | None, ...]
    gone: tuple[bool, ...]
    live: bool
    """Whether sharing out gives what the lines have."""


def groups(root: Node, total: Decimal) -> Iterator[Group]:
    """Yield every group of a scored tree, those above first; ``total`` is what a card shares out.

    What is not 不适用 of a class gets the points of what is; those of a whole part or class go to
    nobody.
    """
    if root.level is Level.CARD:
        yield from _below(root, total, total)
        return
    parts = tuple(root.parts)
    yield Group(root, parts, ZERO, ZERO, (None,) * len(parts), (False,) * len(parts), live=False)
    for part in parts:
        if part.level is not Level.EXECUTION:
            yield _group(part, tuple(part.leaves()), part.points or ZERO, part.points or ZERO)


def _below(parent: Node, points: Decimal, usual: Decimal) -> Iterator[Group]:
    children = tuple(c for c in parent.parts if c.level not in _BESIDE)
    if not children:
        return
    group = _group(parent, children, points, usual)
    yield group
    shares = share_out(points, group.given, group.gone, usual)
    usually = share_out(usual, group.given)
    for child, share, most in zip(children, shares, usually, strict=True):
        if child.base is None and child.parts:
            yield from _below(child, share, most)


def _group(parent: Node, children: tuple[Node, ...], points: Decimal, usual: Decimal) -> Group:
    given = tuple(declared(child) for child in children)
    gone = tuple(is_gone(child) and child.level not in WHOLE for child in children)
    shares = share_out(points, given, gone, usual)
    alike = all(
        any(map(is_gone, (child, *child.parts))) or child.points == share
        for child, share in zip(children, shares, strict=True)
    )
    live = alike and any(weights(usual, given, [False] * len(given)))
    return Group(parent, children, points, usual, given, gone, live)


def declared(node: Node) -> Decimal | None:
    """Return the 分值 that is written on a line."""
    return next((Decimal(told.value) for told in node.inputs if told.name == "分值"), None)


def is_gone(node: Node) -> bool:
    """Say whether nothing of a line applies."""
    return node.state is State.NOT_APPLICABLE


def weights(
    usual: Decimal, given: Sequence[Decimal | None], gone: Sequence[bool]
) -> list[Fraction]:
    """Return the weight of each line, as `cents.share_out` has it."""
    rest = max(usual - sum((p for p in given if p is not None), ZERO), ZERO)
    open_ = sum(p is None for p in given)
    found = []
    for points, out in zip(given, gone, strict=True):
        weight = rest if points is None else points * (open_ or 1)
        found.append(Fraction(0) if out else Fraction(weight))
    return found


@dataclass(frozen=True, slots=True)
class Cents:
    """What one line gets: its whole cents and the remainder, and with the last ones its points."""

    weight: Fraction
    whole: int
    rest: Fraction
    points: Decimal


def cents(group: Group) -> list[Cents]:
    """Return how the points of a group are shared out."""
    found = weights(group.usual, group.given, group.gone)
    total, worth = sum(found), Fraction(group.points) * 100
    exact = [worth * weight / total if total else Fraction(0) for weight in found]
    shares = share_out(group.points, group.given, group.gone, group.usual)
    return [
        Cents(weight, int(e), e - int(e), share)
        for weight, e, share in zip(found, exact, shares, strict=True)
    ]
