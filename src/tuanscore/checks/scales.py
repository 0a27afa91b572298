"""The 等次标准 that a document defines, for every check of grade bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.model.kinds.scheme import Scheme
from tuanscore.model.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.finding import Route
    from tuanscore.model.bands import Scale

DEFINING = (Settings, Scheme)
"""The documents that define 等次标准."""


def scales(model: Settings | Scheme) -> Iterator[tuple[Route, Scale]]:
    """Yield each 等次标准 with its route."""
    if isinstance(model, Settings):
        yield from ((("等次标准", name), scale) for name, scale in model.grade_scales.items())
    else:
        yield ("等次标准",), model.bounds
