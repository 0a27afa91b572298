"""A tree of texts → YAML, laid out as scorecards are: rows in blocks, short values in braces."""

from __future__ import annotations

from typing import Any

_ROWS = ("部分", "类别", "条目", "条目调整", "分组目标", "职责")
"""Keys whose entries stand in lines of their own, and theirs too."""
_RECORDS = ("长期目标", "职责分类绩效目标", "年度发展规划目标", "工作保障措施", "执行", "其他栏目")
"""Keys of one mapping whose keys stand in lines of their own."""
_LINES = ("考核点", "指标值", "完成", "绩效目标", "调整绩效目标", "内容", "资金来源", "绩效标准")
"""Keys whose entries stand in lines of their own."""
_LEVELS = "绩效指标"
"""The key of rows by 一级指标 and 二级指标, each row in one line."""
_WIDEST = 140
"""Characters of a row in braces; a longer one has a line for each of its keys."""
_LAYOUT = (2, 4, 2)


def compose(tree: dict[str, Any]) -> str:
    """Return the text of a document; scalars are texts, quoted where they have to be."""
    from tuanscore.source import untyped

    yaml, document = untyped.load("类型: ''\n", _LAYOUT)
    del document["类型"]
    for key, value in tree.items():
        document[key] = _node(value, key, document)
    return untyped.dump(yaml, document)


def braced(value: Any) -> Any:
    """Return a mapping or a list that stands in one line of a file which is rewritten."""
    from tuanscore.source import untyped

    return _braced(value, untyped.load("类型: ''\n", _LAYOUT)[1])


def _node(value: Any, key: str, like: Any) -> Any:
    """Return a value under a key as ruamel lays it out."""
    if not value or isinstance(value, str):
        return _braced(value, like)
    if key in _RECORDS:
        return _row(value, like)
    if key == _LEVELS:
        return _levels(value, like)
    if key in _LINES and isinstance(value, list):
        return value
    if key in _LINES:
        return _mapping({name: _braced(part, like) for name, part in value.items()}, like)
    if key not in _ROWS:
        return _braced(value, like)
    if isinstance(value, dict):
        return _mapping({name: _row(part, like) for name, part in value.items()}, like)
    return [_row(part, like) for part in value]


def _levels(value: Any, like: Any) -> Any:
    if isinstance(value, dict):
        return _mapping({name: _levels(part, like) for name, part in value.items()}, like)
    return [_row(row, like) if _is_long(row) else _braced(row, like) for row in value]


def _is_long(row: dict[str, Any]) -> bool:
    return sum(len(f"{key}: {part}, ") for key, part in row.items()) > _WIDEST


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
