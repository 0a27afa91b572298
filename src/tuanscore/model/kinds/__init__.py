"""One file per kind of document (类型): named by its ``KIND``, typed by its ``model_for``."""

from __future__ import annotations

from types import ModuleType

from tuanscore import registry


def all_by_name() -> dict[str, ModuleType]:
    """Return every kind of document by its 类型."""
    return registry.named("tuanscore.model.kinds", "KIND")
