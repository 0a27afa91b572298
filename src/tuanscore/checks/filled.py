"""The 得分 that were filled in, held against the rule: found out once for the checks that tell.

A filled 得分 never replaces a score, except inside a level that is a range; it is held against the
score by 自评 alone, as the organisation itself filled it in (format.md, Computed beside printed).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto
from typing import TYPE_CHECKING

from tuanscore.checks import claimed
from tuanscore.model import indicators
from tuanscore.model.kinds.scheme import EXECUTION
from tuanscore.model.kinds.self_assessment import Execution, SelfAssessment
from tuanscore.scoring.tree import Level, State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.checks.claimed import Told
    from tuanscore.finding import Route
    from tuanscore.scoring.tree import Node
    from tuanscore.shelf import Repository

_CENT, _WHOLE, _TENTH = (Decimal(unit) for unit in ("0.01", "1", "0.1"))


class Verdict(Enum):
    """How a filled 得分 stands to the rule; each but the first is told by one check."""

    FITS = auto()
    ROUNDED = auto()
    """To whole points or to one decimal."""
    FULL_THOUGH_MISSED = auto()
    BELOW_THOUGH_MET = auto()
    """And no reason is given."""
    OUTSIDE_LEVEL = auto()
    DIFFERS = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a report that has a 得分 filled in."""

    name: str
    route: Route
    """The way to the 得分 in the report."""
    filled: Decimal
    explained: bool
    node: Node

    @property
    def score(self) -> str:
        """Return what the rule gives, in words."""
        low, high = self.node.low, self.node.high
        return f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"

    @property
    def actual(self) -> str:
        """Return what was reported."""
        return self.node.actual.text if self.node.actual is not None else ""

    @property
    def level(self) -> str:
        """Return the range of the level in words."""
        ends = self.node.span or ()
        return "–".join(f"{end:.2f}" for end in ends) + " 分"


def lines(told: Told, repository: Repository, verdict: Verdict) -> Iterator[Line]:
    """Yield the lines of a report whose filled 得分 stand so to the rule, in printed order."""
    places = _places(told, repository)
    scored = claimed.score(told, repository) if places else None
    if scored is None:
        return
    for node in claimed.root(scored).nodes():
        key = node.key or node.name
        if node.filled is None or node.parts or (node.level, key) not in places:
            continue
        name, route, explained = places[node.level, key]
        line = Line(name, route, node.filled, explained, node)
        if _verdict(line) is verdict:
            yield line


_Places = dict[tuple[Level, str], tuple[str, "Route", bool]]
"""For each line, what the report calls it, where its 得分 stands, and whether it gives a reason."""


def _places(told: Told, repository: Repository) -> _Places:
    """Return where 得分 of lines are filled in."""
    project = told if isinstance(told, SelfAssessment) else None
    level = Level.MEASURE if project is None else Level.INDICATOR
    below = told.explained
    found: _Places = {
        (level, key): (name, ("完成", name, "得分"), below or told.results[name].explains)
        for key, name in _names(told, project, repository)
        if told.results[name].printed is not None
    }
    execution = None if project is None else project.execution
    if execution is not None and execution.printed is not None and not _is_zero(execution):
        found[Level.EXECUTION, EXECUTION] = (EXECUTION, ("执行", "得分"), below)
    return found


def _is_zero(execution: Execution) -> bool:
    """Say whether the total row says 0, which is told as such, and the 得分 follows from it."""
    return execution.budget is not None and execution.budget.number == 0


def _names(
    told: Told, project: SelfAssessment | None, repository: Repository
) -> Iterator[tuple[str, str]]:
    """Yield the key of each line that is reported, and what the report calls it."""
    if project is None:
        yield from ((name, name) for name in told.results)
        return
    entry = repository.find_project(project)
    if entry is None:
        return
    for row in indicators.rows(repository.in_force(entry, told.as_of).table.model):
        entry_ = row.of(told.results)
        if entry_ is not None:
            yield row.key, entry_[0]


def _verdict(line: Line) -> Verdict:
    """Hold a filled 得分 against the score of its line."""
    node, filled = line.node, line.filled
    points, low, high = node.points or Decimal(0), node.low, node.high
    if node.span is not None and not node.span[0] <= filled <= node.span[1]:
        return Verdict.OUTSIDE_LEVEL
    if low <= _rounded(filled, _CENT) <= high:
        return Verdict.FITS
    if node.state is State.UNREPORTED:
        return Verdict.FITS if filled <= points else Verdict.DIFFERS
    if high < points <= filled:
        return Verdict.FULL_THOUGH_MISSED
    if low == high and filled in (_rounded(high, _WHOLE), _rounded(high, _TENTH)):
        return Verdict.ROUNDED
    if low == points and filled < points:
        return Verdict.FITS if line.explained else Verdict.BELOW_THOUGH_MET
    return Verdict.DIFFERS


def _rounded(number: Decimal, unit: Decimal) -> Decimal:
    return number.quantize(unit, ROUND_HALF_UP)
