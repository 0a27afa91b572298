"""All values of what was recognised, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tuanscore.commands.intake.meaning.recognised import Recognised, Told, Value


class Reading(NamedTuple):
    """One value, and what it stands for."""

    row: int
    """Which line of the table, from 1; 0 for its head."""
    key: str
    told: Told


def readings(table: Recognised) -> Iterator[Reading]:
    """Yield every value of a table with its key, the head first."""
    for row, values in enumerate((table.head, *table.rows)):
        for key, value in values.items():
            for told in each(value):
                yield Reading(row, key, told)


def each(value: Value) -> tuple[Told, ...]:
    """Return the values that stand under one key."""
    if isinstance(value, Told):
        return (value,)
    return tuple(value.values()) if isinstance(value, Mapping) else value
