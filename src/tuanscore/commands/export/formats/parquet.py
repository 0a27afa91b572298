"""Parquet: every column with its type, numbers exact."""

from __future__ import annotations

import io
from dataclasses import fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import parquet

from tuanscore.commands.export.report import NUMBERS, Row

if TYPE_CHECKING:
    from tuanscore.commands.export.report import Export

PLACES = 6
"""How many places a number has; one with more is rounded."""
_LAST = Decimal(1).scaleb(-PLACES)
_MOST = Decimal(10) ** (38 - PLACES)
_TYPES = {
    "str": pa.string(),
    "str | None": pa.string(),
    "int": pa.int32(),
    "int | None": pa.int32(),
    "bool": pa.bool_(),
    "date | None": pa.date32(),
    "Decimal | None": pa.decimal128(38, PLACES),
}


def write(report: Export) -> bytes:
    """Return the table as the bytes of a Parquet file."""
    schema = pa.schema([(f.name, _TYPES[str(f.type)]) for f in fields(Row)])
    columns = {
        name: [_exact(getattr(row, name), name) for row in report.rows] for name in schema.names
    }
    file = io.BytesIO()
    parquet.write_table(pa.table(columns, schema=schema), file)
    return file.getvalue()


def _exact(value: Any, name: str) -> Any:
    if name not in NUMBERS or value is None:
        return value
    return value.quantize(_LAST) if abs(value) < _MOST else None
