"""Funds by source: what was budgeted and what was spent, as a whole and row by row.

Which sources there are and how they are called is up to the document: 当年财政拨款, 上年结转资金,
中央补助, 市县资金. A row may have parts of its own (其中).
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, ClassVar, NamedTuple

from pydantic import BeforeValidator, Field
from pydantic.config import JsonDict

from tuanscore.finding import Route
from tuanscore.grammar.amounts import Amount
from tuanscore.grammar.scalars import Money, Text
from tuanscore.model.base import Entry


class Whole(NamedTuple):
    """What a row comes to, in 元; None where neither it nor any of its parts says."""

    yuan: Decimal | None
    from_parts: bool = False
    """Whether its parts say so, and it says nothing or 0."""


class FundRow(NamedTuple):
    """A row that may have parts: by column what it says, and what each of its parts does, in 元."""

    name: str
    route: Route
    columns: Mapping[str, tuple[Amount | None, Sequence[Decimal | None]]]


def whole(own: Amount | None, parts: Iterable[Decimal | None], unit: str) -> Whole:
    """Return what a row comes to: what it says, unless its parts hold money and it does not."""
    said = None if own is None else own.yuan(unit)
    known = [part for part in parts if part is not None]
    if said or not known or (said is not None and not any(known)):
        return Whole(said)
    return Whole(sum(known, Decimal(0)), from_parts=True)


def _yuan(amount: Amount | None, unit: str) -> Decimal | None:
    return None if amount is None else amount.yuan(unit)


class Spent(Entry, title="资金"):
    """One row of funds; what is not written, blank or a dash is not said."""

    COLUMNS: ClassVar = ("年初预算数", "全年预算数", "全年执行数")

    initial: Money | None = Field(None, alias="年初预算数", description="年初批复的预算")
    budget: Money | None = Field(None, alias="全年预算数", description="调整后的全年预算")
    spent: Money | None = Field(None, alias="全年执行数", description="实际支出")
    stated_rate: Text | None = Field(
        None, alias="执行率", description="表上印的执行率，如 94%，校验时重新计算核对"
    )
    note: Text | None = Field(None, alias="说明", description="执行率低、预算调整等的原因")

    def own(self, column: str) -> Amount | None:
        """Return the amount of a column as it is written in this row."""
        amounts = zip(self.COLUMNS, (self.initial, self.budget, self.spent), strict=True)
        return dict(amounts)[column]


_ROW: JsonDict = {"type": ["object", "null"]}


class Part(Spent, title="其中", json_schema_extra=_ROW):
    """A part of a source: a level of government, a kind of money."""

    points: Text | None = Field(None, alias="分值", description="表上印的，如 —")
    score: Text | None = Field(None, alias="得分", description="表上印的，如 —")


def _blank(value: Any) -> Any:
    return {} if value is None or value == "" else value


AnyPart = Annotated[Part, BeforeValidator(_blank)]
"""A row; one without any amount may be left empty."""


class Source(Part, title="资金来源", json_schema_extra=_ROW):
    """One source of funds."""

    parts: dict[Text, AnyPart] = Field(
        default_factory=dict, alias="其中", description="这一行自己的各部分"
    )

    def total(self, column: str, unit: str) -> Whole:
        """Return what a column of this row comes to, in 元."""
        return whole(self.own(column), self.inner(column, unit), unit)

    def inner(self, column: str, unit: str) -> list[Decimal | None]:
        """Return what each of its parts says in a column, in 元."""
        return [_yuan(part.own(column), unit) for part in self.parts.values()]


AnySource = Annotated[Source, BeforeValidator(_blank)]

_GRANT: JsonDict = {"type": ["string", "number", "object", "null"]}
"""What `_amount` reads: an amount alone, or one with parts."""


class Grant(Entry, title="资金来源", json_schema_extra=_GRANT):
    """How much a project gets from one source."""

    amount: Money | None = Field(None, alias="金额", description="一共多少")
    parts: dict[Text, Money | None] = Field(
        default_factory=dict, alias="其中", description="其中各部分，如 {上级财政资金: 600.00}"
    )

    def total(self, unit: str) -> Whole:
        """Return what this source comes to, in 元."""
        return whole(self.amount, self.inner(unit), unit)

    def inner(self, unit: str) -> list[Decimal | None]:
        """Return what each of its parts says, in 元."""
        return [_yuan(part, unit) for part in self.parts.values()]


def _amount(value: Any) -> Any:
    return {"金额": value} if value is None or isinstance(value, str) else value


AnyGrant = Annotated[Grant, BeforeValidator(_amount)]
