"""What was budgeted and what was spent, as a whole and by source: exact 元 beside what is written.

Source of the rule: 预算执行率 = 全年执行数 ÷ 调整后全年预算数 (财预〔2020〕10号).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from tuanscore.grammar import rates
from tuanscore.grammar.amounts import in_unit
from tuanscore.model.funds import Part, Spent, Whole, whole
from tuanscore.scoring.cents import quotient

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tuanscore.model.kinds.self_assessment import Execution

_HUNDRED = Decimal(100)
INITIAL, BUDGET, SPENT = Spent.COLUMNS
RATED = (BUDGET, SPENT)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of funds: its amounts in 元, the rate in percent, and what is printed of it."""

    name: str
    depth: int
    """1 for a source, 2 for a part of one."""
    initial: Decimal | None
    budget: Decimal | None
    spent: Decimal | None
    rate: Decimal | None
    """None where nothing was budgeted, or nobody has said."""
    written: tuple[str, ...]
    """年初预算数, 全年预算数 and 全年执行数 as they are written."""
    stated: str
    """执行率 as it is written."""
    agrees: bool
    """Whether that is the rate, as far as there are both."""
    points: str
    score: str
    note: str


@dataclass(frozen=True, slots=True)
class Spending:
    """What was spent of the budget, in 元; ``rate`` in percent as it is printed."""

    initial: Decimal | None
    """None where nobody has said, as with the other two."""
    budget: Decimal | None
    spent: Decimal | None
    rate: Decimal | None
    """None where there is no budget to spend."""
    unit: str
    """What the document counts its money in."""
    from_parts: tuple[str, ...]
    """The amounts that are sums of the rows, as the whole says nothing or 0."""
    written: tuple[str, ...]
    """年初预算数, 全年预算数 and 全年执行数 of the whole as they are written."""
    stated: str
    """执行率 as it is written."""
    agrees: bool
    """Whether that is the rate, as far as there are both."""
    note: str
    rows: tuple[Row, ...]
    by_table: bool = False
    """Whether the budget is that of the table, as the 自评 says none."""

    def of(self, planned: Decimal | None) -> Spending:
        """Return it measured on the budget of the table, where the 自评 says none of its own."""
        if self.budget is not None or self.spent is None or not planned:
            return self
        rate = quotient(self.spent * _HUNDRED, planned)
        return replace(self, budget=planned, rate=rate, by_table=True)

    def told(self, yuan: Decimal) -> str:
        """Return an amount as the document counts it."""
        return str(yuan) if self.unit == "元" else f"{in_unit(yuan, self.unit)}{self.unit}"


def spending(execution: Execution, unit: str) -> Spending:
    """Return what a 自评 says of the money; ``unit`` is its 金额单位."""
    initial, budget, spent = totals = [execution.total(c, unit) for c in Spent.COLUMNS]
    pairs = zip(Spent.COLUMNS, totals, strict=True)
    return Spending(
        initial.yuan,
        budget.yuan,
        spent.yuan,
        _rate(budget, spent),
        unit,
        tuple(column for column, total in pairs if total.from_parts),
        _written(execution),
        execution.stated_rate or "",
        _agrees(execution, budget, spent),
        execution.note or "",
        tuple(_rows(execution, unit)),
    )


def _rows(execution: Execution, unit: str) -> Iterator[Row]:
    for name, source in execution.sources.items():
        yield _row(name, 1, source, [source.total(column, unit) for column in Spent.COLUMNS])
        for inner, part in source.parts.items():
            yield _row(inner, 2, part, [whole(part.own(c), (), unit) for c in Spent.COLUMNS])


def _row(name: str, depth: int, row: Part, totals: Sequence[Whole]) -> Row:
    initial, budget, spent = totals
    return Row(
        name,
        depth,
        initial.yuan,
        budget.yuan,
        spent.yuan,
        _rate(budget, spent),
        _written(row),
        row.stated_rate or "",
        _agrees(row, budget, spent),
        row.points or "",
        row.score or "",
        row.note or "",
    )


def _written(row: Spent) -> tuple[str, ...]:
    amounts = (row.own(column) for column in Spent.COLUMNS)
    return tuple("" if amount is None else amount.text for amount in amounts)


def _rate(budget: Whole, spent: Whole) -> Decimal | None:
    if not budget.yuan or spent.yuan is None:
        return None
    return quotient(spent.yuan * _HUNDRED, budget.yuan)


def _agrees(row: Spent, budget: Whole, spent: Whole) -> bool:
    if row.stated_rate is None or not budget.yuan or spent.yuan is None:
        return True
    return rates.agrees(row.stated_rate, 100 * Fraction(spent.yuan) / Fraction(budget.yuan))
