"""A tree of texts → YAML, laid out as scorecards are: rows in blocks, short values in braces."""

from __future__ import annotations

from typing import Any

_ROWS = ("部分", "类别", "条目", "条目调整")
"""Keys whose entries stand in lines of their own, and theirs too."""
_LINES = ("考核点", "指标值")
"""Keys whose entries stand in lines of their own."""
_LAYOUT = (2, 4, 2)


def compose(tree: dict[str, Any]) -> str:
    """Return the text of a document; scalars are texts, quoted where they have to be."""
    from tuanscore.source import untyped

    yaml, document = untyped.load("类型: ''\n", _LAYOUT)
    del document["类型"]
    for key, value in tree.items():
        document[key] = _node(value, key, document)
    return untyped.dump(yaml, document)


def _node(value: Any, key: str, like: Any) -> Any:
    """Return a value under a key as ruamel lays it out."""
    if not value or isinstance(value, str):
        return _braced(value, like)
    if key in _LINES:
        return _mapping({name: _braced(part, like) for name, part in value.items()}, like)
    if key not in _ROWS:
        return _braced(value, like)
    if isinstance(value, dict):
        return _mapping({name: _row(part, like) for name, part in value.items()}, like)
    return [_row(part, like) for part in value]


def _row(value: Any, like: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return _mapping({key: _node(part, key, like) for key, part in value.items()}, like)


def _mapping(value: dict[str, Any], like: Any) -> Any:
    made = type(like)()
    made.update(value)
    return made


def _braced(value: Any, like: Any) -> Any:
    """Return a value that stands in one line, whatever it holds."""
    if isinstance(value, dict):
        made = _mapping({key: _braced(part, like) for key, part in value.items()}, like)
        made.fa.set_flow_style()
        return made
    return _flow_list(value, like) if isinstance(value, list) else value


def _flow_list(value: list[Any], like: Any) -> Any:
    from ruamel.yaml.comments import CommentedSeq

    made = CommentedSeq(_braced(part, like) for part in value)
    made.fa.set_flow_style()
    return made
