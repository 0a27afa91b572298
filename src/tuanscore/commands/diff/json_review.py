"""What a change to a repository means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.diff import json_comparison as comparison
from tuanscore.commands.diff.change import Comparison
from tuanscore.commands.diff.review import Review, Reviewed, Standing, Unreadable
from tuanscore.faces.telling import picked
from tuanscore.scoring.tree import Outlook

if TYPE_CHECKING:
    from tuanscore.faces.telling import Json, Shape


def _card(card: Reviewed) -> Json:
    return {
        **picked(card, "name year file old_file|null=was"),
        "state": "added" if card.new else "removed" if card.removed else "changed",
        "changes": card.comparison.changes if card.comparison is not None else (),
        **picked(card, "with_template=inherited before after"),
    }


def _template(compared: Comparison) -> Json:
    return {"schema": comparison.SCHEMA, **picked(compared, comparison.SHAPES[Comparison])}


SCHEMA = "tuanscore.review/1"
SHAPES: dict[type, Shape] = {
    **comparison.SHAPES,
    Review: "old new sample templates cards unreadable",
    Comparison: _template,
    Reviewed: _card,
    Standing: "low high full rate_low rate_high grades year_end?",
    Outlook: "low high rate_low rate_high grades",
    Unreadable: "file side reason",
}
