"""From pydantic's errors to findings: in Chinese, at the place, with a cure."""

from __future__ import annotations

from collections.abc import Set
from difflib import SequenceMatcher, get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from tuanscore.finding import Finding
from tuanscore.model import codes
from tuanscore.model.card import MEASURE_TYPES, TAG, Measure
from tuanscore.source import cures
from tuanscore.source.tree import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails

    from tuanscore.finding import Route
    from tuanscore.source.tree import Document

_SHAPES = {
    "model_type": ("一组“键: 值”", "另起一行缩进写 键: 值"),
    "model_attributes_type": ("一组“键: 值”", "另起一行缩进写 键: 值"),
    "dict_type": ("一组“键: 值”", "另起一行缩进写 键: 值，或写 {键: 值}"),
    "tuple_type": ("一个列表", "每行以 “- ” 开头，或写 [甲, 乙]"),
    "list_type": ("一个列表", "每行以 “- ” 开头，或写 [甲, 乙]"),
    "string_type": ("一段文字", "只写一个值"),
}

SHORT_VALUES = {"考核点", "指标值", "完成"}
"""Keys below which values are short."""

_TARGETS = ("目标", "指标值")

MANY = 100
"""After so many findings of one document no close word is looked for: nobody reads on."""

_REFUSALS = {
    "not_target": codes.UNREADABLE_TARGET,
    "not_method": codes.UNKNOWN_METHOD,
    "lacks": codes.MISSING_KEY,
}


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the known word closest to this one, or an empty string."""
    words = {fold(k): k for k in _in_order(known)}
    folded = fold(word)
    if folded in words:
        return words[folded]
    near = get_close_matches(folded, words, n=8, cutoff=0.5)
    if near:  # keys of two characters are often equally close: the one that begins alike
        near.sort(key=[*words].index)  # of those as close the one that stands first in the model
        return words[max(near, key=lambda k: (_likeness(k, folded), k[0] == folded[0]))]
    inside = [k for k in words if len(folded) > 1 and (folded in k or k in folded)]
    return words[min(inside, key=len)] if inside else ""


def _in_order(words: Iterable[str]) -> list[str]:
    """Return words as they come; a set has no order that is the same in the next run."""
    return sorted(words) if isinstance(words, Set) else list(words)


def is_it(word: str, near: str) -> str:
    """Return the hint that a known word is meant, or nothing where none is near.

    What looks like the known word and is another is told by its code points.
    """
    if not near:
        return ""
    if near == word or fold(near) != fold(word):
        return f"是不是“{near}”？"
    written, known = (_code_points(one, other) for one, other in ((word, near), (near, word)))
    told = [f"写的有 {written}" if written else "", f"它有 {known}" if known else ""]
    apart = "，".join(filter(None, told))
    return f"是不是“{near}”？" + (f"看着像，字不同：{apart}。" if apart else "")


def _code_points(word: str, other: str) -> str:
    odd = dict.fromkeys(c for c in word if c not in other)
    return "、".join(f"U+{ord(c):04X}" + (f"（{c}）" if c.isprintable() else "") for c in odd)


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word, other).ratio()


def did_you_mean(word: str, known: Iterable[str], before: int = 0) -> str:
    """Return a hint that suggests a known word, or lists the known ones when none is close.

    ``before`` counts the document's findings so far; where they are `MANY`, there is no hint.
    """
    if before >= MANY:
        return ""
    names = _in_order(known)
    near = suggestion(word, names)
    if near:
        return is_it(word, near)
    if not names:
        return ""
    shown = "、".join(names[:12])
    return f"可用的有：{shown}" + (f" 等 {len(names)} 个" if len(names) > 12 else "")


def finding_for(error: ErrorDetails, document: Document, model: type[BaseModel]) -> Finding:
    """Turn one pydantic error into a finding."""
    route = route_of(error)
    kind = error["type"]
    context: dict[str, Any] = error.get("ctx", {})
    if kind == "missing":
        return _missing(route, document)
    if kind == "extra_forbidden":
        return _unknown_key(route, document, model, error["loc"])
    if kind in _SHAPES:
        value = error["input"]
        return _key_in_text(kind, route, value, document) or _shape(kind, route, value, document)
    if kind == "union_tag_invalid":
        tag = str(context["tag"]).removeprefix(TAG)
        place = document.place((*route, "计分"))
        hint = did_you_mean(tag, MEASURE_TYPES)
        return Finding(codes.UNKNOWN_METHOD, f"没有“{tag}”这种计分办法", place, hint)
    if kind == "too_short":
        return Finding(
            codes.MISSING_KEY, f"“{_name(route)}”是空的", document.place(route), "至少写一项"
        )
    if kind == "string_too_short":
        return Finding(
            codes.WRONG_VALUE, f"“{_name(route)}”是空的", document.place(route), "填上内容"
        )
    if kind == "not_numeric" and route[-1] not in _TARGETS:  # known once 分档 is
        written = document.get(route)
        route = (*route, *(key for key in _TARGETS if isinstance(written, dict) and key in written))
    code = _REFUSALS.get(kind, codes.WRONG_VALUE)
    message, hint = context.get("message"), context.get("hint", "")
    if message is None:  # an error of pydantic's own that no room here raises by itself
        message = f"值不合要求（{error['msg']}）"
    where = f"{_name(route)}：" if route else ""
    return Finding(code, f"{where}{message}", document.place(route), hint)


def route_of(error: ErrorDetails) -> Route:
    """Return the route in the document of what pydantic complains of."""
    return tuple(s for s in error["loc"] if not (isinstance(s, str) and s.startswith(TAG)))


def _name(route: Route) -> str:
    """Return the last key of a route, with a list entry counted as people count."""
    if not route:
        return "文件"
    last = route[-1]
    if isinstance(last, int):
        return f"{_name(route[:-1])}第 {last + 1} 项"
    return last


def is_misspelt(error: ErrorDetails, document: Document, model: type[BaseModel]) -> bool:
    """Say whether a key is missing only because it is misspelt, which is told at that key."""
    if error["type"] != "missing":
        return False
    route = route_of(error)
    present, known = document.get(route[:-1]), aliases_at(model, error["loc"])
    if not isinstance(present, dict):
        return False
    unknown = [key for key in present if key not in known]
    return any(suggestion(key, known) == route[-1] for key in unknown[:MANY])


def is_of_misspelt_method(error: ErrorDetails, document: Document, model: type[BaseModel]) -> bool:
    """Say whether a key is unknown only because 计分 is misspelt, which is told at that key."""
    route = route_of(error)
    if error["type"] != "extra_forbidden" or route[-1] not in _parameters():
        return False
    present, known = document.get(route[:-1]), aliases_at(model, error["loc"])
    if not isinstance(present, dict) or "计分" not in known or "计分" in present:
        return False
    return any(key not in known and suggestion(key, known) == "计分" for key in present)


@cache
def _parameters() -> set[str]:
    """Return every key that a measure may have, whatever its method."""
    return {f.alias or n for t in MEASURE_TYPES.values() for n, f in t.model_fields.items()}


def _missing(route: Route, document: Document) -> Finding:
    parent = route[:-1]
    where = f"“{_name(parent)}”里" if parent else ""
    hint = f"加上一行 “{route[-1]}: …”"
    return Finding(codes.MISSING_KEY, f"{where}缺少“{route[-1]}”", document.key_place(parent), hint)


def _unknown_key(
    route: Route, document: Document, model: type[BaseModel], location: Iterable[str | int]
) -> Finding:
    key = str(route[-1])
    place = document.key_place(route)
    if "：" in key:
        name = key.split("：", maxsplit=1)[0]
        hint = f"改成半角冒号加一个空格：“{name}: ”"
        return Finding(codes.UNKNOWN_KEY, f"“{name}”后面是全角冒号“：”", place, hint)
    hint = did_you_mean(key, aliases_at(model, location))
    return Finding(codes.UNKNOWN_KEY, f"不认识的键“{key}”", place, hint)


def _key_in_text(kind: str, route: Route, value: Any, document: Document) -> Finding | None:
    """Return the finding for a key without a blank after its colon, where a mapping should be."""
    place = document.place(route)
    below = isinstance(route[-1], int) or document.key_place(route).line < place.line
    if not isinstance(value, str) or "一组" not in _SHAPES[kind][0] or document.style(route):
        return None
    return cures.tight_colon(value, place) if below else None


def _shape(kind: str, route: Route, value: Any, document: Document) -> Finding:
    wanted, hint = _SHAPES[kind]
    if len(route) > 1 and route[-2] in SHORT_VALUES and isinstance(value, list):
        wanted, hint = f"一个值，或{wanted}", "只写一个值"
    place = document.place(route)
    if isinstance(value, str) and value.startswith("-"):
        hint = "“-”后面要有一个空格"
    elif isinstance(value, str) and "：" in value:
        hint = "全角冒号“：”不算冒号，改成半角冒号加一个空格"
    elif hint == "只写一个值" and isinstance(value, list) and [*map(type, value)] == [str]:
        hint = f"去掉方括号，只写一个值：“{_name(route)}: {value[0]}”"
    written = f"这里写的是“{value}”" if isinstance(value, str) else "这里写的不是"
    return Finding(codes.WRONG_SHAPE, f"“{_name(route)}”应当是{wanted}，{written}", place, hint)


def aliases_at(model: type[BaseModel], location: Iterable[str | int]) -> Mapping[str, Any]:
    """Return the keys that the mapping around the end of an error's location may have."""
    current: Any = model
    for step in list(location)[:-1]:
        current = _below(current, step)
        if current is None:
            return {}
    if not (isinstance(current, type) and issubclass(current, BaseModel)):
        return {}
    return {f.alias or name: f.annotation for name, f in current.model_fields.items()}


def _below(current: Any, step: str | int) -> Any:
    if isinstance(step, str) and step.startswith(TAG):
        return getattr(current, "by_method", {}).get(step.removeprefix(TAG))
    if isinstance(current, type) and issubclass(current, Measure | BaseModel):
        by_alias = {f.alias or n: f.annotation for n, f in current.model_fields.items()}
        return _model_in(by_alias[str(step)]) if step in by_alias else current
    if isinstance(current, tuple):  # a container: its entries' type
        return current[0]
    return None


def _model_in(annotation: Any) -> Any:
    """Return the model inside an annotation, wrapped in one tuple for each container around it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    origin = getattr(annotation, "__origin__", None)
    found = next((m for a in get_args(annotation) if (m := _model_in(a)) is not None), None)
    if found is None:
        return None
    return (found,) if origin in (tuple, list, dict) else found
