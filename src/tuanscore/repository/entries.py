"""What a repository hands out: documents with their models and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuanscore.model.base import Kind
    from tuanscore.model.kinds.results import Results
    from tuanscore.model.kinds.scorecard import Overlay, Scorecard
    from tuanscore.model.kinds.self_assessment import SelfAssessment
    from tuanscore.model.kinds.template import Template
    from tuanscore.source.tree import Document


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document that is valid by itself."""

    document: Document
    model: Kind


@dataclass(frozen=True, slots=True)
class Card:
    """A whole scorecard: resolved, with the places of everything in it."""

    document: Document
    model: Scorecard
    template: str | None = None
    """The 名称 of the template it is an overlay on."""


@dataclass(frozen=True, slots=True)
class Report:
    """A 完成情况, valid by itself, with its places."""

    document: Document
    model: Results


@dataclass(frozen=True, slots=True)
class Assessment:
    """A 项目自评, valid by itself, with its places."""

    document: Document
    model: SelfAssessment


@dataclass(frozen=True, slots=True)
class Base:
    """A template with its references expanded."""

    document: Document
    model: Template
    sound: bool
    """Whether cards can build on it."""


def names_of(model: Overlay | Scorecard) -> set[str]:
    """Return every name an organisation may be called by in files."""
    return {model.org, model.short_name, *model.aliases, *model.former}
