"""项目自评: a self-assessment with every indicator of the project waiting to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.new import known
from tuanscore.commands.new.draft import Draft
from tuanscore.commands.new.kinds.results import HEAD, blank, suffix, until, year_of
from tuanscore.commands.new.request import Request, as_file_name, need, stem_of
from tuanscore.commands.new.writing import lines, modeline, scalar
from tuanscore.errors import TuanscoreError
from tuanscore.model import indicators
from tuanscore.model.kinds.project import KIND as PROJECT
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.self_assessment import KIND
from tuanscore.shelf import CARDS, lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tuanscore.shelf import Repository

__all__ = ["KIND", "NICKNAMES", "USES", "draft"]

NICKNAMES = ("自评",)
USES = ("year", "as_of")


def draft(request: Request, repository: Repository) -> Draft:
    """Draft a self-assessment of the latest project of this code, name or organisation."""
    code = next(iter(lookup.project_names(repository)), "130303210YA09YBACA1M9")
    need(KIND, request.example("自评", name=code), 项目编码=request.name)
    year = year_of(request, repository, PROJECT)
    entry = known.source(repository, request.name or "", year, PROJECT, Project)
    model = entry.model
    as_of = request.as_of or until(model.year, request.today)
    for told in repository.assessments_for(model):
        if told.model.as_of == as_of:
            message = f"{model.code or model.name} 截至 {as_of} 的自评已经有了，没有改动"
            hint = f"在 {told.document.file} 里改；另填一份的，用 --as-of 写别的日期"
            raise TuanscoreError(message, hint)
    stem = f"{stem_of(model.code, model.name)}.自评{suffix(model.year, as_of)}"
    path = f"{CARDS}/{model.year}/{as_file_name(model.short_name, '简称')}/{stem}.yaml"
    whose = {"项目编码": model.code}
    if model.code is None:
        key = "实施单位" if model.budget_unit is None else "预算单位"
        whose = {key: model.unit, "项目名称": model.name}
    about_it = "".join(f"{key}: {scalar(word)}\n" for key, word in whose.items() if word)
    head = f"类型: {KIND}\n{about_it}年度: {model.year}\n截至: {as_of}\n"
    body = lines([*_execution(model), *_results(model)])
    about = f"# {model.name}：目标见 {entry.document.file}\n"
    return Draft(path, modeline(path) + about + head + HEAD + "\n".join(body) + "\n")


def _execution(project: Project) -> Iterator[tuple[str, str]]:
    unit, total = project.unit_of_money, project.budget.total
    yield "执行:", f"{unit}；要写就写全这一段"
    yield "  全年预算数:", "" if total is None else f"年初预算数 {total.text}"
    yield "  全年执行数:", ""
    if project.budget.sources:
        yield "  资金来源:", "各行写 {全年预算数: 60, 全年执行数: 45.90}，没有的空着"
        yield from ((f"    {scalar(name)}:", "") for name in project.budget.sources)
    if project.spending:
        yield "  进度:", "到那一天一共执行了多少"
    for day, percent in project.spending.items():
        yield f"    {scalar(day)}:", f"计划 {percent}%"


def _results(project: Project) -> Iterator[tuple[str, str]]:
    yield "完成:", ""
    above = ("", "")
    for line in indicators.lines(project):
        if (line.goal, line.first) != above:
            above = (line.goal, line.first)
            yield f"  # {' '.join(filter(None, above))}", ""
        asked = line.indicator.target.text
        said = f"指标值 {asked}" if asked else "没有自己的数的，只填下面的分项"
        yield f"  {scalar(line.key)}:{blank(line.measure)}", said
        for part in line.parts:
            yield f"  {scalar(part.key)}:", f"{line.indicator.name}其中，{part.part.target.text}"
