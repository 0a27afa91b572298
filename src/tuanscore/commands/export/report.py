"""The table of a year: one row for each measure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuanscore.finding import Finding


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of one organisation; what it has not is None. docs/参考/导出.md says it all."""

    kind: str
    organisation: str
    short_name: str
    year: int
    project: str | None
    code: str | None
    section: str | None
    category: str | None
    item: str | None
    measure: str
    level: str
    target: str | None
    comparator: str | None
    target_number: Decimal | None
    target_upper: Decimal | None
    unit: str | None
    actual: str | None
    actual_number: Decimal | None
    method: str | None
    points: Decimal | None
    score: Decimal | None
    low: Decimal | None
    high: Decimal | None
    state: str
    as_of: date | None
    sample: bool
    file: str | None
    line: int | None

    @property
    def values(self) -> list[str | int | Decimal | date | bool | None]:
        """Return what is in the columns, in their order."""
        return [getattr(self, name) for name in COLUMNS]


COLUMNS = tuple(field.name for field in fields(Row))
NUMBERS = tuple(f.name for f in fields(Row) if f.type == "Decimal | None")
"""The columns of exact numbers."""


@dataclass(frozen=True, slots=True)
class Export:
    """All rows of a year, in the order of the organisations' names and then as printed."""

    year: int
    rows: tuple[Row, ...]
    unscored: tuple[str, ...]
    """Files with errors, which have no rows."""
    findings: tuple[Finding, ...]
