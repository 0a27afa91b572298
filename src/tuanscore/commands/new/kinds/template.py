"""目标绩效指标模板: a year's base table, as a small one to build on or a copy of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.new import known
from tuanscore.commands.new.copying import copy
from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.request import Request, as_file_name, need
from tuanscore.commands.new.writing import fill, modeline, scalar
from tuanscore.model.kinds.template import KIND, Template
from tuanscore.shelf import BUILT_IN, TEMPLATES

if TYPE_CHECKING:
    from tuanscore.shelf import Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft", "small"]

NICKNAMES = ("模板",)
USES = ("year", "source")


def draft(request: Request, repository: Repository) -> Draft:
    """Draft a template; a built-in one of the same name gives way to it."""
    need(KIND, request.example("模板", name="乡镇团委-2026"), 模板名称=request.name)
    name = as_file_name(request.name or "", "模板名称")
    own = (e for e in repository.templates() if not e.document.file.startswith(BUILT_IN))
    known.refuse_second(next((e for e in own if e.model.label[0] == name), None), f"模板“{name}”")
    year = request.year_of(name)
    if request.source is None:
        return small(name, year)
    source = known.source(repository, request.source, None, KIND, Template)
    path = f"{TEMPLATES}/{name}.yaml"
    text = copy(repository, source, path, {"名称": name, "年度": year}, {})
    return Draft(path, text, (f"照抄 {source.document.file}，目标和条文要逐项核对",))


def small(name: str, year: int) -> Draft:
    """Return a small whole table that shows each kind of line there is."""
    path = f"{TEMPLATES}/{name}.yaml"
    values = {"名称": scalar(name), "年度": str(year), "模式": modeline(path).rstrip()}
    return Draft(path, fill("new/目标绩效指标模板.in", values))
