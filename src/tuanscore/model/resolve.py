"""Overlay + template → the tree of a whole scorecard, in which every value keeps its own place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tuanscore.finding import Finding, Route
from tuanscore.model import codes
from tuanscore.model.kinds.scorecard import DROP
from tuanscore.model.messages import did_you_mean
from tuanscore.source.tree import Document, Mapping, Sequence, empty

FindTemplate = Callable[[str], Document | None]
"""Returns the document of a template by its 名称, or None."""

_FROM_OVERLAY = ("类型", "单位", "简称", "别名", "曾用名", "年度", "备注")
_FROM_EITHER = ("标题", "总分", "等次标准", "计分方案", "评分人", "加分", "评优", "一票否决")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved(Document):
    """A whole scorecard, and the two documents that it was put together from."""

    overlay: Document
    template: Document

    def dropped(self, measure: str) -> Route:
        """Return where the overlay drops a measure of its template: an item, or its 考核点."""
        items = _items(self.template.root["部分"])
        name = next(n for n, (_, item) in items.items() if measure in item.get("考核点", ()))
        whole = self.overlay.root["条目调整"][name] == DROP
        return ("条目调整", name) if whole else ("条目调整", name, "考核点")


def resolve(overlay: Document, template: Document) -> tuple[Document, list[Finding]]:
    """Lay an overlay over its template; both must be valid by themselves.

    The findings name what the overlay changes and the template does not have.
    """
    findings: list[Finding] = []
    root = empty(overlay.root)
    for key in _FROM_OVERLAY:
        if key in overlay.root:
            root.put(key, overlay.root)
    for key in _FROM_EITHER:
        if key in overlay.root or key in template.root:
            root.put(key, overlay.root if key in overlay.root else template.root)
    _put_variables(root, overlay.root, template.root)
    root.put("部分", template.root)
    root["部分"] = _copy(template.root["部分"])
    items = _items(root["部分"])
    findings += _adjust(overlay, items)
    findings += _set_targets(overlay, items)
    return Resolved(overlay.file, root, overlay=overlay, template=template), findings


def expand(document: Document, find: FindTemplate) -> tuple[Document, list[Finding]]:
    """Put the lines of other templates where sections refer to them (引用)."""
    sections = document.root.get("部分")
    if not isinstance(sections, Sequence) or not any(
        isinstance(s, Mapping) and "引用" in s for s in sections
    ):
        return document, []
    findings = []
    root = document.root.copy()
    root["部分"] = expanded = _list_like(sections, [_copy_one(s) for s in sections])
    for index, section in enumerate(expanded):
        if not isinstance(section, Mapping) or "引用" not in section:
            continue
        name = section["引用"]
        target = find(name)
        source = _section_of(target, section.get("名称")) if target is not None else None
        if "类别" in section:
            place = document.key_place(("部分", index, "类别"))
            message = "写了 引用，又写了 类别，不知道照哪一个"
            findings.append(Finding(codes.NO_TEMPLATE, message, place, "只留一样"))
            continue
        if source is not None and "类别" in source:
            section.put("类别", source)
            continue
        message = f"引用的模板“{name}”找不到，或者有错误"
        hint = "检查 templates/ 下有没有这个 名称"
        if target is not None:
            message = f"引用的模板“{name}”里没有“{section.get('名称')}”的条目"
            hint = f"在 {target.file} 里找一找部分的 名称"
        place = document.place(("部分", index, "引用"))
        findings.append(Finding(codes.NO_TEMPLATE, message, place, hint))
    return Document(document.file, root, document.blocks), findings


def _section_of(document: Document, name: Any) -> Mapping | None:
    sections = [s for s in document.root.get("部分", []) if isinstance(s, Mapping)]
    same = [s for s in sections if s.get("名称") == name]
    return (same or sections)[0] if len(same or sections) == 1 else None


def _put_variables(root: Mapping, overlay: Mapping, template: Mapping) -> None:
    ours, theirs = overlay.get("变量"), template.get("变量")
    if theirs is None and ours is None:
        return
    root.put("变量", template if ours is None else overlay)
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        merged = theirs.copy()
        for key in ours:
            merged.put(key, ours)
        root["变量"] = merged


def _adjust(overlay: Document, items: dict[str, tuple[Sequence, Mapping]]) -> list[Finding]:
    findings: list[Finding] = []
    adjustments = overlay.root.get("条目调整") or {}
    for name, change in adjustments.items():
        if name not in items:
            place = overlay.key_place(("条目调整", name))
            hint = did_you_mean(name, items, len(findings))
            findings.append(Finding(codes.NO_ITEM, f"模板里没有条目“{name}”", place, hint))
            continue
        siblings, item = items[name]
        if change == DROP:
            _drop(siblings, item)
            del items[name]
            continue
        for key in change:
            if change[key] is None:
                continue  # the reader has reported that nothing is written there
            item.put(key, change)
            if key == "考核点":
                item[key] = item[key].copy()
    return findings


def _drop(siblings: Sequence, item: Mapping) -> None:
    index = next(i for i, sibling in enumerate(siblings) if sibling is item)
    del siblings[index]
    del siblings.marks[index]


def _set_targets(overlay: Document, items: dict[str, tuple[Sequence, Mapping]]) -> list[Finding]:
    targets = overlay.root.get("指标值")
    if not isinstance(targets, Mapping):
        return []
    holders = {
        name: item["考核点"] for _, item in items.values() for name in item.get("考核点", ())
    }
    findings: list[Finding] = []
    for name in targets:
        holder = holders.get(name)
        if holder is None:
            place = overlay.key_place(("指标值", name))
            hint = did_you_mean(name, holders, len(findings))
            message = f"这份评分表里没有考核点“{name}”"
            findings.append(Finding(codes.NO_MEASURE, message, place, hint))
        else:
            _override(holder, name, targets)
    return findings


def _override(holder: Mapping, name: str, targets: Mapping) -> None:
    old, new = holder[name], targets[name]
    if isinstance(old, str) and isinstance(new, str):
        holder.put(name, targets)
        return
    merged = _long(old, holder, name)
    ours = _long(new, targets, name)
    for key in ours:
        merged.put(key, ours)
    holder.put(name, targets)
    holder[name] = merged


def _long(value: Any, holder: Mapping, name: str) -> Mapping:
    """Return the long form of a measure: its target under 目标."""
    if isinstance(value, Mapping):
        return value.copy()
    mapping = empty(holder)
    if value is not None:
        mapping.put("目标", holder, name)
    return mapping


def _items(sections: Sequence) -> dict[str, tuple[Sequence, Mapping]]:
    """Return each item by its 编号, with the list it stands in."""
    return {
        item["编号"]: (category["条目"], item)
        for section in sections
        for category in section.get("类别", ())
        for item in category["条目"]
    }


def _copy(node: Any) -> Any:
    """Copy containers, not scalars, and keep every place."""
    if isinstance(node, Mapping):
        twin = node.copy()
        for key, value in twin.items():
            if not isinstance(value, str):
                twin[key] = _copy(value)
        return twin
    if isinstance(node, Sequence):
        return _list_like(node, [_copy(value) for value in node])
    return node


def _copy_one(node: Any) -> Any:
    return node.copy() if isinstance(node, Mapping) else node


def _list_like(like: Sequence, values: list[Any]) -> Sequence:
    twin = Sequence(values)
    twin.mark, twin.marks = like.mark, list(like.marks)
    return twin
