"""Two years of a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.diff import json_comparison as comparison
from tuanscore.commands.diff.years import Match, Years
from tuanscore.faces.telling import picked

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json


def _match(match: Match) -> Json:
    level = "item" if match.level == "条目" else "measure"
    return {"level": level, **picked(match, "old new similarity")}


SCHEMA = "tuanscore.years/1"
SHAPES = {**comparison.SHAPES, Years: "**comparison carried matches", Match: _match}
