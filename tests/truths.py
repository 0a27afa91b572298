"""The truth beside an office file as what recognising gives, so that writing is tried by itself."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tuanscore.commands.intake.meaning.recognised import Intake, Recognised, Told, Value

DATA = Path(__file__).parent / "intake" / "data"
_ASIDE = {"kind", "title", "rows", "grid", "grid_of", "continues", "targets"}


def intake(name: str) -> Intake:
    """Return what the one file of the corpus holds whose name starts so."""
    (file,) = DATA.glob(f"{name}*.json")
    said: dict[str, Any] = json.loads(file.read_bytes())
    tables = [t for t in said["tables"] if "continues" not in t]
    return Intake(said["file"], tuple(map(table, tables)), ())


def table(said: Mapping[str, Any]) -> Recognised:
    """Return one table of a truth; what it says nothing of is left out."""
    at = said.get("title", "表")
    head = {key: _told(value, at) for key, value in said.items() if _is_head(key, value)}
    rows = (
        {key: _told(value, f"{at} 第{number}行") for key, value in row.items() if value is not None}
        for number, row in enumerate(said.get("rows", ()), 1)
    )
    return Recognised(said["kind"], said.get("title", ""), head, tuple(rows), at)


def _is_head(key: str, value: Any) -> bool:
    return key not in _ASIDE and value is not None and not key.endswith("_paragraphs")


def _told(value: Any, at: str) -> Value:
    if isinstance(value, list):
        return tuple(Told(str(one), at) for one in value)
    if isinstance(value, dict):
        return {key: Told(str(one), at) for key, one in value.items()}
    return Told(str(value), at)
