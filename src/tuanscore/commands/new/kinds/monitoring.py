"""绩效运行监控表: every indicator of a project, to be filled in at mid-year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from tuanscore.commands.new import known
from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.kinds.results import suffix, until, year_of
from tuanscore.commands.new.request import Request, fit_for_file_name, need
from tuanscore.commands.new.writing import modeline, scalar
from tuanscore.model.kinds.monitoring import KIND, LIKELY, REASONS
from tuanscore.model.kinds.project import KIND as PROJECT
from tuanscore.model.kinds.project import Project
from tuanscore.shelf import CARDS, lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.shelf import Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft"]

NICKNAMES = ("监控",)
USES = ("year", "as_of")

_FUNDS = """\
# 执行:
#   年初预算数:
#   执行数:
#   全年预计执行数:
"""
_ROW = (
    "执行情况:",
    "全年预计完成情况:",
    f"偏差原因: []  # {'、'.join(REASONS)}，可以几样",
    "原因说明:",
    f"完成可能性:  # {'、'.join(LIKELY)}",
)


def draft(request: Request, repository: Repository) -> Draft:
    """Draft a table of the latest project of this code, name or organisation."""
    code = next(iter(lookup.project_names(repository)), "130303210YA09YBACA1M9")
    need(KIND, request.example("监控", name=code), 项目=request.name)
    year = year_of(request, repository, PROJECT)
    entry = known.source(repository, request.name or "", year, PROJECT, Project)
    model = entry.model
    as_of = request.as_of or until(model.year, request.today)
    stem = f"{fit_for_file_name(model.name)}.监控{suffix(model.year, as_of)}"
    path = f"{CARDS}/{model.year}/{fit_for_file_name(model.owner.short_name)}/{stem}.yaml"
    head = f"# 填一项，就去掉那一行的“# ”。目标见 {entry.document.file}\n类型: {KIND}\n"
    head += f"年度: {model.year}\n项目名称: {scalar(model.name)}\n"
    head += f"预算单位: {scalar(model.unit)}\n截至: {as_of}\n"
    body = "\n".join(_rows(model))
    return Draft(path, f"{modeline(path)}{head}{_FUNDS}绩效指标:\n{body}\n")


def _rows(model: Project) -> Iterator[str]:
    for first, lines in groupby(model.lines, key=lambda line: line[0]):
        yield f"  {scalar(first)}:"
        for second, rows in groupby(lines, key=lambda line: line[1]):
            yield f"    {scalar(second)}:"
            for _, _, _, row in rows:
                yield f"      - 名称: {scalar(row.name)}"
                if row.target.text:
                    yield f"        指标值: {scalar(row.target.text)}"
                yield from (f"        # {key}" for key in _ROW)
