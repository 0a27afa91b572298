"""What a repository hands out: documents with their models and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from tuanscore.model.base import Kind
from tuanscore.model.kinds.results import Results
from tuanscore.model.kinds.self_assessment import SelfAssessment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from typing_extensions import TypeIs

    from tuanscore.model.kinds.scorecard import Scorecard
    from tuanscore.model.kinds.template import Template
    from tuanscore.source.tree import Document


M_co = TypeVar("M_co", bound=Kind, covariant=True)
K = TypeVar("K", bound=Kind)


@dataclass(frozen=True)
class LoadedAs(Generic[M_co]):
    """A document of one kind that is valid by itself."""

    document: Document
    model: M_co


Loaded = LoadedAs[Kind]
"""A document of any kind."""
Report = LoadedAs[Results]
Assessment = LoadedAs[SelfAssessment]


def is_of(entry: Loaded | None, kind: type[K]) -> TypeIs[LoadedAs[K]]:
    """Say whether there is a document, and of this kind."""
    return entry is not None and isinstance(entry.model, kind)


def of(kind: type[K], entries: Iterable[Loaded | None]) -> list[LoadedAs[K]]:
    """Return those of some documents that are of a kind, in their order."""
    return [entry for entry in entries if is_of(entry, kind)]


@dataclass(frozen=True, slots=True)
class Card:
    """A whole scorecard: resolved, with the places of everything in it."""

    document: Document
    model: Scorecard
    template: str | None = None
    """The 名称 of the template it is an overlay on."""


@dataclass(frozen=True, slots=True)
class Base:
    """A template with its references expanded."""

    document: Document
    model: Template
    sound: bool
    """Whether cards can build on it."""
