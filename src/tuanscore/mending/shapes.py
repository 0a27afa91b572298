"""What the model wants at each part of a text: which type, which reader, which order of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, PlainValidator
from pydantic_core import PydanticCustomError

from tuanscore import methods
from tuanscore.grammar.scalars import refuse
from tuanscore.grammar.target import Target, TargetError, parse, parse_quantity
from tuanscore.model.card import MEASURE_TYPES, Measure
from tuanscore.model.kinds.project import Indicator
from tuanscore.model.kinds.results import Result
from tuanscore.source.spans import Entries, Pairs, Part, Scalar

Reader = Callable[..., Any]
_NAMING = ("编号", "小类", "名称", "单位", "预算单位", "简称", "别名", "曾用名")
_BY_CODE = "项目编码"
"""What names a report before the units that may stand beside it."""
_LAST = ("加分", "一票否决", "备注")
_ACTUAL = ("自评", "审核", "基数")
_QUANTITY = "quantity"


@dataclass(frozen=True, slots=True)
class Shaped:
    """A part with what is wanted there."""

    part: Part
    model: type[BaseModel] | None = None
    """Of a mapping with fixed keys: its type."""
    reader: Reader | None = None
    """Of a scalar that means a number, a day or a target: what reads it."""
    text: bool = False
    """Of a scalar: whether it is text that means nothing but itself."""
    key: str = ""
    """Of a value under a fixed key: the key."""


def walk(part: Part, annotation: Any, key: str = "") -> Iterator[Shaped]:
    """Yield a part and all below it with what the annotation wants there."""
    wanted = list(_variants(annotation))
    if isinstance(part, Scalar):
        yield _scalar(part, wanted, key)
    elif isinstance(part, Entries):
        within = next((get_args(w)[0] for w in wanted if get_origin(w) in (tuple, list)), None)
        for entry in part.entries:
            yield from walk(entry, within, key)
    else:
        yield from _pairs(part, wanted)


def _pairs(part: Pairs, wanted: list[Any]) -> Iterator[Shaped]:
    model = next((w for w in wanted if isinstance(w, type) and issubclass(w, BaseModel)), None)
    if model is None:
        within = next((get_args(w)[1] for w in wanted if get_origin(w) is dict), None)
        for _, value in part.entries:
            yield from walk(value, within)
        return
    if model is Measure:
        model = _measure(part)
    elif issubclass(model, Indicator):
        model = model.by_method.get(_written(part).get("计分", ""))
    yield Shaped(part, model)
    fields = _fields(model) if model is not None else {}
    for key, value in part.entries:
        actual = model is Result and key.value in _ACTUAL
        yield from walk(value, _QUANTITY if actual else fields.get(key.value), key.value)


def _written(part: Pairs) -> dict[str, str]:
    return {k.value: v.value for k, v in part.entries if isinstance(v, Scalar)}


def _measure(part: Pairs) -> type[BaseModel] | None:
    """Return the type of a measure: by its 计分, else by what its target decides."""
    written = _written(part)
    name = written.get("计分")
    if name is None:
        try:
            target = parse(written["目标"]) if "目标" in written else None
        except TargetError:
            return None
        name = methods.default_for(target)
    return MEASURE_TYPES.get(name)


def _scalar(part: Scalar, wanted: list[Any], key: str) -> Shaped:
    for want in wanted:
        if isinstance(want, PlainValidator):
            return Shaped(part, reader=want.func, key=key)
        if want is Measure:
            return Shaped(part, reader=_target, key=key)
        if want is Result or want == _QUANTITY:
            return Shaped(part, reader=_quantity, key=key)
    return Shaped(part, text=str in wanted, key=key)


def _variants(annotation: Any) -> Iterator[Any]:
    """Yield what an annotation allows, readers before the types they return."""
    origin = get_origin(annotation)
    if origin is Annotated:
        bare, *more = get_args(annotation)
        yield from (m for m in more if isinstance(m, PlainValidator))
        yield from _variants(bare)
    elif origin in (Union, UnionType):
        for argument in get_args(annotation):
            yield from _variants(argument)
    elif origin is not Literal and annotation not in (None, NoneType):
        yield annotation


@cache
def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """Return the annotation of each key, with the readers that pydantic keeps apart from it."""
    fields = {}
    for name, field in model.model_fields.items():
        annotation: Any = field.annotation
        for extra in field.metadata:
            annotation = Annotated[annotation, extra]
        fields[field.alias or name] = annotation
    return fields


@cache
def order(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a mapping in the order in which they are written.

    类型 comes first, then what names the thing, 年度, all else as the model tells it; what a card
    grants or forbids beside its 部分, and 备注, come last.
    """
    keys = list(_fields(model))
    if issubclass(model, Measure):
        own = _fields(Measure)
        keys.sort(key=lambda key: key not in own)
    rest = [key for key in keys if key not in ("类型", "年度", *_NAMING, *_LAST)]
    naming = [key for key in _NAMING if key in keys]
    if "类型" in keys and (not naming or rest[0] == _BY_CODE):
        naming = rest[:1]
        rest = [key for key in keys if key not in ("类型", "年度", *naming, *_LAST)]
    ends = [key for key in _LAST if key in keys]
    kind, year = ([key] if key in keys else [] for key in ("类型", "年度"))
    return (*kind, *naming, *year, *rest, *ends)


def _target(text: str) -> Target:
    try:
        return parse(text)
    except TargetError as error:
        raise refuse("not_target", error.reason, error.hint) from None


def _quantity(text: str) -> Any:
    try:
        quantity = parse_quantity(text)
    except TargetError as error:
        raise refuse("not_target", error.reason, error.hint) from None
    return quantity.number, quantity.unit


def understood(reader: Reader, text: str) -> Any:
    """Return what a reader makes of a text, the same for every spelling; None if it refuses."""
    try:
        value = reader(text)
    except PydanticCustomError:
        return None
    return value.canonical if isinstance(value, Target) else value
