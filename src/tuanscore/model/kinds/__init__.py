"""One file per kind of document (类型): named by its ``KIND``, typed by its ``model_for``."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from tuanscore import registry

if TYPE_CHECKING:
    from tuanscore.model.base import Kind


def all_by_name() -> dict[str, ModuleType]:
    """Return every kind of document by its 类型."""
    return registry.named("tuanscore.model.kinds", "KIND")


def models() -> dict[str, type[Kind]]:
    """Return the model of a whole document of every kind by its 类型."""
    return {kind: module.model_for({}) for kind, module in all_by_name().items()}
