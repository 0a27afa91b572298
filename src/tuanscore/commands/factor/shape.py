"""A whole card taken apart: what no overlay can change, what it can, and its items."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tuanscore.source.tree import Mapping, Sequence

if TYPE_CHECKING:
    from tuanscore.finding import Place, Route
    from tuanscore.source.tree import Document

Spot = tuple[int, int]
"""Which 部分 and which 类别 in it, counted from 0."""

_OWN = ("单位", "简称", "别名", "曾用名")
_TOP = ("总分", "等次标准", "计分方案", "加分", "一票否决")
USUAL_TITLE = "{单位}{年度}年度目标绩效指标"
_FREE = ("分值", "备注")
"""Keys of an item that an overlay can put there and cannot take away."""


@dataclass(frozen=True, slots=True)
class Item:
    """One 条目 as it was written: texts by their keys, and the measures in their order."""

    id: str
    texts: dict[str, str]
    """内容, 小类, 分值 and 备注, where they are written."""
    measures: dict[str, Any]
    """Each target as a text, or the long form of the measure."""

    @property
    def text(self) -> str:
        """Its 内容."""
        return self.texts["内容"]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its measures."""
        return tuple(self.measures)

    @property
    def key(self) -> str:
        """The same for items that say the same."""
        return written([sorted(self.texts.items()), self.measures])

    def tree(self) -> dict[str, Any]:
        """Return it as it is written in a template."""
        order = ("小类", "内容", "分值", "备注")
        texts = {key: self.texts[key] for key in order if key in self.texts}
        remark = {"备注": texts.pop("备注")} if "备注" in texts else {}
        measures = {"考核点": self.measures} if self.measures else {}
        return {"编号": self.id, **texts, **measures, **remark}


@dataclass(frozen=True, slots=True)
class Shape:
    """One whole card."""

    document: Document
    year: str
    own: dict[str, Any]
    """单位, 简称, 别名 and 曾用名: what only this card says."""
    remark: str
    title: str
    variables: dict[str, str]
    frame: dict[str, Any]
    """All that an overlay leaves as it is: what stands at the top, and 部分 without their items."""
    items: dict[str, Item] = field(default_factory=dict)
    spots: dict[Spot, list[str]] = field(default_factory=dict)
    """The 编号 in each 类别, as printed."""

    @property
    def file(self) -> str:
        """The file it stands in."""
        return self.document.file

    def route(self, name: str) -> Route:
        """Return the way to one of its items."""
        s, c = next(spot for spot, ids in self.spots.items() if name in ids)
        return ("部分", s, "类别", c, "条目", self.spots[s, c].index(name))

    def place(self, name: str) -> Place:
        """Return where one of its items stands."""
        return self.document.place(self.route(name))


def read(document: Document) -> Shape:
    """Take the expanded document of a sound card apart."""
    root = plain(document.root)
    top = {key: root[key] for key in _TOP if key in root}
    shape = Shape(
        document=document,
        year=root["年度"],
        own={key: root[key] for key in _OWN if root.get(key)},
        remark=root.get("备注") or "",
        title=root.get("标题") or USUAL_TITLE,
        variables=root.get("变量") or {},
        frame={**top, "部分": [_bare(section) for section in root["部分"]]},
    )
    for s, section in enumerate(root["部分"]):
        for c, category in enumerate(section.get("类别") or ()):
            shape.spots[s, c] = [entry["编号"] for entry in category["条目"]]
            shape.items.update({entry["编号"]: item(entry) for entry in category["条目"]})
    return shape


def item(entry: dict[str, Any]) -> Item:
    """Return an item from its plain tree."""
    texts = {k: v for k, v in entry.items() if k in ("内容", "小类", *_FREE)}
    measures = {name: _short(value) for name, value in (entry.get("考核点") or {}).items()}
    return Item(entry["编号"], texts, measures)


def whole(document: Document) -> dict[str, Any]:
    """Return the expanded document of a card as it is written without a template.

    What is 引用 stays so.
    """
    root = plain(document.root)
    sections = [
        {key: value for key, value in section.items() if key != "类别"}
        if "引用" in section
        else section
        for section in root.pop("部分")
    ]
    ends = {key: root.pop(key) for key in ("加分", "一票否决", "备注") if key in root}
    return {**root, "部分": sections, **ends}


def written(value: Any) -> str:
    """Return a text that is the same for trees that are, the order of keys included."""
    return json.dumps(value, ensure_ascii=False)


def _bare(section: dict[str, Any]) -> dict[str, Any]:
    """Return a 部分 without its items."""
    categories = [
        {key: value for key, value in category.items() if key != "条目"}
        for category in section.get("类别") or ()
    ]
    return {**section, "类别": categories} if categories else section


def _short(value: Any) -> Any:
    """Return the short form of a measure, where it has one."""
    return value["目标"] if isinstance(value, dict) and [*value] == ["目标"] else value


def plain(node: Any) -> Any:
    """Return a tree without its places."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [plain(value) for value in node]
    return node
