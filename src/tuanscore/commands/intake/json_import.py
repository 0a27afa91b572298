"""What was read from papers, by the field's own words; and what went nowhere."""

from collections.abc import Mapping
from typing import Any

from tuanscore.commands.intake.drafting.writing import File
from tuanscore.commands.intake.meaning.recognised import Intake, Left, Recognised, Told, Value
from tuanscore.commands.intake.meaning.told import readings
from tuanscore.commands.intake.report import Import

SCHEMA = "tuanscore.import/1"


def _import(report: Import) -> dict[str, Any]:
    return {
        "tables": [_table(intake, table) for intake in report.intakes for table in intake.tables],
        "left": [_left(intake, left) for intake in report.intakes for left in intake.left],
        "files": report.written.files if report.written is not None else (),
    }


def _table(intake: Intake, table: Recognised) -> dict[str, Any]:
    return {
        "kind": table.kind,
        "title": table.title,
        **{key: _plain(value) for key, value in table.head.items()},
        "rows": [{key: _plain(value) for key, value in row.items()} for row in table.rows],
        "file": intake.file,
        "at": table.at,
        "cells": [
            {"row": row or None, "key": key, "at": told.at, "sure": told.sure.value}
            for row, key, told in readings(table)
            if told.at
        ],
    }


def _left(intake: Intake, left: Left) -> dict[str, Any]:
    return {"file": intake.file, "at": left.at, "why": left.why, "text": left.text}


def _plain(value: Value) -> Any:
    if isinstance(value, Told):
        return value.text
    if isinstance(value, Mapping):
        return {name: told.text for name, told in value.items()}
    return [told.text for told in value]


SHAPES = {Import: _import, File: "path kind label state why proposed"}
