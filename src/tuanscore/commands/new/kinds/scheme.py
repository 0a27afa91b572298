"""计分方案: a copy of one that exists, under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.request import Request, as_file_name, need
from tuanscore.commands.new.writing import modeline, scalar
from tuanscore.errors import NotFoundError, TuanscoreError
from tuanscore.model.kinds.scheme import DEFAULT, KIND
from tuanscore.shelf import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from tuanscore.shelf import Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft"]

NICKNAMES = ("方案",)
USES = ("year", "source")


def draft(request: Request, repository: Repository) -> Draft:
    """Draft a scheme with the parts of another, whose basis is still to be written."""
    need(KIND, request.example("方案", name="本市项目自评"), 方案名称=request.name)
    name = as_file_name(request.name or "", "方案名称")
    known = {scheme.name: scheme for scheme in repository.schemes()}
    if name in known:
        raise TuanscoreError(f"计分方案“{name}”已经有了，没有改动", "换一个名称")
    source = known.get(request.source or DEFAULT)
    if source is None:
        raise NotFoundError(f"没有计分方案“{request.source}”", "可以写：" + "、".join(known))
    path = f"{SCHEMES}/{name}.yaml"
    text = (
        f"{modeline(path)}类型: {KIND}\n名称: {scalar(name)}\n年度: {request.year_of(name)}\n"
        f"依据: 待填（方案出自哪份文件）\n"
        f"满分: {source.full}       # 各项分值加起来等于满分\n"
        f"分值: {_mapping(source.weights)}\n"
        f"等次标准: {_mapping(source.bounds)}       # 各等次的下限（百分数，含下限）\n"
    )
    return Draft(path, text, (f"分值和等次照抄“{source.name}”，按文件改",))


def _mapping(numbers: Mapping[str, Decimal]) -> str:
    return "{" + ", ".join(f"{scalar(name)}: {number}" for name, number in numbers.items()) + "}"
