"""What one document says about another: a report about a card, a card about a 等次标准."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from tuanscore import methods
from tuanscore.finding import Finding, Place, Route, Severity
from tuanscore.methods import Levels, Peers, UnreadableError, bonus, deduction
from tuanscore.model import codes, department_points, indicators, naming
from tuanscore.model.base import Kind
from tuanscore.model.card import CardBody, Measure
from tuanscore.model.kinds.adjustment import GoalAdjustment
from tuanscore.model.kinds.department import Department
from tuanscore.model.kinds.department_assessment import DepartmentAssessment
from tuanscore.model.kinds.form import Form
from tuanscore.model.kinds.monitoring import Monitoring
from tuanscore.model.kinds.project import KIND as PROJECT
from tuanscore.model.kinds.project import Project
from tuanscore.model.kinds.results import Result, Results
from tuanscore.model.kinds.scheme import DEFAULT, Scheme
from tuanscore.model.kinds.scheme import KIND as SCHEME
from tuanscore.model.kinds.scorecard import KIND as SCORECARD
from tuanscore.model.kinds.scorecard import AnyCard, Scorecard
from tuanscore.model.kinds.self_assessment import SelfAssessment
from tuanscore.model.messages import did_you_mean, is_it, suggestion
from tuanscore.shelf import Card, Report, Repository, adjusting, of
from tuanscore.source.tree import Document, fold_name  # singledispatch reads annotations as it runs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


_ENOUGH = Decimal(1000)
"""Points, where only what is written is looked at."""


@singledispatch
def examine(model: Kind, document: Document, repository: Repository) -> list[Finding]:
    """Report what the document refers to and does not exist, or does not fit."""
    return []


@examine.register
def _card(model: CardBody, document: Document, repository: Repository) -> list[Finding]:
    findings = []
    if model.grade_scale is not None:
        findings = _scale(model.grade_scale, ("等次标准",), document, repository)
    if model.scheme is None:
        return findings
    scheme = repository.scheme(model.scheme)
    if scheme is None:
        return [*findings, _no_scheme(model.scheme, document, repository)]
    return [*findings, *_by_scheme(model, scheme, document)]


@examine.register
def _project(model: Project, document: Document, repository: Repository) -> list[Finding]:
    scheme = repository.scheme_of(model)
    if scheme is None:
        return [_no_scheme(model.scheme or DEFAULT, document, repository)]
    name = scheme.name
    counted = indicators.classes(model, scheme.classes)
    unknown = {first: route for first, route in counted.items() if first not in scheme.classes}
    if not unknown:
        return []
    fitting = [s.name for s in repository.schemes() if counted.keys() <= s.classes.keys()]
    said = "" if model.scheme is not None else "（没有写计分方案，按它计）"
    by, hint = f"计分方案“{name}”{said}", f"写 计分方案: {fitting[0]}" if fitting else ""
    if model.weights:
        by, hint = "表上的 分值 ", "在 分值 里加上这一类，或给它下面的各项都写上分值"
    return [
        Finding(
            codes.NOT_BY_SCHEME,
            f"{by}里没有“{first}”这一类",
            document.key_place(route),
            hint or did_you_mean(first, scheme.classes),
        )
        for first, route in unknown.items()
    ]


@examine.register
def _form(model: Form, document: Document, repository: Repository) -> list[Finding]:
    return list(naming.examine(model, document))


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
def _department_assessment(
    model: DepartmentAssessment, document: Document, repository: Repository
) -> list[Finding]:
    findings = []
    if model.grade_scale is not None:
        findings = _scale(model.grade_scale, ("等次标准",), document, repository)
    known = [*model.indicators, *department_points.groups(model)]
    for name in department_points.unknown(model):
        message = f"绩效指标里没有“{name}”，这个分值不起作用"
        place = document.key_place(("分值", name))
        findings.append(Finding(codes.NOT_BY_SCHEME, message, place, did_you_mean(name, known)))
    usual = repository.scheme(DEFAULT)
    for first in department_points.without(model, usual):
        message = f"“{first}”没有分值，算不出得分"
        hint = f"每一行写 分值，或在上面的 分值 里写 {first}: 几分"
        place = document.key_place(("绩效指标", first))
        findings.append(Finding(codes.NOT_BY_SCHEME, message, place, hint))
    return [*findings, *_rows_readable(model, document, repository)]


def _rows_readable(
    model: DepartmentAssessment, document: Document, repository: Repository
) -> Iterator[Finding]:
    """Report the 完成值 that no method can read, and in whose place nothing was filled in."""
    levels = repository.settings.levels
    for first, second, route, row in model.lines:
        counted = row.model_copy(update={"target": row.in_force})
        measure = indicators.measure_of(first, second, counted, model)
        judged = measure.method == methods.default_for(None)
        if judged and (row.coefficient, row.printed, row.reviewed_printed) != (None,) * 3:
            continue
        for key, value in (("完成值", row.claimed), ("审核", row.reviewed)):
            if value is not None:
                at = (*route, key)
                yield from _readable(measure, row, value, at, document, levels, row.name)


@examine.register
def _adjustment(model: GoalAdjustment, document: Document, repository: Repository) -> list[Finding]:
    """Report a project that is not there, rows that it does not have, new rows without a place."""
    table = repository.table_of(model)
    if table is None:
        key = "项目名称" if model.code is None else "项目编码"
        message = f"{model.year} 年没有这个项目的预算项目绩效目标表，这份调整不起作用"
        place = document.place((key,))
        hint = "核对 项目编码，或 项目名称 和 实施单位（预算单位）"
        return [Finding(codes.NO_PROJECT, message, place, hint)]
    day = (model.effective or model.applied) - timedelta(days=1)
    project = repository.in_force(table, day).table.model
    known = [row.name for _, _, _, row in project.lines]
    findings = []
    for index, change in enumerate(model.changes):
        at = ("指标", index)
        if change.is_new and adjusting.home_of(model, change, project) is None:
            message = f"新增的“{change.name}”没有写在哪一类指标下，不计入"
            hint = "写上 一级指标 和 二级指标"
            findings.append(Finding(codes.NO_RESULT_LINE, message, document.place(at), hint))
        elif not change.is_new and adjusting.row_named(project, change.name) is None:
            message = f"绩效目标表里没有指标“{change.name}”，或不止一条"
            hint = did_you_mean(change.name, known, len(findings))
            place = document.place((*at, "名称"))
            findings.append(Finding(codes.NO_RESULT_LINE, message, place, hint))
    return findings


@examine.register
def _monitoring(model: Monitoring, document: Document, repository: Repository) -> list[Finding]:
    """Report numbers that cannot be read; nothing is scored by them, so it is a warning."""
    levels = repository.settings.levels
    found = []
    for first, second, route, row in model.lines:
        measure = indicators.measure_of(first, second, row, model)
        told = (("执行情况", row.so_far), ("全年预计完成情况", row.expected))
        for key, value in told if measure.target and measure.target.number is not None else ():
            if value is not None:
                at = (*route, key)
                found += _readable(
                    measure, Result.model_construct(), value, at, document, levels, row.name
                )
    return [replace(finding, severity=Severity.WARNING) for finding in found]


@examine.register
def _results(model: Results, document: Document, repository: Repository) -> list[Finding]:
    file, card = repository.lately(_card_of, model.org, model.year)
    if file is None:
        return [_no_card(model, document, repository)]
    if card is None:
        return [_broken("评分表", file, document.place(("单位",)))]
    measures = {name: measure for _, _, name, measure in card.model.measures()}
    known = card.model.reportable()
    levels = repository.levels(card.model)
    unknown = "评分表里没有考核点"
    findings = _result_lines(model.results, known, measures, document, levels, unknown)
    findings += _deductions(model, card.model, measures, document)
    findings += _opinions(model, card.model, document)
    if model.bonuses and card.model.bonus is None:
        place = document.key_place(("加分",))
        hint = "在模板里写 加分: {上限: …}，或删掉这里的加分"
        message = "评分表没有设加分，这里的加分不计入"
        findings.append(Finding(codes.NO_BONUS, message, place, hint, Severity.WARNING))
    findings += _bonuses(model, card.model, document)
    return [*findings, *_vetoes(model, card.model, document)]


def _bonuses(model: Results, card: Scorecard, document: Document) -> Iterator[Finding]:
    """Report every 加分 of which nobody says how much it gives."""
    for index, claim in enumerate(model.bonuses if card.bonus is not None else ()):
        try:
            assert card.bonus is not None
            bonus.worth(claim.points, claim.kind, card.bonus)
        except UnreadableError as error:
            place = document.place(("加分", index))
            yield Finding(codes.UNREADABLE_RESULT, error.reason, place, error.hint)


def _card_of(repository: Repository, org: str, year: int) -> tuple[str | None, Card | None]:
    """Return the file of the card that a report is about, and the card if it can be resolved."""
    entry = repository.find_card(org, year)
    if entry is None:
        return None, None
    return entry.document.file, repository.card(entry)[0]


def _vetoes(model: Results, card: Scorecard, document: Document) -> list[Finding]:
    """Report every 一票否决 that the card does not have, and that would limit nothing."""
    known = [rule.matter for rule in card.vetoes]
    missing = "在模板里写 一票否决: - {事项: …, 最高等次: …}，或删掉这里的"
    return [
        Finding(
            codes.NO_VETO,
            f"评分表的 一票否决 里没有“{claim.matter}”"
            if known
            else f"评分表没有设一票否决，“{claim.matter}”不起作用",
            document.place(("一票否决", index, "事项")),
            did_you_mean(claim.matter, known) or missing,
        )
        for index, claim in enumerate(model.vetoes)
        if claim.matter not in known
    ]


@examine.register
def _assessment(model: SelfAssessment, document: Document, repository: Repository) -> list[Finding]:
    entry = repository.find_project(model)
    if entry is None:
        return [_no_project(model, document, repository)]
    answering: dict[str, list[indicators.Called]] = {}
    for row in indicators.rows(entry.model):
        for name in row.called:
            answering.setdefault(name, []).append(row)
    twice: list[Finding] = []
    for name in model.results:
        if len(answering.get(name, ())) > 1:
            place = document.key_place(("完成", name))
            message = f"绩效目标表里有几条都叫“{name}”，这一个完成值用在每一条上"
            hint = f"分别填报，写作 {'、'.join(row.key for row in answering[name])}"
            twice.append(Finding(codes.NO_RESULT_LINE, message, place, hint, Severity.WARNING))
    measures = {name: rows[-1].measure for name, rows in answering.items()}
    levels = repository.levels(entry.model)
    unknown = "绩效目标表里没有指标"
    found = _result_lines(model.results, measures.keys(), measures, document, levels, unknown)
    return [*twice, *found]


def _no_project(model: SelfAssessment, document: Document, repository: Repository) -> Finding:
    """Say why a 自评 is about no project: none has its 项目编码, or its unit and 项目名称."""
    key = "项目名称" if model.code is None else "项目编码"
    *unit, called = model.subject
    place = document.place((key,))
    broken = _with_errors(PROJECT, called, model.year, repository)
    if broken:
        return _broken(PROJECT, broken[0], place)
    beside = of(Project, repository.beside_it(document.file, PROJECT, model.year))
    told = [table.model.name if unit else table.model.code for table in beside]
    hint = did_you_mean(called, [name for name in told if name is not None])
    whose = f"“{unit[0]}”{model.year} 年没有" if unit else f"{model.year} 年没有"
    message = f"{whose}{key}为“{called}”的预算项目绩效目标表"
    return Finding(codes.NO_PROJECT, message, place, hint)


def _no_scheme(name: str, document: Document, repository: Repository) -> Finding:
    hint = did_you_mean(name, [scheme.name for scheme in repository.schemes()])
    place = document.place(("计分方案",))
    twice = repository.resolved.told_twice(SCHEME, name, place)
    if twice is not None:
        return twice
    return Finding(codes.NO_SCHEME, f"没有“{name}”这个计分方案", place, hint)


def _by_scheme(card: CardBody, scheme: Scheme, document: Document) -> list[Finding]:
    """Hold the points of a card's sections against the scheme that it names."""
    by = f"计分方案“{scheme.name}”"
    wrong: list[tuple[Route, str, str]] = []
    if card.total is not None and card.total != scheme.full:
        hint = f"写成 {scheme.full}，或换一个计分方案"
        wrong.append((("总分",), f"{by}满分 {scheme.full} 分，这里写明 {card.total} 分", hint))
    for index, section in enumerate(card.sections):
        points, route = scheme.weights.get(section.name), ("部分", index)
        if points is None:
            hint = did_you_mean(section.name, scheme.weights)
            wrong.append(((*route, "名称"), f"{by}里没有“{section.name}”这一部分", hint))
        elif section.points != points:
            ours = "没有写分值" if section.points is None else f"写明 {section.points} 分"
            message = f"“{section.name}”{by}定 {points} 分，这里{ours}"
            wrong.append(((*route, "分值"), message, f"写成 分值: {points}"))
    present = {section.name for section in card.sections}
    for name in (n for n in scheme.weights if n not in present):
        message = f"{by}里的“{name}”（{scheme.weights[name]} 分）这里没有"
        wrong.append((("部分",), message, "加上这一部分，或换一个计分方案"))
    return [
        Finding(codes.NOT_BY_SCHEME, message, document.place(route), hint)
        for route, message, hint in wrong
    ]


def _scale(name: str, route: Route, document: Document, repository: Repository) -> list[Finding]:
    if repository.settings.scale(name) is not None:
        return []
    hint = did_you_mean(name, repository.settings.scale_names())
    return [Finding(codes.NO_GRADE_SCALE, f"没有“{name}”这个等次标准", document.place(route), hint)]


def _broken(what: str, file: str, place: Place) -> Finding:
    message = f"{what} {file} 有错误，这份文件对不上"
    hint = f"先改好{what}"
    return Finding(codes.BROKEN_CARD, message, place, hint, severity=Severity.NOTE, about=what)


def _with_errors(kind: str, whose: str, year: int, repository: Repository) -> list[str]:
    """Return the files of a kind that have errors and may be what is looked for."""
    return repository.doubt.on({whose}, year, kind)


def _no_card(model: Results, document: Document, repository: Repository) -> Finding:
    dispute = repository.dispute(Report(document, model))
    if dispute is not None:
        return dispute
    broken = _with_errors(SCORECARD, model.org, model.year, repository)
    if broken:
        return _broken("评分表", broken[0], document.place(("单位",)))
    years = repository.card_years(model.org)
    if years:
        hint = "这个单位有评分表的年度：" + "、".join(map(str, years))
        place = document.place(("年度",))
    else:
        names, short_names = repository.once(_of_year, model.year)
        near = names.get(suggestion(fold_name(model.org), names), "")
        hint = is_it(model.org, near) or did_you_mean("", short_names)
        place = document.place(("单位",))
    message = f"没有“{model.org}”{model.year} 年的评分表"
    return Finding(codes.NO_CARD, message, place, hint)


def _of_year(repository: Repository, year: int) -> tuple[dict[str, str], list[str]]:
    """Return the names of all organisations with cards of a year, and their 简称."""
    entries = of(AnyCard, repository.each(SCORECARD, year=year, keep=False))
    names = {fold_name(name): name for entry in entries for name in entry.model.names}
    return names, [entry.model.short_name for entry in entries]


def _result_lines(
    results: Mapping[str, Result],
    known: Collection[str],
    measures: Mapping[str, Measure],
    document: Document,
    levels: Levels,
    unknown: str,
) -> list[Finding]:
    findings: list[Finding] = []
    for name, result in results.items():
        route = ("完成", name)
        if name not in known:
            hint = did_you_mean(name, known, len(findings))
            message = f"{unknown}“{name}”"
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
                findings += _readable(measure, result, value, (*route, key), document, levels, name)
        if result.claimed is None and result.reviewed is None and result.actual is not None:
            findings += _readable(measure, result, result.actual, route, document, levels, name)
    return findings


def _readable(
    measure: Measure,
    result: Result,
    value: str,
    route: Route,
    document: Document,
    levels: Levels,
    name: str,
) -> list[Finding]:
    try:
        points = measure.points or _ENOUGH  # of a line whose points are only shared out later
        case = result.case(measure.target, levels, points=points, peers=Peers((), 0), actual=value)
        methods.judge(measure.method, case, measure)
    except UnreadableError as error:
        place = document.place(route)
        return [Finding(codes.UNREADABLE_RESULT, f"{name}：{error.reason}", place, error.hint)]
    return []


def _deductions(
    model: Results, card: Scorecard, measures: Mapping[str, Any], document: Document
) -> list[Finding]:
    findings: list[Finding] = []
    known = card.deductible if model.deductions else {}
    for index, entry in enumerate(model.deductions):
        if entry.name not in known:
            place = document.place(("扣分", index, "指标"))
            message = f"评分表里没有“{entry.name}”这个条目或考核点"
            hint = did_you_mean(entry.name, sorted(known), len(findings))
            if entry.name in card.ratable or entry.name in measures:
                message = f"“{entry.name}”由评议定分，扣分扣不到它"
                hint = "扣在逐条计分或实行扣分制的条目、考核点上，或删掉这一条"
            findings.append(Finding(codes.NO_DEDUCTION_LINE, message, place, hint))
            continue
        try:
            parameters = known[entry.name][1]
            deduction.cost(deduction.Occurrence(entry.points, entry.times, entry.kind), parameters)
        except UnreadableError as error:
            place = document.place(("扣分", index))
            message = f"{entry.name}：{error.reason}"
            findings.append(Finding(codes.UNREADABLE_RESULT, message, place, error.hint))
    return findings


def _opinions(model: Results, card: Scorecard, document: Document) -> list[Finding]:
    """Report every 评议 of which it cannot be told which part of the card it rates."""
    rated = [section.name for section in card.sections if section.rated]
    if model.opinions and not rated:
        place = document.key_place(("评议",))
        message = "评分表没有评议的部分，这里的评议不计入"
        hint = "在模板的那一部分写上 计分: 评议，或删掉这里的评议"
        return [Finding(codes.NO_RATED_PART, message, place, hint, Severity.WARNING)]
    known = card.ratable if model.opinions else {}
    parts = [card.rated_part(opinion.name) for opinion in model.opinions]
    routes = {part: known[part] for part in parts if part is not None}
    findings: list[Finding] = []
    for index, (opinion, part) in enumerate(zip(model.opinions, parts, strict=True)):
        place = document.place(("评议", index, "指标"))
        if part is None and opinion.name is None:
            message = f"评分表有 {len(rated)} 个评议的部分，没有写评的是哪一个"
            hint = "写上 " + "，或 ".join(f"指标: {name}" for name in rated)
        elif part is None:
            message = f"评分表里没有“{opinion.name}”这个由评议定分的部分、类别或条目"
            hint = did_you_mean(str(opinion.name), known, len(findings))
        elif whole := _whole(part, routes):
            message = f"“{part}”在“{whole}”里，“{whole}”已经整个评了，这一条不计入"
            hint = "整个评，或分开评，只留一样"
        else:
            continue
        findings.append(Finding(codes.NO_RATED_PART, message, place, hint))
    return findings


def _whole(part: str, routes: Mapping[str, Route]) -> str | None:
    """Return the part around this one, of those that are rated."""
    at = routes[part]
    return next((p for p, route in routes.items() if p != part and at[: len(route)] == route), None)
