"""How people call a value in a document: by the names on its way, without the scaffolding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tuanscore.commands.merge.identity import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable

Keys = tuple[str, ...]
"""The keys on the way to a value; an empty one for each entry of a list."""

SHORT_FORMS = {"考核点": "目标", "指标值": "目标", "完成": "自评"}
"""Mappings whose values may be a word alone, and what that word is in the long form."""

_SCAFFOLDING = ("部分", "类别", "条目", "考核点")
_NAMES = (*KEYS, "指标")
_LONGEST = 16


def full_name(names: Iterable[str]) -> str:
    """Return the whole name of a value, such as ``职能指标·西部计划·西部计划志愿者``."""
    return "·".join(name for name in names if name)


def word_for(keys: Keys) -> str | None:
    """Return what a word alone at this place stands for, such as 目标 below 考核点."""
    return SHORT_FORMS.get(keys[-2]) if len(keys) > 1 else None


def step(key: str, keys: Keys) -> str:
    """Return what a key adds to the name of the mapping at this place; often nothing."""
    return "" if key in _SCAFFOLDING or key == word_for(keys) else key


def name_key(values: Any) -> str | None:
    """Return the key under which an entry of a list has its name; None where it has none."""
    if not isinstance(values, dict):
        return None
    return next((key for key in _NAMES if isinstance(values.get(key), str)), None)


def entry(values: Any) -> str:
    """Return what an entry of a list is called; empty for one that has no name."""
    key = name_key(values)
    return "" if key is None else shortened(values[key])


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
