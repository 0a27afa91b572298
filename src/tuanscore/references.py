"""What one document says about another: a report about a card, a card about a 等次标准."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from tuanscore import methods
from tuanscore.finding import Finding, Route, Severity
from tuanscore.methods import Case, UnreadableError, deduction
from tuanscore.model import codes
from tuanscore.model.base import Kind
from tuanscore.model.card import CardBody, Measure
from tuanscore.model.kinds.department import Department
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.results import Result, Results
from tuanscore.model.kinds.scorecard import Overlay, Scorecard
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.model.messages import did_you_mean
from tuanscore.repository import Repository, names_of
from tuanscore.source.tree import Document  # singledispatch reads annotations as it runs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@singledispatch
def examine(model: Kind, document: Document, repository: Repository) -> list[Finding]:
    """Report what the document refers to and does not exist, or does not fit."""
    return []


@examine.register
def _card(model: CardBody, document: Document, repository: Repository) -> list[Finding]:
    if model.grade_scale is None:
        return []
    return _scale(model.grade_scale, ("等次标准",), document, repository)


@examine.register
def _department(model: Department, document: Document, repository: Repository) -> list[Finding]:
    return [
        finding
        for index, duty in enumerate(model.duties.duties)
        for finding in _scale(
            duty.standard.grade_scale,
            ("职责分类绩效目标", "职责", index, "绩效标准", "等次标准"),
            document,
            repository,
        )
    ]


@examine.register
def _results(model: Results, document: Document, repository: Repository) -> list[Finding]:
    entry = repository.find_card(model.org, model.year)
    if entry is None:
        return [_no_card(model, document, repository)]
    card, _ = repository.card(entry)
    if card is None:
        message = f"评分表 {entry.document.file} 有错误，这份完成情况对不上"
        place = document.place(("单位",))
        return [Finding(codes.BROKEN_CARD, message, place, "先改好评分表", severity=Severity.NOTE)]
    measures = {name: measure for _, _, name, measure in card.model.measures()}
    known = card.model.reportable()
    levels = repository.settings.levels
    findings = _result_lines(model.results, known, measures, document, levels)
    findings += _deductions(model, card.model, measures, document)
    if model.bonuses and card.model.bonus is None:
        place = document.key_place(("加分",))
        hint = "在模板里写 加分: {上限: …}，或删掉这里的加分"
        message = "评分表没有设加分，这里的加分不计入"
        findings.append(Finding(codes.NO_BONUS, message, place, hint, Severity.WARNING))
    return findings


@examine.register
def _assessment(model: SelfAssessment, document: Document, repository: Repository) -> list[Finding]:
    entry = repository.find_project(model.code, model.year)
    if entry is None or not isinstance(entry.model, Project):
        known = [
            e.model.code
            for e in repository.catalog()
            if isinstance(e.model, Project) and e.model.year == model.year
        ]
        place = document.place(("项目编码",))
        message = f"{model.year} 年没有项目编码为“{model.code}”的预算项目绩效目标表"
        return [Finding(codes.NO_PROJECT, message, place, did_you_mean(model.code, known))]
    measures = {}
    for _, _, indicator in entry.model.lines():
        method = methods.default_for(indicator.target)
        measures[indicator.name] = Measure.model_construct(target=indicator.target, method=method)
    return _result_lines(
        model.results, measures.keys(), measures, document, repository.settings.levels
    )


def _scale(name: str, route: Route, document: Document, repository: Repository) -> list[Finding]:
    if repository.settings.scale(name) is not None:
        return []
    hint = did_you_mean(name, repository.settings.scale_names())
    return [Finding(codes.NO_GRADE_SCALE, f"没有“{name}”这个等次标准", document.place(route), hint)]


def _no_card(model: Results, document: Document, repository: Repository) -> Finding:
    cards = [e.model for e in repository.cards() if isinstance(e.model, Overlay | Scorecard)]
    years = sorted({c.year for c in cards if model.org in names_of(c)})
    if years:
        hint = "这个单位有评分表的年度：" + "、".join(map(str, years))
        place = document.place(("年度",))
    else:
        hint = did_you_mean(model.org, [c.short_name for c in cards if c.year == model.year])
        place = document.place(("单位",))
    message = f"没有“{model.org}”{model.year} 年的评分表"
    return Finding(codes.NO_CARD, message, place, hint)


def _result_lines(
    results: Mapping[str, Result],
    known: Collection[str],
    measures: Mapping[str, Measure],
    document: Document,
    levels: Mapping[str, object],
) -> list[Finding]:
    findings = []
    for name, result in results.items():
        route = ("完成", name)
        if name not in known:
            hint = did_you_mean(name, known)
            message = f"评分表里没有考核点“{name}”"
            if name in measures:
                message = f"考核点“{name}”是扣分项，不在这里填"
                hint = "有扣分的写在 扣分 下，没有就删掉这一行"
            place = document.key_place(route)
            findings.append(Finding(codes.NO_RESULT_LINE, message, place, hint))
            continue
        measure = measures.get(name) or Measure.model_construct(
            target=None, method=methods.default_for(None)
        )
        for key, value in (("自评", result.claimed), ("审核", result.reviewed)):
            if value is not None:
                findings += _readable(measure, value, (*route, key), document, levels)
    return findings


def _readable(
    measure: Measure,
    value: str,
    route: Route,
    document: Document,
    levels: Mapping[str, object],
) -> list[Finding]:
    try:
        methods.judge(measure.method, Case(measure.target, value, levels), measure)  # type: ignore[arg-type]
    except UnreadableError as error:
        place = document.place(route)
        return [Finding(codes.UNREADABLE_RESULT, f"{route[1]}：{error.reason}", place, error.hint)]
    return []


def _deductions(
    model: Results, card: Scorecard, measures: Mapping[str, Measure], document: Document
) -> list[Finding]:
    findings = []
    known = card.deductible()
    for index, entry in enumerate(model.deductions):
        if entry.name not in known:
            place = document.place(("扣分", index, "指标"))
            message = f"评分表里没有“{entry.name}”这个条目或考核点"
            hint = did_you_mean(entry.name, sorted(known))
            findings.append(Finding(codes.NO_DEDUCTION_LINE, message, place, hint))
            continue
        measure = measures.get(entry.name)
        free = deduction.Parameters.model_construct()
        parameters = measure if isinstance(measure, deduction.Parameters) else free
        try:
            deduction.cost(deduction.Occurrence(entry.points, entry.times, entry.kind), parameters)
        except UnreadableError as error:
            place = document.place(("扣分", index))
            message = f"{entry.name}：{error.reason}"
            findings.append(Finding(codes.UNREADABLE_RESULT, message, place, error.hint))
    return findings
