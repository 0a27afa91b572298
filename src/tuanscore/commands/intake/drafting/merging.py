"""What was read, put into a file that is there: only what means something else is changed.

Lists of named rows are matched by their names. Keys that the paper does not print stay, and so do
values that are written otherwise and mean the same.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from tuanscore.grammar.target import TargetError, parse
from tuanscore.source.rewrite import rewrite

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_NAMES = ("编号", "名称", "目标", "职责描述", "指标")
"""Keys by which the rows of a list are told apart."""
_OWN = ("自评", "目标")
"""Keys of what may be written as one value."""


def merge(data: bytes, tree: Mapping[str, Any], whole: Collection[str] = ()) -> bytes:
    """Return a file with what a tree says; what is under a key of ``whole`` it says completely.

    Raises TuanscoreError for a file that YAML cannot read.
    """
    return rewrite(data, lambda document: _into(document, tree, whole))


def _into(document: Any, tree: Mapping[str, Any], whole: Collection[str]) -> None:
    for key in [key for key in document if key in whole and key not in tree]:
        del document[key]
    for key, value in tree.items():
        old, below = document.get(key), [*value] if key in whole else whole
        if same(old, value, below) and not (key in whole and _more(old, value)):
            continue
        if isinstance(old, dict) and isinstance(value, dict):
            for name in _more(old, value) if key in whole else ():
                del old[name]
            _into(old, value, below)
        elif isinstance(old, dict) and isinstance(value, str) and (main := _main(old)):
            old[main] = value
        elif isinstance(old, list) and isinstance(value, list):
            _listed(old, value, whole)
        else:
            document[key] = value


def _more(old: Any, new: Any) -> list[str]:
    """Return the keys that a mapping has and the new one has not."""
    both = isinstance(old, dict) and isinstance(new, dict)
    return [name for name in old if name not in new] if both else []


def _main(old: Any) -> str | None:
    return next((key for key in _OWN if key in old), None)


def _listed(old: list[Any], new: list[Any], whole: Collection[str]) -> None:
    """Make a list the new one, each row that was there changed in its place."""
    known = {name: row for row in old if (name := _name(row)) is not None}
    rows = []
    for row in new:
        mine = known.pop(_name(row), None)
        if isinstance(mine, dict) and isinstance(row, dict):
            _into(mine, row, whole)
        rows.append(row if mine is None else mine)
    if [id(row) for row in rows] != [id(row) for row in old]:
        old[:] = rows


def _name(row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    return next((row[key] for key in _NAMES if row.get(key)), None)


def same(old: Any, new: Any, whole: Collection[str] = ()) -> bool:
    """Say whether two parts of a file say the same, as far as the new one says anything."""
    if isinstance(new, dict):
        if not isinstance(old, dict):
            main = _main(new)
            alone = main is not None and [*new] == [main]
            return alone and old is not None and same(old, new[main])
        if any(key in whole and key not in new for key in old):
            return False
        return all(
            key in old
            and not (key in whole and _more(old[key], value))
            and same(old[key], value, [*value] if key in whole else whole)
            for key, value in new.items()
        )
    if isinstance(new, list):
        if not isinstance(old, list) or len(old) != len(new):
            return False
        return all(same(a, b, whole) for a, b in zip(old, new, strict=True))
    if isinstance(old, dict):
        return (main := _main(old)) is not None and same(old[main], new)
    return old is not None and not isinstance(old, list) and _folded(old) == _folded(new)


def _folded(text: Any) -> Any:
    """Return a text as it is compared: a number by its value, a target by its meaning."""
    plain = "".join(normalize("NFKC", str(text)).split())
    try:
        return Decimal(plain.replace(",", "").removesuffix("元").removesuffix("分"))
    except InvalidOperation:
        pass
    try:
        target = parse(plain)
    except TargetError:
        return plain
    return target.canonical if target.number is not None else plain
