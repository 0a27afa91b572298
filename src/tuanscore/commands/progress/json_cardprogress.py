"""How far a card has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.progress import json_following as following
from tuanscore.commands.progress.card import CardProgress, Event
from tuanscore.faces.telling import picked

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json


def _progress(report: CardProgress) -> Json:
    return {
        **picked(report, "org short_name year title"),
        **following.followed(report),
        **picked(report, "events findings place"),
    }


SCHEMA = "tuanscore.progress/1"
SHAPES = {
    **following.SHAPES,
    CardProgress: _progress,
    Event: "kind name text as_of place",
}
