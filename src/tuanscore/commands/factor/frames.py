"""Where the parts of two cards differ that no overlay can change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore.commands.factor.shape import written

if TYPE_CHECKING:
    from tuanscore.commands.factor.shape import Shape
    from tuanscore.finding import Place, Route

_NAMES = ("名称", "事项")


def against(card: Shape, usual: Shape) -> tuple[str, Place] | None:
    """Return the first difference and where it stands in the card; None where there is none."""
    if written(card.frame) == written(usual.frame):
        return None
    route, reason = _first(card.frame, usual.frame, ())
    return reason, card.document.place(route)


def _first(mine: Any, theirs: Any, route: Route) -> tuple[Route, str]:
    """Return where two trees that differ part, and in which way."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        for key in {**mine, **theirs}:
            if key not in theirs:
                return (*route, key), f"{_called(mine, key)}别的表没有"
            if key not in mine:
                return route, f"没有{_called(theirs, key)}，别的表有"
            if written(mine[key]) != written(theirs[key]):
                return _below(mine, theirs, key, route)
        return route, "键的先后和别的表不一样"
    if isinstance(mine, list) and isinstance(theirs, list):
        for index, (one, other) in enumerate(zip(mine, theirs, strict=False)):
            if written(one) != written(other):
                return _first(one, other, (*route, index))
        return route, f"有 {len(mine)} 项，别的表有 {len(theirs)} 项"
    return route, f"是“{_said(mine)}”，别的表是“{_said(theirs)}”"


def _below(mine: Any, theirs: Any, key: str, route: Route) -> tuple[Route, str]:
    at, reason = _first(mine[key], theirs[key], (*route, key))
    if at == (*route, key):  # the value itself, not something in it
        return at, f"{_called(mine, key)}{reason}"
    return at, reason


def _called(parent: dict[str, Any], key: str) -> str:
    name = next((parent[k] for k in _NAMES if k in parent and k != key), None)
    return f"“{name}”的{key}" if name else f"“{key}”"


def _said(value: Any) -> str:
    return value if isinstance(value, str) else written(value)
