"""A project as a sheet: its money, and every indicator that a 自评 may name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tuanscore.commands.form.cards import asked, beneath
from tuanscore.commands.form.subject import DONE, Row, Subject, Way
from tuanscore.commands.new.kinds.results import suffix, until
from tuanscore.commands.new.request import as_file_name, stem_of
from tuanscore.commands.score.budgeting import assessed
from tuanscore.model import indicators
from tuanscore.model.kinds.self_assessment import KIND
from tuanscore.shelf import CARDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tuanscore.finding import Route
    from tuanscore.grammar.amounts import Amount
    from tuanscore.model.kinds.project import Project
    from tuanscore.model.kinds.self_assessment import Execution, SelfAssessment
    from tuanscore.shelf import LoadedAs, Repository

HEADS = ("一级指标", "二级指标", "三级指标", "说明")
_MONEY = {"年初预算数": "initial", "全年预算数": "budget", "全年执行数": "spent"}
_TEXTS = {"目标完成情况": "achieved", "其他需要说明事项": "remarks"}


def subject(
    entry: LoadedAs[Project], repository: Repository, as_of: date | None, today: date
) -> Subject:
    """Return the sheet of a project, with its latest 自评 or that of the day asked for."""
    found = assessed(entry, repository)
    assert found is not None  # it is a project
    model, scored = entry.model, found[1]
    known = repository.assessments_for(model)
    day = as_of or (known[-1].model.as_of if known else until(model.year, today))
    report = next((one for one in known if one.model.as_of == day), None)
    told = None if report is None else report.model
    points = {node.key or node.name: node.points for node in scored.tree.nodes()}
    levels = repository.levels(model)
    rows = list(
        money(None if told is None else told.execution, _sources(model), model.unit_of_money)
    )
    for line in indicators.lines(model):
        result = line.of(told.results) if told is not None else None
        name = line.key if result is None else result[0]
        note = line.indicator.description or ""
        labels = (line.first, line.second, line.indicator.name, note)
        value = None if result is None else result[1]
        route = ("完成", name)
        at = points.get(line.key, points.get(line.indicator.name))
        rows.append(asked(Way.RESULT, route, labels, line.measure, at, value, levels))
        rows += beneath(route, line.measure, value)
    rows += texts(told)
    folder = f"{CARDS}/{model.year}/{as_file_name(model.short_name, '简称')}"
    stem = f"{stem_of(model.code, model.name)}.自评{suffix(model.year, day)}"
    return Subject(
        tab=model.name,
        title=f"{model.name} {model.year} 年自评（截至 {day}）",
        kind=KIND,
        path=f"{folder}/{stem}.yaml" if report is None else report.document.file,
        head={"类型": KIND, **_whose(model), "年度": str(model.year), "截至": day.isoformat()},
        rows=tuple(rows),
        heads=HEADS,
    )


def _whose(model: Project) -> dict[str, str]:
    if model.code is not None:
        return {"项目编码": model.code}
    key = "实施单位" if model.budget_unit is None else "预算单位"
    return {key: model.unit, "项目名称": model.name}


def _sources(model: Project) -> tuple[str, ...]:
    return tuple(model.budget.sources)


def money(told: Execution | None, sources: tuple[str, ...], unit: str) -> Iterator[Row]:
    """Yield the cells of 执行: the whole, and each source that the table or the report has."""
    for key, attribute in _MONEY.items():
        amount = None if told is None else getattr(told, attribute)
        yield _amount(("执行", key), "年度资金总额", key, unit, amount)
    had = {} if told is None else told.sources
    for name in dict.fromkeys([*sources, *had]):
        for key, attribute in _MONEY.items():
            amount = getattr(had[name], attribute) if name in had else None
            yield _amount(("执行", "资金来源", name, key), name, key, unit, amount)
    note = None if told is None else told.note
    shown = {DONE: note} if note else {}
    yield Row(Way.VALUE, ("执行", "说明"), ("预算执行", "", "说明", ""), told=shown)


def _amount(route: Route, name: str, key: str, unit: str, amount: Amount | None) -> Row:
    told = {} if amount is None or not amount.text else {DONE: amount.text}
    return Row(Way.VALUE, route, ("预算执行", name, key, ""), unit=unit, told=told)


def texts(told: SelfAssessment | None) -> Iterator[Row]:
    """Yield the cells for what is said in words."""
    for key, attribute in _TEXTS.items():
        text = None if told is None else getattr(told, attribute)
        shown = {DONE: text} if text else {}
        yield Row(Way.VALUE, (key,), ("说明", "", key, ""), told=shown)
