"""预算项目绩效目标表: an empty form, or a copy of another project's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.new import known
from tuanscore.commands.new.copying import copy
from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.request import Request, as_line, need, stem_of
from tuanscore.commands.new.writing import fill, modeline, scalar
from tuanscore.model.kinds.project import KIND, Project, key_of
from tuanscore.shelf import CARDS

if TYPE_CHECKING:
    from tuanscore.shelf import LoadedAs, Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft"]

NICKNAMES = ("项目", "预算项目", "预算")
USES = ("year", "unit", "code", "title", "source", "source_year")


def draft(request: Request, repository: Repository) -> Draft:
    """Draft a project; the unit is that of the organisation's other projects."""
    name = (request.name or "").strip() or "城关"
    others = {"title": "团委活动经费", "unit": f"共青团{name}委员会本级"}
    need(KIND, request.example("项目", name=name, **others), 单位简称=request.name)
    org = known.organisation(repository, request.name or "")
    year = request.year or request.today.year
    source = _source(request, repository)
    title = request.title or (source.model.name if source is not None else None)
    unit = request.unit or org.budget_unit
    asked = {
        "预算单位全称（--unit）": unit,
        "项目名称（--name）": title,
    }
    told = zip(("unit", "title"), asked.values(), strict=True)
    missing = {field: others[field] for field, word in told if not (word or "").strip()}
    need(KIND, request.example("项目", **missing), **asked)
    code, name = (request.code or "").strip() or None, as_line(title or "", "项目名称")
    key = key_of(name, year, unit) if code is None else key_of(code, year)
    known.refuse_second(repository.find(key), f"项目 {code or name} {year} 年的绩效目标表")
    path = f"{CARDS}/{year}/{org.short_name}/{stem_of(code, name)}.yaml"
    values = {
        "预算单位": as_line(unit or "", "预算单位"),
        "简称": org.short_name,
        "项目名称": name,
    }
    if source is not None:
        changes = {**values, "项目编码": code, "年度": year, "年度依据": None, "样例": None}
        text = copy(repository, source, path, changes, {})
        return Draft(path, text, (f"照抄 {source.document.file}，预算和指标要逐项核对",))
    written = {key: scalar(value) for key, value in values.items()}
    coded = "" if code is None else f"项目编码: {scalar(code)}\n"
    more = {"年度": str(year), "模式": modeline(path).rstrip(), "编码": coded}
    return Draft(path, fill(f"new/{KIND}.in", written | more))


def _source(request: Request, repository: Repository) -> LoadedAs[Project] | None:
    """Return the project to be copied, if one is asked for."""
    if request.source is None and request.source_year is None:
        return None
    asked = request.source or request.name or ""
    return known.source(repository, asked, request.source_year, KIND, Project)
