"""The printed texts of a document, for every check of wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.model.card import CardBody
from tuanscore.model.kinds.department import Department

if TYPE_CHECKING:
    from collections.abc import Sequence

SPEAKING = (CardBody, Department)
"""The kinds of documents that have sentences."""


def texts(model: CardBody | Department) -> Sequence[str]:
    """Return every text; fast, to ask first whether any needs a closer look."""
    return model.texts if isinstance(model, CardBody) else [text for _, text in model.sentences()]
